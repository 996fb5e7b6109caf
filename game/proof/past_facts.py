"""The pasts with which runs reach a state: for each passage under `after`, the combinations of its choices.

No guard of a choice reads the past, so the past never multiplies states. For the `n` choices that a passage joins, the
2^n combinations, with a bit each, are carried along the explored states; all passages are carried in one integer and in
one pass. This is exact: a bit is set if some run reaches the state with exactly that past.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

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
    """Groups of facts side by side in one integer, with a bit for each combination of each group.

    Attributes:
        groups: the groups.
        offsets: for each group, the position of its first bit.
        width: the number of bits of all together.
    """

    def __init__(self, groups: Sequence[FactGroup]) -> None:
        self.groups = groups
        self.offsets = list(accumulate((group.size for group in groups), initial=0))
        self.width = self.offsets.pop()

    @property
    def start(self) -> int:
        """The bits of a run at its start."""
        return sum(1 << offset + group.initial for group, offset in zip(self.groups, self.offsets, strict=True))

    def list_moves(self, choice: str) -> list[tuple[int, int]]:
        """Return the moves of a choice: bits of combinations that lack a fact which it brings, with a distance."""
        moves: dict[int, int] = defaultdict(int)
        for group, offset in zip(self.groups, self.offsets, strict=True):
            for number, fact in enumerate(group.facts):
                if choice in fact:
                    without = sum(1 << each for each in range(group.size) if not each >> number & 1)
                    moves[1 << number] |= without << offset
        return [(without, distance) for distance, without in moves.items()]

    def find_kept_bits(self, role: Role) -> dict[str, int]:
        """Return, for every scene, the bits that still matter: those of groups whose scene it can lead to."""
        kept: dict[str, int] = defaultdict(int)
        for group, offset in zip(self.groups, self.offsets, strict=True):
            for scene in find_ancestors(role, [group.scene]):
                kept[scene] |= ((1 << group.size) - 1) << offset
        return kept


def find_pasts(space: StateSpace, asked: Sequence[tuple[FactGroup, str | None]]) -> list[int]:
    """Return the same as `game.proof.context.ProofContext.find_pasts`."""
    layout = GroupLayout(list(dict.fromkeys(group for group, _ in asked)))
    offsets = dict(zip(layout.groups, layout.offsets, strict=True))
    carried = space.carry(*_follow(layout, space.machine.role))
    return [carried.into(group.scene, guard) >> offsets[group] & ((1 << group.size) - 1) for group, guard in asked]


def propagate_combinations(graph: StateGraph, layout: GroupLayout) -> dict[str, list[int]]:
    """Return, for every state, the bits of the combinations with which runs reach it, as long as they matter.

    A group's bits matter in its scene and in the scenes that lead to it; scenes without any are left out.
    """
    return graph.carry(*_follow(layout, graph.machine.role)).bits


def _follow(layout: GroupLayout, role: Role) -> tuple[int, CarryOn, set[str]]:
    """Return the bits with which runs begin, the function for a choice, and the scenes in which they matter."""
    kept = layout.find_kept_bits(role)
    moves = {
        choice_ref: layout.list_moves(choice_ref)
        for choice_ref in (f"{scene.id}.{spec.id}" for scene in role.scenes for spec in scene.choices)
    }

    def carry_on(has: int, choice_ref: str, to: str) -> int:
        for without, distance in moves[choice_ref]:
            leaving = has & without
            has = has ^ leaving | leaving << distance
        return has & kept[to]

    return layout.start & kept[role.first_scene], carry_on, {group.scene for group in layout.groups}
