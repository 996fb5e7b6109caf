"""What a choice still leaves open is exactly what some run through it meets."""

from __future__ import annotations

import pytest

from game.branches.what_if import Discovered, Lookahead, describe_outlook, find_discovered, look_ahead
from game.play.journal import replay
from game.play.session import get_machine
from game.proof.explore import explore
from game.story.machine import RoleMachine
from game.story.types import Pack
from tests.conftest import tree_of
from tests.proof.tiny import machine


def every_run(machine: RoleMachine) -> list[list[str]]:
    """All runs of a small role."""
    whole: list[list[str]] = []
    waiting: list[list[str]] = [[]]
    while waiting:
        pairs = waiting.pop()
        journal = replay(machine, pairs)
        choices = [choice for choice in machine.get_choices(journal.scene_id) if choice.is_open(journal.values)]
        waiting += [[*pairs, choice.id] for choice in choices]
        if not choices:
            whole.append(pairs)
    return whole


@pytest.mark.parametrize("role", ["weaver", "clerk", "guild"])
def test_every_choice_of_every_run_leaves_open_what_some_run_through_it_meets(mill: Pack, role: str) -> None:
    machine = get_machine(mill, role)
    runs = every_run(machine)
    looked = look_ahead(machine)
    for here in {tuple(run[:n]) for run in runs for n in range(len(run) + 1)}:
        for road in looked.list_outlooks(here):
            through = [replay(machine, run) for run in runs if run[: len(here) + 1] == [*here, road.choice.id]]
            fates = {journal.scene.ending.fate for journal in through if journal.scene.ending}
            made = {
                taken.spec.attempt
                for journal in through
                for taken in journal.taken[len(here) :]
                if machine.is_divergent(taken.spec)
            }
            assert set(road.fates) == fates
            assert set(road.attempts) == made


def test_a_scene_that_no_run_reaches_lies_ahead_of_none() -> None:
    made = machine(
        "[{id: a, choices: [{id: b, to: b}, {id: c, to: c, if: luck >= 3}]}, {id: b}, {id: c}]",
        variables="[{id: luck, start: 0, highest: 4}]",
    )
    assert [(road.choice.id, road.fates) for road in Lookahead(explore(made)).list_outlooks([])] == [("a.b", ("free",))]


def test_an_end_leaves_nothing_open(weaver: RoleMachine) -> None:
    assert look_ahead(weaver).list_outlooks(["the-notice.tear-it-down", "the-yard.stay"]) == []


def test_only_what_was_met_is_told_by_its_title(weaver: RoleMachine) -> None:
    road = next(road for road in look_ahead(weaver).list_outlooks([]) if road.choice.spec.id == "ask-the-forewoman")
    assert describe_outlook(weaver, road, Discovered()) == [
        "Two of two fates, of which you have met none.",
        "One of one attempt against the record, of which you have made none.",
    ]
    seen = find_discovered(tree_of(weaver, [["the-notice.ask-the-forewoman", "the-yard.stay"]]))
    assert describe_outlook(weaver, road, seen) == [
        "Two of two fates: Stayed in the town; one that you have not met.",
        "One of one attempt against the record: Stopping the cut.",
    ]


def test_no_share_of_runs_is_told(weaver: RoleMachine) -> None:
    told = " ".join(
        line for road in look_ahead(weaver).list_outlooks([]) for line in describe_outlook(weaver, road, Discovered())
    )
    assert "%" not in told
    assert "per cent" not in told


def test_a_role_with_too_many_states_gets_a_sentence(weaver: RoleMachine) -> None:
    assert "more than 2 states" in Lookahead(explore(weaver, max_states=2)).limit_exceeded
