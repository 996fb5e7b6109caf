"""Exploring a role: every state that any run can reach, exactly once, scene after scene.

The scenes are swept in an order in which each stands after all that lead to it, so that when a scene is reached all of
its states are known. What a later page can no longer tell apart is one state (`game.proof.live`). Of a scene that was
swept only plain columns of numbers are kept, so that a story need not be divided to fit into memory.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

from game.proof.live import Cuts, live_cuts
from game.proof.outline import Knot, knots
from game.proof.packing import Packing, Step
from game.story.guards import Values as Values
from game.story.guards import compile_guard
from game.story.machine import Choice, RoleMachine

#: A state: its scene, and its place among the states of that scene.
Node = tuple[str, int]
#: For every state of a scene the place of the state after a choice, among those of the scene that it leads to; -1 where
#: the choice is closed.
Column = Sequence[int]

#: Above this many states the rest of a role is reported as open instead of being explored without end: about a minute
#: and a gigabyte.
MOST_STATES = 8_000_000
#: Of every scene after that, this many states are still stepped: what is found there is true, what is not is open.
FEW_STATES = 1_000

#: Is told in words how far something has come.
Tell = Callable[[str], None]


@dataclass
class Graph:
    """The states of a role and the choices between them.

    Attributes:
        machine: the role's machine.
        knots: the scenes in the order of the sweep; those that lead back to one another stand together.
        start: the first state.
        packing: how states are written as numbers.
        cuts: for every scene what of each variable still matters there or later.
        states: for every scene that was reached, its states as numbers.
        columns: for every such scene its choices, in order, each with the states that it leads to.
        outgrown: why not all states were explored, as a sentence; else empty. `unexplored` are the scenes of which
            only some states are known then, and of these only the first have places in the columns.
    """

    machine: RoleMachine
    knots: list[Knot]
    start: Node
    packing: Packing
    cuts: dict[str, Cuts]
    states: dict[str, Sequence[int]] = field(default_factory=dict)
    columns: dict[str, list[tuple[Choice, Column]]] = field(default_factory=dict)
    outgrown: str = ""
    unexplored: set[str] = field(default_factory=set)

    def decided(self, scene: str) -> bool:
        """Whether all states of a scene are known, so that what is not found there is not there."""
        return not self.outgrown or (scene in self.states and scene not in self.unexplored)

    @cached_property
    def tied(self) -> set[str]:
        """All scenes of the knots inside which choices lead from one state to another."""
        found: set[str] = set()
        for knot in self.knots:
            if any(choice.spec.to in knot for scene in knot for choice, _ in self.columns.get(scene, ())):
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

    @property
    def multiplied(self) -> str:
        """Which variable multiplies the states of the fullest scene most, in words."""
        return _multiplied(self.packing, self.fullest)

    @property
    def fullest(self) -> Sequence[int]:
        """The states of the scene that has the most of them."""
        return max(self.states.values(), key=lambda states: len(states))

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
            (choice, (choice.spec.to, column[place]))
            for choice, column in self.columns[scene]
            if place < len(column) and column[place] >= 0
        ]

    def holds(self, scene: str, expression: str) -> list[bool]:
        """For every state of a scene whether a guard holds in it, for some values of forgotten variables."""
        bits = self.packing.reads(expression)
        guard = compile_guard(expression, self.packing.names)
        known = {code & bits for code in self.states[scene]}
        holding = {code: self.packing.may_hold(expression, guard, code) for code in known}
        return [holding[code & bits] for code in self.states[scene]]


def explore(
    machine: RoleMachine,
    most: int = MOST_STATES,
    merge: bool = True,
    observed: str | None = None,
    forgotten: Collection[str] = (),
    tell: Tell | None = None,
) -> Graph:
    """Walk every state that a run of the role can reach.

    Args:
        machine: the role's machine.
        most: with more states than this, most of the rest is left unexplored and the graph says so.
        merge: whether states that no later page can tell apart are one; without it, for tests.
        observed: a variable of which every value counts, also where no page tells it apart.
        forgotten: variables that are left out: a choice is open where it is for any of their values, so that the
            runs of the role are among those of the graph.
        tell: is told how far the sweep has come.
    """
    role = machine.role
    order = knots(role)
    cuts = live_cuts(role, order, observed)
    packing = Packing(role, cuts if merge else None, forgotten)
    graph = Graph(machine, order, (role.starts, 0), packing, cuts)
    found: dict[str, dict[int, int]] = {name: {} for knot in order for name in knot}
    found[role.starts][packing.pack(role.starts, machine.start_values)] = 0
    total = 0
    for knot in order:
        if any(found[name] for name in knot):
            total += _sweep(knot, graph, found, total, most)
            if tell is not None:
                tell(f"{role.id}: {total:,} states, at {knot[0]}")
    return graph


def _sweep(knot: Knot, graph: Graph, found: dict[str, dict[int, int]], before: int, most: int) -> int:
    """Step the states of a knot of scenes, before which some are known already; returns how many there are."""
    steps = {name: [Step(choice, graph.packing) for choice in graph.machine.get_choices(name)] for name in knot}
    columns = {name: [array("i") for _ in steps[name]] for name in knot}
    done = dict.fromkeys(knot, 0)
    while fresh := next((name for name in knot if done[name] < len(found[name]) and _room(graph, done[name])), None):
        codes = list(islice(found[fresh], done[fresh], None))
        if not graph.outgrown and before + sum(done.values()) + len(codes) > most:
            graph.outgrown = f"it has more than {most:,} states; {_multiplied(graph.packing, codes)}."
        if graph.outgrown:
            codes = codes[: FEW_STATES - done[fresh]]
        done[fresh] += len(codes)
        for step, column in zip(steps[fresh], columns[fresh], strict=True):
            _take(step, codes, found[step.choice.spec.to], column)
    for name in knot:
        states = found.pop(name)
        if not states:
            continue
        graph.states[name] = array("Q", states) if graph.packing.width <= 64 else list(states)
        pairs = zip(steps[name], columns[name], strict=True)
        graph.columns[name] = [(step.choice, column) for step, column in pairs]
        if graph.outgrown:
            graph.unexplored.add(name)
    return sum(done.values())


def _room(graph: Graph, done: int) -> bool:
    return not graph.outgrown or done < FEW_STATES


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


def _multiplied(packing: Packing, codes: Iterable[int]) -> str:
    name, number = next(iter(packing.spread(codes).items()), ("", 1))
    return f'the variable "{name}" multiplies them most, by {number}'
