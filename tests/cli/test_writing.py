"""Every command that writes files writes all of them completely or none, and never over another."""

from __future__ import annotations

import builtins
import errno
import io
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from game.cli import main
from game.export.kit.lesson_session import DecisionResult, LessonSession, dump_session
from game.play.store.files import SaveError, write_new_files
from game.story.types import Pack
from tests.broken_disk import BREAKS, BrokenDisk
from tests.conftest import MILL
from tests.export.kit.test_debrief import keys

#: The words of each command that writes; the last word names the place.
WRITES: dict[str, list[str]] = {
    "class --kit": ["class", "--scenes", str(MILL), "--kit", "lesson"],
    "class --report": ["class", "--scenes", str(MILL), "--report", "session.json", "--out", "deep/er/class.html"],
    "debrief --out": ["debrief", "KEY", "--scenes", str(MILL), "--out", "debrief.html"],
    "new": ["new", "mine"],
    "schema": ["schema", "schemas"],
}
BROKEN = [(call, fault) for call, faults in BREAKS.items() if call != "lock" for fault in faults]


@pytest.fixture
def there(tmp_path: Path, mill: Pack, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which every command can run, with what it reads."""
    decided = [DecisionResult("the-petition", "accept", [{"accept": 17}])]
    held = LessonSession(format=1, pack="mill", version=1, role="guild", decisions=decided)
    (tmp_path / "session.json").write_bytes(dump_session(held))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(
        WRITES, "debrief --out", [keys(mill, "guild")[0] if word == "KEY" else word for word in WRITES["debrief --out"]]
    )
    return tmp_path


@pytest.fixture
def breaks(
    there: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Callable[[str], None]:
    """Breaks the disk of that folder: a call and the name of an error, or an empty string to mend it."""
    control = tmp_path_factory.mktemp("control") / "breaks"
    for place, name in (
        (io, "open"),
        (builtins, "open"),
        *((os, name) for name in ("fsync", "replace", "rename", "link", "open")),
    ):
        monkeypatch.setattr(place, name, getattr(place, name))
    BrokenDisk(control, there).install()

    def ask(asked: str) -> None:
        control.write_text(asked, encoding="utf-8")

    return ask


def tree(folder: Path) -> dict[str, bytes]:
    """Every file and folder below a folder, hidden ones too."""
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else b""
        for path in sorted(folder.rglob("*"))
    }


@pytest.mark.parametrize("command", WRITES)
def test_on_a_disk_that_breaks_nothing_is_left_and_the_same_words_work_once_it_is_mended(
    command: str, there: Path, breaks: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    words = [*WRITES[command][:-1], str(there / WRITES[command][-1])]
    before = tree(there)
    for call, fault in BROKEN:
        breaks(f"{call} {fault}")
        assert main(words) == 1, (call, fault)
        told = capsys.readouterr().err
        assert told.count("\n") == 1 and told.endswith(".\n") and "None" not in told, told
        breaks("")
        assert tree(there) == before, (call, fault)
    assert main(words) == 0
    after = tree(there)
    assert after.keys() > before.keys() and not [name for name in after if ".new" in name]
    # Once written, nothing is written over; but schemas replace those of an older version, each whole.
    breaks("write ENOSPC" if command == "schema" else "")
    assert main(words) == 1
    breaks("")
    assert tree(there) == after


def test_a_stick_whose_file_system_has_no_links_gets_whole_files_too(
    there: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(source: object, target: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "link", refuse)
    write_new_files({there / "a.html": b"whole"})
    with pytest.raises(SaveError, match="is there already"):
        write_new_files({there / "b.html": b"new", there / "a.html": b"another"})
    assert {name: data for name, data in tree(there).items() if name != "session.json"} == {"a.html": b"whole"}


@pytest.mark.parametrize("place", ["session.json/lesson", "x" * 300, "x" * 250])
def test_a_place_that_cannot_be_is_answered_with_a_sentence(
    place: str, there: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = tree(there)
    possible = len(place) == 250
    assert main(["class", "--scenes", str(MILL), "--report", "session.json", "--out", place]) == (not possible)
    told = capsys.readouterr().err
    assert possible or told.count("\n") == 1
    assert (tree(there) == before) != possible
