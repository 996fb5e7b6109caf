"""Backward sweeps over the states of a role: the scenes that runs still visit, the passages that they read and miss.

Each state has two sets of passages: those that some run from here reads on a later page, and those that some run misses
on a later page although it visits their scene. Both are integers with a bit for each passage, or, for a passage under
`after`, a bit for each combination of its choices with which a run may come here. Pairs of states are never compared,
so the work is linear in the number of open choices.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cache, lru_cache, reduce
from itertools import repeat
from operator import or_

from game.proof.context import ProofContext
from game.proof.memory.telling_passages import TellingPassages
from game.proof.state_graph import StateGraph
from game.story.machine import Choice

#: By scene, a set as bits for each of its states, and at the end what counts for a closed choice, whose place is -1.
StateBits = dict[str, list[int]]
#: The passages that all later runs read, and those that none reads, as first bits.
Signs = tuple[int, int]
#: Stands for the scenes after a closed choice.
CLOSED = -1


class Visits:
    """The scenes that runs still visit, as bits.

    Args:
        graph: the explored states.

    Attributes:
        numbers: the number of each scene's bit.
    """

    def __init__(self, graph: StateGraph) -> None:
        self.numbers = {name: number for number, name in enumerate(graph.states)}
        self._graph = graph
        self._later: StateBits = {name: [0] * len(states) + [CLOSED] for name, states in graph.states.items()}
        for component in reversed(graph.components):
            names = [name for name in component if name in graph.states]
            while any(self._sweep(name) for name in names) and component[0] in graph.cyclic_scenes:
                pass

    def list_ahead(self, scene: str) -> list[tuple[int, ...]]:
        """Return, for every state of a scene, the scenes that runs visit on later pages than the next, by choice."""
        columns = self._graph.columns[scene]
        if not columns:
            return [()] * len(self._graph.states[scene])
        return list(
            zip(
                *(
                    map(self._later[choice.spec.to].__getitem__, column)
                    if choice.spec.to in self._later
                    else repeat(CLOSED, len(column))
                    for choice, column in columns
                ),
                strict=True,
            )
        )

    def find_ahead(self, choice: Choice, place: int) -> int:
        """Return the scenes that runs visit on later pages than the next, from a state of it on."""
        return self._later[choice.spec.to][place]

    def _sweep(self, scene: str) -> bool:
        own = [1 << self.numbers.get(choice.spec.to, 0) for choice, _ in self._graph.columns[scene]]

        @cache
        def join(ahead: tuple[int, ...]) -> int:
            return reduce(or_, [later | bit for later, bit in zip(ahead, own, strict=True) if later != CLOSED], 0)

        found = [*map(join, self.list_ahead(scene)), CLOSED]
        is_new = found != self._later[scene]
        self._later[scene] = found
        return is_new


class Sweeps:
    """The sets of passages that runs read and miss from each state on.

    In an abstraction, whose states forget variables, both sets may have more passages than any run reads or misses.

    Args:
        context: a role whose states were all explored.
        passages: the passages and their bits.
        scenes: the scenes whose choices are asked about.
    """

    def __init__(self, context: ProofContext, passages: TellingPassages, scenes: Collection[str]) -> None:
        self._graph = graph = context.graph
        self._passages = passages
        self._weigh = lru_cache(maxsize=1 << 16)(self._find_weight)
        #: For every state, the bits of the pasts with which runs reach it.
        self._pasts = graph.carry(*passages.layout.follow(context.role), scenes).bits
        #: For every state, the bits that some run reads, and those that some run misses, on later pages.
        self._later: dict[str, tuple[list[int], list[int]]] = {}
        #: The same from its own page on, and none at the end for a closed choice.
        self._entering: dict[str, tuple[list[int], list[int]]] = {}
        ahead: set[str] = set()
        for component in graph.components:
            if (ahead | {*scenes}) & {*component}:
                ahead.update(choice.spec.to for scene in component for choice, _ in graph.columns.get(scene, ()))
        for component in reversed(graph.components):
            names = [name for name in component if name in ahead and name in graph.states]
            while any(self._sweep(name) for name in names) and component[0] in graph.cyclic_scenes:
                pass

    def find_signs(self, scene: str, place: int, choice: Choice, after: int) -> Signs:
        """Return the passages that every run reads after a choice, and those that none reads, in scenes in reach.

        Args:
            scene: one of the scenes that are asked about.
            place: the index of a state among its states.
            choice: a choice that is open there.
            after: the index of the state after it.
        """
        reads, misses = self._later[choice.spec.to]
        pasts = self._pasts[scene][place] if scene in self._pasts else 0
        return self._weigh(choice.id, pasts, reads[after], misses[after])

    def _find_weight(self, choice: str, pasts: int, read: int, missed: int) -> Signs:
        """Return the same as `find_signs`, from the bits read and missed after a choice, and the pasts before it."""
        passages = self._passages
        back = passages.trace_back(choice)
        read = passages.fold(back(read) & pasts)
        missed = passages.fold(back(missed) & pasts)
        return read & ~missed & passages.counted, missed & ~passages.add_alike(read) & passages.counted

    def _sweep(self, scene: str) -> bool:
        """Gather what runs read and miss after the choices of a scene; return whether anything was new."""
        later = self._gather(scene, 0), self._gather(scene, 1)
        if self._later.get(scene) == later:
            return False
        self._later[scene] = later
        reads, misses = (list(bits) for bits in later)
        for read, bits, guard in self._passages.on_pages[scene]:
            stands = self._graph.guard_holds(scene, guard or "true")
            lacks = self._graph.guard_holds(scene, f"not ({guard})" if guard else "false")
            reads = [has | read if holds else has for has, holds in zip(reads, stands, strict=True)]
            misses = [has | (bits if fails else bits & ~read) for has, fails in zip(misses, lacks, strict=True)]
        self._entering[scene] = [*reads, 0], [*misses, 0]
        return True

    def _gather(self, scene: str, side: int) -> list[int]:
        found = [0] * len(self._graph.states[scene])
        for choice, column in self._graph.columns[scene]:
            if choice.spec.to in self._entering:
                there = map(self._entering[choice.spec.to][side].__getitem__, column)
                found = list(map(or_, found, map(self._passages.trace_back(choice.id), there)))
        return found
