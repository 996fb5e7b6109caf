"""The memory of a long sitting: after 200 rooms opened and 300 choices, against a bare Textual program."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from game.play.session import Session
from game.play.store.saved_runs import RunStore
from game.story.read_pack import read_pack
from tests.benchmarks.measure import Row
from tests.benchmarks.startup import BARE
from tests.benchmarks.watched import Watched
from tests.conftest import SCENES

ROOMS, CHOICES = 200, 300
ROLE = "student"
SIZE = (120, 40)

#: The keys that open a room from the page, and what leaves it.
KEYS = (b"t", b"c", b"p", b"w", b"g", b"x", b"u", b"s", b"/", b"m", b"j", b"b", b"f", b"?", b"\x10")
ESCAPE = b"\x1b"
#: What goes on from the prologue to the first page.
BEGIN = b"\r"

#: After so many seconds without painting a room has opened or been left. Textual waits 0.1 s after Escape, and takes a
#: key that comes sooner for one with Alt: rooms would pile up.
ROOM = 0.4


def rows() -> Iterable[Row]:
    """What it takes at the end of the sitting, and what each half of the rooms added."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        with Watched([sys.executable, "-c", BARE], home, SIZE) as program:
            program.seen(b"a bare program")
            program.settle()
            bare = program.memory
        game = [sys.executable, "-m", "game", "--saves", str(home / "runs"), "--role", ROLE]
        # A player who continues has played before, so the story is in the cache.
        subprocess.run([*game, "--plain"], input=b"", env={**os.environ, "HOME": name}, capture_output=True, check=True)
        with Watched(game, home, SIZE) as program:
            program.seen(b"Begin")
            program.settle()
            program.press(BEGIN)
            program.seen(_first_title())
            program.settle()
            first = program.memory
            for choice in itertools.islice(_choices(home), CHOICES):
                _press(program, choice)
            played = program.memory
            halves = []
            for number, key in enumerate(itertools.islice(itertools.cycle(KEYS), ROOMS), 1):
                _press(program, key, ROOM)
                _press(program, ESCAPE, ROOM)
                if number in {ROOMS // 2, ROOMS}:
                    halves.append(program.memory)
    note = f"{halves[1] / 1024:.0f} MB against {bare / 1024:.0f} MB; first page {first / 1024:.0f} MB, after "
    note += f"{CHOICES} choices {played / 1024:.0f} MB, after {ROOMS // 2} rooms {halves[0] / 1024:.0f} MB"
    share = halves[1] / bare if bare else None
    yield Row(
        "memory sitting",
        f"the most memory until {CHOICES} choices are taken and {ROOMS} rooms opened",
        "a Textual program with one Static, at its first frame",
        share,
        most=1.5,
        note=note,
    )


def _first_title() -> bytes:
    """A word of the first page, which is painted whole."""
    role = read_pack(SCENES).get_role(ROLE)
    title = next(scene.title for scene in role.scenes if scene.id == role.first_scene)
    return max(title.split(), key=len).encode()


def _choices(home: Path) -> Iterator[bytes]:
    """The keys of run after run of the role, which takes another choice each time it can."""
    pack = read_pack(SCENES)
    store = RunStore(home / "model")
    for turn in itertools.count():
        session = Session(pack, store, store.new_run(pack, ROLE))
        session.saving = False
        while session.page.ending is None:
            options = [option for option in session.page.choices if option.is_open]
            option = options[turn % len(options)]
            session.choose(option.id)
            yield str(option.number).encode()
        yield b"3"  # begins again in the role, with its prologue
        yield BEGIN


def _press(program: Watched, key: bytes, quiet: float = 0.1) -> None:
    program.press(key)
    program.settle(quiet)
