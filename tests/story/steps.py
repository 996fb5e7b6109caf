"""A step, read four times: by the machine, by the pure rules, by the proof's packed states, and naively from the text."""

from __future__ import annotations

from collections.abc import Iterable

from game.play.journal import Journal
from game.proof.state_graph import StateGraph, StateId
from game.story.effects import value_range
from game.story.guards import Values as Values
from game.story.machine import Choice, RoleMachine
from game.story.types import ChoiceSpec, Role


def naive(role: Role, option: ChoiceSpec, values: Values) -> Values | None:
    """The values after a choice as a reader of the YAML would work them out; None if it is closed."""
    state = {variable.id: value for variable, value in zip(role.variables, values, strict=True)}
    if option.if_ is not None and not eval(option.if_, {"__builtins__": {}, "true": True, "false": False}, state):
        return None
    state |= {name: int(value) for name, value in option.sets.items()}
    for variable in role.variables:
        low, high = value_range(variable)
        state[variable.id] = sorted((low, state[variable.id] + option.adds.get(variable.id, 0), high))[1]
    return tuple(state.values())


def step(machine: RoleMachine, choice: Choice, values: Values) -> Values | None:
    """Take a choice by the machine, by the rules and by the text; they agree, or this fails."""
    walker = Journal(machine, choice.source, values)
    taken = walker.choose(choice.spec.id)
    expected = choice.apply(values) if choice.is_open(values) else None
    assert naive(machine.role, choice.spec, values) == expected, (choice.id, values)
    assert taken is (expected is not None), (choice.id, values)
    if expected is None:
        assert (walker.scene_id, walker.values, walker.choice_refs) == (choice.source, values, [])
        return None
    assert (walker.scene_id, walker.values, walker.choice_refs) == (choice.spec.to, expected, [choice.id])
    return expected


def compare(graph: StateGraph, nodes: Iterable[StateId]) -> int:
    """Take every choice of some states of a role, and find where the proof says it leads; returns how many."""
    machine = graph.machine
    steps = 0
    for node in nodes:
        scene, place = node
        values = graph.values(node)
        for choice, column in graph.columns[scene]:
            after = step(machine, choice, values)
            to = choice.spec.to
            found = None if column[place] < 0 else graph.states[to][column[place]]
            assert found == (None if after is None else graph.encoding.encode(to, after)), (choice.id, values)
            steps += 1
    return steps
