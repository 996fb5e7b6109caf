"""Growing batches, with which a long list is shown while it is still being read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

Thing = TypeVar("Thing")

#: The size of the first batch; each is twice the one before, so that redrawing everything draws each item about twice.
FIRST_BATCH = 250


def grow_batches(things: Iterable[Thing]) -> Iterator[tuple[list[Thing], bool]]:
    """Yield things in growing batches, each with whether it is the last; the last may be empty."""
    size, batch = FIRST_BATCH, list[Thing]()
    for thing in things:
        batch.append(thing)
        if len(batch) >= size:
            yield batch, False
            size, batch = 2 * size, []
    yield batch, True
