"""Hearing the system's signals, even amid a flood of input, and no longer once the program is ending."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from collections.abc import Callable
from contextvars import copy_context

#: The signals by which the system, or a terminal that closes, asks a program to end, and those by which it would end
#: at once, without giving the terminal back. Windows has few of them.
TERMINATION_SIGNALS = tuple(
    getattr(signal, name)
    for name in ("SIGHUP", "SIGTERM", "SIGINT", "SIGQUIT", "SIGUSR1", "SIGUSR2", "SIGALRM")
    if hasattr(signal, name)
)


def _nothing() -> None:
    pass


def on_signal(number: signal.Signals, call: Callable[[], object], noted: Callable[[], object] = _nothing) -> None:
    """Call something between two events of the running loop each time that a signal comes.

    `add_signal_handler` alone hears of a signal by a byte in the pipe that wakes the loop, and every key that the
    reading thread hands over puts a byte there too: after a few hundred keys at once the pipe is full, and the signal
    is lost without a word. A handler of Python's own is called all the same.

    It stays when the loop is closed, and does nothing then: who is leaving is not told anything any more.

    Args:
        number: the signal.
        call: what is called.
        noted: what is called at once, amid whatever is done just then; it may set a flag, and no more.

    Raises:
        NotImplementedError: if the system's loop hears no signals, as on Windows.
    """
    loop = asyncio.get_running_loop()
    # Asked for a signal that is for nobody: so each signal wakes the loop, also when another thread is the one
    # interrupted. Whatever is asked for here, the loop gives back to the system when it is closed.
    loop.add_signal_handler(getattr(signal, "SIGURG", number), bool)
    # A full pipe is no fault any more, and not to be told.
    signal.set_wakeup_fd(signal.set_wakeup_fd(-1), warn_on_full_buffer=False)
    # A signal comes amid whatever is done just then; what it calls is done for whoever asked for it.
    here = copy_context()

    def heard(*_: object) -> None:
        noted()
        with contextlib.suppress(RuntimeError):  # The loop has been closed.
            loop.call_soon_threadsafe(call, context=here)

    signal.signal(number, heard)


def die_of_ctrl_c() -> None:
    """End at once, without Python's words, when Ctrl+C comes before the terminal is taken: nothing has begun."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def ignore_signals() -> None:
    """Pass over further signals to end: the program is ending, and Python would tell of them in a traceback."""
    for number in TERMINATION_SIGNALS:
        signal.signal(number, signal.SIG_IGN)
    # The loop is about to be closed, and with it the pipe into which a signal would be written.
    signal.set_wakeup_fd(-1)
