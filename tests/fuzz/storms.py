"""Signals at any instant of a game in a real pseudo-terminal: while it starts, paints, is stopped, and leaves."""

from __future__ import annotations

import signal
import termios
import time
from pathlib import Path
from random import Random

from tests.conftest import MILL
from tests.terminal import Terminal

#: What ends a game: a signal, or a key.
ENDS = (
    signal.SIGTERM,
    signal.SIGHUP,
    signal.SIGINT,
    signal.SIGUSR1,
    signal.SIGUSR2,
    signal.SIGQUIT,
    "\x03",
    "\x11",
    "q",
)

#: Keys that paint much, and none that leaves or waits for words.
_KEYS = ("1", "2", "\x1b[D", "\x1b[C", "d", "n", "m", "t", "?", "\x1b", " ", "\x1b[B", "\r")

#: How long a program may take to end when it is told to, in seconds.
LONG = 20.0


def stormed(seed: int, home: Path, steps: int = 40) -> None:
    """Send signals, sizes and keys to a game, and tell it to end at some instant.

    Raises:
        AssertionError: if it hangs, shows Python's words, or does not give the terminal back as it was.
    """
    random = Random(seed)
    words = ["--scenes", str(MILL), "--saves", str(home / "runs"), *random.choice([[], ["--role", "weaver"]])]
    with Terminal(words, home=home) as terminal:
        before = termios.tcgetattr(terminal.master)
        # Some meet the program while it is imported, some while it takes the terminal, most while it plays.
        if random.random() < 0.5:
            terminal.until(lambda: b"\x1b[?1049h" in terminal.bytes)
        terminal.read_for(random.random() * random.choice([0.01, 0.3, 1.0]))
        for _ in range(random.randrange(steps)):
            _step(terminal, random)
        end = random.choice(ENDS)
        taken = b"\x1b[?1049h" in terminal.bytes
        if isinstance(end, str):
            taken = True
            # A key is heard only by a game that has the terminal, and reads.
            _go_on(terminal)
            terminal.until(lambda: b"\x1b[?2004h" in terminal.bytes)
            terminal.read_for(0.3)
            terminal.press(end)
        else:
            _send(terminal, end)
        for _ in range(random.randrange(6)):
            _send(terminal, random.choice([signal.SIGWINCH, signal.SIGCONT, signal.SIGTERM, signal.SIGINT]))
            terminal.read_for(random.random() * 0.01)
        code = _ended(terminal, seed)
        # Before it has the terminal it may end as any program does.
        assert code == 0 or (
            not taken and code in {130, *(-number for number in ENDS if not isinstance(number, str))}
        ), f"seed {seed}: {end!r} ended it with {code}"
        for word in (b"Traceback", b"Exception ignored", b"Error", b"fault of its own"):
            assert word not in terminal.bytes, f"seed {seed}: {terminal.bytes[-2000:].decode(errors='replace')}"
        assert terminal.bytes.rfind(b"\x1b[?1049l") >= terminal.bytes.rfind(b"\x1b[?1049h"), f"seed {seed}"
        assert termios.tcgetattr(terminal.master)[3] == before[3], f"seed {seed}: the terminal was not given back"


def _step(terminal: Terminal, random: Random) -> None:
    match random.random():
        case chance if chance < 0.3:
            _send(terminal, signal.SIGTSTP)
            terminal.read_for(random.random() * random.choice([0.0, 0.02, 0.2]))
            if random.random() < 0.8:
                _send(terminal, signal.SIGCONT)
        case chance if chance < 0.4:
            _send(terminal, signal.SIGCONT)
        case chance if chance < 0.6:
            terminal.resize(random.randrange(20, 160), random.randrange(5, 50))
        case _:
            terminal.press(random.choice(_KEYS) * random.choice([1, 1, 5]))
    terminal.read_for(random.random() * random.choice([0.0, 0.01, 0.05]))


def _send(terminal: Terminal, number: signal.Signals) -> None:
    if terminal.process.poll() is None:
        terminal.process.send_signal(number)


def _go_on(terminal: Terminal) -> None:
    """Let a stopped game go on, also where it was only about to stop."""
    for _ in range(3):
        _send(terminal, signal.SIGCONT)
        terminal.read_for(0.15)


def _ended(terminal: Terminal, seed: int) -> int:
    end = time.monotonic() + LONG
    while terminal.process.poll() is None:
        if time.monotonic() > end:
            terminal.process.send_signal(signal.SIGABRT)
            raise AssertionError(f"seed {seed} hangs: {terminal.bytes[-3000:]!r}")
        # It may have been stopped, or be about to be.
        _send(terminal, signal.SIGCONT)
        terminal.read_for(0.2)
    terminal.read_for(0.05)
    return int(terminal.process.returncode)
