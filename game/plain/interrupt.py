"""Ctrl-C in plain mode: it leaves as `quit` does, at whatever moment it comes."""

from __future__ import annotations

import signal
from types import FrameType
from typing import Self


class Interrupt:
    """Takes SIGINT while it is entered: waiting for input ends at once, anything else is finished first.

    So a choice that is being saved is saved, and the farewell is printed whole. A second Ctrl-C ends the program
    wherever it is, since the first may have met an output that nobody reads any more.

    Attributes:
        came: whether there has been a Ctrl-C.
        waiting: whether the program waits for input; set by whoever waits.
    """

    def __init__(self) -> None:
        self.came = False
        self.waiting = False

    def __enter__(self) -> Self:
        self._before = signal.signal(signal.SIGINT, self._take)
        return self

    def __exit__(self, *exception: object) -> None:
        signal.signal(signal.SIGINT, self._before)

    def _take(self, number: int, frame: FrameType | None) -> None:
        again, self.came = self.came, True
        if self.waiting or again:
            raise KeyboardInterrupt
