"""Runs through the explored states: shortest runs, and the bits that runs carry into states."""

from __future__ import annotations

from array import array
from collections import deque
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, reduce
from itertools import accumulate, compress
from operator import or_
from typing import TYPE_CHECKING

from game.proof.scene_graph import Component, find_ancestors
from game.proof.state_space import CarryOn
from game.story.guards import Values
from game.story.machine import Choice
from game.story.types import Role

if TYPE_CHECKING:
    from game.proof.state_graph import StateGraph, StateId


class ShortestRuns:
    """A shortest run to every state.

    Args:
        graph: the explored states.
    """

    def __init__(self, graph: StateGraph) -> None:
        self.graph = graph
        self._steps = [(scene, choice) for scene, columns in graph.columns.items() for choice, _ in columns]
        self._far = {scene: array("I", [graph.state_count]) * len(states) for scene, states in graph.states.items()}
        # The step before a state: the index of the choice among all, and the index of the state in which it was taken.
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
        """Return the number of choices of a shortest run to a state."""
        return self._far[state[0]][state[1]]

    def run_to(self, state: StateId) -> tuple[str, ...]:
        """Return the choices of a shortest run to a state, as `scene.choice`."""
        pairs: list[str] = []
        while state != self.graph.start:
            state, choice = self.last_step(state)
            pairs.append(choice.id)
        return tuple(pairs[::-1])

    def last_step(self, state: StateId) -> tuple[StateId, Choice]:
        """Return the last step of a shortest run to a state: the state before it, and the choice.

        Args:
            state: any state except the first, which has no step before it.
        """
        by, at = self._from[state[0]]
        scene, choice = self._steps[by[state[1]]]
        return (scene, at[state[1]]), choice

    def nearest(self, scene: str, holds: Callable[[int], bool] = lambda index: True) -> StateId | None:
        """Return the state of a scene with the shortest run to it.

        Args:
            scene: the scene.
            holds: returns whether a state counts, by its index in the scene.

        Returns:
            The state; None if the scene has none that counts.
        """
        far = self._far.get(scene, array("I"))
        index = min((index for index in range(len(far)) if holds(index)), key=far.__getitem__, default=None)
        return None if index is None else (scene, index)


@dataclass(frozen=True)
class TrackedFacts:
    """The bits that a run carries: those at the start, those that a scene removes, and those that a choice adds or
    removes.

    Attributes:
        initial: the bits at the start.
        removed_on_entry: by scene, the bits that are gone once a run has entered it.
        added_on_choice: by choice (`scene.choice`), the bits that it adds before the next scene is entered.
        removed_on_choice: by choice, the bits that are gone once a run has taken it, unless it adds them.
        added_above: a choice adds a bit only to a run that carries the bit this many places below; 0: to every run.
    """

    initial: int = 0
    removed_on_entry: Mapping[str, int] = field(default_factory=dict)
    added_on_choice: Mapping[str, int] = field(default_factory=dict)
    removed_on_choice: Mapping[str, int] = field(default_factory=dict)
    added_above: int = 0

    def carry_on(self, choice_ref: str, to: str) -> Callable[[int], int]:
        """Return the bits that a run carries into the scene after a choice as a function of those before the choice."""
        above = self.added_above
        left = ~self.removed_on_entry.get(to, 0)
        added = self.added_on_choice.get(choice_ref, 0) & left
        kept = ~self.removed_on_choice.get(choice_ref, 0) & left
        if added and above:
            return lambda bits: bits & kept | bits << above & added
        return lambda bits: bits & kept | added

    @cached_property
    def mask(self) -> int:
        """All bits that a run can carry."""
        return reduce(or_, self.added_on_choice.values(), self.initial)

    def restrict(self, mask: int) -> TrackedFacts:
        """Return the same facts for some of the bits, and for those above which they are added."""
        below = mask >> self.added_above if self.added_above else 0
        while below:
            mask |= below
            below >>= self.added_above
        added = {choice_ref: kept for choice_ref, bits in self.added_on_choice.items() if (kept := bits & mask)}
        return replace(self, initial=self.initial & mask, added_on_choice=added)


def propagate_on_outline(role: Role, order: Iterable[Component], facts: TrackedFacts) -> dict[str, int]:
    """Return, for every scene, the bits that runs would carry into it if all choices were open; no run carries others.

    Args:
        role: the role.
        order: its components, from `game.proof.scene_graph.find_components`.
        facts: the bits that runs carry.
    """
    scenes = {scene.id: scene for scene in role.scenes}
    bits = {role.first_scene: facts.initial & ~facts.removed_on_entry.get(role.first_scene, 0)}
    for component in order:
        changed = True
        while changed:
            changed = False
            for name in component:
                for spec in scenes[name].choices:
                    carry = facts.carry_on(f"{name}.{spec.id}", spec.to)
                    new = carry(bits.get(name, 0)) & ~bits.get(spec.to, 0)
                    if new:
                        bits[spec.to] = bits.get(spec.to, 0) | new
                        changed = changed or spec.to in component
    return bits


