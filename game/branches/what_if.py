"""What if (the counterfactual): which fates and attempts against the record each choice leaves open.

The answer comes from the proof's graph, so it holds for every run. It has no percentages: counting paths would measure
the author's branching, not people.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from game.branches.tree import RunTree
from game.proof.explore import explore
from game.proof.state_graph import StateGraph
from game.story.machine import Choice, RoleMachine

#: Numbers that sentences spell out.
_NUMBERS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@dataclass(frozen=True)
class Outlook:
    """One choice of a page, and what it leaves open.

    Attributes:
        choice: the choice.
        fates: the ids of the fates that a run through it can meet, in the role's order.
        attempts: the ids of the attempts against the record that it makes or that a run through it can make later.
    """

    choice: Choice
    fates: tuple[str, ...]
    attempts: tuple[str, ...]


@dataclass(frozen=True)
class Discovered:
    """The fates and attempts of a role that the player has met; the titles of the others stay hidden."""

    fates: frozenset[str] = frozenset()
    attempts: frozenset[str] = frozenset()


class Lookahead:
    """The fates and attempts that can follow each state of a role.

    Attributes:
        machine: the role's machine.
        limit_exceeded: a sentence if the role has too many states to look ahead; `list_outlooks` cannot be called then.
    """

    def __init__(self, graph: StateGraph) -> None:
        self.machine = graph.machine
        self.limit_exceeded = graph.limit_exceeded
        self._graph = graph
        role = graph.machine.role
        self._fates = [fate.id for fate in role.fates]
        self._attempts = [attempt.id for attempt in role.attempts if not attempt.happened]
        names = [*(f"fate:{name}" for name in self._fates), *(f":{name}" for name in self._attempts)]
        self._bits = {name: 1 << index for index, name in enumerate(names)}
        if graph.limit_exceeded:
            return
        self._open = {scene: [0] * len(states) for scene, states in graph.states.items()}
        for scene in role.scenes:
            if scene.ending is not None and scene.id in self._open:
                bit = self._bits[f"fate:{scene.ending.fate}"]
                self._open[scene.id] = [bit] * len(self._open[scene.id])
        for component in reversed(graph.components):
            scenes = [scene for scene in component if scene in self._open]
            # Where choices form a cycle, repeat until nothing new is found.
            while sum(map(self._look, scenes)) and component[0] in graph.cyclic_scenes:
                pass

    def list_outlooks(self, choice_refs: Sequence[str]) -> list[Outlook]:
        """Return the open choices of the scene to which a run's choices lead, each with what it leaves open.

        Args:
            choice_refs: the choices of a run that fits, as `scene.choice`; only if `limit_exceeded` is empty.
        """
        node = self._graph.start
        for choice_ref in choice_refs:
            node = next(after for choice, after in self._graph.successors(node) if choice.id == choice_ref)
        return [
            Outlook(choice, *self._names(self._open[after[0]][after[1]] | self._gain(choice)))
            for choice, after in self._graph.successors(node)
        ]

    def _look(self, scene: str) -> bool:
        """Add what can follow the next states to the states of a scene; return whether anything was new."""
        more = False
        here = self._open[scene]
        for choice, column in self._graph.columns[scene]:
            # A scene that no run reaches has no states, and no state opens the choices that lead there.
            if choice.spec.to not in self._open:
                continue
            there, gain = self._open[choice.spec.to], self._gain(choice)
            for index, after in enumerate(column):
                if after >= 0 and (there[after] | gain) & ~here[index]:
                    here[index] |= there[after] | gain
                    more = True
        return more

    def _gain(self, choice: Choice) -> int:
        spec = choice.spec
        return self._bits[f":{spec.attempt}"] if self.machine.is_divergent(spec) else 0

    def _names(self, bits: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        return (
            tuple(name for name in self._fates if bits & self._bits[f"fate:{name}"]),
            tuple(name for name in self._attempts if bits & self._bits[f":{name}"]),
        )


@lru_cache(maxsize=8)
def look_ahead(machine: RoleMachine) -> Lookahead:
    """Return what can follow every state of a role, computed once for all its runs."""
    return Lookahead(explore(machine))


def find_discovered(tree: RunTree) -> Discovered:
    """Return the fates and attempts that the player's runs in a tree have met."""
    visited = [node for node in tree if node.is_visited]
    return Discovered(
        frozenset(node.scene.ending.fate for node in visited if node.scene.ending is not None),
        frozenset(node.attempt for node in visited if node.attempt),
    )


def describe_outlook(machine: RoleMachine, outlook: Outlook, discovered: Discovered) -> list[str]:
    """Return what a choice leaves open as two sentences, without titles that the player has not met."""
    role = machine.role
    fates = [fate.label for fate in role.fates if fate.id in outlook.fates and fate.id in discovered.fates]
    attempts = [machine.attempts_by_id[name].title for name in outlook.attempts if name in discovered.attempts]
    every = sum(not attempt.happened for attempt in role.attempts)
    return [
        _sentence(len(outlook.fates), len(role.fates), "fate", fates, "met"),
        _sentence(len(outlook.attempts), every, "attempt against the record", attempts, "made"),
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
