"""Runs through the explored states: shortest ways, and what a run still carries with it when it arrives."""

from __future__ import annotations

from array import array
from collections import deque
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, reduce
from itertools import accumulate, compress
from operator import or_

from game.proof.explore import StateGraph, StateId
from game.proof.scene_graph import Component
from game.story.machine import Choice
from game.story.types import Role


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
        added_above: a choice adds a bit only to a run that carries the bit this many places below; 0: to every run.
    """

    initial: int = 0
    removed_on_entry: Mapping[str, int] = field(default_factory=dict)
    added_on_choice: Mapping[str, int] = field(default_factory=dict)
    removed_on_choice: Mapping[str, int] = field(default_factory=dict)
    added_above: int = 0

    def carry_on(self, bits: int, choice_ref: str, to: str) -> int:
        """The bits that a run carries into the scene that a choice leads to, from those that it carried before it."""
        added = self.added_on_choice.get(choice_ref, 0)
        if self.added_above:
            added &= bits << self.added_above
        gone = self.removed_on_entry.get(to, 0) | self.removed_on_choice.get(choice_ref, 0)
        return (bits | added) & ~gone

    @cached_property
    def mask(self) -> int:
        """All bits that a run may ever carry."""
        return reduce(or_, self.added_on_choice.values(), self.initial)

    def restrict(self, mask: int) -> TrackedFacts:
        """The same for some of the bits, and those that they are added above."""
        mask |= mask >> self.added_above
        added = {choice_ref: kept for choice_ref, bits in self.added_on_choice.items() if (kept := bits & mask)}
        return replace(self, initial=self.initial & mask, added_on_choice=added)


def propagate_on_outline(role: Role, order: Iterable[Component], facts: TrackedFacts) -> dict[str, int]:
    """For every scene the bits that a run would carry into it if all choices were always open: no run carries others.

    Args:
        role: the role.
        order: its components, as `game.proof.scene_graph.find_components` gives them.
        facts: what a run carries.
    """
    scenes = {scene.id: scene for scene in role.scenes}
    bits = {role.first_scene: facts.initial & ~facts.removed_on_entry.get(role.first_scene, 0)}
    for component in order:
        changed = True
        while changed:
            changed = False
            for name in component:
                for spec in scenes[name].choices:
                    new = facts.carry_on(bits.get(name, 0), f"{name}.{spec.id}", spec.to) & ~bits.get(spec.to, 0)
                    if new:
                        bits[spec.to] = bits.get(spec.to, 0) | new
                        changed = changed or spec.to in component
    return bits


@dataclass(frozen=True)
class CarriedFacts:
    """What runs carry.

    Attributes:
        graph: the explored states.
        facts: what a run may carry.
        bits: for every state the bits that some run still carries when it has entered that state's scene.
    """

    graph: StateGraph
    facts: TrackedFacts
    bits: dict[str, list[int]]

    def into(self, scene: str, guard: str | None = None) -> int:
        """The bits that some run carries when it has entered a scene, where a guard holds if one is given."""
        bits: Iterable[int] = self.bits.get(scene, ())
        if guard is not None and bits:
            bits = compress(bits, self.graph.guard_holds(scene, guard))
        return reduce(or_, bits, 0)

    def on_the_way(self, scene: str) -> int:
        """The bits that some run carries to a scene, before it enters it."""
        found = 0
        for source, columns in self.graph.columns.items():
            for choice, column in columns:
                if choice.spec.to == scene:
                    has = [has for has, after in zip(self.bits[source], column, strict=False) if after >= 0]
                    found |= reduce(or_, has) | self.facts.added_on_choice.get(choice.id, 0) if has else 0
        return found


def propagate_facts(graph: StateGraph, facts: TrackedFacts) -> CarriedFacts:
    """Find what runs carry into each state."""
    bits = {scene: [0] * len(states) for scene, states in graph.states.items()}
    bits[graph.start[0]][graph.start[1]] = facts.initial & ~facts.removed_on_entry.get(graph.start[0], 0)
    for component in graph.components:
        names = [name for name in component if name in graph.states]
        while any(_propagate_from(graph, facts, name, bits) for name in names) and component[0] in graph.cyclic_scenes:
            pass
    return CarriedFacts(graph, facts, bits)


def _propagate_from(graph: StateGraph, facts: TrackedFacts, scene: str, bits: dict[str, list[int]]) -> bool:
    more = False
    for choice, column in graph.columns[scene]:
        there = bits.get(choice.spec.to)
        if there is None:
            continue
        added, above = facts.added_on_choice.get(choice.id, 0), facts.added_above
        keep = ~(facts.removed_on_entry.get(choice.spec.to, 0) | facts.removed_on_choice.get(choice.id, 0))
        for has, after in zip(bits[scene], column, strict=False):
            if after >= 0:
                new = (has | (added & has << above if above else added)) & keep
                if new & ~there[after]:
                    there[after] |= new
                    more = True
    return more


def find_shortest_run(
    graph: StateGraph, facts: TrackedFacts, bit: int, scenes: Collection[str], guard: str | None = None
) -> tuple[tuple[str, ...], str]:
    """As `game.proof.context.ProofContext.find_run`."""
    facts = facts.restrict(bit)
    holds = {scene: graph.guard_holds(scene, guard) for scene in scenes if guard is not None}
    start = (graph.start, facts.initial & ~facts.removed_on_entry.get(graph.start[0], 0))
    came: dict[tuple[StateId, int], tuple[tuple[StateId, int], str] | None] = {start: None}
    waiting = deque([start])
    while waiting:
        here = waiting.popleft()
        state, has = here
        if has & bit and state[0] in scenes and (guard is None or holds[state[0]][state[1]]):
            pairs: list[str] = []
            step = came[here]
            while step is not None:
                here, choice_ref = step
                pairs.append(choice_ref)
                step = came[here]
            return tuple(pairs[::-1]), state[0]
        for choice, after in graph.successors(state):
            kept = facts.carry_on(has, choice.id, after[0])
            if (after, kept) not in came and after[0] in graph.columns:
                came[after, kept] = (here, choice.id)
                waiting.append((after, kept))
    raise LookupError("no run carries it there")
