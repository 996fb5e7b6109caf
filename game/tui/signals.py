"""Hearing the system's signals, even amid a flood of input."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable
from contextvars import copy_context


def call_on(number: signal.Signals, call: Callable[[], object]) -> None:
    """Call something between two events of the running loop each time that a signal comes, until the loop is closed.

    `add_signal_handler` alone hears of a signal by a byte in the pipe that wakes the loop, and every key that the
    reading thread hands over puts a byte there too: after a few hundred keys at once the pipe is full, and the signal
    is lost without a word. A handler of Python's own is called all the same.

    Raises:
        NotImplementedError: if the system's loop hears no signals, as on Windows.
    """
    loop = asyncio.get_running_loop()
    # Still asked, for it wakes the loop when another thread is the one interrupted, and puts all back at the end.
    loop.add_signal_handler(number, bool)
    # A full pipe is no fault any more, and not to be told.
    signal.set_wakeup_fd(signal.set_wakeup_fd(-1), warn_on_full_buffer=False)
    # A signal comes amid whatever is done just then; what it calls is done for whoever asked for it.
    here = copy_context()
    signal.signal(number, lambda *_: loop.call_soon_threadsafe(call, context=here))
