"""What runs have done when they come to a state: for each passage under `after`, the combinations of its choices.

No guard of a choice reads the past, so it never multiplies states. The choices that one passage joins are followed by
themselves: of `n` choices the 2^n combinations, a bit each, are carried along the explored states, those of all
passages side by side in one whole number and in one pass. That is exact: a bit is set where some run comes with just
that past.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import accumulate, compress
from operator import or_

from game.proof.explore import StateGraph, StateId
from game.proof.scene_graph import find_ancestors
from game.proof.state_encoding import Memo
from game.story.guards import Guard

#: Something that is true of a run once it has taken one of these choices, each as `scene.choice`.
Fact = frozenset[str]


@dataclass(frozen=True)
class FactGroup:
    """Facts whose combinations matter in one scene. A combination is a number: fact `n` is its bit `n`.

    Attributes:
        scene: the scene in which somebody asks for them.
        facts: the facts.
        initial: the combination with which every run begins.
    """

    scene: str
    facts: tuple[Fact, ...]
    initial: int = 0

    @property
    def size(self) -> int:
        """How many combinations there are."""
        return 1 << len(self.facts)

    def step(self, combination: int, choice: str) -> int:
        """The combination after a choice."""
        return combination | sum(1 << number for number, fact in enumerate(self.facts) if choice in fact)

    def mask(self, holds: Guard) -> int:
        """The set of the combinations for which a condition holds, as bits."""
        return sum(
            1 << combination
            for combination in range(self.size)
            if holds(tuple(combination >> number & 1 for number in range(len(self.facts))))
        )


def find_pasts(graph: StateGraph, asked: Sequence[tuple[FactGroup, str | None]]) -> list[int]:
    """As `game.proof.context.ProofContext.find_pasts`."""
    found = find_combinations(graph, [group for group, _ in asked])
    return [
        reduce(or_, compress(has, graph.guard_holds(group.scene, guard)) if guard and has else has, 0)
        for (group, guard), has in zip(asked, found, strict=True)
    ]


def find_combinations(graph: StateGraph, groups: Sequence[FactGroup]) -> list[list[int]]:
    """With which combinations of facts runs come to the scene of each group.

    Returns:
        For every group, for every state of its scene, the set of combinations as bits; empty where no run reaches the
        scene.
    """
    layout = GroupLayout(groups)
    bits = propagate_combinations(graph, layout)
    full = [(1 << group.size) - 1 for group in groups]
    return [
        [has >> offset & all_of_it for has in bits.get(group.scene, ())]
        for group, offset, all_of_it in zip(groups, layout.offsets, full, strict=True)
    ]


class GroupLayout:
    """Groups of facts side by side in one whole number: a bit for each combination of each group.

    Attributes:
        groups: the groups.
        offsets: for each the place of its first bit.
        width: the number of bits of all together.
    """

    def __init__(self, groups: Sequence[FactGroup]) -> None:
        self.groups = groups
        self.offsets = list(accumulate((group.size for group in groups), initial=0))
        self.width = self.offsets.pop()

    @property
    def start(self) -> int:
        """The bits of a run that begins."""
        return sum(1 << offset + group.initial for group, offset in zip(self.groups, self.offsets, strict=True))

    def list_moves(self, choice: str) -> list[tuple[int, int]]:
        """What a choice does to the bits: of each set those that lack a fact which it brings move on by a distance."""
        moves: dict[int, int] = defaultdict(int)
        for group, offset in zip(self.groups, self.offsets, strict=True):
            for number, fact in enumerate(group.facts):
                if choice in fact:
                    without = sum(1 << each for each in range(group.size) if not each >> number & 1)
                    moves[1 << number] |= without << offset
        return [(without, distance) for distance, without in moves.items()]


def propagate_combinations(graph: StateGraph, layout: GroupLayout) -> dict[str, list[int]]:
    """For every state the bits of the combinations with which runs come to it, as long as they matter.

    A group's bits matter in its scene and in those that lead to it; scenes in which none does are left out.
    """
    kept = _find_kept_bits(graph, layout)
    bits = {scene: [0] * len(graph.states[scene]) for scene in kept if scene in graph.states}
    if graph.start[0] in bits:
        bits[graph.start[0]][graph.start[1]] = layout.start & kept[graph.start[0]]
    for component in graph.components:
        names = [scene for scene in component if scene in bits]
        changes = {
            choice.id: Memo(_Change(layout.list_moves(choice.id), kept[choice.spec.to]))
            for scene in names
            for choice, _ in graph.columns[scene]
        }
        while any(_carry(graph, scene, changes, bits) for scene in names) and component[0] in graph.cyclic_scenes:
            pass
    return bits


def _find_kept_bits(graph: StateGraph, layout: GroupLayout) -> dict[str, int]:
    """For every scene the bits that still matter there: those of groups to whose scene it leads, guards left aside."""
    kept: dict[str, int] = defaultdict(int)
    for group, offset in zip(layout.groups, layout.offsets, strict=True):
        for scene in find_ancestors(graph.machine.role, [group.scene]):
            kept[scene] |= ((1 << group.size) - 1) << offset
    return kept


def _carry(graph: StateGraph, scene: str, changes: dict[str, Memo], bits: dict[str, list[int]]) -> bool:
    """Carry the bits of a scene's states over its choices; returns whether anything was new."""
    more = False
    for choice, column in graph.columns[scene]:
        there = bits.get(choice.spec.to)
        if there is None:
            continue
        after = changes[choice.id]
        for has, place in zip(bits[scene], column, strict=False):
            if place >= 0 and (new := after[has]) & ~there[place]:
                there[place] |= new
                more = True
    return more


@dataclass(frozen=True)
class _Change:
    """What a choice makes of the bits of a state: some move on by a distance, and only those kept ahead are left."""

    moves: list[tuple[int, int]]
    keep: int

    def __call__(self, has: int) -> int:
        for without, distance in self.moves:
            leaving = has & without
            has = has ^ leaving | leaving << distance
        return has & self.keep


def find_run_to_past(graph: StateGraph, group: FactGroup, mask: int, guard: str | None = None) -> tuple[str, ...]:
    """As `game.proof.context.ProofContext.find_run_to_past`."""
    holds = graph.guard_holds(group.scene, guard or "true")
    start = (graph.start, group.initial)
    came: dict[tuple[StateId, int], tuple[tuple[StateId, int], str] | None] = {start: None}
    waiting = deque([start])
    while waiting:
        here = waiting.popleft()
        (scene, place), combination = here
        if scene == group.scene and holds[place] and mask >> combination & 1:
            refs: list[str] = []
            while (step := came[here]) is not None:
                here, ref = step
                refs.append(ref)
            return tuple(refs[::-1])
        for choice, state in graph.successors((scene, place)):
            after = (state, group.step(combination, choice.id))
            if after not in came and state[0] in graph.columns:
                came[after] = (here, choice.id)
                waiting.append(after)
    raise LookupError("no run comes there so")
