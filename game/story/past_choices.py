"""Conditions on the choices that a run has taken, as in the `after` of a passage."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from game.story.guards import Guard, GuardError, compile_guard

#: The most choices that one condition joins; the proof follows all their combinations.
MAX_JOINED = 6

_PARTS = re.compile(r"\s*(?:(?P<ref>[a-z0-9-]+\.[a-z0-9-]+)|(?P<sign>and\b|or\b|not\b|\(|\)))\s*|(?P<other>\S+)\s*")


@dataclass(frozen=True)
class PastCondition:
    """A condition on the choices that a run has taken so far.

    Attributes:
        refs: the choices in the condition, as `scene.choice`, each once.
        expression: the condition as a guard over `c0`, `c1` and so on, which stand for `refs`.
        holds_for: the condition as a function of whether each of them was taken, in the order of `refs`.
    """

    refs: tuple[str, ...]
    expression: str
    holds_for: Guard

    def holds(self, past: Collection[str]) -> bool:
        """Return whether it holds for a run that has taken these choices, as `scene.choice`."""
        return self.holds_for(tuple(ref in past for ref in self.refs))


@lru_cache(maxsize=4096)
def parse_after(expression: str) -> PastCondition:
    """Read the `after` of a passage: `scene.choice`, or several joined with `and`, `or`, `not` and parentheses.

    Raises:
        GuardError: with a sentence, if it is anything else, or joins more than `MAX_JOINED` choices.
    """
    refs: list[str] = []
    words: list[str] = []
    for part in _PARTS.finditer(expression):
        if part["other"]:
            raise _not_a_condition(expression)
        if ref := part["ref"]:
            if ref not in refs:
                refs.append(ref)
            words.append(f"c{refs.index(ref)}")
        else:
            words.append(part["sign"])
    if len(refs) > MAX_JOINED:
        raise GuardError(f"this joins {len(refs)} choices; join at most {MAX_JOINED}, or let a variable remember them.")
    joined = " ".join(words)
    try:
        guard = compile_guard(joined, [f"c{number}" for number in range(len(refs))])
    except GuardError:
        raise _not_a_condition(expression) from None
    return PastCondition(tuple(refs), joined, guard)


def _not_a_condition(expression: str) -> GuardError:
    return GuardError(
        f'"{expression}" names no choice of the past: write scene.choice, or several joined with and, or, not.'
    )
