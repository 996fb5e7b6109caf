"""Ctrl-C and signals to end in plain mode: they leave the game as `quit` does, at any moment."""

from __future__ import annotations

import signal
from types import FrameType
from typing import Self


class Interrupt:
    """A context that handles SIGINT, SIGTERM and SIGHUP: waiting for input ends at once, other work is finished first.

    So a choice that is being saved is saved, and the farewell is printed completely. A second Ctrl-C ends the program
    at once, since the first may be stuck at an output that nobody reads any more.

    Attributes:
        came: whether one of the signals has arrived.
        waiting: whether the program waits for input; set by the code that waits.
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
