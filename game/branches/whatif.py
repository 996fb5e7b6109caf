"""What if: which fates and which attempts against the record each choice still leaves open.

It is read off the proof's graph, so it holds for every run. No shares: counting paths would weigh the author's
branching, not people.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from game.branches.tree import Tree
from game.proof.explore import StateGraph, explore
from game.story.machine import Choice, RoleMachine

#: Numbers that are words in a sentence.
_NUMBERS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@dataclass(frozen=True)
class Road:
    """One choice of a page, and what it still leaves open.

    Attributes:
        choice: the choice.
        fates: the ids of the fates that some run through it meets, in the role's order.
        attempts: the ids of the attempts against the record that it makes or that some run through it makes later.
    """

    choice: Choice
    fates: tuple[str, ...]
    attempts: tuple[str, ...]


@dataclass(frozen=True)
class Known:
    """The fates and attempts of a role that the player has met; of the others no title is told."""

    fates: frozenset[str] = frozenset()
    attempts: frozenset[str] = frozenset()


class Ahead:
    """What lies ahead of every state of a role.

    Attributes:
        machine: the role's machine.
        outgrown: a sentence if the role has too many states to look ahead in, and no `roads` then; else empty.
    """

    def __init__(self, graph: StateGraph) -> None:
        self.machine = graph.machine
        self.outgrown = graph.limit_exceeded
        self._graph = graph
        role = graph.machine.role
        self._fates = [fate.id for fate in role.fates]
        self._attempts = [attempt.id for attempt in role.attempts if not attempt.happened]
        names = [*(f"fate:{name}" for name in self._fates), *(f":{name}" for name in self._attempts)]
        self._bits = {name: 1 << place for place, name in enumerate(names)}
        if graph.limit_exceeded:
            return
        self._open = {scene: [0] * len(states) for scene, states in graph.states.items()}
        for scene in role.scenes:
            if scene.ending is not None and scene.id in self._open:
                bit = self._bits[f"fate:{scene.ending.fate}"]
                self._open[scene.id] = [bit] * len(self._open[scene.id])
        for knot in reversed(graph.components):
            scenes = [scene for scene in knot if scene in self._open]
            # Where choices lead round in a circle, until nothing more is found.
            while sum(map(self._look, scenes)) and knot[0] in graph.cyclic_scenes:
                pass

    def roads(self, pairs: Sequence[str]) -> list[Road]:
        """The open choices of the scene to which some choices lead, each with what it leaves open.

        Args:
            pairs: the choices of a run that replays, as `scene.choice`; only where `outgrown` is empty.
        """
        node = self._graph.start
        for pair in pairs:
            node = next(after for choice, after in self._graph.successors(node) if choice.id == pair)
        return [
            Road(choice, *self._names(self._open[after[0]][after[1]] | self._gain(choice)))
            for choice, after in self._graph.successors(node)
        ]

    def _look(self, scene: str) -> bool:
        """Let what lies ahead of the states after a scene lie ahead of its own; returns whether that was news."""
        more = False
        here = self._open[scene]
        for choice, column in self._graph.columns[scene]:
            # A scene that no run reaches has no states, and the choices that lead there are open in none.
            if choice.spec.to not in self._open:
                continue
            there, gain = self._open[choice.spec.to], self._gain(choice)
            for place, after in enumerate(column):
                if after >= 0 and (there[after] | gain) & ~here[place]:
                    here[place] |= there[after] | gain
                    more = True
        return more

    def _gain(self, choice: Choice) -> int:
        option = choice.spec
        return self._bits[f":{option.diverges}"] if self.machine.is_divergent(option) else 0

    def _names(self, bits: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        return (
            tuple(name for name in self._fates if bits & self._bits[f"fate:{name}"]),
            tuple(name for name in self._attempts if bits & self._bits[f":{name}"]),
        )


@lru_cache(maxsize=8)
def ahead(machine: RoleMachine) -> Ahead:
    """What lies ahead of every state of a role, worked out once for all its runs."""
    return Ahead(explore(machine))


def known(tree: Tree) -> Known:
    """What the player has met in the runs of a tree."""
    visited = [node for node in tree if node.visited]
    return Known(
        frozenset(node.scene.ending.fate for node in visited if node.scene.ending is not None),
        frozenset(node.attempt for node in visited if node.attempt),
    )


def in_words(machine: RoleMachine, road: Road, known: Known) -> list[str]:
    """What a choice leaves open, as two sentences; titles of what the player has not met stay hidden."""
    role = machine.role
    fates = [fate.label for fate in role.fates if fate.id in road.fates and fate.id in known.fates]
    attempts = [machine.attempts_by_id[name].title for name in road.attempts if name in known.attempts]
    every = sum(not attempt.happened for attempt in role.attempts)
    return [
        _sentence(len(road.fates), len(role.fates), "fate", fates, "met"),
        _sentence(len(road.attempts), every, "attempt against the record", attempts, "made"),
    ]


def _sentence(count: int, every: int, what: str, titles: list[str], done: str) -> str:
    plural = what.replace("fate", "fates").replace("attempt", "attempts")
    head = f"{_number(count).capitalize()} of {_number(every)} {what if every == 1 else plural}"
    hidden = count - len(titles)
    rest = [f"{_number(hidden)} that you have not {done}"] if hidden and titles else []
    if hidden and not titles:
        return f"{head}, of which you have {done} none."
    return f"{head}: {'; '.join([*titles, *rest])}." if titles else f"{head}."


def _number(number: int) -> str:
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)
