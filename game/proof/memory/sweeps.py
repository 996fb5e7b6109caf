"""Two backward sweeps over the states of a role: which passages runs read from here on, and which they miss.

Each state has two sets: the passages that some run from here reads on a later page, and those that some run misses on a
later page although it visits their scene. Both are integers with a bit for each passage, or, for a passage under
`after`, a bit for each combination of its choices with which a run may come here. After these bits there is one for
each scene that some run still visits. Pairs of states are never compared, so the work is linear in the number of open
choices.
"""

from __future__ import annotations

from game.proof.context import ProofContext
from game.proof.memory.telling_passages import TellingPassages
from game.proof.past_facts import propagate_combinations

#: By scene, a set as bits for each of its states.
StateBits = dict[str, list[int]]


class Sweeps:
    """The sets of passages that runs read and miss from each state on.

    Args:
        context: a role whose states were all explored.

    Attributes:
        passages: the passages and their bits.
        scene_bits: the bit of each scene.
        reads: for every state, the bits of the passages that some run reads on later pages, and of those pages' scenes.
        misses: for every state, the bits of the passages that some run misses on later pages.
        pasts: for every state, the bits of the pasts with which runs reach it.
    """

    def __init__(self, context: ProofContext) -> None:
        self.context = context
        graph = context.graph
        self.passages = TellingPassages(context)
        self.scene_bits = {name: 1 << self.passages.layout.width + number for number, name in enumerate(graph.states)}
        self.pasts = propagate_combinations(graph, self.passages.layout)
        self.reads: StateBits = {name: [0] * len(states) for name, states in graph.states.items()}
        self.misses: StateBits = {name: [0] * len(states) for name, states in graph.states.items()}
        here = self._find_own()
        for component in reversed(graph.components):
            names = [name for name in component if name in graph.states]
            while any(self._sweep(name, here) for name in names) and component[0] in graph.cyclic_scenes:
                pass

    def _find_own(self) -> dict[str, list[tuple[int, int]]]:
        """Return, for every state, the bits of the passages that its page shows, and of those that it does not."""
        graph = self.context.graph
        own: dict[str, list[tuple[int, int]]] = {}
        for name, states in graph.states.items():
            stands, whole = [self.scene_bits[name]] * len(states), 0
            for read, bits, guard in self.passages.on_pages[name]:
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
            back = self.passages.trace_back(choice.id)
            for index, place in enumerate(column):
                if place >= 0:
                    stands, lacks = there[place]
                    read = reads[index] | back(stands | reads_there[place])
                    missed = misses[index] | back(lacks | misses_there[place])
                    if read != reads[index] or missed != misses[index]:
                        reads[index], misses[index] = read, missed
                        more = True
        return more
