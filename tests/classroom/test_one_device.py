"""One device cannot spoil the hour: connections that are only held, seats that are only taken, forms that are none."""

from __future__ import annotations

import asyncio
import itertools
import socket
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest

from game.classroom.commands import TEACHER, LockDoor
from game.classroom.room import open_room
from game.classroom.store import LessonLog
from game.story.types import Pack
from game.web.room_server import RoomServer
from game.web.teacher_terminal import TeacherTerminal
from tests.classroom.lessons import fresh
from tests.classroom.rig import (
    HOST,
    PATIENCE,
    Bot,
    bots,
    free_port,
    full,
    guild,
    served,
    sessions,
    step,
    teacher,
)

#: Where pupils find the room in these tests, and the addresses of two devices.
ROOM, LOUD, QUIET = "127.0.0.2", "127.0.0.3", "127.0.0.4"

DRIP = b"GET /seat HTTP/1.1\r\nHost: "
HALF = b"POST /join HTTP/1.1\r\nHost: %b\r\nOrigin: http://%b\r\nContent-Length: 500\r\n\r\ncode="


@asynccontextmanager
async def on_a_network(pack: Pack, path: Path, seats: int) -> AsyncIterator[RoomServer]:
    """A room that pupils reach by another address than the teacher."""
    server = RoomServer(open_room(pack, LessonLog(path), guild(pack), seats), pack, ROOM, free_port())
    await server.start()
    try:
        yield server
    finally:
        await server.stop()


@asynccontextmanager
async def pupil(server: RoomServer, source: str) -> AsyncIterator[Bot]:
    """A device at an address of its own."""
    connector = aiohttp.TCPConnector(local_addr=(source, 0), limit=0)
    async with aiohttp.ClientSession(
        cookie_jar=aiohttp.CookieJar(unsafe=True), connector=connector, auto_decompress=False
    ) as session:
        yield Bot(server.address, session)


@pytest.mark.parametrize("sends", [b"", DRIP, HALF])
async def test_who_only_holds_connections_holds_up_nobody(mill: Pack, tmp_path: Path, sends: bytes) -> None:
    """Neither the board, nor a seat, nor somebody new, at another address or at the same one."""
    async with (
        on_a_network(mill, tmp_path / "a.lesson", 3) as server, pupil(server, QUIET) as quiet, pupil(server, LOUD) as same,
        sessions(f"http://{HOST}:{server.port}", 1) as (board,),
    ):  # fmt: skip
        await quiet.join()
        await same.join()
        listening = [asyncio.create_task(each.listen()) for each in (quiet, same)]
        name = f"{ROOM}:{server.port}".encode()
        held = []
        for _ in range(4 * server.room.plan.max_seats + 200):
            held.append(await asyncio.open_connection(ROOM, server.port, local_addr=(LOUD, 0)))
            held[-1][1].write(sends.replace(b"%b", name))
        async with asyncio.timeout(PATIENCE):
            assert (await board.get(server.board_link().removeprefix(f"http://{HOST}:{server.port}")))[0] == 200
            for source in (QUIET, LOUD):
                async with pupil(server, source) as late:
                    assert (await late.get("/join/KITE"))[0] == 200
            await step(server, "next")
            await asyncio.gather(quiet.hears("frame-0-0"), same.hears("frame-0-0"))
        assert len(server.connections) < 2 * server.room.plan.max_seats + 120, "one address holds half of what there is"
        for task in listening:
            task.cancel()
        for _, writer in held:
            writer.close()


async def test_only_where_all_wait_for_an_answer_is_the_new_one_told_that_the_room_is_full(
    mill: Pack, tmp_path: Path
) -> None:
    async with (
        on_a_network(mill, tmp_path / "a.lesson", 1) as server, pupil(server, HOST) as loud, pupil(server, QUIET) as quiet,
        full(server),
    ):  # fmt: skip
        status, page = await loud.get("/join/KITE")
        assert status == 503 and "The room is full" in page and "look again" in page
        assert (await quiet.get("/join/KITE"))[0] == 200, "another address has the other half"


async def test_seats_beyond_those_announced_are_slowed_shown_and_taken_back_in_one_go(
    mill: Pack, tmp_path: Path
) -> None:
    said: list[str] = []
    async with (
        on_a_network(mill, tmp_path / "a.lesson", 4) as server, pupil(server, QUIET) as quiet,
        sessions(f"http://{HOST}:{server.port}", 1) as (board,),
    ):  # fmt: skip
        terminal = TeacherTerminal(server, said.append)
        following = asyncio.create_task(terminal.report_phases())
        await board.get(server.board_link().removeprefix(board.address))
        await quiet.join()

        async def grab() -> int:
            async with pupil(server, LOUD) as loud:
                return (await loud.post("/join", script=False, code="KITE", id=fresh()))[0]

        before = (await board.get("/board/now"))[1]
        found = await asyncio.gather(*(grab() for _ in range(30)))
        assert found.count(200) == 8 and found.count(429) == 22, "as many as were announced, and four"
        async with pupil(server, QUIET) as late:
            assert "You are" in await late.join(), "whoever comes from elsewhere gets a seat"
        shown = (await board.get("/board"))[1]
        assert "10 seats are taken, and 4 were announced" in shown and LOUD not in shown and "Alder" not in shown
        assert "10 seats" not in (await board.get("/wall"))[1], "the wall is everybody's"
        assert (await board.get("/board/now"))[1] != before, "the page comes anew at once"
        assert f"8 seats from {LOUD}" in (await board.get("/board/held"))[1]
        async with asyncio.timeout(PATIENCE):
            while not any("10 seats are taken" in line for line in said):
                await asyncio.sleep(0.01)
        assert any(f"free {LOUD} takes them back" in line for line in said)
        for _ in range(2):
            assert (await board.post("/board/free", True, **{"id": "once", "from": LOUD}))[0] == 200
        assert list(server.room.state.seats) == ["Alder 1", *list(server.room.state.seats)[1:]]
        assert len(server.room.state.seats) == 2
        assert await grab() == 200, "a network behind one address is not shut out for ever"
        following.cancel()


