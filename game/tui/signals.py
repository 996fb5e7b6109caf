"""Hearing the system's signals, even amid a flood of input, and no longer once the program is ending."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable
from contextvars import copy_context

#: The signals by which the system, or a terminal that closes, asks a program to end. Windows has no SIGHUP.
ENDING = tuple(getattr(signal, name) for name in ("SIGHUP", "SIGTERM", "SIGINT") if hasattr(signal, name))


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


def hear_no_more() -> None:
    """Pass over further signals to end: the program is ending, and Python would tell of them in a traceback."""
    for number in ENDING:
        signal.signal(number, signal.SIG_IGN)
