"""`sixteen-points class`: what the terminal says and obeys, and a lesson whose server is killed."""

from __future__ import annotations

import asyncio
import errno
import io
import os
import re
import signal
import sys
from argparse import Namespace
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import aiohttp
import pytest

from game.classroom.events import Closed, LessonMoved, Opened
from game.classroom.room import Room
from game.classroom.store import LessonLog, LogEntry
from game.cli import main
from game.cli.held_lessons import find_room
from game.cli.parser import command_parser
from game.story.types import Pack
from game.text.diagnostics import UserError
from game.web.teacher_terminal import TeacherTerminal, read_typed_lines
from tests.classroom.lessons import fresh
from tests.classroom.rig import HOST, PATIENCE, bots, free_port, guild, own_pace, served, sessions, step, until
from tests.conftest import MILL


@asynccontextmanager
async def started(folder: Path, port: int) -> AsyncIterator[tuple[Process, str]]:
    """The command as a teacher gives it; its process, and what it has said once the board's link came."""
    words = ["class", "--scenes", str(MILL), "--data", str(folder), "--name", "9B", "--minutes", "20", "--no-browser",
             "--host", HOST, "--port", str(port)]  # fmt: skip
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", "game", *words, stdin=PIPE, stdout=PIPE)
    assert process.stdout is not None
    said = ""
    async with asyncio.timeout(PATIENCE):
        while "/board/open/" not in said:
            said += (await process.stdout.readline()).decode()
    try:
        yield process, said
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def test_p4_the_server_killed_in_an_open_ballot_goes_on_with_the_same_tally(tmp_path: Path) -> None:
    port = free_port()
    address = f"http://{HOST}:{port}"
    async with sessions(address, 4) as (board, *pupils):
        async with started(tmp_path, port) as (process, said):
            assert process.stdin is not None
            code = re.search(r"code ([A-Z]{4})", said)
            assert code is not None
            await asyncio.gather(*(bot.join(code[1]) for bot in pupils))
            process.stdin.write(b"next\nnext\nnext\n")
            async with asyncio.timeout(PATIENCE):
                while "ballot-0-1" not in (await pupils[0].get("/seat"))[1]:
                    await asyncio.sleep(0.01)
            for bot in pupils:
                assert (await bot.vote("walk", "tenth"))[0] == 200
            process.kill()
            await process.wait()
        async with started(tmp_path, port) as (process, said):
            assert process.stdin is not None
            assert "9B goes on" in said and "ballot" in said
            assert "Your vote is in" in (await pupils[0].get("/seat"))[1]
            link = re.search(r"/board/open/\S+", said)
            assert link is not None
            await board.get(link[0])
            await board.post("/board/step", id=fresh(), expects="ballot-0-1", step="next")
            told = re.sub(r"<[^>]+>", "", (await pupils[0].get("/seat"))[1])
            assert "Walk out today: 3" in told
            process.stdin.write(b"quit\n")
            async with asyncio.timeout(PATIENCE):
                assert await process.wait() == 0


async def test_the_terminal_obeys_the_same_words_as_the_board(mill: Pack, tmp_path: Path) -> None:
    said: list[str] = []
    lines = iter(["nxt", "next", "", "gate 1931", "lock", "unlock", "seats", "free Nobody 1", "board", "help",
                  f"export {tmp_path / 'out'}", f"export {tmp_path / 'out'}", "pause", "next", "resume", "quit"])  # fmt: skip

    async def typed() -> str | None:
        return next(lines)

    async with served(mill, tmp_path / "a.lesson", guild(mill)) as server, bots(server, 1, listening=False):
        terminal = TeacherTerminal(server, said.append)
        terminal.greet("1 May 1931")
        await terminal.run_commands(typed)
        assert server.room.state.position.key == "frame-0-0"
    text = "\n".join(said)
    for words in (
        'Did you mean "next"?', "A council has no gate.", "Alder 1", "There is no seat Nobody 1.", "quit",
        "class.html and session.json are in", "nothing was touched", "cannot go on from here", "█", "/check",
    ):  # fmt: skip
        assert words in text, words


