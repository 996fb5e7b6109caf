"""Ctrl-C in plain mode, and the system's wish that it end: it leaves as `quit` does, whenever that comes."""

from __future__ import annotations

import signal
from types import FrameType
from typing import Self


class Interrupt:
    """Takes SIGINT, SIGTERM and SIGHUP while entered: waiting for input ends at once, anything else is finished first.

    So a choice that is being saved is saved, and the farewell is printed whole. A second Ctrl-C ends the program
    wherever it is, since the first may have met an output that nobody reads any more.

    Attributes:
        came: whether there has been one of them.
        waiting: whether the program waits for input; set by whoever waits.
    """

    def __init__(self) -> None:
        self.came = False
        self.waiting = False

    def __enter__(self) -> Self:
        # Windows has no SIGHUP.
        numbers = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
        self._before = {number: signal.signal(number, self._take) for number in numbers}
        return self

    def __exit__(self, *exception: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def _take(self, number: int, frame: FrameType | None) -> None:
        again, self.came = self.came, True
        if self.waiting or again:
            raise KeyboardInterrupt
