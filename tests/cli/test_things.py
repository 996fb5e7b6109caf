"""Things in place of files: whatever a command should read is not a file, it ends, and the rest is read."""

from __future__ import annotations

import contextlib
import io
import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from game.cli import main
from game.play.store.files import record_fault
from game.play.store.settings_file import SettingsFile
from game.story.read_pack import read_proof
from game.story.types import Pack
from game.text.disk import is_regular_file
from tests.cli.asked import World, asked
from tests.cli.things import THINGS
from tests.conftest import MILL
from tests.terminal import Terminal

Thing = Callable[[Path], object]
every_thing = pytest.mark.parametrize("thing", THINGS.values(), ids=THINGS)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder that stands in for the player's own, with another to ask in; what hangs in it ends as a fault."""
    for name in ("XDG_DATA_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")

    def hangs(*_: object) -> None:
        raise AssertionError("it hangs")

    before = signal.signal(signal.SIGALRM, hangs)
    signal.alarm(60)
    yield tmp_path
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def told(words: list[str], monkeypatch: pytest.MonkeyPatch) -> tuple[int, str, str]:
    """What a command gives: its exit code, and what it prints; it shows no fault of its own."""
    out, err = io.StringIO(), io.StringIO()
    monkeypatch.setattr("sys.stdin", io.StringIO("1\nquit\n"))
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(words)
    assert "fault of its own" not in err.getvalue(), words
    assert "Traceback" not in err.getvalue(), words
    for path in Path.cwd().iterdir():
        shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
    return code, out.getvalue(), err.getvalue()


@every_thing
def test_things_beside_what_a_player_keeps_hinder_no_command(
    thing: Thing, home: Path, mill: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = World.of(mill, home, MILL)
    reading = ["", "replay", "compare", "branches", "export", "record", "class", "debrief", "doctor"]
    questions = list(asked(world, reading, together=0))
    clean = [told(words, monkeypatch)[0] for words in questions]
    own = home / "XDG_DATA_HOME" / "sixteen-points"
    own.mkdir(parents=True, exist_ok=True)
    for place in (home / "runs" / "x.yaml", own / "settings.yaml", own / "error.log"):
        thing(place)
    assert [told(words, monkeypatch)[0] for words in questions] == clean


@every_thing
def test_a_thing_that_is_named_is_answered_with_a_sentence(
    thing: Thing, home: Path, mill: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = World.of(mill, home, MILL)
    where = ["--scenes", str(MILL)]
    saves = [*where, *world.places["--saves"]]
    place = home / "thing"
    thing(place)
    for words in (
        ["replay", str(place), *saves],
        ["replay", "--key", str(place), *saves],
        ["export", str(place), *saves],
        ["compare", str(place), str(world.runs[0]), *saves],
        ["class", "--report", str(place), *where],
        ["check", "--scenes", str(place)],
        ["record", "--scenes", str(place)],
    ):
        code, out, err = told(words, monkeypatch)
        assert code == 1, words
        assert out + err, words


@every_thing
def test_a_thing_in_the_place_of_a_folder_is_answered_or_passed_over(
    thing: Thing, home: Path, mill: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    questions = list(asked(World.of(mill, home, MILL), ["", "replay", "branches", "export", "record"], together=0))
    for place in (home / "runs", home / "XDG_DATA_HOME", home / "XDG_CACHE_HOME", home / "here" / "new"):
        shutil.rmtree(place, ignore_errors=True)
        if not place.parent.exists():
            continue
        thing(place)
        for words in questions:
            told(words, monkeypatch)
        with contextlib.suppress(OSError):
            place.rmdir() if place.is_dir() and not place.is_symlink() else place.unlink()


@every_thing
def test_a_thing_where_something_is_written_stays_and_is_told(
    thing: Thing, home: Path, mill: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = World.of(mill, home, MILL)
    for words in (
        ["debrief", world.key, "--out", "thing", "--scenes", str(MILL)],
        ["class", "--report", str(world.session), "--out", "thing", "--scenes", str(MILL)],
        ["new", "thing"],
        ["schema", "thing"],
    ):
        thing(Path("thing"))
        code, _, err = told(words, monkeypatch)
        assert code in {0, 1}
        assert (code == 1) == bool(err), words


@every_thing
def test_a_thing_in_a_pack_is_passed_over_or_told(thing: Thing, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for place in ("story.yaml", "weaver/scenes.yaml", "weaver/x.yaml", "record", "proof.txt"):
        shutil.copytree(MILL, home / "pack")
        path = home / "pack" / place
        if path.exists():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        thing(path)
        for words in (["check"], ["record"], ["--plain", "--role", "weaver"]):
            told([*words, "--scenes", str(home / "pack")], monkeypatch)
        assert isinstance(read_proof(home / "pack"), list)
        shutil.rmtree(home / "pack")


@pytest.mark.parametrize("name", ["a pipe", "a device without end", "a link to itself"])
def test_the_full_screen_with_things_around_can_be_left(name: str, tmp_path: Path, mill: Pack) -> None:
    own = tmp_path / ".local" / "share" / "sixteen-points"
    World.of(mill, own, MILL)
    for place in (own / "runs" / "x.yaml", own / "settings.yaml", own / "error.log"):
        THINGS[name](place)
    with Terminal(["--scenes", str(MILL)], home=tmp_path) as terminal:
        terminal.shows("settings.yaml cannot")
        terminal.press("q")
        assert terminal.end() == 0


@every_thing
def test_the_log_of_faults_is_written_into_a_file_only(thing: Thing, home: Path) -> None:
    thing(home / "error.log")
    told = record_fault(ValueError("planted"), home)
    assert told in {"", f" What happened is written in {home / 'error.log'}."}
    assert not told or is_regular_file(home / "error.log")


def test_settings_that_are_no_file_are_set_aside_when_others_are_kept(tmp_path: Path) -> None:
    for number, thing in enumerate(THINGS.values()):
        file = SettingsFile(tmp_path / str(number) / "settings.yaml")
        file.path.parent.mkdir()
        thing(file.path)
        found = file.read()
        file.write(found)
        assert SettingsFile(file.path).read() == found
