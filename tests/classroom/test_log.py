"""The log on disk: what it has acknowledged it keeps, and what it must forget is gone."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import os
import random
import signal
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from game.classroom.commands import DOOR, TEACHER, CastVote, CommandRefused, Join, LessonCommand, MoveLesson, Sender
from game.classroom.events import Closed, LessonMoved, Voted
from game.classroom.phases import Phase
from game.classroom.room import Room, open_room, resume_room
from game.classroom.rules import decide
from game.classroom.state import RoomState, fold
from game.classroom.store import (
    LessonLog,
    LogEntry,
    explain_shared_folder,
    find_free_path,
    list_lesson_files,
    peek_opened,
)
from game.play.store.files import SaveError
from game.story.types import Pack
from game.text.diagnostics import UserError
from tests.classroom.lessons import COUNCIL, OPENED
from tests.classroom.power import Disk
from tests.classroom.rig import guild

NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)


SEATS = ["Alder 1", "Almond 1", "Apple 1"]


def script() -> list[tuple[Sender, LessonCommand]]:
    """Every command of a lesson, in order, with votes that are changed."""
    found: list[tuple[Sender, LessonCommand]] = []

    def step(number: int) -> None:
        for _ in range(number):
            found.append((TEACHER, MoveLesson(id=f"c{len(found)}", step="next")))

    def vote(options: str, card: str) -> None:
        for option in options:
            for name in SEATS:
                found.append((Sender("seat", name), CastVote(id=f"c{len(found)}", option=option, card=card)))

    for name in SEATS:
        found.append((DOOR, Join(id=f"c{len(found)}", token=f"{name:>064}")))
    step(3)
    vote("ab", "x")
    step(5)
    vote("ef", "u")
    step(2)
    vote("f", "v")
    step(7)
    return found


def opened_log(path: Path, connect: Callable[..., Any] = sqlite3.connect) -> LessonLog:
    """The log of a lesson that was opened, now or before."""
    log = LessonLog(path, connect)
    if not log.events:
        log.append([LogEntry("", (OPENED,))])
        log.events.append(OPENED)
    return log


async def held(path: Path, commands: list[tuple[Sender, LessonCommand]], acknowledged: int = -1) -> RoomState:
    """Hold a lesson; each command that was acknowledged is told to a pipe by one byte."""
    room = Room(COUNCIL, opened_log(path))
    room.start()
    for sender, command in commands:
        try:
            await room.execute(sender, command)
        except CommandRefused as refused:
            assert refused.is_stale or acknowledged >= 0
        if acknowledged >= 0:
            os.write(acknowledged, b".")
    await room.stop()
    return room.state


def test_the_log_gives_back_the_same_state(tmp_path: Path) -> None:
    state = asyncio.run(held(tmp_path / "a.lesson", script()))
    assert state.position.phase is Phase.ENDED
    log = LessonLog(tmp_path / "a.lesson")
    assert fold(log.events) == state
    log.close()


def test_p4_no_acknowledged_vote_is_lost_when_the_process_is_killed_at_any_command(tmp_path: Path) -> None:
    """One lesson, killed at each of its commands; each time the last one is sent again, as pages do without answer."""
    commands = script()
    states = [fold([OPENED])]
    for sender, command in commands:
        states.append(fold(decide(COUNCIL, states[-1], sender, command), states[-1]))
    path = tmp_path / "killed.lesson"
    done = 0
    while done < len(commands):
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reader)
            try:
                asyncio.run(held(path, commands[max(0, done - 1) :], writer))
            finally:
                os._exit(0)
        os.close(writer)
        told = max(0, done - 1)
        while told <= done and (more := os.read(reader, 1)):
            told += len(more)
        # It is somewhere inside the next command now.
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        while more := os.read(reader, 4096):
            told += len(more)
        os.close(reader)
        log = LessonLog(path)
        assert fold(log.events) in states[told:], "whatever was acknowledged is in the log, once"
        log.close()
        done = max(told, done + 1)
    log = LessonLog(path)
    assert fold(log.events) == states[-1]
    log.close()


def test_p4_no_acknowledged_vote_is_lost_with_the_power(tmp_path: Path) -> None:
    chance = random.Random(1956)
    commands = script()
    disk = Disk("disk-that-loses-power")
    room = Room(COUNCIL, opened_log(tmp_path / "a.lesson", disk.connect))

    async def play() -> None:
        room.start()
        for number, (sender, command) in enumerate(commands):
            await room.execute(sender, command)
            after = disk.lose_power(tmp_path / str(number), chance)
            found = LessonLog(after)
            assert fold(found.events) == room.state
            found.close()
        assert any(path.endswith("-wal") for path in disk.flushed), "the log was not written ahead on this disk"
        await room.stop()

    asyncio.run(play())


def test_nothing_links_a_seat_to_its_vote_once_the_ballot_is_closed(tmp_path: Path) -> None:
    path = tmp_path / "a.lesson"
    commands = script()
    closing = next(number for number, (_, c) in enumerate(commands) if isinstance(c, CastVote)) + 2 * len(SEATS)

    async def play() -> tuple[bytes, bytes]:
        room = Room(COUNCIL, opened_log(path))
        room.start()
        for sender, command in commands[:closing]:
            await room.execute(sender, command)
        before = on_disk(path)
        await room.execute(*commands[closing])
        after = on_disk(path)
        await room.stop()
        return before, after

    before, after = asyncio.run(play())
    assert b'"voted"' in before
    assert b'"type":"voted"' in before
    assert b"voted" not in after.replace(b"kind", b"")
    assert b'"votes":[["b","x"],["b","x"],["b","x"]]' in after


def on_disk(path: Path) -> bytes:
    """Every byte that a lesson has on the disk."""
    return b"".join(found.read_bytes() for found in sorted(path.parent.glob(f"{path.name}*")))


async def test_p6_any_command_twice_has_one_effect(tmp_path: Path) -> None:
    room = Room(COUNCIL, opened_log(tmp_path / "a.lesson"))
    room.start()
    for sender, command in script():
        # At the same time, again after the answer, and again once the lesson has moved on.
        await asyncio.gather(room.execute(sender, command), room.execute(sender, command))
        number = room.entry_number
        await room.execute(sender, command)
        assert room.entry_number == number
    whole = room.state
    for sender, command in script():
        try:
            await room.execute(sender, command)
        except CommandRefused as refused:
            assert isinstance(command, CastVote) or refused.is_stale
    assert room.state == whole
    await room.stop()


async def test_a_full_disk_in_mid_ballot_refuses_the_vote_and_the_lesson_goes_on(tmp_path: Path) -> None:
    log = opened_log(tmp_path / "a.lesson")
    room = Room(COUNCIL, log)
    room.start()
    for sender, command in script()[:6]:
        await room.execute(sender, command)
    pages = log._database.execute("PRAGMA page_count").fetchone()[0]
    log._database.execute(f"PRAGMA max_page_count={pages}")
    taken = 0
    with pytest.raises(SaveError, match="The disk is full"):
        for number in range(500):
            vote = CastVote(id=f"v{number}", option="ab"[number % 2], card="x")
            await room.execute(Sender("seat", "Alder 1"), vote)
            taken = number
    assert room.state.votes["Alder 1"].option == "ab"[taken % 2]
    log._database.execute("PRAGMA max_page_count=100000")
    await room.execute(Sender("seat", "Alder 1"), CastVote(id="after", option="c"))
    await room.stop()
    again = LessonLog(tmp_path / "a.lesson")
    assert fold(again.events).votes["Alder 1"].option == "c"
    again.close()


def test_a_damaged_a_held_and_a_newer_log_each_get_a_sentence_and_stay_as_they_are(tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.lesson"
    damaged.write_bytes(b"not a database at all, but long enough to look like a file" * 40)
    with pytest.raises(UserError, match="damaged and was left as it is"):
        LessonLog(damaged)
    assert damaged.read_bytes().startswith(b"not a database")

    path = tmp_path / "held.lesson"
    log = LessonLog(path)
    log.append([LogEntry("", (OPENED,))])
    with pytest.raises(UserError, match="already being served"):
        LessonLog(path)
    log.close()

    base = sqlite3.connect(path)
    base.execute("PRAGMA user_version=99")
    base.close()
    with pytest.raises(UserError, match="newer version"):
        LessonLog(path)


@pytest.mark.parametrize("votes", [(("renamed", ""),), (("walk", "renamed"),)], ids=["option", "card"])
def test_a_lesson_whose_pack_has_changed_under_its_votes_is_refused_and_stays_as_it_is(
    mill: Pack, tmp_path: Path, votes: tuple[tuple[str, str], ...]
) -> None:
    path = tmp_path / "a.lesson"
    log = LessonLog(path)
    open_room(mill, log, guild(mill))
    log.append([LogEntry("one", (Closed(question=0, ballot=1, votes=votes), LessonMoved(phase="reveal", ballot=1)))])
    log.close()
    log = LessonLog(path)
    with pytest.raises(UserError, match="another version of this pack"):
        resume_room(mill, log)
    assert len(log.events) == 3
    log.close()


def test_a_lesson_is_not_kept_in_a_folder_that_is_copied_elsewhere(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="copied to other machines"):
        find_free_path(tmp_path / "OneDrive - School", "9B", NOW)
    mounts = tmp_path / "mounts"
    mounts.write_text(f"/dev/sda1 / ext4 rw 0 0\nserver:/home {tmp_path}/net nfs4 rw 0 0\n")
    assert "another machine (nfs4)" in explain_shared_folder(tmp_path / "net" / "x", mounts)
    assert explain_shared_folder(tmp_path, mounts) == ""


@pytest.mark.parametrize("name", ["data#1", "data?x", "data%41", "data 1", "Ő", "a&b=c", "file:x"])
def test_a_file_says_which_lesson_it_holds_whatever_its_folder_is_called(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name / name
    path = find_free_path(folder, "9B", NOW)
    asyncio.run(held(path, script()[:2]))
    found = peek_opened(path)
    assert found is not None
    assert found.name == "9B"
    assert list_lesson_files(folder) == [path]


def test_what_cannot_be_read_is_no_lesson(tmp_path: Path) -> None:
    (tmp_path / "b.lesson").write_bytes(b"no database")
    assert peek_opened(tmp_path / "b.lesson") is None
    os.mkfifo(tmp_path / "c.lesson")
    (tmp_path / "d.lesson").mkdir()
    (tmp_path / "e.lesson").symlink_to(tmp_path / "nowhere")
    assert [path.name for path in list_lesson_files(tmp_path)] == ["b.lesson"]
    with pytest.raises(UserError, match="is no file"):
        LessonLog(tmp_path / "c.lesson")


DAMAGES: dict[str, tuple[str, ...]] = {
    "a seat that nobody took": ('{"type":"stepped","seat":"Ghost 1","out":true}',),
    "a seat that was freed": ('{"type":"freed","seat":"Ghost 1"}', '{"type":"chose","seat":"Ghost 1","choice":"a.b"}'),
    "a phase that there is not": ('{"type":"moved","phase":"lunch"}',),
    "a pause of nothing": ('{"type":"moved","phase":"paused"}',),
    "a pause of a phase that there is not": ('{"type":"moved","phase":"paused","before":"lunch"}',),
    "a phase of the other kind of lesson": ('{"type":"moved","phase":"gate"}',),
    "a decision that there is not": ('{"type":"moved","phase":"scene","question":99}',),
    "a decision below the first": ('{"type":"moved","phase":"scene","question":-1}',),
    "a gate that is no hour": ('{"type":"gate-moved","at":"noon"}',),
    "an event that there is not": ('{"type":"sang"}',),
    "no event at all": ("\x00\x01[[[[",),
    "another lesson": ('{"type":"opened","pack":"mill","kind":"council","roles":[],"name":"9B","code":"KITE"}',),
    "a role of another kind": (
        '{"type":"opened","pack":"mill","kind":"council","roles":["weaver"],"name":"9B","code":"KITE"}',
    ),
}


@pytest.mark.parametrize("events", DAMAGES.values(), ids=DAMAGES)
def test_a_log_that_no_lesson_could_have_left_gets_one_sentence_and_stays_as_it_is(
    mill: Pack, tmp_path: Path, events: tuple[str, ...]
) -> None:
    path = tmp_path / "a.lesson"
    log = LessonLog(path)
    if not events[0].startswith('{"type":"opened"'):
        open_room(mill, log, guild(mill))
    log.close()
    base = sqlite3.connect(path)
    for event in events:
        base.execute(
            "INSERT INTO log (at, command, kind, event) VALUES ('2026-11-26T09:00:00Z', 'x', 'x', ?)", (event,)
        )
    base.commit()
    base.close()
    refused_whole(mill, path)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE log SET at = 'yesterday'",
        "UPDATE log SET at = x'ff'",
        "UPDATE log SET event = x'ff'",
        "UPDATE log SET event = 5",
        "UPDATE log SET event = CAST(x'ff' AS TEXT)",
        "ALTER TABLE log RENAME TO other",
        "ALTER TABLE log RENAME COLUMN at TO then_",
        "DELETE FROM log",
        "PRAGMA user_version = 0",
    ],
)
def test_rows_that_are_none_get_one_sentence_and_stay_as_they_are(mill: Pack, tmp_path: Path, change: str) -> None:
    path = tmp_path / "a.lesson"
    log = LessonLog(path)
    open_room(mill, log, guild(mill))
    log.close()
    base = sqlite3.connect(path)
    base.execute(change)
    base.commit()
    base.close()
    peek_opened(path)
    refused_whole(mill, path)


def test_bytes_that_flipped_get_one_sentence_or_leave_a_lesson(mill: Pack, tmp_path: Path) -> None:
    log = LessonLog(tmp_path / "whole.lesson")
    open_room(mill, log, guild(mill))
    log.close()
    whole = (tmp_path / "whole.lesson").read_bytes()
    chance = random.Random(1956)
    path = tmp_path / "a.lesson"
    for _ in range(150):
        data = bytearray(whole[: chance.choice([len(whole), chance.randrange(len(whole))])])
        for _ in range(chance.choice([1, 8, 200])):
            if data:
                data[chance.randrange(len(data))] = chance.randrange(256)
        path.write_bytes(data)
        peek_opened(path)
        try:
            log = LessonLog(path)
        except UserError as error:
            assert str(path) in str(error) and path.read_bytes() == data
            assert "was left as it is" in str(error), "each is told what is wrong with it, and the next is not held up"
            continue
        with contextlib.suppress(UserError):
            resume_room(mill, log)
        log.close()


def refused_whole(mill: Pack, path: Path) -> None:
    """The lesson is refused with a sentence that names its file, and not a byte of it changes."""
    before = path.read_bytes()
    with pytest.raises(UserError) as refused:
        log = LessonLog(path)
        try:
            resume_room(mill, log)
        finally:
            log.close()
    assert str(path) in str(refused.value) and "\n" not in str(refused.value)
    assert path.read_bytes() == before


async def test_a_lesson_is_its_teachers_alone_while_a_vote_is_open_too(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        path = find_free_path(tmp_path / "lessons", "9B", NOW)
        room = Room(COUNCIL, opened_log(path))
        room.start()
        for sender, command in script()[:10]:
            await room.execute(sender, command)
        assert path.with_name(f"{path.name}-wal").exists()
        assert {each.stat().st_mode & 0o777 for each in path.parent.iterdir()} == {0o600}
        assert path.parent.stat().st_mode & 0o777 == 0o700
        await room.stop()
        path.chmod(0o644)
        LessonLog(path).close()
        assert path.stat().st_mode & 0o777 == 0o600, "one that an older version made is tightened"
    finally:
        os.umask(old)


def test_a_stick_without_rights_holds_a_lesson_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(path: Path, mode: int) -> None:
        raise PermissionError(errno.EPERM, "planted")

    monkeypatch.setattr("pathlib.Path.chmod", refused)
    assert asyncio.run(held(tmp_path / "a.lesson", script())).position.phase is Phase.ENDED


async def test_nothing_in_memory_links_a_seat_to_its_vote_once_the_ballot_is_closed(tmp_path: Path) -> None:
    def sent(ids: set[str]) -> set[str]:
        return {each for each in ids if each.startswith("Alder 1")}

    room = Room(COUNCIL, opened_log(tmp_path / "a.lesson"))
    room.start()
    seat = Sender("seat", "Alder 1")
    for sender, command in script()[:6]:
        await room.execute(sender, command)
    await room.execute(seat, CastVote(id="Alder 1 one a x", option="a", card="x"))
    await room.stop()
    # Reopened during the ballot, and then closed in one batch with a vote that was just changed.
    room = Room(COUNCIL, opened_log(tmp_path / "a.lesson"))
    room.start()
    assert sent(room.log.command_ids)
    late = room.execute(seat, CastVote(id="Alder 1 two b x", option="b", card="x"))
    await asyncio.gather(late, room.execute(TEACHER, MoveLesson(id="close", step="next")))
    assert not sent(room.log.command_ids) and "close" in room.log.command_ids
    assert not [event for event in room.log.events if isinstance(event, Voted)]
    assert room.state.closed_ballots[0].votes[0].option == "b"
    await room.stop()
