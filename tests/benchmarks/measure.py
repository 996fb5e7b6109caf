"""What all benchmarks share: interleaved measuring, and the row in which a result is told."""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter

REPEATS = 7


@dataclass(frozen=True)
class Measured:
    """Two things measured in turns.

    Attributes:
        ratio: the median of the first one's time divided by the second one's, turn by turn.
        seconds: the median time of the first.
        against: the median time of the second, in seconds.
    """

    ratio: float
    seconds: float
    against: float


def measure(first: Callable[[], object], second: Callable[[], object], repeats: int = REPEATS) -> Measured:
    """Measure two functions in turns, after one turn that does not count, so that a slow minute meets both."""
    times: list[tuple[float, float]] = []
    for turn in range(repeats + 1):
        # They take turns in going first, since the second finds warmer caches.
        if turn % 2:
            here, there = seconds(first), seconds(second)
        else:
            there, here = seconds(second), seconds(first)
        if turn:
            times.append((here, there))
    return Measured(
        median(here / there for here, there in times),
        median(here for here, _ in times),
        median(there for _, there in times),
    )


def seconds(function: Callable[[], object]) -> float:
    """The seconds that one call takes, with the garbage of others swept away before it."""
    gc.collect()
    start = perf_counter()
    function()
    return perf_counter() - start


@dataclass(frozen=True)
class Row:
    """One result.

    Attributes:
        name: its short name.
        measured: what is measured.
        against: what it is measured against, in the same run.
        ratio: the first in units of the second; None if it could not be measured, and `note` says why.
        least: the least that the ratio may be, if it has such a limit.
        most: the most that the ratio may be, if it has such a limit.
        note: the figures behind the ratio, or anything else that a reader should know.
    """

    name: str
    measured: str
    against: str
    ratio: float | None
    least: float | None = None
    most: float | None = None
    note: str = ""

    @property
    def limit(self) -> str:
        """The limit in words."""
        parts = [f"at least {self.least:g}" if self.least is not None else ""]
        parts += [f"at most {self.most:g}" if self.most is not None else ""]
        return ", ".join(part for part in parts if part)

    @property
    def kept(self) -> bool:
        """Whether the limit is kept; a row that was not measured breaks none."""
        if self.ratio is None:
            return True
        return (self.least is None or self.ratio >= self.least) and (self.most is None or self.ratio <= self.most)
