"""Exploring a role: every state that any run can reach, exactly once, with a way to it."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from functools import cached_property

from game.story.guards import State as Values
from game.story.guards import variables_of
from game.story.machine import Choice, RoleMachine

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


def live_variables(machine: RoleMachine) -> dict[str, frozenset[int]]:
    """For every scene the places of the variables that a guard or passage, there or later, still reads.

    States that differ only in other variables are one state to the proof: nothing can tell them apart.
    """
    names = [variable.id for variable in machine.role.variables]
    reads: dict[str, set[int]] = {}
    for scene in machine.role.scenes:
        guards = [passage.if_ for passage in scene.also] + [option.if_ for option in scene.choices if option.if_]
        reads[scene.id] = {machine.position[name] for guard in guards for name in variables_of(guard, names)}
    live = {scene: set(places) for scene, places in reads.items()}
    changed = True
    while changed:
        changed = False
        for scene in machine.role.scenes:
            here = live[scene.id]
            before = len(here)
            for option in scene.choices:
                put = {machine.position[name] for name in option.set}
                here |= live[option.to] - put
            changed = changed or len(here) > before
    return {scene: frozenset(places) for scene, places in live.items()}


def explore(machine: RoleMachine) -> Graph:
    """Walk every state that a run of the role can reach, breadth first.

    Raises:
        TooManyStates: if there are more than `MOST_STATES`.
    """
    live = live_variables(machine)
    size = range(len(machine.role.variables))
    masks = {scene: tuple(place in places for place in size) for scene, places in live.items()}

    def node(scene: str, values: Values) -> Node:
        mask = masks[scene]
        return scene, tuple(value if kept else 0 for value, kept in zip(values, mask, strict=True))

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
