"""The scenes that tell the choices of a scene apart, in every state in which they are open, for law L11."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cached_property, lru_cache
from itertools import combinations

from game.proof.context import ProofContext
from game.proof.memory.choice_pairs import EARLY_PART, EARLY_SCENES, ChoicePair
from game.proof.memory.sweeps import Sweeps
from game.proof.state_graph import Successors
from game.story.machine import Choice

#: The passages that all later runs read, and those that none reads, as first bits.
Signs = tuple[int, int]


class ToldApart:
    """The pairs of choices of a role, and the scenes that tell them apart.

    Args:
        context: a role whose states were all explored.
    """

    def __init__(self, context: ProofContext) -> None:
        self.context = context
        context.told_apart = self
        self.sweeps = Sweeps(context)
        self._find_scenes = lru_cache(maxsize=None)(self.sweeps.passages.list_scenes)
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
            state = self.context.graph.shortest_runs.nearest(pair.scene, untold.__contains__)
            assert state is not None, "each state of a pair has a run to it"
            pair.run, pair.fewest = self.context.graph.shortest_runs.run_to(state), untold[state[1]]

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
        return bool((reads[first.spec.to][here] & reads[second.spec.to][there]) >> self.sweeps.passages.layout.width)

    def _find_signs(self, scene: str, place: int, choice: Choice, after: int) -> Signs:
        """Return the passages that every run reads after a choice, and those that none reads, in scenes in reach."""
        sweeps, to = self.sweeps, choice.spec.to
        pasts = sweeps.pasts[scene][place] if scene in sweeps.pasts else 0
        return self._weigh(choice.id, pasts, sweeps.reads[to][after], sweeps.misses[to][after])

    def _find_weight(self, choice: str, pasts: int, read: int, missed: int) -> Signs:
        """Return the same as `_find_signs`, from the bits read and missed after a choice, and the pasts before it."""
        passages = self.sweeps.passages
        back = passages.trace_back(choice)
        read = passages.fold(back(read) & pasts)
        missed = passages.fold(back(missed) & pasts)
        return read & ~missed & passages.counted, missed & ~passages.add_alike(read) & passages.counted


def _tell(first: Signs, second: Signs) -> int:
    """Return the passages that every run reads after one of two choices and no run after the other."""
    return first[0] & second[1] | second[0] & first[1]
