"""What comes from the cache is what comes from YAML: every command that reads, in every format, cold and warm."""

from __future__ import annotations

import contextlib
import io
import re
import shutil
from pathlib import Path

import pytest

from game.cli import COMMANDS, main
from tests.cli.asked import World, asked
from tests.conftest import MILL

#: The small pack and the one that ships, by their fixtures.
PACKS = {"mill": MILL, "shipped": None}
#: What tells how long something took.
TIMES = re.compile(rb"\b[0-9.]+ (s\.|ms\b)")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that stands in for the player's own."""
    for name in ("XDG_DATA_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    return tmp_path


def told(words: list[str]) -> tuple[object, ...]:
    """All that a command gives: its exit code, what it prints, and the files that it writes, which are taken away."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code = main(words)
        except SystemExit as ended:
            code = int(ended.code or 0)
    here = Path.cwd()
    files = {path.relative_to(here): path.read_bytes() for path in sorted(here.rglob("*")) if path.is_file()}
    for path in here.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    prints = (TIMES.sub(b"", text.getvalue().encode()) for text in (out, err))
    return code, *prints, files


#: Commands that read no pack, or only one that has changed.
PACKLESS = {"check", "new", "schema", "completion", "serve"}


@pytest.mark.parametrize(("command", "which"), [(command, which) for command in ["", *COMMANDS] for which in PACKS])
def test_a_command_gives_the_same_bytes_from_the_cache_as_from_yaml(
    command: str, which: str, home: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack = request.getfixturevalue(which)
    world = World.of(pack, home, PACKS[which])
    cache = home / "XDG_CACHE_HOME"
    is_packless = command in PACKLESS
    # The check reads no cache, and takes a second for each of its questions to the pack that ships.
    for words in asked(world, [command], 1 if is_packless else 2) if (command, which) != ("check", "shipped") else ():
        monkeypatch.setattr("sys.stdin", io.StringIO(""))
        with monkeypatch.context() as cold_only:
            # Once it has been read from YAML and put into the cache, what was read from YAML before will do.
            if any(cache.rglob("*.msgpack")):
                cold_only.setattr("game.story.read_pack.read_pack", lambda folder, cache: pack)
                cold_only.setattr("game.story.read_pack.load_cached_pack", lambda folder, cache: None)
            cold = told(words)
        assert told(words) == cold, words
    assert is_packless or any(cache.rglob("*.msgpack"))
