"""In any environment, window or shell, the game plays or says a sentence."""

from __future__ import annotations

import fcntl
import os
import signal
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest

from tests.conftest import MILL
from tests.fuzz.storms import stormed
from tests.terminal import Terminal

#: Nonsense, all at once: each would end the game, hide it, or hold back its keys.
NONSENSE = {
    "TEXTUAL_COLOR_SYSTEM": "nope",
    "TEXTUAL_DRIVER": "os:system",
    "TEXTUAL_FPS": "99999999999",
    "TEXTUAL_ANIMATIONS": "¿",
    "TEXTUAL_DEBUG": "1",
    "TEXTUAL_LOG": "/nowhere/at/all",
    "TEXTUAL_PRESS": "q",
    "TEXTUAL_SCREENSHOT": "0",
    "TEXTUAL_ALLOW_SIGNALS": "1",
    "TEXTUAL_THEME": "nope",
    "TEXTUAL_DIM_FACTOR": "9" * 400,
    "TEXTUAL": "headless,devtools",
    "ESCDELAY": "9" * 400,
    "COLUMNS": "1000000000",
    "LINES": "1000000000",
    "COLORTERM": "\x1b[2J",
    "TERM": "x" * 5000,
    "LC_ALL": "xx_YY.nope",
}
WORDS = ["--scenes", str(MILL)]


def test_nonsense_in_the_environment_is_passed_over(tmp_path: Path) -> None:
    with Terminal([*WORDS, "--role", "weaver"], home=tmp_path, size=(80, 24), **NONSENSE) as terminal:
        terminal.shows("3  Go to your loom")
        terminal.press("?")
        terminal.shows("On the page")
        terminal.press("\x11")
        assert terminal.end() == 0
        assert b"Traceback" not in terminal.bytes


def test_a_driver_from_outside_is_no_terminal(tmp_path: Path) -> None:
    environment = {**os.environ, "HOME": str(tmp_path), "TEXTUAL_DRIVER": "os:system"}
    done = subprocess.run(
        [sys.executable, "-m", "game", *WORDS], env=environment, stdin=subprocess.DEVNULL, capture_output=True
    )
    assert done.returncode == 1
    assert b"--plain" in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("size", [(0, 0), (65535, 65535)])
def test_a_window_that_tells_an_absurd_size_is_played_in(tmp_path: Path, size: tuple[int, int]) -> None:
    with Terminal([*WORDS, "--role", "weaver"], home=tmp_path) as terminal:
        terminal.shows("3  Go to your loom")
        fcntl.ioctl(terminal.master, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        terminal.process.send_signal(signal.SIGWINCH)
        terminal.press("1")
        assert terminal.until(lambda: b"apron" in terminal.bytes)
        status = Path(f"/proc/{terminal.process.pid}/status")
        if status.exists():
            most = int(status.read_text().partition("VmHWM:")[2].split()[0])
            assert most < 200_000, f"{most} kB"
        terminal.press("\x11")
        assert terminal.end() == 0


#: A game that is told something while it holds what its writer needs, as any page does for a moment.
_AMID = """
import os, signal, sys
from textual.drivers._writer_thread import WriterThread
write = WriterThread.write
told = []
def amid(self, text):
    if "loom" in text and not told:
        told.append(text)
        with self._queue.mutex:
            os.kill(os.getpid(), getattr(signal, sys.argv[-1]))
            for _ in range(1000):
                pass
    write(self, text)
WriterThread.write = amid
from game.cli import main
number = sys.argv.pop()
sys.argv.append(number)
sys.exit(main(sys.argv[1:-1]))
"""


@pytest.mark.parametrize("name", ["SIGTSTP", "SIGCONT", "SIGWINCH", "SIGTERM", "SIGUSR1"])
def test_a_signal_amid_a_write_waits_until_it_is_done(tmp_path: Path, name: str) -> None:
    program = (sys.executable, "-c", _AMID)
    words = [*WORDS, "--saves", str(tmp_path / "runs"), "--role", "weaver", name]
    with Terminal(words, home=tmp_path, program=program, PYTHONPATH=str(Path(__file__).parents[2])) as terminal:
        if name == "SIGTSTP":
            assert terminal.until(lambda: terminal.bytes.rfind(b"\x1b[?1004l") > 0)
            _, status = os.waitpid(terminal.process.pid, os.WUNTRACED)
            assert os.WIFSTOPPED(status)
            terminal.process.send_signal(signal.SIGCONT)
            assert terminal.until(lambda: terminal.bytes.rfind(b"\x1b[?2004h") > terminal.bytes.rfind(b"\x1b[?1004l"))
        if name not in {"SIGTERM", "SIGUSR1"}:
            terminal.shows("3  Go to your loom")
            terminal.press("\x11")
        assert terminal.end() == 0


@pytest.mark.parametrize("seed", [1, 2])
def test_a_storm_of_signals_leaves_a_terminal_as_it_was(tmp_path: Path, seed: int) -> None:
    stormed(seed, tmp_path, steps=15)
