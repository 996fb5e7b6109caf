"""A program in a real pseudo-terminal of 80 by 24 or another size, watched for the bytes that it paints."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import termios
from pathlib import Path
from time import perf_counter
from typing import Any

#: Seconds after which a program that does not paint what is waited for counts as broken.
PATIENCE = 60.0


class Watched:
    """A program, from its start until the block that uses it ends."""

    def __init__(self, words: list[str], home: Path, size: tuple[int, int] = (80, 24)) -> None:
        """Start it; `words` is its command line, `home` stands in for the player's own folder."""
        environment = {**os.environ, "HOME": str(home), "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        # Players have the bytecode of their programs on disk; a machine that forbids it would compile the game each
        # time. How often Textual paints is what each program has chosen, not what another benchmark has.
        gone = ("XDG_DATA_HOME", "XDG_CACHE_HOME", "NO_COLOR", "PYTHONDONTWRITEBYTECODE", "TEXTUAL_FPS")
        for name in gone:
            environment.pop(name, None)
        self.started = perf_counter()
        self.child, self.terminal = pty.fork()
        if not self.child:
            os.execvpe(words[0], words, environment)
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))

    def seen(self, needle: bytes) -> float:
        """Read until these bytes are painted; returns the seconds since the start or since the last key."""
        data = b""
        while needle not in data:
            ready, _, _ = select.select([self.terminal], [], [], PATIENCE)
            assert ready, f"{needle!r} was not painted within {PATIENCE} s"
            data += os.read(self.terminal, 65536)
        return perf_counter() - self.started

    def settle(self, quiet: float = 0.1) -> None:
        """Read until nothing has been painted for so many seconds."""
        while select.select([self.terminal], [], [], quiet)[0]:
            os.read(self.terminal, 65536)

    def press(self, keys: bytes) -> None:
        """Press keys; what is waited for is counted from here."""
        self.started = perf_counter()
        os.write(self.terminal, keys)

    @property
    def memory(self) -> int:
        """The most memory that it has taken, in kilobytes (0 where the system does not tell)."""
        status = Path(f"/proc/{self.child}/status")
        # A program that has just ended has a status, and no memory.
        figures = status.read_text().partition("VmHWM:")[2].split() if status.exists() else []
        return int(figures[0]) if figures else 0

    def __enter__(self) -> Watched:
        return self

    def __exit__(self, *exception: Any) -> None:
        os.kill(self.child, signal.SIGKILL)
        os.waitpid(self.child, 0)
        os.close(self.terminal)
