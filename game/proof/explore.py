"""Exploring a role: every state that any run can reach, exactly once, scene after scene.

The scenes are swept in an order in which each stands after all that lead to it, so that when a scene is reached all of
its states are known. What a later page can no longer tell apart is one state (`game.proof.live`). Behind the sweep only
plain columns of numbers are kept, so every scene is a chapter of its own and no cut through the story has to be found.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

from game.proof.live import live_cuts
from game.proof.outline import Knot, knots
from game.proof.packing import Packing, Step
from game.story.guards import State as Values
from game.story.guards import compile_guard
from game.story.machine import Choice, RoleMachine

#: A state: its scene, and its place among the states of that scene.
Node = tuple[str, int]
#: For every state of a scene the place of the state after a choice, among those of the scene that it leads to; -1 where
#: the choice is closed.
Column = Sequence[int]

#: Above this many states the rest of a role is reported as open instead of being explored without end.
MOST_STATES = 8_000_000

Tell = Callable[[str], None]


@dataclass
class Graph:
    """The states of a role and the choices between them.

    Attributes:
        machine: the role's machine.
        knots: the scenes in the order of the sweep; those that lead back to one another stand together.
        start: the first state.
        packing: how states are written as numbers.
        states: for every scene that was reached, its states as numbers.
        columns: for every such scene its choices, in order, each with the states that it leads to.
        outgrown: why the exploration stopped before the end, as a sentence; else empty. `unexplored` are the scenes
            whose states are not all known then.
    """

    machine: RoleMachine
    knots: list[Knot]
    start: Node
    packing: Packing
    states: dict[str, Sequence[int]] = field(default_factory=dict)
    columns: dict[str, list[tuple[Choice, Column]]] = field(default_factory=dict)
    outgrown: str = ""
    unexplored: set[str] = field(default_factory=set)

    @cached_property
    def tied(self) -> set[str]:
        """The scenes of knots in which choices lead from state to state."""
        found: set[str] = set()
        for knot in self.knots:
            if any(choice.option.to in knot for scene in knot for choice, _ in self.columns.get(scene, ())):
                found.update(knot)
        return found

    @cached_property
    def size(self) -> int:
        """The number of states."""
        return sum(map(len, self.states.values()))

    @cached_property
    def edges(self) -> int:
        """The number of open choices over all states."""
        return sum(len(column) - column.count(-1) for columns in self.columns.values() for _, column in columns)

    def values(self, node: Node) -> Values:
        """The values of a state; of those that mean the same there, the lowest."""
        return self.packing.unpack(self.states[node[0]][node[1]])

    def nodes(self) -> Iterator[Node]:
        """Every state, scene after scene."""
        return ((scene, place) for scene, states in self.states.items() for place in range(len(states)))

    def opened(self, node: Node) -> list[tuple[Choice, Node]]:
        """The open choices of a state, each with the state after it."""
        scene, place = node
        return [
            (choice, (choice.option.to, column[place])) for choice, column in self.columns[scene] if column[place] >= 0
        ]

    def holds(self, scene: str, expression: str) -> list[bool]:
        """For every state of a scene whether a guard holds in it."""
        bits = self.packing.reads(expression)
        guard = compile_guard(expression, self.packing.names)
        known = {code & bits for code in self.states[scene]}
        holding = {code: guard(self.packing.unpack(code)) for code in known}
        return [holding[code & bits] for code in self.states[scene]]


def explore(machine: RoleMachine, most: int = MOST_STATES, merge: bool = True, tell: Tell | None = None) -> Graph:
    """Walk every state that a run of the role can reach.

    Args:
        machine: the role's machine.
        most: with more states than this, the rest is left unexplored and the graph says so.
        merge: whether states that no later page can tell apart are one; without it, for tests.
        tell: is told how far the sweep has come.
    """
    role = machine.role
    order = knots(role)
    packing = Packing(role, live_cuts(role, order) if merge else None)
    graph = Graph(machine, order, (role.starts, 0), packing)
    found: dict[str, dict[int, int]] = {name: {} for knot in order for name in knot}
    found[role.starts][packing.pack(role.starts, machine.start)] = 0
    total = 0
    for knot in order:
        if graph.outgrown or not any(found[name] for name in knot):
            graph.unexplored.update(name for name in knot if graph.outgrown)
            continue
        total += _sweep(knot, graph, found, most - total)
        if tell is not None:
            tell(f"{role.id}: {total:,} states, at {knot[0]}")
    return graph


def _sweep(knot: Knot, graph: Graph, found: dict[str, dict[int, int]], most: int) -> int:
    """Step every state of a knot of scenes; returns how many there are."""
    steps = {name: [Step(choice, graph.packing) for choice in graph.machine.choices(name)] for name in knot}
    columns = {name: [array("i") for _ in steps[name]] for name in knot}
    done = dict.fromkeys(knot, 0)
    while fresh := next((name for name in knot if done[name] < len(found[name])), None):
        codes = list(islice(found[fresh], done[fresh], None))
        done[fresh] += len(codes)
        if sum(done.values()) > most:
            graph.outgrown = _largest(graph, found[fresh])
            graph.unexplored.update(knot)
            break
        for step, column in zip(steps[fresh], columns[fresh], strict=True):
            _take(step, codes, found[step.choice.option.to], column)
    for name in knot:
        states = found.pop(name) if not graph.outgrown else found[name]
        graph.states[name] = array("Q", states) if graph.packing.width <= 64 else list(states)
        pairs = zip(steps[name], columns[name], strict=True)
        # Of scenes that were left half-way nothing is claimed.
        graph.columns[name] = [(step.choice, column) for step, column in pairs] if not graph.outgrown else []
    return sum(done.values())


def _take(step: Step, codes: Iterable[int], found: dict[int, int], column: array[int]) -> None:
    """Take a choice in some states: the place of each state after it goes into the column, new ones into `found`."""
    reads, opens = step.reads, step.opens
    keeps, changes, moves = step.keeps, step.changes, step.moves
    for code in codes:
        if opens[code & reads]:
            after = code & keeps | moves[code & changes]
            column.append(found.setdefault(after, len(found)))
        else:
            column.append(-1)


def _largest(graph: Graph, codes: Iterable[int]) -> str:
    """Why a role outgrew the exploration: the variable that takes the most values in its fullest scene."""
    values = list(map(graph.packing.unpack, codes))
    counts = [(len({state[place] for state in values}), name) for place, name in enumerate(graph.packing.names)]
    number, name = max(counts)
    return f'it has more states than were explored; the variable "{name}" multiplies them most, by {number}.'
