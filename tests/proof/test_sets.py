"""States as sets: the same verdicts, counts and laws as the walk, and an answer within bounds where no method has one."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import pytest
import yaml
from hypothesis import given, settings

from game.proof import diagrams
from game.proof import reach as reaching
from game.proof.dense_sets import DenseSets
from game.proof.diagrams import DiagramSets
from game.proof.explore import explore
from game.proof.laws import LAWS
from game.proof.prove import prove
from game.proof.report import run_check
from game.proof.report_formats import format_text
from game.proof.set_algebra import SetAlgebra
from game.proof.set_runs import carry_nothing
from game.proof.state_sets import StateSets
from game.proof.state_space import StateSpace
from game.story.check_pack import MOST_VALUES
from game.story.machine import RoleMachine
from game.story.parse import parse_pack
from game.story.types import Pack
from tests.packs.generated import Size, generated
from tests.packs.shapes import SHAPES
from tests.proof.comparing import list_differences
from tests.proof.test_explore import packs
from tests.proof.tiny import files, pack

GUARDS = ["v0 > v1", "v2 == v3 or v4 < 2", "not (v5 >= 1 and v6 < v7)"]


@settings(max_examples=40)
@given(packs() | packs(back=True))
def test_sets_find_what_the_walk_finds_in_random_packs(tiny: Pack) -> None:
    assert list_differences(tiny, tiny.get_role("r")) == []


@pytest.mark.parametrize("role", ["student", "radio-crowd", "nagy", "council"])
def test_sets_find_what_the_walk_finds_in_the_shipped_roles(
    shipped: Pack, role: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A role that is walked has no need of diagrams, and may need more of them than a large one is given.
    monkeypatch.setattr(diagrams, "MAX_NODES", 1 << 23)
    assert list_differences(shipped, shipped.get_role(role), with_runs=False) == []


@pytest.mark.parametrize("name", ["gated ending", "deceptive plateau", "grid of variables", "loop with a counter"])
def test_sets_find_what_the_walk_finds_in_hard_shapes(name: str) -> None:
    found, _, _ = parse_pack(SHAPES[name]().files)
    assert found is not None
    assert list_differences(found, found.roles[0], with_runs=False) == []


def generated_pack(**size: int | bool) -> Pack:
    found, faults, _ = parse_pack(generated(Size(scenes=100, chapters=10, **size)))  # type: ignore[arg-type]
    assert found is not None and not faults
    return found


@pytest.fixture
def few_walked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a role of a thousand states be large."""
    monkeypatch.setattr(reaching, "WALKED_STATES", 1_000)


def test_a_role_of_more_states_than_can_be_walked_is_decided_by_diagrams(few_walked: None) -> None:
    large = generated_pack(variables=14)
    proof = prove(large, large.roles[0], [law for law in LAWS if law != "L11"])
    space = proof.context.space
    assert (space.method, proof.open, proof.undecided_laws) == ("by decision diagrams", "", frozenset())
    assert {verdict.kind for verdict in proof.verdicts} == {"alive", "dead"}
    assert {breach.law for breach in proof.violations} <= {"L4", "L8", "L10"}


def test_without_the_library_dense_sets_decide_what_fits_into_them(
    few_walked: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reaching, "has_diagrams", lambda: False)
    small = generated_pack(variables=6)
    space = reaching.reach(RoleMachine(small.roles[0]))
    assert (space.method, space.limit_exceeded) == ("as dense sets", "")
    assert space.state_count == explore(RoleMachine(small.roles[0])).state_count
    large = generated_pack(variables=14)
    assert "pip install 'sixteen-points[proof]'" in reaching.reach(RoleMachine(large.roles[0]), 2_000).limit_exceeded


def test_sets_that_outgrow_one_kind_are_held_by_the_next(few_walked: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reaching, "QUICK_BITS", 1 << 8)
    monkeypatch.setattr("game.proof.diagrams.MAX_NODES", 1 << 8)
    small = generated_pack(variables=6)
    assert reaching.reach(RoleMachine(small.roles[0])).method == "as dense sets"


def test_the_report_says_how_states_were_found_and_that_runs_were_not_counted(few_walked: None) -> None:
    report = run_check(generated(Size(scenes=60, chapters=2, variables=6)))
    text = format_text(report)
    assert "found as dense sets" in text
    assert "its runs were not counted" in text
    assert "runs not counted" in report.roles[0].line


