"""Two backward sweeps over the states of a role: which passages runs read from here on, and which they miss.

Each state has two sets: the passages that some run from here reads on a later page, and those that some run misses on a
later page although it visits their scene. Both are integers with a bit for each passage, or, for a passage under
`after`, a bit for each combination of its choices with which a run may come here. After these bits there is one for
each scene that some run still visits. Pairs of states are never compared, so the work is linear in the number of open
choices.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from game.proof.context import ProofContext
from game.proof.past_facts import FactGroup, GroupLayout, propagate_combinations
from game.proof.state_encoding import Memo
from game.story.past_choices import parse_after

#: By scene, a set as bits for each of its states.
StateBits = dict[str, list[int]]


@dataclass(frozen=True)
class PassageRef:
    """A passage: its scene, and its index among the passages there."""

    scene: str
    place: int


class Sweeps:
    """The sets of passages that runs read and miss from each state on.

    Args:
        context: a role whose states were all explored.

    Attributes:
        passages: all passages of the role.
        layout: the bits of their pasts, in the same order; a passage without `after` has one.
        scene_bits: the bit of each scene.
        reads: for every state, the bits of the passages that some run reads on later pages, and of those pages' scenes.
        misses: for every state, the bits of the passages that some run misses on later pages.
        pasts: for every state, the bits of the pasts with which runs reach it.
    """

    def __init__(self, context: ProofContext) -> None:
        self.context = context
        graph = context.graph
        self.passages = [
            PassageRef(scene.id, place) for scene in context.role.scenes for place in range(len(scene.passages))
        ]
        groups = [context.past_groups.get((ref.scene, ref.place), FactGroup(ref.scene, ())) for ref in self.passages]
        self.layout = GroupLayout(groups)
        self.scene_bits = {name: 1 << self.layout.width + number for number, name in enumerate(graph.states)}
        self.pasts = propagate_combinations(graph, self.layout)
        self.reads: StateBits = {name: [0] * len(states) for name, states in graph.states.items()}
        self.misses: StateBits = {name: [0] * len(states) for name, states in graph.states.items()}
        self._folds = self._list_folds()
        self._backs: dict[str, Callable[[int], int]] = {}
        #: The first bit of each passage.
        self.first_bits = sum(1 << offset for offset in self.layout.offsets)
        here = self._find_own()
        for component in reversed(graph.components):
            names = [name for name in component if name in graph.states]
            while any(self._sweep(name, here) for name in names) and component[0] in graph.cyclic_scenes:
                pass

    def _find_own(self) -> dict[str, list[tuple[int, int]]]:
        """Return, for every state, the bits of the passages that its page shows, and of those that it does not."""
        graph = self.context.graph
        own: dict[str, list[tuple[int, int]]] = {}
        by_scene: dict[str, list[tuple[int, int, str | None]]] = {}
        for ref, group, offset in zip(self.passages, self.layout.groups, self.layout.offsets, strict=True):
            passage = self.context.scenes[ref.scene].passages[ref.place]
            read = group.mask(parse_after(passage.after).holds_for) if passage.after else 1
            whole = (1 << group.size) - 1
            by_scene.setdefault(ref.scene, []).append((read << offset, whole << offset, passage.if_))
        for name, states in graph.states.items():
            stands, whole = [self.scene_bits[name]] * len(states), 0
            for read, bits, guard in by_scene.get(name, ()):
                whole |= bits
                holds = graph.guard_holds(name, guard) if guard else [True] * len(states)
                stands = [has | read if held else has for has, held in zip(stands, holds, strict=True)]
            own[name] = [(has, whole & ~has) for has in stands]
        return own

    def _sweep(self, scene: str, own: dict[str, list[tuple[int, int]]]) -> bool:
        """Add what the states after a scene's choices read and miss; return whether anything was new."""
        more = False
        reads, misses = self.reads[scene], self.misses[scene]
        for choice, column in self.context.graph.columns[scene]:
            to = choice.spec.to
            if to not in own:
                continue
            there, reads_there, misses_there = own[to], self.reads[to], self.misses[to]
            back = self.trace_back(choice.id)
            for index, place in enumerate(column):
                if place >= 0:
                    stands, lacks = there[place]
                    read = reads[index] | back(stands | reads_there[place])
                    missed = misses[index] | back(lacks | misses_there[place])
                    if read != reads[index] or missed != misses[index]:
                        reads[index], misses[index] = read, missed
                        more = True
        return more

    def trace_back(self, choice: str) -> Callable[[int], int]:
        """Return a function from the bits after a choice (`scene.choice`) to those before it."""
        if choice not in self._backs:
            self._backs[choice] = self._make_back(choice)
        return self._backs[choice]

    def _make_back(self, choice: str) -> Callable[[int], int]:
        moves = self.layout.list_moves(choice)
        if not moves:
            return lambda bits: bits

        def back(bits: int) -> int:
            for without, distance in moves:
                arrived = bits & without << distance
                bits = bits & ~(without | without << distance) | arrived | arrived >> distance
            return bits

        return Memo(back).__getitem__

    def fold(self, bits: int) -> int:
        """Return the bits with those of each passage joined in its first one, without those of scenes."""
        for without, distance in self._folds:
            bits |= bits >> distance & without
        return bits & self.first_bits

    def _list_folds(self) -> list[tuple[int, int]]:
        found: dict[int, int] = {}
        for group, offset in zip(self.layout.groups, self.layout.offsets, strict=True):
            for number in range(len(group.facts)):
                without = sum(1 << each for each in range(group.size) if not each >> number & 1)
                found[1 << number] = found.get(1 << number, 0) | without << offset
        return [(without, distance) for distance, without in found.items()]
