"""Helpers of the commands that serve: when they end, and printing that may fail."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import sys

from game.cli.standard_streams import lose


def make_end_event() -> asyncio.Event:
    """Return an event that is set by Ctrl+C, a request to end the process, or the closing of its terminal."""
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        # Windows has no SIGHUP and no such handlers; under nohup the process should outlive the terminal.
        if number is None or (name == "SIGHUP" and signal.getsignal(number) is signal.SIG_IGN):
            continue
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(number, ended.set)
    return ended


def print_line(line: str) -> None:
    """Print a line; if standard output is closed, the server goes on."""
    try:
        print(line, flush=True)
    except (OSError, ValueError):
        lose(sys.stdout)
