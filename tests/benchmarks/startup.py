"""The first frame in a real pseudo-terminal, the first line of plain mode, and the memory that each takes."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import median

from tests.benchmarks.measure import REPEATS, Row
from tests.benchmarks.watched import Watched

#: A Textual program with one text, as Textual's own guide begins.
BARE = """
from textual.app import App
from textual.widgets import Static
class Bare(App):
    def compose(self):
        yield Static("a bare program")
Bare().run()
"""
LIBRARIES = "import yaml, msgspec, transitions; print('libraries', flush=True)"

#: A start: the seconds until its first frame, and the kilobytes taken until then.
Start = Callable[[], tuple[float, int]]


def rows() -> Iterable[Row]:
    """The title, continuing a run, and plain mode, each against the least that could do it."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        game = [sys.executable, "-m", "game", "--saves", str(home / "runs")]
        begin = [*game, "--plain", "--role", "student"]
        subprocess.run(begin, input=b"1\n", env={**os.environ, "HOME": name}, capture_output=True, check=True)

        def started(words: list[str], needle: bytes, then: bytes = b"") -> Start:
            def start() -> tuple[float, int]:
                with Watched(words, home) as program:
                    taken = program.seen(needle)
                    if then:
                        program.press(b"\r")
                        taken += program.seen(then)
                    return taken, program.memory

            return start

        bare = started([sys.executable, "-c", BARE], b"a bare program")
        libraries = started([sys.executable, "-c", LIBRARIES], b"libraries")
        one_static = "a Textual program with one Static"
        yield from _compared("title", started(game, b"Quit"), bare, one_static, 1.2, memory=1.3)
        # Enter is pressed as soon as Continue is painted; the line of keys ends the painting of a scene.
        ongoing = started(game, b"Continue", b"documented")
        yield from _compared("continue", ongoing, bare, one_static, 1.5, memory=1.3)
        plain = started(begin, b"1956")
        yield from _compared("plain", plain, libraries, "importing yaml, msgspec, transitions", 1.5)


def _compared(
    name: str, first: Start, second: Start, against: str, most: float, memory: float | None = None
) -> Iterable[Row]:
    turns = [(first(), second()) for _ in range(REPEATS + 1)][1:]
    ratio = median(here[0] / there[0] for here, there in turns)
    note = (
        f"{median(here[0] for here, _ in turns) * 1000:.0f} ms against {median(t[0] for _, t in turns) * 1000:.0f} ms"
    )
    yield Row(f"start {name}", "from the start to its first frame", against, ratio, most=most, note=note)
    if memory is not None:
        size, least = median(here[1] for here, _ in turns), median(there[1] for _, there in turns)
        note = f"{size / 1024:.0f} MB against {least / 1024:.0f} MB"
        share = size / least if least else None
        yield Row(f"memory {name}", "the most memory until then", against, share, most=memory, note=note)
