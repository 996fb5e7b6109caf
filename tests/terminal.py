"""A real pseudo-terminal with the game in it, and what would be seen there."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path
from typing import Any

import pyte

#: Seconds after which something that was waited for counts as missing.
PATIENCE = 30.0


class Terminal:
    """The game in a pseudo-terminal of its own, which a test reads until it shows something.

    Attributes:
        bytes: everything that the program has written to the terminal.
    """

    def __init__(self, words: list[str], *, size: tuple[int, int] = (80, 24), home: Path, **environment: str) -> None:
        """Start the game.

        Args:
            words: the command line behind the program's name.
            size: columns and rows.
            home: the folder that stands in for the player's own.
            environment: more variables for the program.
        """
        self.screen = pyte.Screen(*size)
        self.stream = pyte.ByteStream(self.screen)
        self.bytes = b""
        self.master, slave = pty.openpty()
        self._size(*size)
        variables = {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "LANG": "C.UTF-8",
            **environment,
        }
        self.process: subprocess.Popen[bytes] = subprocess.Popen(
            [sys.executable, "-m", "game", *words],
            stdin=slave, stdout=slave, stderr=slave, env=variables, preexec_fn=_own_terminal,
        )  # fmt: skip
        os.close(slave)

    def press(self, keys: str) -> None:
        """Type something."""
        os.write(self.master, keys.encode())

    def resize(self, columns: int, rows: int) -> None:
        """Give the window another size."""
        self.screen.resize(rows, columns)
        self._size(columns, rows)
        self.process.send_signal(signal.SIGWINCH)

    @property
    def text(self) -> str:
        """What is on the screen, row by row."""
        return "\n".join(row.rstrip() for row in self.screen.display)

    def shows(self, text: str) -> str:
        """Read until the screen shows a text; returns the screen.

        Raises:
            AssertionError: if it does not within `PATIENCE` seconds, or the program ends first.
        """
        until = time.monotonic() + PATIENCE
        while text not in self.text:
            assert self._read(until), f"{text!r} was not shown:\n{self.text}"
        return self.text

    def end(self) -> int:
        """Read until the program has ended; returns its exit code, minus the signal if one ended it."""
        until = time.monotonic() + PATIENCE
        while self._read(until):
            pass
        return self.process.wait(timeout=PATIENCE)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *exception: Any) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self.master)

    def _read(self, until: float) -> bool:
        """Read what there is; False once the program has closed the terminal or time is up."""
        ready, _, _ = select.select([self.master], [], [], max(0.0, until - time.monotonic()))
        if not ready:
            return False
        try:
            data = os.read(self.master, 65536)
        except OSError:
            return False
        self.bytes += data
        self.stream.feed(data)
        return bool(data)

    def _size(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


def _own_terminal() -> None:
    """Make the pseudo-terminal the program's own, so that hanging it up reaches the program."""
    os.setsid()
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
