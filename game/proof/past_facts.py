"""The pasts with which runs reach a state: for each passage under `after`, the combinations of its choices.

No guard of a choice reads the past, so the past never multiplies states. For the `n` choices that a passage joins, the
2^n combinations, with a bit each, are carried along the explored states; all passages are carried in one integer and in
one pass. This is exact: a bit is set if some run reaches the state with exactly that past.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add, or_

from game.proof.scene_graph import find_ancestors
from game.proof.state_graph import StateGraph
from game.proof.state_space import CarryOn, StateSpace
from game.story.guards import Guard
from game.story.types import Role

#: Something that is true of a run once it has taken one of these choices, each as `scene.choice`.
Fact = frozenset[str]


@dataclass(frozen=True)
class FactGroup:
    """Facts whose combinations matter in one scene. In a combination, which is a number, fact `n` is bit `n`.

    Attributes:
        scene: the scene in which they matter.
        facts: the facts.
        initial: the combination with which every run begins.
    """

    scene: str
    facts: tuple[Fact, ...]
    initial: int = 0

    @property
    def size(self) -> int:
        """The number of combinations."""
        return 1 << len(self.facts)

    def step(self, combination: int, choice: str) -> int:
        """Return the combination after a choice."""
        return combination | sum(1 << number for number, fact in enumerate(self.facts) if choice in fact)

    def mask(self, holds: Guard) -> int:
        """Return the set of the combinations for which a condition holds, as bits."""
        return sum(
            1 << combination
            for combination in range(self.size)
            if holds(tuple(combination >> number & 1 for number in range(len(self.facts))))
        )


class GroupLayout:
    """Groups of facts side by side in one integer, with a lane of bits for each combination of each group.

    Args:
        groups: the groups.
        shared: whether groups of the same facts share their lanes, whatever their scenes.
        lane: the number of bits of a lane: one to say that runs come with a combination, more to count them.

    Attributes:
        groups: the groups.
        lane: as given.
        offsets: for each group, the position of its first bit.
        width: the number of bits of all together.
    """

    def __init__(self, groups: Sequence[FactGroup], shared: bool = False, lane: int = 1) -> None:
        self.groups = groups
        self.lane = lane
        self.width = 0
        self.offsets: list[int] = []
        placed: dict[object, int] = {}
        self._moves: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
        for number, group in enumerate(groups):
            key = (group.facts, group.initial) if shared else number
            if key not in placed:
                placed[key] = self.width
                for place, fact in enumerate(group.facts):
                    for choice in fact:
                        self._moves[choice][lane << place] |= self.without(group, place) << self.width
                self.width += group.size * lane
            self.offsets.append(placed[key])

    @property
    def start(self) -> int:
        """The bits of a run at its start."""
        first = (
            1 << offset + group.initial * self.lane for group, offset in zip(self.groups, self.offsets, strict=True)
        )
        return reduce(or_, first, 0)

    def without(self, group: FactGroup, place: int) -> int:
        """Return the lanes of the combinations of a group that lack one of its facts, as bits from the first."""
        full = (1 << self.lane) - 1
        return sum(full << each * self.lane for each in range(group.size) if not each >> place & 1)

    def list_moves(self, choice: str) -> list[tuple[int, int]]:
        """Return the moves of a choice: lanes of combinations that lack a fact which it brings, with a distance."""
        return [(without, distance) for distance, without in self._moves.get(choice, {}).items()]

    def find_kept_bits(self, role: Role) -> dict[str, int]:
        """Return, for every scene, the bits that still matter: those of groups whose scene it can lead to."""
        by_scene: dict[str, int] = defaultdict(int)
        for group, offset in zip(self.groups, self.offsets, strict=True):
            by_scene[group.scene] |= ((1 << group.size * self.lane) - 1) << offset
        kept: dict[str, int] = defaultdict(int)
        for scene, bits in by_scene.items():
            for before in find_ancestors(role, [scene]):
                kept[before] |= bits
        return kept

    def follow(self, role: Role) -> tuple[int, CarryOn]:
        """Return the bits with which runs begin, and the function for a choice."""
        kept = self.find_kept_bits(role)
        join = or_ if self.lane == 1 else add

        def carry_on(choice_ref: str, to: str) -> Callable[[int], int]:
            left = kept[to]
            moves = [(without & left, distance) for without, distance in self.list_moves(choice_ref) if without & left]

            def carry(has: int) -> int:
                has &= left
                for without, distance in moves:
                    leaving = has & without
                    has = join(has ^ leaving, leaving << distance)
                return has

            return carry if moves else left.__and__

        return self.start & kept[role.first_scene], carry_on


def find_pasts(space: StateSpace, asked: Sequence[tuple[FactGroup, str | None]]) -> list[int]:
    """Return the same as `game.proof.context.ProofContext.find_pasts`."""
    groups = [group for group, _ in asked]
    layout = GroupLayout(groups, shared=True)
    carried = space.carry(*layout.follow(space.machine.role), {group.scene for group in groups})
    into = {(group.scene, guard): 0 for group, guard in asked}
    for scene, guard in into:
        into[scene, guard] = carried.into(scene, guard)
    return [
        into[group.scene, guard] >> offset & ((1 << group.size) - 1)
        for (group, guard), offset in zip(asked, layout.offsets, strict=True)
    ]


def propagate_combinations(graph: StateGraph, layout: GroupLayout) -> dict[str, list[int]]:
    """Return, for every state, the bits of the combinations with which runs reach it, as long as they matter.

    A group's bits matter in its scene and in the scenes that lead to it; scenes without any are left out.
    """
    scenes = {group.scene for group in layout.groups}
    return graph.carry(*layout.follow(graph.machine.role), scenes).bits
