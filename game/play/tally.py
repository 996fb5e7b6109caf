"""How votes are counted and told, wherever a class votes: with raised hands, on devices, and in what is kept of it."""

from __future__ import annotations

from collections.abc import Mapping

#: Fewer votes than this are never shown as a number: nobody can be pointed at.
MIN_SHOWN = 3


def anonymize_count(number: int) -> str:
    """A number of votes as everybody sees it: `nobody`, `a few` for one or two, else the number."""
    return str(number) if number >= MIN_SHOWN else "a few" if number else "nobody"


def find_leaders(votes: Mapping[str, int]) -> tuple[str, ...]:
    """The options with the most votes, by name: one that leads, several that are level, or none where nobody voted.

    Level options go to a second ballot, and level again, to the record; so does a decision on which nobody votes.
    """
    most = max(votes.values(), default=0)
    return tuple(sorted(option for option, number in votes.items() if number == most)) if most else ()
