"""Odd environments and impossible names: a sentence, never a traceback; what a player keeps is the player's alone."""

from __future__ import annotations

import os
import pwd
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from game.cli import main
from game.cli.locations import find_cache_folder, find_data_folder
from game.play.session import Session
from game.play.settings import Settings
from game.play.store.saved_runs import RunStore
from game.play.store.settings_file import SettingsFile
from game.story.read_pack import read_pack
from game.story.types import Pack
from game.text.diagnostics import UserError
from tests.cli.asked import World
from tests.conftest import MILL

Captured = pytest.CaptureFixture[str]
NAMES = ["x" * 5000, "x/" * 5000, "a\0b", "\udcff", "\ud800", "", ".", "..", "/", " ", "\x1b[2J", "-", "~"]


@pytest.mark.parametrize("name", NAMES, ids=ascii)
@pytest.mark.parametrize(
    "words",
    [
        ["check", "--scenes"],
        ["record", "--scenes"],
        ["--plain", "--scenes"],
        ["replay", "--scenes", str(MILL), "--saves"],
        ["replay"],
        ["export"],
        ["compare", "x"],
        ["class", "--scenes", str(MILL), "--report"],
        ["debrief", "key", "--out"],
        ["doctor", "--saves"],
        ["schema"],
        ["new"],
    ],
    ids=" ".join,
)
def test_a_name_that_nothing_can_have_is_answered(
    words: list[str], name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "own"))
    # Nothing may be written above the folder that this test has.
    if words[-1] in {"schema", "new"} and name in {"/", ".."}:
        name = "."
    try:
        code = main([*words, name])
    except SystemExit as ended:
        code = int(ended.code or 0)
    told = capsys.readouterr()
    assert code in {0, 1, 2}
    assert told.out + told.err
    for never in ("Traceback", "fault of its own", "\x1b", "None"):
        assert never not in told.out + told.err


def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    for words in ("record --format json", "check", "check --format github", "replay x", "new y", "doctor", "schema z"):
        gone.mkdir()
        run = f"rmdir {gone} && {sys.executable} -m game {words} --scenes {MILL}"
        run = run.replace(f" --scenes {MILL}", "") if words.split()[0] in {"new", "schema"} else run
        environment = {**os.environ, "PYTHONPATH": str(MILL.parents[2]), "HOME": str(tmp_path)}
        done = subprocess.run(["bash", "-c", run], cwd=gone, env=environment, capture_output=True, text=True)
        assert done.returncode in {0, 1}, (words, done)
        assert (done.returncode == 1) == bool(done.stderr), (words, done)
        assert "Traceback" not in done.stderr and "fault of its own" not in done.stderr, (words, done)


@pytest.fixture
def homeless(monkeypatch: pytest.MonkeyPatch) -> None:
    """A system that knows no home of this user, as a container may be."""

    def nobody(number: int) -> pwd.struct_passwd:
        raise KeyError(number)

    for name in ("HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "USERPROFILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(pwd, "getpwuid", nobody)


def test_without_a_home_a_pack_is_read_and_play_says_what_is_missing(
    homeless: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.chdir(tmp_path)
    assert find_cache_folder() is None
    with pytest.raises(UserError, match="set HOME or SIXTEEN_POINTS_DATA"):
        find_data_folder()
    assert main(["record", "--scenes", str(MILL)]) == 0
    assert main(["--plain", "--scenes", str(MILL)]) == 1
    assert "set HOME" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def rights(path: Path) -> int:
    """The rights of a file or folder."""
    return stat.S_IMODE(path.stat().st_mode)


def test_what_a_player_keeps_is_the_players_alone(tmp_path: Path, mill: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    before = os.umask(0o022)
    try:
        store = RunStore(find_data_folder() / "runs")
        session = Session(mill, store, store.new_run(mill, "weaver"))
        assert session.choose("tear-it-down")
        SettingsFile(find_data_folder() / "settings.yaml").write(Settings())
        read_pack(MILL, tmp_path / "cache")
        made = [path for name in ("data", "cache") for path in [tmp_path / name, *(tmp_path / name).rglob("*")]]
        assert {path.name: rights(path) for path in made if rights(path) != (0o700 if path.is_dir() else 0o600)} == {}
        # Of an older version: the file is tightened as it is written, and so is the folder that is ours.
        assert session.saved_run.path is not None
        session.saved_run.path.chmod(0o644)
        find_data_folder().chmod(0o755)
        assert session.back()
        assert rights(session.saved_run.path) == 0o600
        assert rights(find_data_folder()) == 0o700
    finally:
        os.umask(before)


def test_a_folder_that_somebody_chose_keeps_its_rights(tmp_path: Path, mill: Pack) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o2775)
    World.of(mill, tmp_path, None)
    store = RunStore(shared)
    Session(mill, store, store.new_run(mill, "weaver")).choose("tear-it-down")
    assert rights(shared) == 0o2775
    assert {rights(path) for path in shared.iterdir()} == {0o600}


def test_a_fault_of_our_own_ends_in_a_sentence_that_says_where_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))

    def fail(*_: object) -> None:
        raise ZeroDivisionError("planted")

    monkeypatch.setattr("game.cli.record_command.load_pack", fail)
    assert main(["record"]) == 1
    told = capsys.readouterr().err
    log = tmp_path / "sixteen-points" / "error.log"
    assert told == (
        f"The program met a fault of its own (ZeroDivisionError) and had to end. What happened is written in {log}.\n"
    )
    assert "planted" in log.read_text(encoding="utf-8")
    assert rights(log) == 0o600
