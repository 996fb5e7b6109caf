"""Runs through the explored states: shortest ways, and what a run still carries with it when it arrives."""

from __future__ import annotations

from array import array
from collections import deque
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from itertools import accumulate

from game.proof.explore import Graph, Node
from game.story.machine import Choice


class Ways:
    """A shortest run to every state.

    Args:
        graph: the explored states.
    """

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self._steps = [(scene, choice) for scene, columns in graph.columns.items() for choice, _ in columns]
        self._far = {scene: array("I", [graph.size]) * len(states) for scene, states in graph.states.items()}
        # The step before a state: the number of the choice among all, and the place of the state that it was taken in.
        self._from = {
            scene: (array("I", [0]) * len(states), array("I", [0]) * len(states))
            for scene, states in graph.states.items()
        }
        self._far[graph.start[0]][graph.start[1]] = 0
        first = dict(zip(graph.columns, accumulate(map(len, graph.columns.values()), initial=0), strict=False))
        for knot in graph.knots:
            names = [name for name in knot if name in graph.states]
            while any(self._relax(name, first[name]) for name in names) and knot[0] in graph.tied:
                pass

    def _relax(self, scene: str, first: int) -> bool:
        shorter = False
        here = self._far[scene]
        for number, (choice, column) in enumerate(self.graph.columns[scene], first):
            if choice.spec.to not in self._far:
                continue
            there, (by, at) = self._far[choice.spec.to], self._from[choice.spec.to]
            for place, after in enumerate(column):
                if after >= 0 and here[place] + 1 < there[after]:
                    there[after] = here[place] + 1
                    by[after], at[after] = number, place
                    shorter = True
        return shorter

    def length(self, node: Node) -> int:
        """The number of choices of a shortest run to a state."""
        return self._far[node[0]][node[1]]

    def to(self, node: Node) -> tuple[str, ...]:
        """The choices of a shortest run to a state, as `scene.choice`."""
        pairs: list[str] = []
        while node != self.graph.start:
            node, choice = self.last_step(node)
            pairs.append(choice.id)
        return tuple(pairs[::-1])

    def last_step(self, node: Node) -> tuple[Node, Choice]:
        """The last step of a shortest run to a state: the state before it, and the choice.

        Args:
            node: any state but the first, which has no step before it.
        """
        by, at = self._from[node[0]]
        scene, choice = self._steps[by[node[1]]]
        return (scene, at[node[1]]), choice

    def nearest(self, scene: str, holds: Callable[[int], bool] = lambda place: True) -> Node | None:
        """The state of a scene with the shortest run to it.

        Args:
            scene: the scene.
            holds: tells of a state, by its place in the scene, whether it counts.

        Returns:
            The state; None if the scene has none that counts.
        """
        far = self._far.get(scene, array("I"))
        place = min((place for place in range(len(far)) if holds(place)), key=far.__getitem__, default=None)
        return None if place is None else (scene, place)


@dataclass(frozen=True)
class Luggage:
    """What a run carries, as bits: what it starts with, what it drops on entering a scene, what it takes up or drops
    with a choice.

    Attributes:
        start: the bits at the start.
        drops: by scene, the bits that are gone once a run has entered it.
        gains: by choice (`scene.choice`), the bits that it adds before the next scene is entered.
        sheds: by choice, the bits that are gone once a run has taken it.
        stops: the scenes where runs end for this question: they are arrived at, and nothing is carried on from there.
    """

    start: int = 0
    drops: Mapping[str, int] = field(default_factory=dict)
    gains: Mapping[str, int] = field(default_factory=dict)
    sheds: Mapping[str, int] = field(default_factory=dict)
    stops: Collection[str] = ()


def carried(graph: Graph, luggage: Luggage) -> dict[str, list[int]]:
    """For every state the bits that some run still carries when it has entered that state's scene."""
    bits = {scene: [0] * len(states) for scene, states in graph.states.items()}
    bits[graph.start[0]][graph.start[1]] = luggage.start & ~luggage.drops.get(graph.start[0], 0)
    for knot in graph.knots:
        names = [name for name in knot if name in graph.states and name not in luggage.stops]
        while any(_carry(graph, luggage, name, bits) for name in names) and knot[0] in graph.tied:
            pass
    return bits


def _carry(graph: Graph, luggage: Luggage, scene: str, bits: dict[str, list[int]]) -> bool:
    more = False
    for choice, column in graph.columns[scene]:
        there = bits.get(choice.spec.to)
        if there is None:
            continue
        gain = luggage.gains.get(choice.id, 0)
        keep = ~(luggage.drops.get(choice.spec.to, 0) | luggage.sheds.get(choice.id, 0))
        for has, after in zip(bits[scene], column, strict=False):
            if after >= 0:
                new = (has | gain) & keep
                if new & ~there[after]:
                    there[after] |= new
                    more = True
    return more


def shortest(graph: Graph, luggage: Luggage, bit: int, goal: Callable[[Node], bool]) -> tuple[tuple[str, ...], str]:
    """A shortest run that arrives at a goal and still carries a bit: its choices, and the scene where it ends.

    Raises:
        LookupError: if there is none; `carried` tells beforehand.
    """
    start = (graph.start, bool(luggage.start & bit & ~luggage.drops.get(graph.start[0], 0)))
    came: dict[tuple[Node, bool], tuple[tuple[Node, bool], str] | None] = {start: None}
    waiting = deque([start])
    while waiting:
        here = waiting.popleft()
        node, has = here
        if has and goal(node):
            pairs: list[str] = []
            step = came[here]
            while step is not None:
                here, pair = step
                pairs.append(pair)
                step = came[here]
            return tuple(pairs[::-1]), node[0]
        if node[0] in luggage.stops:
            continue
        for choice, after in graph.opened(node):
            gone = luggage.drops.get(after[0], 0) | luggage.sheds.get(choice.id, 0)
            kept = bool((has or luggage.gains.get(choice.id, 0) & bit) and not gone & bit)
            if (after, kept) not in came and after[0] in graph.columns:
                came[after, kept] = (here, choice.id)
                waiting.append((after, kept))
    raise LookupError("no run carries it there")
