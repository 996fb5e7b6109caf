"""What the commands that serve share: when they end, and lines that nobody need be able to read."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import sys

from game.cli.standard_streams import lose


def make_end_event() -> asyncio.Event:
    """An event that is set once Ctrl+C is pressed, the process is asked to end, or its terminal is closed."""
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        # Windows has no SIGHUP and no such handlers; whoever uses nohup wants to outlive the terminal.
        if number is None or (name == "SIGHUP" and signal.getsignal(number) is signal.SIG_IGN):
            continue
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(number, ended.set)
    return ended


def print_line(line: str) -> None:
    """Print a line; what is served goes on where nobody can read it."""
    try:
        print(line, flush=True)
    except (OSError, ValueError):
        lose(sys.stdout)
