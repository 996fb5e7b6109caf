"""The passages of a role that can tell choices apart, each with a bit for every past with which runs may come to it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, lru_cache

from game.proof.context import ProofContext
from game.proof.memory.word_overlap import are_alike, list_words
from game.proof.past_facts import FactGroup, GroupLayout
from game.proof.state_encoding import Memo
from game.story.past_choices import parse_after

#: The fewest words of a passage that counts as memory.
LEAST_WORDS = 6

#: A passage: its scene, and its index among the passages there.
PassageRef = tuple[str, int]


class TellingPassages:
    """The passages of a role that can tell choices apart, and their bits.

    A passage under `after` has a bit for each combination of the choices that it joins, any other a single one. The
    first bit of a passage stands for the passage itself where pasts no longer matter.

    Args:
        context: the role.

    Attributes:
        refs: the passages of enough words, and those that share most of their words with one of them.
        layout: their bits, in the same order.
        first_bits: the first bit of each passage.
        counted: the first bits of those of enough words.
    """

    def __init__(self, context: ProofContext) -> None:
        self._scenes = context.scenes
        self.refs: list[PassageRef] = []
        alike: list[tuple[PassageRef, PassageRef]] = []
        counted: list[PassageRef] = []
        for name, scene in context.scenes.items():
            texts = [passage.text for passage in scene.passages]
            long = [place for place, text in enumerate(texts) if len(list_words(text)) >= LEAST_WORDS]
            pairs = [
                (one, other)
                for one in long
                for other in range(len(texts))
                if other != one and are_alike(texts[one], texts[other])
            ]
            counted += [(name, place) for place in long]
            alike += [((name, one), (name, other)) for one, other in pairs]
            self.refs += [(name, place) for place in sorted({*long, *(other for _, other in pairs)})]
        self.layout = GroupLayout([context.past_groups.get(ref, FactGroup(ref[0], ())) for ref in self.refs])
        first = dict(zip(self.refs, (1 << offset for offset in self.layout.offsets), strict=True))
        self.first_bits = sum(first.values())
        self.counted = sum(first[ref] for ref in counted)
        self._scene_by_bit = {bit: scene for (scene, _), bit in first.items()}
        #: For passages of enough words, each passage that is alike.
        self._alike = [(first[one], first[other]) for one, other in alike]
        self.trace_back = lru_cache(maxsize=None)(self._make_back)

    @cached_property
    def on_pages(self) -> dict[str, list[tuple[int, int, str | None]]]:
        """For every passage of a scene, the bits with which a run reads it, all its bits, and its guard."""
        found: dict[str, list[tuple[int, int, str | None]]] = {name: [] for name in self._scenes}
        for (scene, place), group, offset in zip(self.refs, self.layout.groups, self.layout.offsets, strict=True):
            passage = self._scenes[scene].passages[place]
            read = group.mask(parse_after(passage.after).holds_for) if passage.after else 1
            found[scene].append((read << offset, (1 << group.size) - 1 << offset, passage.if_))
        return found

    def _make_back(self, choice: str) -> Callable[[int], int]:
        """Return a function from the bits after a choice (`scene.choice`) to those before it."""
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
        """Return the first bits of the passages of which a bit is among some."""
        for without, distance in self._folds:
            bits |= bits >> distance & without
        return bits & self.first_bits

    @cached_property
    def _folds(self) -> list[tuple[int, int]]:
        found: dict[int, int] = {}
        for group, offset in zip(self.layout.groups, self.layout.offsets, strict=True):
            for number in range(len(group.facts)):
                without = sum(1 << each for each in range(group.size) if not each >> number & 1)
                found[1 << number] = found.get(1 << number, 0) | without << offset
        return [(without, distance) for distance, without in found.items()]

    def add_alike(self, first_bits: int) -> int:
        """Return the first bits of some passages, with those of all that share most of their words with one of them."""
        found = first_bits
        for passage, other in self._alike:
            if first_bits & other:
                found |= passage
        return found

    def list_scenes(self, first_bits: int) -> frozenset[str]:
        """Return the scenes of some passages."""
        return frozenset(scene for bit, scene in self._scene_by_bit.items() if first_bits & bit)
