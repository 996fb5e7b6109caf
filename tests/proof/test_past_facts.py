"""What runs have done when they come to a passage, followed choice by choice beside the states."""

from __future__ import annotations

from itertools import accumulate

import pytest
from hypothesis import given, settings

from game.play.journal import replay
from game.proof import past_shares
from game.proof.context import ProofContext
from game.proof.explore import explore
from game.proof.past_facts import GroupLayout, propagate_combinations
from game.proof.past_shares import list_passage_shares
from game.story.machine import RoleMachine
from game.story.types import Pack
from tests.proof.test_explore import packs, walked
from tests.proof.tiny import breaches, case, list_values

WAYS = """
- {id: a, choices: [{id: left, to: b}, {id: right, to: b}]}
- {id: b, choices: [{id: up, to: c}, {id: down, to: c}]}
- {id: c, passages: [{after: '%s', text: Words.}], to: [d]}
- {id: d}
"""
SEEN = """
- {id: a, choices: [{id: look, to: b}, {id: pass, to: c}]}
- {id: b, at: 1930-05-02, place: mill, depicts: [fire], to: [c]}
- {id: c, at: 1930-05-03, passages: [{after: '%s', text: 'You think of the fire.[^fire.burnt]'}], to: [d]}
- {id: d}
"""


@settings(max_examples=60)
@given(packs() | packs(back=True))
def test_the_pasts_that_meet_at_a_passage_are_those_of_all_runs_walked_one_by_one(tiny: Pack) -> None:
    machine = RoleMachine(tiny.get_role("r"))
    context = ProofContext(tiny, explore(machine))
    expected: dict[tuple[str, int], dict[int, int]] = {place: {} for place in context.past_groups}
    for run in walked(machine):
        for number, (scene, values) in enumerate(zip(run.path, list_values(run), strict=True)):
            code = context.graph.encoding.encode(scene.id, values)
            for place, group in context.past_groups.items():
                if place[0] == scene.id:
                    *_, past = accumulate(run.choice_refs[:number], group.step, initial=0)
                    expected[place][code] = expected[place].get(code, 0) | 1 << past
    layout = GroupLayout([*context.past_groups.values()])
    carried = propagate_combinations(context.graph, layout)
    for (place, group), offset in zip(context.past_groups.items(), layout.offsets, strict=True):
        states = context.graph.states.get(group.scene, ())
        found = [bits >> offset & (1 << group.size) - 1 for bits in carried.get(group.scene, ())]
        assert dict(zip(states, found, strict=True)) == expected[place]


def test_passages_under_after_cost_no_states() -> None:
    plain = case(WAYS.replace("{after: '%s', text: Words.}", ""))
    joined = case(WAYS % "(a.left or b.up) and not (a.left and b.up)")
    assert joined.graph.state_count == plain.graph.state_count == 4
    assert joined.passage_pasts["c", 0] == (0b1111, 0)


def test_shares_are_the_same_in_one_pass_over_the_states_and_in_several(monkeypatch: pytest.MonkeyPatch) -> None:
    passages = ", ".join(f"{{after: {after}, text: Words.}}" for after in ("a.left", "b.up", "a.left and b.up"))
    context = case(WAYS.replace("{after: '%s', text: Words.}", passages))
    together = list_passage_shares(context)
    assert dict(together) == {"c[1]": 0.5, "c[2]": 0.5, "c[3]": 0.25}
    monkeypatch.setattr(past_shares, "MAX_WIDTH", 1)
    assert list_passage_shares(context) == together


def test_a_shortest_run_shows_a_past() -> None:
    context = case(WAYS % "a.right and b.down")
    group = context.past_groups["c", 0]
    assert context.find_run_to_past(group, 1 << 0b11) == ("a.right", "b.down")
    assert replay(context.graph.machine, ("a.right", "b.down")).scene_id == "c"
    with pytest.raises(LookupError):
        context.find_run_to_past(group, 0)


@pytest.mark.parametrize(
    ("after", "says"),
    [
        ("a.left", []),
        ("not a.left", []),
        ("a.left and not b.up", []),
        ("c.d", ['no run has taken "c.d" when it comes to this scene.']),
        ("a.left or c.d", ['no run has taken "c.d" when it comes to this scene.']),
        ("a.left and a.right", ['no run ever meets this passage: after "a.left and a.right" never holds here.']),
        ("a.left or a.right", ['the guard of this passage always holds here: after "a.left or a.right".']),
    ],
)
def test_a_past_that_never_or_always_lies_before_a_passage_is_found(after: str, says: list[str]) -> None:
    found = breaches("L8", WAYS % after)
    assert [breach.message for breach in found] == says
    assert all((breach.scene, breach.key) == ("c", ("passages", 0, "after")) for breach in found)


def test_a_choice_that_every_run_takes_is_no_condition() -> None:
    scenes = "[{id: a, to: [b]}, {id: b, passages: [{after: a.b, text: Words.}], to: [c]}, {id: c}]"
    (breach,) = breaches("L8", scenes)
    assert breach.message == 'every run has taken "a.b" when it comes to this scene.'


@pytest.mark.parametrize(
    ("after", "run"), [("a.look", None), ("b.c", None), ("a.pass", ("a.pass",)), ("not b.c", ("a.pass",))]
)
def test_who_took_the_choice_knows_what_it_showed(after: str, run: tuple[str, ...] | None) -> None:
    found = breaches("L9", SEEN % after)
    assert [breach.run for breach in found] == ([] if run is None else [run])
