"""Which scenes tell the choices of a scene apart, in every state in which they are open: what law L11 asks."""

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

#: A passage with fewer words is no memory.
LEAST_WORDS = 6
#: So many scenes tell a choice apart that is made early, within a third of the shortest run; one does for others.
EARLY_SCENES, EARLY_PART = 2, 3
#: The most choices of which one scene may be the only memory, and of which two scenes together may be.
MOST_IN_ONE, MOST_IN_TWO = 6, 12
#: At most one pair in so many is a parting, and at most one in so many small talk.
PAIRS_PER_PARTING, PAIRS_PER_SMALL_TALK = 10, 20

#: The passages that all later runs read, and those that none does, as bits.
Signs = tuple[int, int]
PairKind = Literal["told", "untold", "parting", "small talk", "last"]


@dataclass
class ChoicePair:
    """Two choices of a scene that are open on one page, and what later tells which of them was taken.

    Attributes:
        scene: the scene.
        choices: the ids of both in the scene.
        kind: `told` apart in every state; `untold` in some; a `parting` after which ways share no later scene in some
            state; `small talk`, marked as such; or the `last` choice before an ending, which no page could remember.
        scenes: the scenes that tell them apart in some state.
        needed: how many scenes have to.
        state: of an untold pair the state with the shortest run to it; of the others None.
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
    """What every scene tells of the choices before it.

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
        """Every pair of choices that stand open on one page in some state, in the order of the scenes."""
        return [pair for scene in self.context.role.scenes for pair in self._judge_scene(scene.id)]

    def find_scenes(self, scene: str, place: int, first: Choice, second: Choice) -> frozenset[str]:
        """The scenes that tell two choices of a scene apart in one of its states in which both are open.

        Args:
            scene: the scene.
            place: the place of the state among those of the scene.
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
        """Say of a pair in which states it is told apart, and where."""
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
        """Whether a scene can be reached within a third of the shortest run."""
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
        """Whether some run has a page after the one that a choice leads to."""
        return any(self.sweeps.reads[choice.spec.to][column[index]] for index in states)

    def _meet(self, first: Choice, here: int, second: Choice, there: int) -> bool:
        """Whether runs after two choices can come to one scene at least two pages later."""
        reads = self.sweeps.reads
        return bool((reads[first.spec.to][here] & reads[second.spec.to][there]) >> self.sweeps.layout.width)

    def _find_signs(self, scene: str, place: int, choice: Choice, after: int) -> Signs:
        """The passages that every run reads, and those that no run does, in scenes that runs come to after a choice."""
        sweeps, to = self.sweeps, choice.spec.to
        pasts = sweeps.pasts[scene][place] if scene in sweeps.pasts else 0
        return self._weigh(choice.id, pasts, sweeps.reads[to][after], sweeps.misses[to][after])

    def _find_weight(self, choice: str, pasts: int, read: int, missed: int) -> Signs:
        """As `_find_signs`, from the bits of what is read and missed after a choice, and the pasts before it."""
        back = self.sweeps.trace_back(choice)
        read = self.sweeps.fold(back(read) & pasts)
        missed = self.sweeps.fold(back(missed) & pasts)
        return read & ~missed & self._counted, missed & ~self._add_alike(read) & self._counted

    def _add_alike(self, passages: int) -> int:
        """Some passages, and those that share most of their words with one of them."""
        found = passages
        for passage, other in self._alike:
            if passages & other:
                found |= passage
        return found

    def _list_scenes(self, passages: int) -> frozenset[str]:
        return frozenset(scene for bit, scene in self._scene_by_bit.items() if passages & bit)

    def list_limited(self) -> list[tuple[PairKind, int, list[ChoicePair]]]:
        """The kinds of pairs of which there may be few: each with the most that there may be, and the pairs."""
        judged = sum(pair.kind != "last" for pair in self.pairs)
        limits: list[tuple[PairKind, int]] = [("parting", PAIRS_PER_PARTING), ("small talk", PAIRS_PER_SMALL_TALK)]
        return [(kind, judged // most, [pair for pair in self.pairs if pair.kind == kind]) for kind, most in limits]

    def find_sole_memories(self) -> Iterator[tuple[tuple[str, ...], list[str]]]:
        """Scenes, one or two together, that are the only memory of more choices than they may be: with these choices.

        A choice's memory is all scenes that tell it from a sibling in some state.
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
    """The passages that every run reads after one of two choices and no run after the other."""
    return first[0] & second[1] | second[0] & first[1]
