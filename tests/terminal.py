"""The game as a program of its own: in a real pseudo-terminal, and in plain mode through pipes."""

from __future__ import annotations

import contextlib
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
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Self

import pyte

#: Seconds after which something that was waited for counts as missing.
PATIENCE = 30.0

#: The game, as the words that start it.
GAME = (sys.executable, "-m", "game")


class Program:
    """A running program that is read until it shows something.

    Attributes:
        process: the program.
        bytes: everything that it has written.
    """

    process: subprocess.Popen[bytes]

    def __init__(self) -> None:
        self.bytes = b""

    @property
    def text(self) -> str:
        """What is seen."""
        raise NotImplementedError

    def press(self, keys: str) -> None:
        """Type something."""
        raise NotImplementedError

    def until(self, condition: Callable[[], bool]) -> bool:
        """Read until something holds; False if the program ends first, or `PATIENCE` is at its end."""
        end = time.monotonic() + PATIENCE
        while not condition():
            if not self._read(end):
                return condition()
        return True

    def shows(self, text: str) -> str:
        """Read until a text is seen; returns what is seen.

        Raises:
            AssertionError: if it does not within `PATIENCE` seconds, or the program ends first.
        """
        assert self.until(lambda: text in self.text), f"{text!r} was not shown:\n{self.text}"
        return self.text

    def read_for(self, seconds: float) -> None:
        """Read everything that arrives within some time."""
        end = time.monotonic() + seconds
        while self._read(end):
            pass

    def end(self) -> int:
        """Read until the program has ended; returns its exit code, minus the signal if one ended it."""
        self.until(lambda: False)
        return self.process.wait(timeout=PATIENCE)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: Any) -> None:
        self.process.kill()
        self.process.wait()

    def _read(self, until: float) -> bool:
        """Read what there is; False once the program has closed its output or time is up."""
        ready, _, _ = select.select([self._output()], [], [], max(0.0, until - time.monotonic()))
        if not ready:
            return False
        try:
            data = os.read(self._output(), 65536)
        except OSError:
            return False
        self.bytes += data
        self._take(data)
        return bool(data)

    def _output(self) -> int:
        raise NotImplementedError

    def _take(self, data: bytes) -> None:
        """Something was read."""


class Lines(Program):
    """The game in plain mode; what is seen is what came since something was typed last."""

    def __init__(self, words: Sequence[str], *, home: Path, program: Sequence[str] = GAME) -> None:
        """Start the game; the arguments are those of `TeacherTerminal`."""
        super().__init__()
        self._since = 0
        self.process = subprocess.Popen(
            [*program, "--plain", *words],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=_variables(home),
        )  # fmt: skip

    @property
    def text(self) -> str:
        """What was printed since something was typed last."""
        return self.bytes[self._since :].decode("utf-8", "replace")

    def press(self, keys: str) -> None:
        """Type something."""
        assert self.process.stdin is not None
        self._since = len(self.bytes)
        self.process.stdin.write(keys.encode())
        self.process.stdin.flush()

    def __exit__(self, *exception: Any) -> None:
        super().__exit__()
        for pipe in (self.process.stdin, self.process.stdout):
            assert pipe is not None
            with contextlib.suppress(OSError):
                pipe.close()

    def _output(self) -> int:
        assert self.process.stdout is not None
        return self.process.stdout.fileno()


class Terminal(Program):
    """The game in a pseudo-terminal of its own."""

    def __init__(
        self,
        words: Sequence[str],
        *,
        home: Path,
        program: Sequence[str] = GAME,
        size: tuple[int, int] = (80, 24),
        **environment: str,
    ) -> None:
        """Start the game.

        Args:
            words: the command line behind the program's name.
            home: the folder that stands in for the player's own.
            program: the words that start the game.
            size: columns and rows.
            environment: more variables for the program.
        """
        super().__init__()
        self.screen = pyte.Screen(*size)
        self.stream = pyte.ByteStream(self.screen)
        self.master, slave = pty.openpty()
        self._size(*size)
        self.process = subprocess.Popen(
            [*program, *words],
            stdin=slave, stdout=slave, stderr=slave, env=_variables(home, **environment), preexec_fn=_own_terminal,
        )  # fmt: skip
        os.close(slave)

    def press(self, keys: str) -> None:
        """Type something."""
        self.send(keys.encode())

    def send(self, data: bytes) -> None:
        """Send what a terminal may send."""
        with contextlib.suppress(OSError):
            os.write(self.master, data)

    def resize(self, columns: int, rows: int) -> None:
        """Give the window another size."""
        self.screen.resize(rows, columns)
        self._size(columns, rows)
        self.process.send_signal(signal.SIGWINCH)

    @property
    def text(self) -> str:
        """What is on the screen, row by row."""
        return "\n".join(row.rstrip() for row in self.screen.display)

    def __exit__(self, *exception: Any) -> None:
        super().__exit__()
        os.close(self.master)

    def _output(self) -> int:
        return self.master

    def _take(self, data: bytes) -> None:
        self.stream.feed(data)

    def _size(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


def _variables(home: Path, **more: str) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "LANG": "C.UTF-8",
        **more,
    }


def _own_terminal() -> None:
    """Make the pseudo-terminal the program's own, so that hanging it up reaches the program."""
    os.setsid()
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
