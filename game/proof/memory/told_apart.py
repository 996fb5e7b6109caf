"""The scenes that tell the choices of a scene apart, in every state in which they are open, for law L11.

What the outline of a role tells apart, in which every guard may hold, is told apart in all of its states. That leaves
few choices of which the states themselves are asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache, reduce
from itertools import combinations
from operator import or_

from game.proof.context import ProofContext
from game.proof.explore import explore
from game.proof.memory.choice_pairs import EARLY_PART, EARLY_SCENES, ChoicePair, find_sole_memories
from game.proof.memory.sweeps import CLOSED, Signs, Sweeps, Visits
from game.proof.memory.telling_passages import TellingPassages
from game.story.machine import Choice


class ToldApart:
    """The pairs of choices of a role, and the scenes that tell them apart.

    Args:
        context: a role whose states were all explored.
    """

    def __init__(self, context: ProofContext) -> None:
        self.context = context
        context.told_apart = self
        self._passages = TellingPassages(context)
        self._visits = Visits(context.graph)
        self._find_scenes = lru_cache(maxsize=None)(self._passages.list_scenes)

    @cached_property
    def pairs(self) -> list[ChoicePair]:
        """Every pair of choices that are open on one page in some state, in the order of the scenes."""
        undecided: list[ChoicePair] = []
        pairs = [pair for scene in self.context.role.scenes for pair in self._judge_scene(scene.id, undecided)]
        self._ask_states(undecided)
        # A choice may have more memories than the outline shows.
        alone = {choice for _, choices in find_sole_memories(pairs) for choice in choices}
        self._ask_states([pair for pair in pairs if alone & {f"{pair.scene}.{choice}" for choice in pair.choices}])
        return pairs

    def find_scenes(self, scene: str, place: int, first: Choice, second: Choice) -> frozenset[str]:
        """Return the scenes that tell two choices of a scene apart in one of its states in which both are open.

        Args:
            scene: the scene.
            place: the index of the state among those of the scene.
            first, second: the choices.
        """
        columns = {choice.id: column for choice, column in self.context.graph.columns[scene]}
        signs = [self._sweeps.find_signs(scene, place, choice, columns[choice.id][place]) for choice in (first, second)]
        return self._find_scenes(_tell(*signs))

    @cached_property
    def _sweeps(self) -> Sweeps:
        return Sweeps(self.context, self._passages, self.context.scenes)

    @cached_property
    def _outline(self) -> Sweeps:
        machine = self.context.graph.machine
        names = [variable.id for variable in machine.role.variables]
        outline = ProofContext(self.context.pack, explore(machine, forgotten=names))
        return Sweeps(outline, self._passages, self.context.scenes)

    def _judge_scene(self, scene: str, undecided: list[ChoicePair]) -> Iterator[ChoicePair]:
        """Yield the pairs of a scene, judged by the outline; pairs of which it says too little are undecided too."""
        if not self.context.graph.is_reached(scene):
            return
        kinds = set(self._visits.list_ahead(scene))
        choices = self.context.graph.machine.get_choices(scene)
        for (one, first), (two, second) in combinations(enumerate(choices), 2):
            ways = {(kind[one], kind[two]) for kind in kinds if CLOSED not in (kind[one], kind[two])}
            if not ways:
                continue
            pair = ChoicePair(scene, (first.spec.id, second.spec.id))
            pair.needed = EARLY_SCENES if self._is_early(scene) else 1
            if first.spec.small_talk and second.spec.small_talk:
                pair.kind = "small talk"
            elif not (any(here for here, _ in ways) and any(there for _, there in ways)):
                pair.kind = "last"
            else:
                signs = [self._outline.find_signs(scene, 0, choice, 0) for choice in (first, second)]
                told = self._find_scenes(_tell(*signs))
                telling = sum(1 << number for name, number in self._visits.numbers.items() if name in told)
                met = [here & there for here, there in ways]
                pair.scenes = self._name_scenes(reduce(or_, met) & telling)
                if any(scenes and (scenes & telling).bit_count() < pair.needed for scenes in met):
                    undecided.append(pair)
                elif not all(met):
                    pair.kind = "parting"
            yield pair

    def _name_scenes(self, bits: int) -> set[str]:
        return {name for name, number in self._visits.numbers.items() if bits >> number & 1}

    def _ask_states(self, pairs: Iterable[ChoicePair]) -> None:
        """Find in which states pairs are told apart, and by which scenes."""
        if pairs:
            sweeps = Sweeps(self.context, self._passages, {pair.scene for pair in pairs})
            for pair in pairs:
                self._judge(pair, sweeps)

    def _judge(self, pair: ChoicePair, sweeps: Sweeps) -> None:
        columns = {choice.spec.id: (choice, column) for choice, column in self.context.graph.columns[pair.scene]}
        (first, here), (second, there) = (columns[choice] for choice in pair.choices)
        untold: dict[int, int] = {}
        for place, (one, two) in enumerate(zip(here, there, strict=True)):
            if one < 0 or two < 0:
                continue
            signs = sweeps.find_signs(pair.scene, place, first, one), sweeps.find_signs(pair.scene, place, second, two)
            scenes = self._find_scenes(_tell(*signs))
            pair.scenes |= scenes
            if len(scenes) < pair.needed:
                if self._visits.find_ahead(first, one) & self._visits.find_ahead(second, two):
                    untold[place] = len(scenes)
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


def _tell(first: Signs, second: Signs) -> int:
    """Return the passages that every run reads after one of two choices and no run after the other."""
    return first[0] & second[1] | second[0] & first[1]
