"""Runs through the explored states: shortest ways, and what a run still carries with it when it arrives."""

from __future__ import annotations

from array import array
from collections import deque
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from itertools import accumulate

from game.proof.explore import StateGraph, StateId
from game.story.machine import Choice


class ShortestRuns:
    """A shortest run to every state.

    Args:
        graph: the explored states.
    """

    def __init__(self, graph: StateGraph) -> None:
        self.graph = graph
        self._steps = [(scene, choice) for scene, columns in graph.columns.items() for choice, _ in columns]
        self._far = {scene: array("I", [graph.state_count]) * len(states) for scene, states in graph.states.items()}
        # The step before a state: the number of the choice among all, and the place of the state that it was taken in.
        self._from = {
            scene: (array("I", [0]) * len(states), array("I", [0]) * len(states))
            for scene, states in graph.states.items()
        }
        self._far[graph.start[0]][graph.start[1]] = 0
        first = dict(zip(graph.columns, accumulate(map(len, graph.columns.values()), initial=0), strict=False))
        for component in graph.components:
            names = [name for name in component if name in graph.states]
            while any(self._relax(name, first[name]) for name in names) and component[0] in graph.cyclic_scenes:
                pass

    def _relax(self, scene: str, first: int) -> bool:
        shorter = False
        here = self._far[scene]
        for number, (choice, column) in enumerate(self.graph.columns[scene], first):
            if choice.spec.to not in self._far:
                continue
            there, (by, at) = self._far[choice.spec.to], self._from[choice.spec.to]
            for index, after in enumerate(column):
                if after >= 0 and here[index] + 1 < there[after]:
                    there[after] = here[index] + 1
                    by[after], at[after] = number, index
                    shorter = True
        return shorter

    def length(self, state: StateId) -> int:
        """The number of choices of a shortest run to a state."""
        return self._far[state[0]][state[1]]

    def run_to(self, state: StateId) -> tuple[str, ...]:
        """The choices of a shortest run to a state, as `scene.choice`."""
        pairs: list[str] = []
        while state != self.graph.start:
            state, choice = self.last_step(state)
            pairs.append(choice.id)
        return tuple(pairs[::-1])

    def last_step(self, state: StateId) -> tuple[StateId, Choice]:
        """The last step of a shortest run to a state: the state before it, and the choice.

        Args:
            state: any state but the first, which has no step before it.
        """
        by, at = self._from[state[0]]
        scene, choice = self._steps[by[state[1]]]
        return (scene, at[state[1]]), choice

    def nearest(self, scene: str, holds: Callable[[int], bool] = lambda index: True) -> StateId | None:
        """The state of a scene with the shortest run to it.

        Args:
            scene: the scene.
            holds: tells of a state, by its place in the scene, whether it counts.

        Returns:
            The state; None if the scene has none that counts.
        """
        far = self._far.get(scene, array("I"))
        index = min((index for index in range(len(far)) if holds(index)), key=far.__getitem__, default=None)
        return None if index is None else (scene, index)


@dataclass(frozen=True)
class TrackedFacts:
    """What a run carries, as bits: what it starts with, what it drops on entering a scene, what it takes up or drops
    with a choice.

    Attributes:
        initial: the bits at the start.
        removed_on_entry: by scene, the bits that are gone once a run has entered it.
        added_on_choice: by choice (`scene.choice`), the bits that it adds before the next scene is entered.
        removed_on_choice: by choice, the bits that are gone once a run has taken it.
        sinks: the scenes where runs end for this question: they are arrived at, and nothing is carried on from there.
    """

    initial: int = 0
    removed_on_entry: Mapping[str, int] = field(default_factory=dict)
    added_on_choice: Mapping[str, int] = field(default_factory=dict)
    removed_on_choice: Mapping[str, int] = field(default_factory=dict)
    sinks: Collection[str] = ()


def propagate_facts(graph: StateGraph, facts: TrackedFacts) -> dict[str, list[int]]:
    """For every state the bits that some run still carries when it has entered that state's scene."""
    bits = {scene: [0] * len(states) for scene, states in graph.states.items()}
    bits[graph.start[0]][graph.start[1]] = facts.initial & ~facts.removed_on_entry.get(graph.start[0], 0)
    for component in graph.components:
        names = [name for name in component if name in graph.states and name not in facts.sinks]
        while any(_propagate_from(graph, facts, name, bits) for name in names) and component[0] in graph.cyclic_scenes:
            pass
    return bits


def _propagate_from(graph: StateGraph, facts: TrackedFacts, scene: str, bits: dict[str, list[int]]) -> bool:
    more = False
    for choice, column in graph.columns[scene]:
        there = bits.get(choice.spec.to)
        if there is None:
            continue
        gain = facts.added_on_choice.get(choice.id, 0)
        keep = ~(facts.removed_on_entry.get(choice.spec.to, 0) | facts.removed_on_choice.get(choice.id, 0))
        for has, after in zip(bits[scene], column, strict=False):
            if after >= 0:
                new = (has | gain) & keep
                if new & ~there[after]:
                    there[after] |= new
                    more = True
    return more


def find_shortest_run(
    graph: StateGraph, facts: TrackedFacts, bit: int, goal: Callable[[StateId], bool]
) -> tuple[tuple[str, ...], str]:
    """A shortest run, as a counterexample to a law, that arrives at a goal and still carries a bit.

    It is given as its choices and the scene where it ends.

    Raises:
        LookupError: if there is none; `carried` tells beforehand.
    """
    start = (graph.start, bool(facts.initial & bit & ~facts.removed_on_entry.get(graph.start[0], 0)))
    came: dict[tuple[StateId, bool], tuple[tuple[StateId, bool], str] | None] = {start: None}
    waiting = deque([start])
    while waiting:
        here = waiting.popleft()
        state, has = here
        if has and goal(state):
            pairs: list[str] = []
            step = came[here]
            while step is not None:
                here, choice_ref = step
                pairs.append(choice_ref)
                step = came[here]
            return tuple(pairs[::-1]), state[0]
        if state[0] in facts.sinks:
            continue
        for choice, after in graph.successors(state):
            gone = facts.removed_on_entry.get(after[0], 0) | facts.removed_on_choice.get(choice.id, 0)
            kept = bool((has or facts.added_on_choice.get(choice.id, 0) & bit) and not gone & bit)
            if (after, kept) not in came and after[0] in graph.columns:
                came[after, kept] = (here, choice.id)
                waiting.append((after, kept))
    raise LookupError("no run carries it there")