def test_large_sets_are_kept_in_less_room_and_are_equal_where_they_were() -> None:
    sets = DenseSets([4] * 9)
    states = sets.intersect(sets.at(0, (1, 2)), sets.at(8, (3,)))
    assert sets.load(sets.store(states)) == states
    assert sys.getsizeof(sets.store(states)) < sys.getsizeof(states) / 10
    with pytest.raises(MemoryError):
        DenseSets([4] * 14)


@pytest.mark.parametrize("kind", [DenseSets, DiagramSets])
def test_a_guard_of_two_variables_side_by_side_is_exact(kind: Callable[[Sequence[int]], SetAlgebra[Any]]) -> None:
    variables = yaml.safe_dump([{"id": f"v{n}", "start": 0, "highest": 3} for n in range(8)])
    steps = [
        {
            "id": f"s{n}",
            "choices": [{"id": f"c{value}", "sets": {f"v{n}": value}, "to": f"s{n + 1}"} for value in range(4)],
        }
        for n in range(8)
    ]
    asked = [{"id": f"g{n}", "if": guard, "to": "end"} for n, guard in enumerate(GUARDS)]
    scenes = yaml.safe_dump([*steps, {"id": "s8", "choices": [*asked, {"id": "on", "to": "end"}]}, {"id": "end"}])
    machine = RoleMachine(pack(scenes, variables=variables).get_role("r"))
    walked, found = explore(machine), StateSets(machine, kind)
    assert (found.state_count, found.edge_count) == (walked.state_count, walked.edge_count)


LARGE = "[{id: gold, start: 0, highest: %s}, {id: debt, start: 5, highest: %s}]" % ((MOST_VALUES - 1,) * 2)


def test_a_large_range_costs_nothing_where_few_values_are_taken() -> None:
    scenes = """
    - {id: a, choices: [{id: b, adds: {gold: 7}, to: b}, {id: c, to: b}]}
    - {id: b, choices: [{id: rich, if: gold > debt, to: c}, {id: never, if: gold > 999, to: c}, {id: go, to: c}]}
    - {id: c}
    """
    tiny = pack(scenes, variables=LARGE)
    kinds = {verdict.choice: verdict for verdict in prove(tiny, tiny.get_role("r")).verdicts}
    assert kinds["b.rich"].kind == "alive"
    assert kinds["b.never"].message == '"gold > 999" never holds here: gold is 0 or 7.'


def test_a_role_that_no_method_decides_is_open_with_its_variable_and_its_guard(few_walked: None) -> None:
    scenes = """
    - {id: a, choices: [{id: more, if: gold < debt, adds: {gold: 1}, to: a}, {id: debt, adds: {debt: 3}, to: a}, {id: go, to: b}]}
    - {id: b}
    """
    report = run_check(files(scenes, variables=LARGE), max_states=2_000)
    (told,) = report.open
    assert 'the variable "gold" multiplies them most' in told or 'the variable "debt" multiplies them most' in told
    assert '"gold < debt" in a' in told


def test_a_guard_over_twenty_variables_is_decided() -> None:
    names = [f"v{number}" for number in range(20)]
    steps = [
        {
            "id": f"s{n}",
            "choices": [{"id": "yes", "sets": {name: True}, "to": f"s{n + 1}"}, {"id": "no", "to": f"s{n + 1}"}],
        }
        for n, name in enumerate(names)
    ]
    every = " and ".join(names)
    gate = {"id": "s20", "choices": [
        {"id": "in", "if": every, "to": "end"},
        {"id": "never", "if": f"{every} and not v0", "to": "end"},
        {"id": "past", "to": "end"},
    ]}  # fmt: skip
    scenes = yaml.safe_dump([*steps, gate, {"id": "end"}])
    tiny = pack(scenes, variables=yaml.safe_dump([{"id": name, "start": False} for name in names]))
    machine = RoleMachine(tiny.get_role("r"))
    spaces: list[StateSpace] = [StateSets(machine, DiagramSets), StateSets(machine, partial(DenseSets, most=1 << 20))]
    for space in spaces:
        found = {choice.spec.id: space.test_choice(choice) for choice in machine.get_choices("s20")}
        assert found == {"in": (True, False), "never": (False, False), "past": (True, True)}
        assert len(space.find_run(0, carry_nothing, lambda bits: True, {"s20"}, every)[0]) == 20