async def test_of_what_is_typed_without_end_no_more_is_read_than_is_carried_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As `yes | sixteen-points class` types it."""

    class Endless(io.StringIO):
        given = 0

        def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]
            self.given += 1
            return "y\n" if self.given < 50_000 else ""

    typed = Endless()
    monkeypatch.setattr("sys.stdin", typed)
    take = read_typed_lines()
    for _ in range(100):
        assert await take() == "y\n"
    assert typed.given <= 101
    typed.given = 50_000
    while await take() is not None:
        pass


async def test_at_own_pace_the_terminal_moves_the_gate(mill: Pack, tmp_path: Path) -> None:
    said: list[str] = []
    lines = iter(["gate soon", "gate 1930-05-05T13", f"export {tmp_path}", "quit"])

    async def typed() -> str | None:
        return next(lines)

    async with served(mill, tmp_path / "a.lesson", own_pace(mill)) as server:
        await TeacherTerminal(server, said.append).run_commands(typed)
        assert server.room.state.gate == "1930-05-05T13"
    assert "not a moment" in said[0] and "class.html and keys.txt are in" in said[1]
    assert "Nobody has begun yet" in (tmp_path / "class.html").read_text(encoding="utf-8")


async def test_what_a_lesson_leaves_is_written_whole_or_not_at_all(
    mill: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    async def typed() -> str | None:
        return next(lines)

    lines = iter([f"export {tmp_path / 'out'}", "quit"])
    async with served(mill, tmp_path / "a.lesson", guild(mill)) as server:
        await until(server, "reveal")
        with monkeypatch.context() as disk:
            disk.setattr(os, "fsync", full)
            await TeacherTerminal(server, said.append).run_commands(typed)
    assert said == [
        f"The disk is full, so class.html could not be written in {tmp_path / 'out'}; free some space and try again."
    ]
    assert not (tmp_path / "out").exists()


async def test_a_lesson_that_ended_by_one_key_too_many_is_opened_again_by_back(mill: Pack, tmp_path: Path) -> None:
    said: list[str] = []
    async with served(mill, tmp_path / "a.lesson", guild(mill)) as server:
        terminal = TeacherTerminal(server, said.append)
        following = asyncio.create_task(terminal.report_phases())
        await until(server, "ended")
        async with asyncio.timeout(PATIENCE):
            while not any("back opens the lesson again" in line for line in said):
                await asyncio.sleep(0.01)
        following.cancel()
        lines: Iterator[str | None] = iter(["back", "back", "next", "next", None])
        found = []

        async def typed() -> str | None:
            found.append(server.room.state.position)
            return next(lines)

        obeying = asyncio.create_task(terminal.run_commands(typed))
        async with asyncio.timeout(PATIENCE):
            while not any("Nothing more can be typed" in line for line in said):
                await asyncio.sleep(0.01)
        obeying.cancel()
        assert server.room.state.position.phase == "ended"
        assert [str(where.phase) for where in found] == ["ended", "ticket", "debrief", "ticket", "ended"]


async def test_a_word_that_fails_and_a_line_that_cannot_be_told_end_neither_terminal_nor_lesson(
    mill: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    lines = iter(["next", "export x", "next", "seats", "back", "quit"])
    said: list[str] = []

    async def typed() -> str | None:
        return next(lines)

    def say(line: str) -> None:
        said.append(line)
        if line.startswith("·"):
            raise TypeError("planted")

    def failing(*_: object) -> None:
        raise ZeroDivisionError("planted")

    monkeypatch.setattr("game.web.teacher_terminal.build_lesson_files", failing)
    async with served(mill, tmp_path / "a.lesson", guild(mill)) as server:
        terminal = TeacherTerminal(server, say)
        following = asyncio.create_task(terminal.report_phases())
        await terminal.run_commands(typed)
        async with asyncio.timeout(PATIENCE):
            while "· It begins" not in said:
                await asyncio.sleep(0.01)
        assert not following.done() and server.room.state.position.key == "frame-0-0"
        following.cancel()
    assert "The word export failed" in caplog.text


@pytest.mark.parametrize("closed", ["stdin", "stdout", "both", "crash", "window", "window under nohup"])
async def test_the_terminals_fault_does_not_end_the_lesson_and_the_log_is_closed_in_the_end(
    tmp_path: Path, closed: str
) -> None:
    port = free_port()
    words = ["--scenes", str(MILL), "--data", str(tmp_path), "--no-browser", "--host", HOST, "--port", str(port)]
    program = (
        "import sys, pathlib, game.web.room_server as w, game.web.teacher_terminal as t; from game.cli import main\n"
        "whole = w.RoomServer.stop\n"
        f"async def stop(server): await whole(server); pathlib.Path({str(tmp_path)!r}, 'stopped').touch()\n"
        "async def fail(*_): raise LookupError('planted')\n"
        "w.RoomServer.stop = stop\n"
        f"if {closed == 'crash'}: t.TeacherTerminal.run_commands = t.TeacherTerminal.report_phases = fail\n"
        "sys.exit(main(sys.argv[1:]))"
    )
    shut = {"stdin": "<&-", "stdout": ">&-", "both": "<&- >&- 2>&-"}.get(closed, "")
    before = "trap '' HUP; " if "nohup" in closed else ""
    command = f'{before}exec "$0" -c "$1" class "${{@:2}}" {shut}'
    process = await asyncio.create_subprocess_exec(
        "bash", "-c", command, sys.executable, program, *words, stdin=PIPE, stdout=PIPE, stderr=PIPE
    )
    async with sessions(f"http://{HOST}:{port}", 1) as (bot,), asyncio.timeout(PATIENCE):
        while True:
            try:
                status, _ = await bot.get("/check")
                break
            except aiohttp.ClientConnectionError:
                assert process.returncode is None
                await asyncio.sleep(0.05)
        assert status == 200
        if "window" in closed:
            process.send_signal(signal.SIGHUP)
        if "nohup" in closed:
            assert (await bot.get("/check"))[0] == 200
        if closed != "window":
            process.terminate()
        said = b"".join(await process.communicate())
    assert process.returncode == 0 and b"Traceback" not in said
    assert {path.suffix or path.name for path in tmp_path.iterdir()} == {".lesson", "stopped"}, "the log was closed"


async def test_after_a_lesson_that_ended_no_older_one_comes_back(mill: Pack, tmp_path: Path) -> None:
    async with served(mill, tmp_path / "9B-2026-11-19.lesson", guild(mill)) as server:
        await until(server, "reveal")
    async with served(mill, tmp_path / "9B-2026-11-26.lesson", guild(mill)) as server:
        await until(server, "ended")
    async with started(tmp_path, free_port()) as (process, said):
        assert "9B goes on" not in said
        told = (await process.communicate(b"next\n" * 20 + b"quit\n"))[0].decode()
        assert "The lesson has ended" in told and "the same command begins another." in told


async def test_the_report_of_a_lesson_is_written_without_its_room(
    mill: Pack, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["class", "--scenes", str(MILL), "--data", str(tmp_path), "--report", "--name"]
    async with (
        served(mill, tmp_path / "9B-2026-11-19.lesson", guild(mill)) as server,
        bots(server, 3, listening=False) as pupils,
    ):
        await until(server, "ballot")
        for bot in pupils:
            await bot.vote("wait", "tenth")
        await until(server, "record")
        await step(server, "pause")
        assert main([*words, "9B", "--out", str(tmp_path / "x.html")]) == 1
        assert "already being served" in capsys.readouterr().err
    paused, ended = tmp_path / "paused.html", tmp_path / "ended.html"
    assert main([*words, "9B", "--out", str(paused)]) == 0
    assert "in the phase record of decision 1" in capsys.readouterr().out
    async with served(mill, tmp_path / "9B-2026-11-19.lesson") as server:
        await step(server, "resume")
        await until(server, "ended")
    before = (tmp_path / "9B-2026-11-19.lesson").read_bytes()
    assert main([*words, "9B", "--out", str(ended)]) == 0
    assert (tmp_path / "9B-2026-11-19.lesson").read_bytes() == before
    for path in (paused, ended):
        assert "Wait until Monday" in path.read_text(encoding="utf-8")
    capsys.readouterr()
    for name, says in (("9B", "nothing was touched"), ("8A", 'There is no class "8A" in'), ("8A", "are of 9B.")):
        assert main([*words, name, "--out", str(ended)]) == 1
        told = capsys.readouterr().err
        assert says in told and told.count("\n") == 1


def test_a_damaged_lesson_stops_its_class_and_no_other_and_new_goes_past_it(
    mill: Pack, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def args(*words: str) -> Namespace:
        return command_parser("class").parse_args(["--data", str(tmp_path), *words])

    def opened(*words: str) -> Path:
        room = find_room(mill, "guild", tmp_path, args(*words), datetime(2026, 11, 27, tzinfo=UTC))
        room.log.close()
        return room.log.path

    damaged = tmp_path / "9-2026-11-26.lesson"
    damaged.write_bytes(b"no database at all" * 100)
    (tmp_path / "9-B-2026-11-26.lesson").write_bytes(b"")
    os.mkfifo(tmp_path / "9-2026-11-27.lesson")
    with pytest.raises(UserError, match="begin a new lesson with --new"):
        opened("--name", "9")
    new = opened("--name", "9", "--new")
    assert new.name == "9-2026-11-27-2.lesson" and damaged.read_bytes() == b"no database at all" * 100
    opened("--name", "9-C")
    words = ["class", "--scenes", str(MILL), "--data", str(tmp_path), "--report", "--out", str(tmp_path / "x.html")]
    assert main([*words, "--name", "9"]) == 0, "what can be read is reported"
    assert main([*words, "--name", "9-B"]) == 1
    assert "the lessons there are of 9, 9-C." in capsys.readouterr().err


@pytest.mark.parametrize("name", ["a\nb", "\udcff", "  ", "../../x", "#?%41", "n" * 3000])
def test_a_class_of_any_name_is_one_line_and_stays_in_its_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    words = ["class", "--scenes", str(MILL), "--data", str(tmp_path / "data"), "--no-browser", "--name", name]
    assert main([*words, "--report"]) == 1
    assert "There is no class" in (told := capsys.readouterr().err) and told.count("\n") == 1
    assert main([*words, "--host", "203.0.113.7"]) == 1
    (path,) = (tmp_path / "data").iterdir()
    assert main([*words, "--report", "--out", str(tmp_path / "x.html")]) == 0
    assert sorted(each.name for each in tmp_path.iterdir()) == ["data", "x.html"] and path.suffix == ".lesson"


def test_the_report_is_of_the_last_lesson_that_began_and_not_of_an_empty_room(mill: Pack, tmp_path: Path) -> None:
    args = command_parser("class").parse_args(["--name", "9B", "--data", str(tmp_path), "--scenes", str(MILL)])
    first = find_room(mill, "guild", tmp_path, args, datetime(2026, 11, 26, tzinfo=UTC))
    votes = (("wait", "tenth"),) * 4
    first.log.append([LogEntry("x", (Closed(question=0, ballot=1, votes=votes), LessonMoved(phase="ended", ballot=1)))])
    first.log.close()
    second = find_room(mill, "guild", tmp_path, args, datetime(2026, 11, 27, tzinfo=UTC))
    second.log.close()
    assert first.log.path != second.log.path
    words = ["class", "--scenes", str(MILL), "--data", str(tmp_path), "--name", "9B", "--report"]
    assert main([*words, "--out", str(tmp_path / "9B.html")]) == 0
    assert "Wait until Monday" in (tmp_path / "9B.html").read_text(encoding="utf-8")


def test_no_clock_says_which_lesson_of_a_class_is_its_latest(mill: Pack, tmp_path: Path) -> None:
    """The second lesson was held while the laptop's clock stood in 2020."""
    args = command_parser("class").parse_args(["--name", "9B", "--data", str(tmp_path), "--scenes", str(MILL)])
    now = datetime(2026, 11, 26, tzinfo=UTC)

    def opened(when: datetime) -> Room:
        room = find_room(mill, "guild", tmp_path, args, when)
        room.log.close()
        return room

    def dated(path: Path, when: datetime) -> None:
        os.utime(path, (when.timestamp(), when.timestamp()))

    first = opened(now)
    log = LessonLog(first.log.path)
    log.append([LogEntry("x", (LessonMoved(phase="ended"),))])
    log.close()
    dated(first.log.path, now)
    second = opened(datetime(2020, 1, 1, tzinfo=UTC))
    dated(second.log.path, datetime(2020, 1, 1, tzinfo=UTC))
    assert second.log.path != first.log.path
    again = opened(now)
    assert again.log.path == second.log.path


def test_a_lesson_that_cannot_be_held_gets_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["class", "--scenes", str(MILL), "--no-browser"]
    for more, says in (
        (["--data", str(tmp_path / "Dropbox")], "copied to other machines"),
        (["--data", str(tmp_path), "--own-pace", "waever"], 'Did you mean "weaver"?'),
        (
            ["--data", str(tmp_path), "--own-pace", "printer"],
            "Those of The Mill are weaver, clerk; --scenes names another",
        ),
        (["--data", str(tmp_path), "--own-pace", "weaver", "--gate", "noon"], "not a moment"),
        (["--data", str(tmp_path), "--host", "203.0.113.7"], "another address with --host"),
    ):
        assert main([*words, *more]) == 1
        told = capsys.readouterr().err
        assert says in told and told.count("\n") == 1
    log = LessonLog(tmp_path / "9B-2026-11-26.lesson")
    log.append([LogEntry("", (Opened(pack="mill", kind="council", roles=("guild",), name="9B", code="KITE"),))])
    assert main([*words, "--data", str(tmp_path), "--name", "9B"]) == 1
    assert "already being served" in capsys.readouterr().err
    log.close()
