"""A session keeps every choice before it shows the next page, and overwrites nothing."""

from __future__ import annotations

import errno
import os
import re
from datetime import datetime, tzinfo
from pathlib import Path

import msgspec
import pytest

from game.play.session import Session
from game.play.store.files import SaveError
from game.play.store.saved_runs import BrokenFile, RunStore, SavedRun
from game.story.parse import parse_pack
from game.story.types import Pack
from game.text.diagnostics import UserError
from tests.conftest import planted


def on_disk(store: RunStore) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in store.folder.glob("*.yaml")}


def only(store: RunStore, pack: Pack) -> SavedRun:
    (saved,) = store.list_runs(pack)
    return saved


def test_a_choice_is_on_disk_when_it_has_been_taken(session: Session, mill: Pack) -> None:
    session.choose("tear-it-down")
    saved = only(session.store, mill)
    assert (saved.run.choices, saved.run.cursor) == (["the-notice.tear-it-down"], 1)
    assert Session(mill, session.store, saved).page == session.page


def test_a_run_that_has_not_begun_leaves_no_file(session: Session) -> None:
    assert not session.back()
    assert on_disk(session.store) == {}


def test_back_keeps_the_list_and_the_same_choice_moves_on(session: Session, mill: Pack) -> None:
    session.choose("tear-it-down")
    session.choose("walk")
    assert session.back()
    assert session.page.scene == "the-yard"
    assert [option.id for option in session.page.choices if option.taken_before] == ["walk"]
    assert only(session.store, mill).run.choices == ["the-notice.tear-it-down", "the-yard.walk"]
    session.choose("walk")
    assert len(on_disk(session.store)) == 1
    session.back(2)
    assert session.forward() and session.forward() and not session.forward()


def test_another_choice_at_here_starts_a_new_run_and_keeps_the_old(session: Session, mill: Pack) -> None:
    session.choose("tear-it-down")
    session.choose("walk")
    session.back()
    before = on_disk(session.store)
    session.choose("stay")
    after = on_disk(session.store)
    assert len(after) == 2
    assert before.items() <= after.items()
    assert sorted(saved.run.choices[-1] for saved in session.store.list_runs(mill)) == [
        "the-yard.stay",
        "the-yard.walk",
    ]


def test_stepping_back_takes_the_file_and_the_ledger_along(session: Session) -> None:
    session.choose("tear-it-down")
    assert [line.text for line in session.page.dossier] == ["Removed a notice."]
    session.back()
    assert session.page.dossier == ()
    assert session.ledger.entries == ()


def test_continue_finds_the_run_that_was_played_last(mill: Pack, store: RunStore) -> None:
    first = Session(mill, store, store.new_run(mill, "weaver"))
    first.choose("tear-it-down")
    second = Session(mill, store, store.new_run(mill, "clerk"))
    second.choose("write")
    assert store.find_latest(mill) == second.saved_run
    first.choose("walk")
    assert store.find_latest(mill) == first.saved_run


def test_a_run_can_be_renamed_and_played_on(session: Session, mill: Pack) -> None:
    session.choose("tear-it-down")
    session.rename("  My\x1b[2J first\n")
    assert only(session.store, mill).run.name == "My[2J first"
    session.choose("walk")
    assert only(session.store, mill).run.name == "My[2J first"


@pytest.mark.parametrize("stamp", ["2019-11-04T04:15:00.000000Z", "1956", ""])
def test_another_name_changes_neither_when_a_run_was_saved_nor_which_one_goes_on(
    mill: Pack, store: RunStore, stamp: str
) -> None:
    for role, choice in (("weaver", "tear-it-down"), ("clerk", "write")):
        Session(mill, store, store.new_run(mill, role)).choose(choice)
    last, old = store.list_runs(mill)
    assert old.path is not None
    # As another program, or a person, may have left it.
    old.path.write_bytes(re.sub(rb"saved: '.*'", f"saved: '{stamp}'".encode(), old.path.read_bytes()))
    os.utime(old.path, (1_000_000_000, 1_000_000_000))
    old = store.read(old.path)
    renamed = store.rename(old, "An old one")
    assert renamed.run == msgspec.structs.replace(old.run, name="An old one")
    assert renamed.path is not None
    assert renamed.path.stat().st_mtime == 1_000_000_000
    assert store.list_runs(mill) == [last, renamed]
    # Another program, which has seen none of this.
    for each in (store, RunStore(store.folder)):
        assert each.find_latest(mill) == last


