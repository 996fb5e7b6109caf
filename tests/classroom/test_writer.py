"""The room's single writer is supervised: if anything fails in it, nobody waits forever, and the disk is right."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from game.classroom.commands import DOOR, TEACHER, CommandRefused, Join, MoveLesson
from game.classroom.room import FAILED, STOPPED, Room
from game.classroom.rules import decide
from game.classroom.state import fold
from game.classroom.store import LessonLog
from game.play.store.files import SaveError
from game.story.types import Pack
from tests.classroom.lessons import COUNCIL, fresh
from tests.classroom.rig import PATIENCE, bots, served, teacher
from tests.classroom.test_log import opened_log

FAULTS = (
    TypeError("planted"),
    RecursionError("planted"),
    MemoryError(),
    sqlite3.ProgrammingError("planted"),
    OSError(),
)


@asynccontextmanager
async def working(folder: Path) -> AsyncIterator[Room]:
    """A room whose commands are carried out while the block runs; nothing in it takes long."""
    room = Room(COUNCIL, opened_log(folder / "a.lesson"))
    room.start()
    async with asyncio.timeout(PATIENCE):
        yield room
        await room.stop()


def join() -> Join:
    return Join(id=fresh(), token=f"{fresh():>064}")


@pytest.mark.parametrize("error", FAULTS, ids=lambda error: type(error).__name__)
@pytest.mark.parametrize("written", [False, True], ids=["before it is written", "after it is written"])
async def test_a_fault_in_the_writer_is_told_and_the_room_goes_on_from_what_is_on_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, error: Exception, written: bool
) -> None:
    async with working(tmp_path) as room:
        await room.execute(DOOR, join())
        append = LessonLog.append

        def failing(log: LessonLog, entries: Any) -> None:
            if written:
                append(log, entries)
            raise error

        monkeypatch.setattr(LessonLog, "append", failing)
        asked = [join(), join(), MoveLesson(id=fresh(), step="next")]
        senders = [DOOR, DOOR, TEACHER]
        told = await asyncio.gather(*map(room.execute, senders, asked), return_exceptions=True)
        assert [str(each) for each in told] == [FAILED] * 3 and {type(each) for each in told} == {SaveError}
        assert "The room failed" in caplog.text
        monkeypatch.undo()
        assert len(room.state.seats) == (3 if written else 1)
        for sender, command in zip(senders, asked, strict=True):
            await room.execute(sender, command)
        assert len(room.state.seats) == 3 and room.state.position.key == "frame-0-0", "sent again it has one effect"
        state = room.state
    log = LessonLog(tmp_path / "a.lesson")
    assert fold(log.events) == state
    log.close()


@pytest.mark.parametrize("place", ["wake", "_carry_out"])
async def test_a_fault_around_the_writing_is_told_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    async with working(tmp_path) as room:
        calls = 0
        whole = getattr(Room, place)

        def failing(*args: Any, **more: Any) -> None:
            nonlocal calls
            calls += 1
            if calls == 1:
                raise AttributeError("planted")
            whole(*args, **more)

        monkeypatch.setattr(Room, place, failing)
        command = join()
        with pytest.raises(SaveError, match="The program failed at this"):
            await room.execute(DOOR, command)
        await room.execute(DOOR, command)
        assert len(room.state.seats) == 1


async def test_a_rule_that_fails_goes_to_whoever_asked_and_to_nobody_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with working(tmp_path) as room:

        def failing(plan: Any, state: Any, sender: Any, command: Any) -> Any:
            if isinstance(command, MoveLesson):
                raise KeyError("planted")
            return decide(plan, state, sender, command)

        monkeypatch.setattr("game.classroom.room.decide", failing)
        told = await asyncio.gather(
            room.execute(DOOR, join()),
            room.execute(TEACHER, MoveLesson(id=fresh(), step="next")),
            return_exceptions=True,
        )
        assert told[0] is None and isinstance(told[1], KeyError)


async def test_where_the_disk_cannot_be_read_again_everybody_is_told_and_nobody_waits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async with working(tmp_path) as room:

        def failing(*_: Any) -> None:
            raise TypeError("planted")

        monkeypatch.setattr(LessonLog, "append", failing)
        monkeypatch.setattr(LessonLog, "read", failing)
        told = await asyncio.gather(*(room.execute(DOOR, join()) for _ in range(3)), return_exceptions=True)
        assert [str(each) for each in told] == [STOPPED] * 3
        await room.stopped()
        with pytest.raises(SaveError, match="stands still"):
            await room.execute(DOOR, join())
        assert STOPPED in caplog.text


async def test_a_room_that_was_stopped_refuses_what_comes_late(tmp_path: Path) -> None:
    async with working(tmp_path) as room:
        waiting = asyncio.gather(*(room.execute(DOOR, join()) for _ in range(2)), return_exceptions=True)
        await room.stop()
        await waiting
        with pytest.raises(SaveError, match="stands still"):
            await room.execute(DOOR, join())


async def test_pupil_and_board_read_a_sentence_when_the_writer_fails_and_go_on(
    mill: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with served(mill, tmp_path / "a.lesson") as server, teacher(server) as board, bots(server, 1) as (bot,):

        def failing(*_: Any) -> None:
            raise TypeError("planted")

        with monkeypatch.context() as planted:
            planted.setattr(LessonLog, "append", failing)
            status, found = await board.post("/board/step", id=fresh(), step="next")
            assert status == 409 and found["says"] == FAILED
            status, found = await bot.post("/out", id=fresh(), out="yes")
            assert status == 503 and FAILED in found["says"]
            status, page = await bot.post("/out", script=False, id=fresh(), out="yes")
            assert status == 503 and FAILED in page
        assert (await board.post("/board/step", id=fresh(), step="next"))[0] == 200
        await bot.hears("frame-0-0")
        with pytest.raises(CommandRefused):
            await server.room.execute(TEACHER, MoveLesson(id=fresh(), expected_position="lobby-0-0", step="next"))


async def test_a_page_that_cannot_be_told_is_told_again_and_the_others_meanwhile(
    mill: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async with served(mill, tmp_path / "a.lesson") as server, bots(server, 2) as pupils:
        section = server.pages.render_section
        failed: list[str] = []

        def failing(state: Any, name: str, liking: Any) -> str:
            if not failed:
                failed.append(name)
                raise ZeroDivisionError("planted")
            return section(state, name, liking)

        monkeypatch.setattr(server.pages, "render_section", failing)
        await server.room.execute(TEACHER, MoveLesson(id=fresh(), step="next"))
        async with asyncio.timeout(PATIENCE):
            while not any(found.get("key") == "frame-0-0" for bot in pupils for _, found in bot.heard):
                await asyncio.sleep(0.01)
            while len(server.streams.tasks) != 1:
                await asyncio.sleep(0.01)
        assert len(failed) == 1 and "A page was not told" in caplog.text and "Traceback" not in caplog.text
        for bot in pupils:
            if not any(found.get("key") == "frame-0-0" for _, found in bot.heard):
                again = asyncio.create_task(bot.listen())
                await bot.hears("frame-0-0")
                again.cancel()
