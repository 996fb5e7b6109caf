"""The tree of runs: nothing twice, nothing lost, roads not taken marked, the documented course drawn through it."""

from __future__ import annotations

from random import Random

from game.branches.tree import RunTree
from game.branches.tree_text import format_outline
from game.play.journal import Journal, replay
from game.play.session import get_machine
from game.story.machine import RoleMachine
from game.story.types import Pack
from tests.conftest import tree_of

RUNS = [
    ["the-notice.tear-it-down", "the-yard.walk", "the-square.leave"],
    ["the-notice.tear-it-down", "the-yard.walk", "the-square.home"],
    ["the-notice.go-to-the-loom", "the-yard.stay"],
]
DOCUMENTED = ["the-notice.go-to-the-loom", "the-yard.walk", "the-square.home"]


def tree(machine: RoleMachine, *, present: list[str] | None = None) -> RunTree:
    return tree_of(machine, RUNS, present)


def random_run(machine: RoleMachine, random: Random) -> Journal:
    journal = replay(machine, [])
    while choices := [choice for choice in machine.get_choices(journal.scene_id) if choice.is_open(journal.values)]:
        journal.choose(random.choice(choices).spec.id)
    return journal


def test_runs_share_what_they_share(weaver: RoleMachine) -> None:
    found = tree(weaver, present=RUNS[0])
    assert len(list(found)) == 7
    assert found.root.run_count == 3
    assert [node.scene.id for node in found if node.is_present] == ["the-notice", "the-yard", "the-square", "the-train"]
    assert {node.choice_refs for node in found if node.scene.ending} == {tuple(run) for run in RUNS}


def test_roads_not_taken_are_those_that_are_open_and_untried(weaver: RoleMachine) -> None:
    found = tree(weaver)
    untaken = {node.choice_refs: [choice.spec.id for choice in found.untaken_choices(node)] for node in found}
    assert untaken[()] == ["ask-the-forewoman"]
    assert untaken["the-notice.go-to-the-loom",] == ["walk"]
    assert untaken[tuple(RUNS[0])] == []


def test_every_scene_and_every_road_has_one_line_and_the_present_run_keeps_its_column(weaver: RoleMachine) -> None:
    found = tree(weaver, present=RUNS[0])
    lines = found.rows()
    assert len(lines) == len(list(found)) + sum(len(found.untaken_choices(node)) for node in found)
    assert len({line.choice_refs for line in lines}) == len(lines)
    assert {line.prefix for line in lines if line.untaken_choice is None and line.node.is_present} == {""}


def test_the_documented_course_is_drawn_and_its_unvisited_scenes_keep_their_titles(weaver: RoleMachine) -> None:
    found = tree(weaver, present=RUNS[2])
    found.mark_documented(DOCUMENTED)
    assert [node.scene.id for node in found if node.is_documented] == [
        "the-notice", "the-yard", "the-square", "winter-at-home",
    ]  # fmt: skip
    roads = [line for line in found.rows() if line.is_untaken and line.untaken_choice is None]
    assert [line.choice_refs for line in roads] == [tuple(DOCUMENTED[:2])]
    unvisited = [line for line in found.rows() if line.untaken_choice is None and not line.is_known]
    assert [line.choice_refs for line in unvisited] == [tuple(DOCUMENTED[:2]), tuple(DOCUMENTED)]
    words = format_outline(weaver.role, unvisited)
    assert words[0].endswith("Not taken, as documented: Walk out with the others.")
    assert words[1].endswith("As documented, March 1931; not visited.")
    # What an unvisited scene offers is not told either.
    assert all(line.node.is_visited for line in found.rows() if line.untaken_choice is not None)


def test_a_divergence_is_marked_where_it_parted_and_where_it_met_the_record_again(shipped: Pack) -> None:
    random = Random(1956)
    for role in shipped.roles:
        machine = get_machine(shipped, role.id)
        for _ in range(30):
            journal = random_run(machine, random)
            along = list(tree_of(machine, [journal.choice_refs]))
            marked = [(attempt, place) for place, node in enumerate(along) for attempt in node.answered_attempts]
            answered = [
                (name, place)
                for name, _, place in journal.list_attempts()
                if place is not None and not machine.attempts_by_id[name].happened
            ]
            assert sorted(marked) == sorted(answered)
            parted = [place for place, node in enumerate(along) if node.attempt]
            against = {
                made + 1 for name, made, _ in journal.list_attempts() if not machine.attempts_by_id[name].happened
            }
            assert against <= set(parted)


def test_a_run_grows_the_tree_as_far_as_its_replay_fits(weaver: RoleMachine) -> None:
    for run in (
        ["the-notice.tear-it-down", "the-yard.climb", "the-square.leave"],
        ["the-notice.go-to-the-loom", "the-yard.speak"],
        ["the-yard.walk"],
        ["nonsense"],
    ):
        found = list(tree_of(weaver, [run]))
        journal = replay(weaver, run)
        assert journal.mismatch
        assert found[-1].choice_refs == tuple(journal.choice_refs)
        assert found[-1].values == journal.values


def test_the_outline_numbers_its_lines_and_indents_at_partings_only(weaver: RoleMachine) -> None:
    found = tree(weaver, present=RUNS[0])
    lines = format_outline(weaver.role, found.rows())
    assert lines[0] == "1. 5 May 1930 07:00, The notice. 3 runs."
    assert lines[1] == "  2. Not taken: Ask the forewoman to have it taken back."
    assert lines[2].startswith("  3. By “Go to your loom”: 5 May 14:00, The yard.")
    assert lines[-1].endswith("March 1931, The train. End: Moved away.")
    assert not lines[-1].startswith(" ")


def test_a_long_run_does_not_exhaust_anything(shipped: Pack) -> None:
    machine = get_machine(shipped, "nagy")
    journal = random_run(machine, Random(0))
    assert len(tree_of(machine, [journal.choice_refs] * 50, journal.choice_refs).rows()) > len(journal.path)
