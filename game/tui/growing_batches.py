"""Reading many things while what was read so far is shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

Thing = TypeVar("Thing")

#: How many things come first; then twice as many, and so on, so that whoever draws all anew draws each about twice.
FIRST_BATCH = 250


def grow_batches(things: Iterable[Thing]) -> Iterator[tuple[list[Thing], bool]]:
    """Things in growing batches, each with whether it is the last; the last may be empty."""
    size, batch = FIRST_BATCH, list[Thing]()
    for thing in things:
        batch.append(thing)
        if len(batch) >= size:
            yield batch, False
            size, batch = 2 * size, []
    yield batch, True
