"""Exploring the state space of a role: every reachable state, exactly once, scene after scene.

The scenes are swept in an order in which each stands after all that lead to it, so that when a scene is reached all of
its states are known. What a later page can no longer tell apart is one state (`game.proof.liveness`). Of a scene that
was swept only plain columns of numbers are kept, so that a story need not be divided to fit into memory.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

from game.proof.liveness import Thresholds, find_live_thresholds
from game.proof.scene_graph import Component, find_components
from game.proof.state_encoding import EncodedChoice, StateEncoding
from game.story.guards import Values as Values
from game.story.guards import compile_guard
from game.story.machine import Choice, RoleMachine

#: A state: its scene, and its place among the states of that scene.
StateId = tuple[str, int]
#: For every state of a scene the place of the state after a choice, among those of the scene that it leads to; -1 where
#: the choice is closed.
Successors = Sequence[int]

#: Above this many states the rest of a role is reported as open instead of being explored without end: about a minute
#: and a gigabyte.
MAX_STATES = 8_000_000
#: Of every scene after that, this many states are still stepped: what is found there is true, what is not is open.
SAMPLE_STATES = 1_000

#: Is told in words how far something has come.
ReportProgress = Callable[[str], None]


@dataclass
class StateGraph:
    """The states of a role and the choices between them.

    Attributes:
        machine: the role's machine.
        components: the scenes in the order of the sweep; those that lead back to one another stand together.
        start: the first state.
        encoding: how states are written as numbers.
        thresholds: for every scene what of each variable still matters there or later.
        states: for every scene that was reached, its states as numbers.
        columns: for every such scene its choices, in order, each with the states that it leads to.
        limit_exceeded: why not all states were explored, as a sentence; else empty. `unexplored` are the scenes of
            which only some states are known then, and of these only the first have places in the columns.
    """

    machine: RoleMachine
    components: list[Component]
    start: StateId
    encoding: StateEncoding
    thresholds: dict[str, Thresholds]
    states: dict[str, Sequence[int]] = field(default_factory=dict)
    columns: dict[str, list[tuple[Choice, Successors]]] = field(default_factory=dict)
    limit_exceeded: str = ""
    unexplored: set[str] = field(default_factory=set)

    def is_complete(self, scene: str) -> bool:
        """Whether all states of a scene are known, so that what is not found there is not there."""
        return not self.limit_exceeded or (scene in self.states and scene not in self.unexplored)

    @cached_property
    def cyclic_scenes(self) -> set[str]:
        """All scenes of the components inside which choices lead from one state to another."""
        found: set[str] = set()
        for component in self.components:
            if any(choice.spec.to in component for scene in component for choice, _ in self.columns.get(scene, ())):
                found.update(component)
        return found

    @cached_property
    def state_count(self) -> int:
        """The number of states."""
        return sum(map(len, self.states.values()))

    @cached_property
    def edge_count(self) -> int:
        """The number of open choices over all states."""
        return sum(len(column) - column.count(-1) for columns in self.columns.values() for _, column in columns)

    @property
    def blowup_hint(self) -> str:
        """Which variable multiplies the states of the fullest scene most, in words."""
        return _explain_blowup(self.encoding, self.largest_scene)

    @property
    def largest_scene(self) -> Sequence[int]:
        """The states of the scene that has the most of them."""
        return max(self.states.values(), key=lambda states: len(states))

    def values(self, state: StateId) -> Values:
        """The values of a state; of those that mean the same there, the lowest."""
        return self.encoding.decode(self.states[state[0]][state[1]])

    def state_ids(self) -> Iterator[StateId]:
        """Every state, scene after scene."""
        return ((scene, index) for scene, states in self.states.items() for index in range(len(states)))

    def successors(self, state: StateId) -> list[tuple[Choice, StateId]]:
        """The open choices of a state, each with the state after it."""
        scene, index = state
        return [
            (choice, (choice.spec.to, column[index]))
            for choice, column in self.columns[scene]
            if index < len(column) and column[index] >= 0
        ]

    def guard_holds(self, scene: str, expression: str) -> list[bool]:
        """For every state of a scene whether a guard holds in it, for some values of forgotten variables."""
        bits = self.encoding.guard_mask(expression)
        guard = compile_guard(expression, self.encoding.names)
        known = {code & bits for code in self.states[scene]}
        holding = {code: self.encoding.may_hold(expression, guard, code) for code in known}
        return [holding[code & bits] for code in self.states[scene]]


def explore(
    machine: RoleMachine,
    max_states: int = MAX_STATES,
    merge: bool = True,
    observed: str | None = None,
    forgotten: Collection[str] = (),
    report_progress: ReportProgress | None = None,
) -> StateGraph:
    """Walk every state that a run of the role can reach.

    Args:
        machine: the role's machine.
        max_states: with more states than this, most of the rest is left unexplored and the graph says so.
        merge: whether states that no later page can tell apart are one; without it, for tests.
        observed: a variable of which every value counts, also where no page tells it apart.
        forgotten: variables that are left out: a choice is open where it is for any of their values, so that the
            runs of the role are among those of the graph.
        report_progress: is told how far the sweep has come.
    """
    role = machine.role
    order = find_components(role)
    thresholds = find_live_thresholds(role, order, observed)
    encoding = StateEncoding(role, thresholds if merge else None, forgotten)
    graph = StateGraph(machine, order, (role.first_scene, 0), encoding, thresholds)
    found: dict[str, dict[int, int]] = {name: {} for component in order for name in component}
    found[role.first_scene][encoding.encode(role.first_scene, machine.start_values)] = 0
    total = 0
    for component in order:
        if any(found[name] for name in component):
            total += _sweep(component, graph, found, total, max_states)
            if report_progress is not None:
                report_progress(f"{role.id}: {total:,} states, at {component[0]}")
    return graph


def _sweep(
    component: Component, graph: StateGraph, found: dict[str, dict[int, int]], before: int, max_states: int
) -> int:
    """Step the states of a component of scenes, before which some are known already; returns how many there are."""
    steps = {
        name: [EncodedChoice(choice, graph.encoding) for choice in graph.machine.get_choices(name)]
        for name in component
    }
    columns = {name: [array("i") for _ in steps[name]] for name in component}
    done = dict.fromkeys(component, 0)
    while fresh := next(
        (name for name in component if done[name] < len(found[name]) and _has_budget(graph, done[name])), None
    ):
        codes = list(islice(found[fresh], done[fresh], None))
        if not graph.limit_exceeded and before + sum(done.values()) + len(codes) > max_states:
            graph.limit_exceeded = f"it has more than {max_states:,} states; {_explain_blowup(graph.encoding, codes)}."
        if graph.limit_exceeded:
            codes = codes[: SAMPLE_STATES - done[fresh]]
        done[fresh] += len(codes)
        for step, column in zip(steps[fresh], columns[fresh], strict=True):
            _apply_choice(step, codes, found[step.choice.spec.to], column)
    for name in component:
        states = found.pop(name)
        if not states:
            continue
        graph.states[name] = array("Q", states) if graph.encoding.width <= 64 else list(states)
        pairs = zip(steps[name], columns[name], strict=True)
        graph.columns[name] = [(step.choice, column) for step, column in pairs]
        if graph.limit_exceeded:
            graph.unexplored.add(name)
    return sum(done.values())


def _has_budget(graph: StateGraph, done: int) -> bool:
    return not graph.limit_exceeded or done < SAMPLE_STATES


def _apply_choice(step: EncodedChoice, codes: Iterable[int], found: dict[int, int], column: array[int]) -> None:
    """Take a choice in some states: the place of each state after it goes into the column, new ones into `found`."""
    reads, opens = step.guard_mask, step.is_open
    keeps, changes, moves = step.kept_mask, step.changed_mask, step.next_values
    for code in codes:
        if opens[code & reads]:
            after = code & keeps | moves[code & changes]
            column.append(found.setdefault(after, len(found)))
        else:
            column.append(-1)


def _explain_blowup(encoding: StateEncoding, codes: Iterable[int]) -> str:
    name, number = next(iter(encoding.count_values(codes).items()), ("", 1))
    return f'the variable "{name}" multiplies them most, by {number}'