def test_two_programs_on_one_run_lose_nothing(session: Session, mill: Pack) -> None:
    session.choose("tear-it-down")
    other = Session(mill, session.store, only(session.store, mill))
    other.choose("walk")
    session.choose("stay")
    assert "goes on as a run of its own" in session.notice
    ends = {tuple(saved.run.choices) for saved in session.store.list_runs(mill)}
    assert ends == {
        ("the-notice.tear-it-down", "the-yard.walk"),
        ("the-notice.tear-it-down", "the-yard.stay"),
    }


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EIO])
def test_a_choice_that_cannot_be_saved_is_not_taken(
    session: Session, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    session.choose("tear-it-down")
    before, page = on_disk(session.store), session.page

    def fail(handle: int) -> None:
        raise OSError(number, "planted")

    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", fail)
        with pytest.raises(SaveError) as caught:
            session.choose("walk")
    assert str(caught.value).endswith(".")
    assert session.page == page
    assert on_disk(session.store) == before
    assert not list(session.store.folder.glob("*.new"))
    session.choose("walk")
    assert session.page.scene == "the-square"


def test_without_saving_one_plays_on(mill: Pack, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    session = Session(mill, store := RunStore(tmp_path / "file" / "runs"), store.new_run(mill, "weaver"))
    with pytest.raises(SaveError, match="--saves DIR"):
        session.choose("tear-it-down")
    session.saving = False
    assert session.choose("tear-it-down")
    assert session.page.scene == "the-yard"


def test_a_folder_that_vanished_is_made_again(session: Session) -> None:
    session.choose("tear-it-down")
    for path in session.store.folder.iterdir():
        path.unlink()
    session.store.folder.rmdir()
    session.choose("walk")
    assert len(on_disk(session.store)) == 1


def test_a_saved_run_survives_a_story_that_lost_a_scene(session: Session) -> None:
    session.choose("tear-it-down")
    session.choose("walk")
    session.choose("home")
    before = on_disk(session.store)
    lost, faults, _ = parse_pack(planted("weaver/scenes.yaml", "id: walk\n", "id: walk-out-with-them\n"))
    assert lost is not None and not faults
    again = Session(lost, session.store, session.store.list_runs(lost)[0])
    assert again.page.scene == "the-yard"
    assert "Choice 2 of 3 no longer fits" in again.notice
    assert on_disk(session.store) == before
    again.choose("stay")
    assert len(on_disk(session.store)) == 2
    assert before.items() <= on_disk(session.store).items()


def test_a_run_of_another_pack_or_a_lost_role_is_left_alone(session: Session, mill: Pack) -> None:
    session.choose("tear-it-down")
    path = next(session.store.folder.glob("*.yaml"))
    for old, new in (("pack: mill", "pack: other"), ("role: weaver", "role: miller")):
        path.write_text(path.read_text().replace(old, new))
        with pytest.raises(UserError):
            Session(mill, session.store, session.store.read(path))
        path.write_text(path.read_text().replace(new, old))


def test_runs_that_ship_are_read_only(session: Session, mill: Pack, tmp_path: Path) -> None:
    session.choose("tear-it-down")
    store = RunStore(tmp_path / "mine", shipped_folder=session.store.folder)
    before = on_disk(session.store)
    replayed = Session(mill, store, only(store, mill))
    replayed.back()
    assert on_disk(store) == {}
    replayed.choose("go-to-the-loom")
    assert on_disk(session.store) == before
    assert len(on_disk(store)) == 1
    assert store.find_latest(mill) == replayed.saved_run


BROKEN = {
    "truncated": b"format: 1\npack: mill\nrole",
    "empty": b"",
    "no YAML": b"\x00\x01",
    "no mapping": b"- 1\n",
    "aliases": b"format: 1\npack: &a mill\nversion: 1\nrole: *a\n",
    "deep": b"[" * 100_000,
    "huge": b"a: 1\n" * 500_000,
    "newer": b"format: 7\npack: mill\nsoul: 3\n",
    "hostile": b"!!python/object/apply:os.system ['true']\n",
    "unknown key": b"format: 1\npack: mill\nversion: 1\nrole: weaver\nscore: 9\n",
    "wrong pair": b"format: 1\npack: mill\nversion: 1\nrole: weaver\nchoices: ['../../etc']\n",
    "negative": b"format: 1\npack: mill\nversion: 1\nrole: weaver\nhere: -1\n",
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_save_gets_a_sentence_and_stays_as_it_is(name: str, store: RunStore, mill: Pack) -> None:
    store.folder.mkdir()
    path = store.folder / "mine.yaml"
    path.write_bytes(BROKEN[name])
    (broken,) = store.iterate(mill)
    assert isinstance(broken, BrokenFile)
    assert broken.message.startswith("mine.yaml")
    assert broken.message.endswith((".", "?"))
    assert store.list_runs(mill) == []
    session = Session(mill, store, store.new_run(mill, "weaver"))
    session.choose("tear-it-down")
    assert path.read_bytes() == BROKEN[name]


def test_a_here_beyond_the_list_is_its_end(session: Session, mill: Pack) -> None:
    session.choose("tear-it-down")
    path = next(session.store.folder.glob("*.yaml"))
    path.write_text(path.read_text().replace("here: 1", "here: 99"))
    assert Session(mill, session.store, session.store.read(path)).page.scene == "the-yard"


class Stopped(datetime):
    """A clock that stands still."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Stopped:
        return cls(2026, 11, 4, 5, 20, tzinfo=tz)


def test_the_file_of_a_run_is_small_and_readable(mill: Pack, tmp_path: Path) -> None:
    store = RunStore(tmp_path, now=Stopped)
    session = Session(mill, store, store.new_run(mill, "weaver"))
    session.choose("tear-it-down")
    (path,) = tmp_path.glob("*.yaml")
    assert path.name.startswith("weaver-20261104052000-")
    assert path.read_text() == (
        "format: 1\npack: mill\nversion: 1\nrole: weaver\nname: ''\nstarted: '2026-11-04T05:20:00.000000Z'\n"
        "saved: '2026-11-04T05:20:00.000000Z'\nhere: 1\nchoices:\n- the-notice.tear-it-down\n"
    )


def test_the_run_played_last_is_found_without_reading_all(
    mill: Pack, store: RunStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(10):
        path = store.save(
            SavedRun(msgspec.structs.replace(store.new_run(mill, "weaver").run, name=f"old {number}"))
        ).path
        assert path is not None
        os.utime(path, (1000 + 10 * number, 1000 + 10 * number))
    last = store.save(store.new_run(mill, "weaver"))
    opened: list[Path] = []
    read = RunStore.read

    def counted(self: RunStore, path: Path) -> SavedRun:
        opened.append(path)
        return read(self, path)

    monkeypatch.setattr(RunStore, "read", counted)
    assert store.find_latest(mill) == last
    assert opened == [last.path]
