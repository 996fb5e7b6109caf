"""How votes are counted and shown: by show of hands, on devices, and in the reports."""

from __future__ import annotations

from collections.abc import Mapping

#: Fewer votes than this are never shown as a number, so that nobody can be identified.
MIN_SHOWN = 3


def anonymize_count(number: int) -> str:
    """Return a number of votes as everybody sees it: `nobody`, `a few` for one or two, else the number."""
    return str(number) if number >= MIN_SHOWN else "a few" if number else "nobody"


def find_leaders(votes: Mapping[str, int]) -> tuple[str, ...]:
    """Return the options with the most votes, by name: one leader, several that are level, or none if nobody voted.

    Level options go to a second ballot. If they are level again, or if nobody votes, the record decides.
    """
    most = max(votes.values(), default=0)
    return tuple(sorted(option for option, number in votes.items() if number == most)) if most else ()
