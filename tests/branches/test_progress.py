"""What was seen is counted once, and a player who has seen everything has seen all of it."""

from __future__ import annotations

from game.branches.progress import COVERAGE_KINDS, measure_coverage
from game.play.session import get_machine
from game.story.machine import RoleMachine
from game.story.types import Pack
from tests.branches.test_whatif import every_run
from tests.conftest import tree_of


def test_whoever_has_played_every_run_has_seen_everything(mill: Pack) -> None:
    trees = [tree_of(machine, every_run(machine)) for role in mill.roles for machine in [get_machine(mill, role.id)]]
    for tally in measure_coverage(trees):
        assert {kind: tally.seen[kind] for kind in COVERAGE_KINDS} == {
            kind: tally.total[kind] for kind in COVERAGE_KINDS
        }


def test_whoever_has_played_nothing_has_seen_nothing_also_of_the_documented_course(weaver: RoleMachine) -> None:
    tree = tree_of(weaver, [])
    tree.mark_documented(["the-notice.go-to-the-loom", "the-yard.walk", "the-square.home"])
    (tally,) = measure_coverage([tree])
    assert [tally.count(kind)[0] for kind in COVERAGE_KINDS] == [0] * len(COVERAGE_KINDS)


def test_a_run_counts_what_it_saw(weaver: RoleMachine, mill: Pack) -> None:
    run = ["the-notice.ask-the-forewoman", "the-yard.stay"]
    tally, other, both = measure_coverage([tree_of(weaver, [run, run]), tree_of(get_machine(mill, "clerk"), [])])
    assert [tally.count(kind) for kind in COVERAGE_KINDS] == [(3, 5), (2, 8), (1, 1), (1, 2), (4, 4)]
    assert other.count("scenes") == (0, 2)
    assert both.name == ""
    # The two roles share claims; these are counted once.
    assert both.count("claims") == (4, 4)
    assert both.count("scenes") == (3, 7)
