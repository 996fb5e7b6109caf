"""Every question to the command line, with things in place of files, and with broken streams."""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import signal
import tempfile
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from unittest import mock

from game.cli import main
from game.story.read_pack import read_pack
from tests.cli import forked
from tests.cli.asked import World, asked
from tests.cli.things import THINGS
from tests.conftest import MILL
from tests.fuzz.inputs import unfit

#: Where things may stand, in the folder in which it is asked: what is read, what is written, and what is above these.
PLACES = (
    *("runs/x.yaml", "runs/.lock", "runs/.x.new", "runs", "session.json", "new", "new.html", "new/story.yaml"),
    *("data/sixteen-points/settings.yaml", "data/sixteen-points/error.log", "data/sixteen-points", "data"),
    *("cache/sixteen-points", "cache"),
)


def things(number: int, found: Sequence[tuple[str, str]]) -> None:
    """Any question with things in place of files: one of the three exit codes, and a sentence."""
    words = _questions()[0][number % len(_questions()[0])]
    out, err = io.StringIO(), io.StringIO()
    with _home(_questions()[1]) as home:
        for place, thing in found:
            path = home / place
            with contextlib.suppress(OSError):
                shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink(missing_ok=True)
                path.parent.mkdir(parents=True, exist_ok=True)
                THINGS[thing](path)
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            try:
                code = main(words)
            except SystemExit as end:
                code = int(end.code or 0)
    ended = forked.Ended(code, out.getvalue(), err.getvalue())
    assert not ended.fault, (words, found, ended)
    assert not unfit(ended.out + ended.err), (words, found)


def streams(number: int, kinds: tuple[str, str, str]) -> None:
    """Any question at any standard streams: one of the three exit codes, and nothing but sentences."""
    words = _questions()[0][number % len(_questions()[0])]
    with _home(_questions()[1]) as home:
        ended = forked.run(words, kinds, home)
    assert not ended.fault, (words, kinds, ended)


@lru_cache(maxsize=1)
def _questions() -> tuple[list[list[str]], dict[Path, bytes]]:
    """Everything that can be asked, and the files that it names, relative to the folder in which it is asked."""
    with _home({}) as home:
        world = World.of(read_pack(MILL), Path(), MILL)
        files = {path.relative_to(home): path.read_bytes() for path in home.rglob("*") if path.is_file()}
        return list(asked(world)), files


@contextlib.contextmanager
def _home(files: dict[Path, bytes]) -> Iterator[Path]:
    """A folder to be in that stands in for the player's own; what hangs in it ends as a fault."""

    def hangs(*_: object) -> None:
        raise AssertionError("it hangs")

    here, before = Path.cwd(), signal.signal(signal.SIGALRM, hangs)
    signal.alarm(forked.PATIENCE)
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        for path, data in files.items():
            (home / path).parent.mkdir(parents=True, exist_ok=True)
            (home / path).write_bytes(data)
        own = {"XDG_DATA_HOME": str(home / "data"), "XDG_CACHE_HOME": str(home / "cache")}
        os.chdir(home)
        try:
            with mock.patch.dict(os.environ, own), mock.patch("sys.stdin", io.StringIO("1\nquit\n")):
                yield home
        finally:
            os.chdir(here)
            signal.alarm(0)
            signal.signal(signal.SIGALRM, before)
