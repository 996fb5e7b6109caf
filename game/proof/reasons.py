"""Explaining why no run takes a choice."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from game.proof.context import ProofContext
from game.story.effects import value_range
from game.story.guards import find_variables
from game.story.machine import Choice
from game.story.role_file import Variable


def explain_dead_choice(context: ProofContext, choice: Choice) -> str:
    """Return a sentence on why no run takes a choice.

    Args:
        context: the role.
        choice: a choice that is open in no state, or whose scene no run reaches.
    """
    if context.space.is_reached(choice.source):
        return _closed(context, choice)
    return _unreached(context, choice.source)


def _unreached(context: ProofContext, scene: str) -> str:
    leading = [f"{other.id}.{spec.id}" for other in context.role.scenes for spec in other.choices if spec.to == scene]
    if not leading:
        return "no choice leads to its scene."
    return f"no run reaches its scene; what leads there is dead itself: {', '.join(leading)}."


def _closed(context: ProofContext, choice: Choice) -> str:
    """Return why a choice is open in no state of its scene."""
    guard = choice.spec.if_ or ""
    encoding = context.space.encoding
    taken = context.space.list_values(choice.source)
    parts: list[str] = []
    for variable in context.role.variables:
        if variable.id in find_variables(guard, encoding.names) - encoding.forgotten:
            same = encoding.representatives(choice.source)
            parts.append(_range(variable, taken[variable.id], same.get(variable.id, [0])))
    joined = f", and never so at once: {', '.join(parts)}" if len(parts) > 1 else f": {parts[0]}" if parts else ""
    return f'"{guard}" never holds here{joined}.'


def _range(variable: Variable, values: set[int], same: Sequence[int]) -> str:
    """Return a variable's values in a scene, in words; `same` says which other values mean the same there."""
    if isinstance(variable.start, bool):
        if len(values) == 2:
            return f"{variable.id} is true or false"
        return f"{variable.id} is always {'true' if 1 in values else 'false'}"
    low, high = value_range(variable)
    places = [bisect_right(same, value - low) - 1 for value in sorted(values)]
    ends = [low + same[place + 1] - 1 if place + 1 < len(same) else high for place in places]
    taken = [(low + same[place], end) for place, end in zip(places, ends, strict=True)]
    is_one = len(taken) == 1 and taken[0][0] == taken[0][1]
    return f"{variable.id} is {'always ' if is_one else ''}{format_ranges(taken)}"


def format_ranges(ranges: Iterable[tuple[int, int]]) -> str:
    """Return rising ranges of integers, each from its first to its last, in words: `0 to 2 or 5`."""
    found: list[tuple[int, int]] = []
    for first, last in ranges:
        if found and found[-1][1] == first - 1:
            found[-1] = (found[-1][0], last)
        else:
            found.append((first, last))
    return " or ".join(str(first) if first == last else f"{first} to {last}" for first, last in found)
