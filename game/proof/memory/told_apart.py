"""The scenes that tell the choices of a scene apart, in every state in which they are open, for law L11."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import combinations
from typing import Literal

from game.proof.context import ProofContext
from game.proof.memory.sweeps import Sweeps
from game.proof.memory.word_overlap import are_alike, list_words
from game.proof.state_graph import StateId, Successors
from game.story.machine import Choice

#: The fewest words of a passage that counts as memory.
LEAST_WORDS = 6
#: How many scenes must tell an early choice apart, one within a third of the shortest run; others need one.
EARLY_SCENES, EARLY_PART = 2, 3
#: The most choices of which a single scene, or two scenes together, may be the only memory.
MOST_IN_ONE, MOST_IN_TWO = 6, 12
#: At most one pair in this many may be a parting, and at most one in this many small talk.
PAIRS_PER_PARTING, PAIRS_PER_SMALL_TALK = 10, 20

#: The passages that all later runs read, and those that none reads, as bits.
Signs = tuple[int, int]
PairKind = Literal["told", "untold", "parting", "small talk", "last"]


@dataclass
class ChoicePair:
    """Two choices that are open on one page, and the scenes that later tell which of them was taken.

    Attributes:
        scene: the scene.
        choices: the ids of both in the scene.
        kind: `told` apart in every state; `untold` in some; a `parting` after which paths share no later scene in some
            state; `small talk`, marked as such; or the `last` choice before an ending, which no page could remember.
        scenes: the scenes that tell them apart in some state.
        needed: how many scenes must.
        state: for an untold pair, the state with the shortest run to it; else None.
        fewest: how many scenes tell them apart there.
    """

    scene: str
    choices: tuple[str, str]
    kind: PairKind = "told"
    scenes: set[str] = field(default_factory=set)
    needed: int = 1
    state: StateId | None = None
    fewest: int = 0


class ToldApart:
    """The pairs of choices of a role, and the scenes that tell them apart.

    Args:
        context: a role whose states were all explored.
    """

    def __init__(self, context: ProofContext) -> None:
        self.context = context
        context.told_apart = self
        self.sweeps = Sweeps(context)
        self._alike: list[tuple[int, int]] = []
        self._counted = 0
        texts = [context.scenes[ref.scene].passages[ref.place].text for ref in self.sweeps.passages]
        first = [1 << offset for offset in self.sweeps.layout.offsets]
        for number, (ref, text) in enumerate(zip(self.sweeps.passages, texts, strict=True)):
            if len(list_words(text)) >= LEAST_WORDS:
                self._counted |= first[number]
            for other in range(number):
                if self.sweeps.passages[other].scene == ref.scene and are_alike(text, texts[other]):
                    self._alike += [(first[number], first[other]), (first[other], first[number])]
        self._scene_by_bit = dict(zip(first, (ref.scene for ref in self.sweeps.passages), strict=True))
        self._find_scenes = lru_cache(maxsize=None)(self._list_scenes)
        self._weigh = lru_cache(maxsize=1 << 16)(self._find_weight)

    @cached_property
    def pairs(self) -> list[ChoicePair]:
        """Every pair of choices that are open on one page in some state, in the order of the scenes."""
        return [pair for scene in self.context.role.scenes for pair in self._judge_scene(scene.id)]

    def find_scenes(self, scene: str, place: int, first: Choice, second: Choice) -> frozenset[str]:
        """Return the scenes that tell two choices of a scene apart in one of its states in which both are open.

        Args:
            scene: the scene.
            place: the index of the state among those of the scene.
            first, second: the choices.
        """
        columns = {choice.spec.id: column for choice, column in self.context.graph.columns[scene]}
        signs = [self._find_signs(scene, place, choice, columns[choice.spec.id][place]) for choice in (first, second)]
        return self._find_scenes(_tell(*signs))

    def _judge_scene(self, scene: str) -> Iterator[ChoicePair]:
        columns = self.context.graph.columns.get(scene, ())
        signs = [
            [
                self._find_signs(scene, index, choice, after) if after >= 0 else None
                for index, after in enumerate(column)
            ]
            for choice, column in columns
        ]
        for (one, (first, here)), (two, (second, there)) in combinations(enumerate(columns), 2):
            states = [index for index, (a, b) in enumerate(zip(here, there, strict=True)) if a >= 0 and b >= 0]
            if states:
                pair = ChoicePair(scene, (first.spec.id, second.spec.id))
                pair.needed = EARLY_SCENES if self._is_early(scene) else 1
                if first.spec.small_talk and second.spec.small_talk:
                    pair.kind = "small talk"
                elif not self._go_on(first, here, states) or not self._go_on(second, there, states):
                    pair.kind = "last"
                self._judge(pair, states, (first, here, signs[one]), (second, there, signs[two]))
                yield pair

    def _judge(
        self, pair: ChoicePair, states: list[int], *sides: tuple[Choice, Successors, list[Signs | None]]
    ) -> None:
        """Find in which states a pair is told apart, and by which scenes."""
        (first, here, signs), (second, there, other_signs) = sides
        untold: dict[int, int] = {}
        asked = pair.kind == "told"
        for index in states:
            one, two = signs[index], other_signs[index]
            assert one is not None and two is not None
            scenes = self._find_scenes(_tell(one, two))
            pair.scenes |= scenes
            if asked and len(scenes) < pair.needed:
                if self._meet(first, here[index], second, there[index]):
                    untold[index] = len(scenes)
                else:
                    pair.kind = "parting"
        if untold:
            pair.kind = "untold"
            pair.state = self.context.graph.shortest_runs.nearest(pair.scene, untold.__contains__)
            pair.fewest = untold[pair.state[1]] if pair.state else 0

    def _is_early(self, scene: str) -> bool:
        """Return whether a scene can be reached within a third of the shortest run."""
        runs = self.context.graph.shortest_runs
        nearest = runs.nearest(scene)
        return nearest is not None and EARLY_PART * (runs.length(nearest) + 1) <= self._shortest

    @cached_property
    def _shortest(self) -> int:
        """The pages of the shortest run to an ending."""
        runs = self.context.graph.shortest_runs
        nearest = (runs.nearest(scene) for scene in self.context.endings)
        return min((runs.length(state) + 1 for state in nearest if state is not None), default=0)

    def _go_on(self, choice: Choice, column: Successors, states: Collection[int]) -> bool:
        """Return whether some run has a page after the one to which a choice leads."""
        return any(self.sweeps.reads[choice.spec.to][column[index]] for index in states)

    def _meet(self, first: Choice, here: int, second: Choice, there: int) -> bool:
        """Return whether runs after two choices can reach the same scene at least two pages later."""
        reads = self.sweeps.reads
        return bool((reads[first.spec.to][here] & reads[second.spec.to][there]) >> self.sweeps.layout.width)

    def _find_signs(self, scene: str, place: int, choice: Choice, after: int) -> Signs:
        """Return the passages that every run reads after a choice, and those that none reads, in scenes in reach."""
        sweeps, to = self.sweeps, choice.spec.to
        pasts = sweeps.pasts[scene][place] if scene in sweeps.pasts else 0
        return self._weigh(choice.id, pasts, sweeps.reads[to][after], sweeps.misses[to][after])

    def _find_weight(self, choice: str, pasts: int, read: int, missed: int) -> Signs:
        """Return the same as `_find_signs`, from the bits read and missed after a choice, and the pasts before it."""
        back = self.sweeps.trace_back(choice)
        read = self.sweeps.fold(back(read) & pasts)
        missed = self.sweeps.fold(back(missed) & pasts)
        return read & ~missed & self._counted, missed & ~self._add_alike(read) & self._counted

    def _add_alike(self, passages: int) -> int:
        """Return some passages, with all that share most of their words with one of them."""
        found = passages
        for passage, other in self._alike:
            if passages & other:
                found |= passage
        return found

    def _list_scenes(self, passages: int) -> frozenset[str]:
        return frozenset(scene for bit, scene in self._scene_by_bit.items() if passages & bit)

    def list_limited(self) -> list[tuple[PairKind, int, list[ChoicePair]]]:
        """Return each limited kind of pairs, with its limit and its pairs."""
        judged = sum(pair.kind != "last" for pair in self.pairs)
        limits: list[tuple[PairKind, int]] = [("parting", PAIRS_PER_PARTING), ("small talk", PAIRS_PER_SMALL_TALK)]
        return [(kind, judged // most, [pair for pair in self.pairs if pair.kind == kind]) for kind, most in limits]

    def find_sole_memories(self) -> Iterator[tuple[tuple[str, ...], list[str]]]:
        """Yield scenes, alone or two together, that are the only memory of too many choices, with these choices.

        The memory of a choice is all scenes that tell it apart from a sibling in some state.
        """
        memory: dict[str, set[str]] = {}
        for pair in self.pairs:
            if pair.kind in ("told", "untold"):
                for choice in pair.choices:
                    memory.setdefault(f"{pair.scene}.{choice}", set()).update(pair.scenes)
        only = {name: tuple(sorted(scenes)) for name, scenes in memory.items() if 0 < len(scenes) <= 2}
        scenes = sorted({scene for found in only.values() for scene in found})
        for together, most in ((1, MOST_IN_ONE), (2, MOST_IN_TWO)):
            for some in combinations(scenes, together):
                choices = [name for name, found in only.items() if set(found) <= set(some)]
                if len(choices) > most:
                    yield some, choices


def _tell(first: Signs, second: Signs) -> int:
    """Return the passages that every run reads after one of two choices and no run after the other."""
    return first[0] & second[1] | second[0] & first[1]
