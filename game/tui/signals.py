"""Handling the system's signals, even during a flood of input, but not once the program is ending."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from collections.abc import Callable
from contextvars import copy_context

#: The signals with which the system, or a closing terminal, asks a program to end, and those that would end it at once,
#: without restoring the terminal. Windows has few of them.
TERMINATION_SIGNALS = tuple(
    getattr(signal, name)
    for name in ("SIGHUP", "SIGTERM", "SIGINT", "SIGQUIT", "SIGUSR1", "SIGUSR2", "SIGALRM")
    if hasattr(signal, name)
)


def _nothing() -> None:
    pass


def on_signal(number: signal.Signals, call: Callable[[], object], noted: Callable[[], object] = _nothing) -> None:
    """Call a function between two events of the running loop whenever a signal arrives.

    `add_signal_handler` alone learns of a signal by a byte in the pipe that wakes the loop, and every key from the
    reading thread puts a byte there too. After a few hundred keys at once the pipe is full, and the signal is silently
    lost. A Python signal handler is called all the same.

    The handler stays when the loop is closed, and does nothing then.

    Args:
        number: the signal.
        call: the function.
        noted: a function that is called at once, in the middle of anything; it may only set a flag.

    Raises:
        NotImplementedError: if the system's loop has no signals, as on Windows.
    """
    loop = asyncio.get_running_loop()
    # With a handler for an unused signal, every signal wakes the loop, even if it interrupts another thread. The loop
    # restores the system's handler for a signal given here when it is closed.
    loop.add_signal_handler(getattr(signal, "SIGURG", number), bool)
    # A full pipe is no longer a fault, so it is not reported.
    signal.set_wakeup_fd(signal.set_wakeup_fd(-1), warn_on_full_buffer=False)
    # A signal arrives in the middle of anything; the call runs in the context of the code that registered it.
    here = copy_context()

    def heard(*_: object) -> None:
        noted()
        with contextlib.suppress(RuntimeError):  # The loop has been closed.
            loop.call_soon_threadsafe(call, context=here)

    signal.signal(number, heard)


def die_of_ctrl_c() -> None:
    """End at once, without a traceback, on Ctrl+C before the terminal is taken over."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def ignore_signals() -> None:
    """Ignore further signals to end: the program is ending, and Python would print a traceback."""
    for number in TERMINATION_SIGNALS:
        signal.signal(number, signal.SIG_IGN)
    # The loop is about to be closed, and with it the pipe to which a signal would be written.
    signal.set_wakeup_fd(-1)