@dataclass(frozen=True)
class CarriedFacts:
    """The bits that runs carry, state by state (`game.proof.state_space.CarriedBits`).

    Attributes:
        graph: the explored states.
        bits: for every state, the bits that some run carries when it has entered the state's scene.
    """

    graph: StateGraph
    bits: dict[str, list[int]]

    def into(self, scene: str, guard: str | None = None) -> int:
        """See `CarriedBits.into`."""
        bits: Iterable[int] = self.bits.get(scene, ())
        if guard is not None and bits:
            bits = compress(bits, self.graph.guard_holds(scene, guard))
        return reduce(or_, bits, 0)

    def before_choice(self, choice: Choice) -> int | None:
        """See `CarriedBits.before_choice`."""
        for other, column in self.graph.columns.get(choice.source, ()):
            if other.id == choice.id:
                has = [has for has, after in zip(self.bits[choice.source], column, strict=False) if after >= 0]
                return reduce(or_, has) if has else None
        return None


def carry_bits(
    graph: StateGraph, initial: int, carry_on: CarryOn, scenes: Collection[str] | None = None
) -> CarriedFacts:
    """Return the same as `game.proof.state_space.StateSpace.carry`."""
    asked = find_ancestors(graph.machine.role, scenes) if scenes is not None else graph.states.keys()
    bits = {scene: [0] * len(states) for scene, states in graph.states.items() if scene in asked}
    if graph.start[0] in bits:
        bits[graph.start[0]][graph.start[1]] = initial
    for component in graph.components:
        names = [name for name in component if name in bits]
        while any(_carry_from(graph, name, carry_on, bits) for name in names) and component[0] in graph.cyclic_scenes:
            pass
    return CarriedFacts(graph, bits)


def _carry_from(graph: StateGraph, scene: str, carry_on: CarryOn, bits: dict[str, list[int]]) -> bool:
    more = False
    for choice, column in graph.columns[scene]:
        there = bits.get(choice.spec.to)
        if there is None:
            continue
        carry = carry_on(choice.id, choice.spec.to)
        for new, after in zip(map(carry, bits[scene]), column, strict=False):
            if after >= 0 and (joined := there[after] | new) != there[after]:
                there[after] = joined
                more = True
    return more


def find_shortest_run(
    graph: StateGraph,
    initial: int,
    carry_on: CarryOn,
    is_goal: Callable[[int], bool],
    scenes: Collection[str],
    guard: str | None = None,
) -> tuple[tuple[str, ...], str]:
    """Return the same as `game.proof.state_space.StateSpace.find_run`."""
    holds = {scene: graph.guard_holds(scene, guard) for scene in scenes if guard is not None and scene in graph.states}
    near = find_ancestors(graph.machine.role, scenes) & graph.columns.keys()
    start = (graph.start, initial)
    came: dict[tuple[StateId, int], tuple[tuple[StateId, int], str] | None] = {start: None}
    waiting = deque([start])
    while waiting:
        here = waiting.popleft()
        state, has = here
        if state[0] in scenes and is_goal(has) and (guard is None or holds[state[0]][state[1]]):
            refs: list[str] = []
            while (step := came[here]) is not None:
                here, choice_ref = step
                refs.append(choice_ref)
            return tuple(refs[::-1]), state[0]
        for choice, after in graph.successors(state):
            if after[0] in near:
                there = after, carry_on(choice.id, after[0])(has)
                if there not in came:
                    came[there] = (here, choice.id)
                    waiting.append(there)
    raise LookupError("no run comes there")


@dataclass
class _RunState:
    scene_id: str
    values: Values


class Replays:
    """Replays of shortest runs; a beginning that several share is replayed once.

    Args:
        graph: the explored states.
    """

    def __init__(self, graph: StateGraph) -> None:
        self._graph = graph
        self._values: dict[StateId, Values | None] = {graph.start: graph.machine.start_values}

    def confirms(self, state: StateId, choice: Choice, after: StateId) -> bool:
        """Return whether the machine plays the shortest run to a state, and then a choice into the state after it."""
        steps: list[tuple[StateId, Choice, StateId]] = [(state, choice, after)]
        while (begin := steps[-1][0]) not in self._values:
            before, taken = self._graph.shortest_runs.last_step(begin)
            steps.append((before, taken, begin))
        values: Values | None = None
        for before, taken, then in reversed(steps):
            values = self._step(before[0], self._values[before], taken, then)
            if then not in self._values:
                self._values[then] = values
        return values is not None

    def _step(self, scene: str, values: Values | None, choice: Choice, after: StateId) -> Values | None:
        graph = self._graph
        if values is None:
            return None
        walker = _RunState(scene, values)
        if not graph.machine.choose(walker, choice.spec.id) or walker.scene_id != after[0]:
            return None
        agrees = graph.encoding.encode(after[0], walker.values) == graph.states[after[0]][after[1]]
        return walker.values if agrees else None