async def test_the_terminal_takes_them_back_too(mill: Pack, tmp_path: Path) -> None:
    said: list[str] = []
    lines = iter(["seats", f"free {HOST}", "quit"])

    async def typed() -> str | None:
        return next(lines)

    async with served(mill, tmp_path / "a.lesson", seats=2) as server, bots(server, 4, listening=False):
        await TeacherTerminal(server, said.append).run_commands(typed)
        assert server.room.state.seats == {}
    assert any(f"4 seats come from {HOST}" in line for line in said)
    assert any("4 seats were taken back" in line for line in said)


async def test_when_all_sit_the_board_says_lock_the_door(mill: Pack, tmp_path: Path) -> None:
    async with served(mill, tmp_path / "a.lesson", seats=2) as server, teacher(server) as board:
        async with bots(server, 1, listening=False):
            assert "are taken" not in (await board.get("/board"))[1]
        async with bots(server, 1, listening=False):
            assert "lock the door" in (await board.get("/board"))[1]
            await server.room.execute(TEACHER, LockDoor(id=fresh(), on=True))
            assert "are taken" not in (await board.get("/board"))[1]


KINDS = (
    *("multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=x", "nonsense/*"),
    *(
        f"application/x-www-form-urlencoded; charset={name}"
        for name in ("nope", "utf-16", "rot13", "idna", "undefined", "zlib", "\x01", "utf-7")
    ),
)
BODIES = (
    b"", b"\xff\xfe\xd8\x00%", b"--x\r\n\r\n--x", b"option=walk",
    b"--x\r\nContent-Disposition: form-data\r\n\r\na\r\n--x--",
)  # fmt: skip


#: Headers and bodies that are not a request, or only the beginning of one.
HALVES = (
    (b"Content-Encoding: gzip\r\nContent-Length: 9\r\n", b"not gzip!"),
    (b"Content-Encoding: br\r\nContent-Length: 9\r\n", b"not brotl"),
    (b"Transfer-Encoding: chunked\r\n", b"zz\r\n"),
    (b"Transfer-Encoding: chunked\r\n", b"5\r\nab"),
    (b"Content-Length: 5\r\nContent-Length: 6\r\n", b"abcdef"),
    (b"Expect: 100-continue\r\nContent-Length: 3\r\n", b""),
    (b"Content-Length: 100\r\n", b"a=b"),
)


async def test_what_is_no_request_or_ends_amid_one_is_no_word_in_the_terminal(
    mill: Pack, tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    async with served(mill, tmp_path / "a.lesson") as server:
        head = f"Host: {HOST}:{server.port}\r\nOrigin: {server.address}\r\n".encode()
        for path, (more, body) in itertools.product((b"/join", b"/check", b"/leave"), HALVES):
            for leaves in (False, True):
                reader, writer = await asyncio.open_connection(HOST, server.port)
                writer.write(b"POST " + path + b" HTTP/1.1\r\n" + head + more + b"\r\n" + body)
                if leaves:
                    writer.transport.abort()
                else:
                    writer.write_eof()
                    assert b" 5" not in (await reader.readline())[:12]
                    writer.close()
        for _ in range(20):
            with socket.create_connection((HOST, server.port)) as gone:
                gone.sendall(b"GET /check/stream HTTP/1.1\r\n" + head + b"\r\n")
                gone.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        async with asyncio.timeout(PATIENCE):
            while server.connections:
                await asyncio.sleep(0.01)
    assert caplog.records == []
    assert capfd.readouterr().err == ""


async def test_what_is_no_form_is_refused_without_a_word_in_the_terminal(
    mill: Pack, tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    async with served(mill, tmp_path / "a.lesson") as server, bots(server, 1, listening=False) as (bot,):
        cookies = "".join(f"Cookie: {each.key}={each.value}\r\n" for each in bot.session.cookie_jar)
        head = f"Host: {HOST}:{server.port}\r\nOrigin: {server.address}\r\nX-Script: 1\r\n{cookies}"
        for path in ("/join", "/vote"):
            for kind, body in itertools.product(KINDS, BODIES):
                reader, writer = await asyncio.open_connection(HOST, server.port)
                ends = f"Content-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
                writer.write(f"POST {path} HTTP/1.1\r\n{head}{ends}".encode() + body)
                status = int((await reader.readline()).split()[1])
                assert status < 500, (path, kind, body, status)
                writer.close()
        for kind in ("multipart/form-data", "application/x-www-form-urlencoded; charset=nope"):
            headers = {"Origin": server.address, "Content-Type": kind, "X-Script": "1"}
            async with bot.session.post(f"{server.address}/vote", data=b"option=walk", headers=headers) as answer:
                assert answer.status == 400 and "no form" in (await answer.text())
    assert caplog.records == []
    assert capfd.readouterr().err == ""
