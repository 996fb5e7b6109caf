"""Exploring a role: every state that any run can reach, exactly once, with a way to it."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from game.story.guards import State as Values
from game.story.guards import cuts_of
from game.story.machine import Choice, RoleMachine
from game.story.rules import limits

Node = tuple[str, Values]

#: Above this many states a role is reported as too large instead of being explored without end.
MOST_STATES = 2_000_000


class TooManyStates(Exception):
    """Raised when a role outgrows the exploration; its text is a sentence that names the largest variable."""


@dataclass
class Graph:
    """The states of a role and the choices between them.

    Attributes:
        machine: the role's machine.
        start: the first node: a scene and the values that matter in it.
        edges: for every reachable node the open choices and the nodes that they lead to, in the scene's order.
        reached: for every node but the first, the node and the choice by which it was first reached: a shortest way.
    """

    machine: RoleMachine
    start: Node
    edges: dict[Node, list[tuple[Choice, Node]]] = field(default_factory=dict)
    reached: dict[Node, tuple[Node, Choice]] = field(default_factory=dict)

    def way(self, node: Node) -> list[str]:
        """The choices of a shortest run to a node, as `scene.choice`."""
        pairs: list[str] = []
        while node != self.start:
            node, choice = self.reached[node]
            pairs.append(choice.id)
        return pairs[::-1]

    @cached_property
    def order(self) -> list[Node]:
        """The nodes so that each stands after all that lead to it; shorter than `edges` if there is a cycle."""
        waits: dict[Node, int] = dict.fromkeys(self.edges, 0)
        for choices in self.edges.values():
            for _, after in choices:
                waits[after] += 1
        ready = deque(node for node, count in waits.items() if count == 0)
        found: list[Node] = []
        while ready:
            node = ready.popleft()
            found.append(node)
            for _, after in self.edges[node]:
                waits[after] -= 1
                if waits[after] == 0:
                    ready.append(after)
        return found

    @cached_property
    def runs(self) -> int:
        """The exact number of distinct runs, by counting paths; 0 if there is a cycle."""
        if len(self.order) < len(self.edges):
            return 0
        ways: dict[Node, int] = {}
        for node in reversed(self.order):
            choices = self.edges[node]
            ways[node] = sum(ways[after] for _, after in choices) if choices else 1
        return ways[self.start]

    @cached_property
    def lengths(self) -> tuple[int, int]:
        """The number of scenes in the shortest and in the longest run; zeros if there is a cycle."""
        if len(self.order) < len(self.edges):
            return 0, 0
        spans: dict[Node, tuple[int, int]] = {}
        for node in reversed(self.order):
            after = [spans[next_node] for _, next_node in self.edges[node]]
            spans[node] = (
                1 + min((low for low, _ in after), default=0),
                1 + max((high for _, high in after), default=0),
            )
        return spans[self.start]

    @cached_property
    def scenes(self) -> set[str]:
        """The scenes that some run reaches."""
        return {scene for scene, _ in self.edges}


Cuts = dict[str, frozenset[int]]


def live_cuts(machine: RoleMachine) -> dict[str, Cuts]:
    """For every scene the cuts of each variable that a guard or passage, there or later, can still tell apart.

    A cut `c` parts the values below `c` from the others. Behind a choice that adds `n`, a later cut `c` lies at
    `c - n`; behind one that sets the variable, nowhere. Since a sum saturates at the range's ends and cuts lie inside
    the range, this is exact: two states with the same values between the cuts have the same runs before them.
    """
    role = machine.role
    names = [variable.id for variable in role.variables]
    ranges = {variable.id: limits(variable) for variable in role.variables}

    def inside(name: str, places: Iterable[int]) -> frozenset[int]:
        low, high = ranges[name]
        return frozenset(place for place in places if low < place <= high)

    cuts: dict[str, Cuts] = {}
    for scene in role.scenes:
        here = cuts.setdefault(scene.id, dict.fromkeys(names, frozenset()))
        for guard in [passage.if_ for passage in scene.also] + [option.if_ for option in scene.choices if option.if_]:
            for name, places in cuts_of(guard, names).items():
                low, high = ranges[name]
                here[name] |= inside(name, range(low + 1, high + 1) if places is None else places)
    changed = True
    while changed:
        changed = False
        for scene in reversed(role.scenes):
            here = cuts[scene.id]
            for option in scene.choices:
                for name, places in cuts[option.to].items():
                    if name not in option.set:
                        step = option.add.get(name, 0)
                        more = here[name] | inside(name, (place - step for place in places))
                        changed = changed or more != here[name]
                        here[name] = more
    return cuts


def _tables(machine: RoleMachine) -> dict[str, list[tuple[int, tuple[int, ...]]]]:
    """For every scene and variable its lowest value and, for each value, the lowest one that means the same."""
    found: dict[str, list[tuple[int, tuple[int, ...]]]] = {}
    for scene, cuts in live_cuts(machine).items():
        found[scene] = []
        for variable in machine.role.variables:
            low, high = limits(variable)
            same = tuple(
                max((cut for cut in cuts[variable.id] if cut <= value), default=low) for value in range(low, high + 1)
            )
            found[scene].append((low, same))
    return found


def explore(machine: RoleMachine) -> Graph:
    """Walk every state that a run of the role can reach, breadth first.

    Raises:
        TooManyStates: if there are more than `MOST_STATES`.
    """
    tables = _tables(machine)

    def node(scene: str, values: Values) -> Node:
        return scene, tuple([same[value - low] for value, (low, same) in zip(values, tables[scene], strict=True)])

    graph = Graph(machine, node(machine.role.starts, machine.start))
    waiting = deque([graph.start])
    graph.edges[graph.start] = []
    while waiting:
        here = waiting.popleft()
        scene, values = here
        for choice in machine.choices(scene):
            if not choice.open(values):
                continue
            after = node(choice.option.to, choice.after_values(values))
            graph.edges[here].append((choice, after))
            if after not in graph.edges:
                graph.edges[after] = []
                graph.reached[after] = (here, choice)
                waiting.append(after)
        if len(graph.edges) > MOST_STATES:
            raise TooManyStates(_largest(machine, graph))
    return graph


def _largest(machine: RoleMachine, graph: Graph) -> str:
    counts = [
        (len({values[place] for _, values in graph.edges}), variable.id)
        for place, variable in enumerate(machine.role.variables)
    ]
    values, name = max(counts)
    return (
        f"The role {machine.role.id} has more than {MOST_STATES} states; "
        f'the variable "{name}" multiplies them most, by {values}.'
    )
