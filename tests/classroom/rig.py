"""A room on the loopback and bots that sit in it: real sockets, bounded, ending by themselves."""

from __future__ import annotations

import asyncio
import json
import re
import socket
import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import Any
from unittest import mock

import aiohttp

from game.classroom.commands import TEACHER, MoveLesson
from game.classroom.events import Opened
from game.classroom.room import open_room, resume_room
from game.classroom.store import LessonLog
from game.play.store.files import SaveError
from game.story.types import Pack
from game.web.room_server import RoomServer
from tests.classroom.lessons import fresh

#: Seconds after which something that was waited for counts as missing.
PATIENCE = 20.0
HOST = "127.0.0.1"


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def guild(pack: Pack, minutes: int = 45) -> Opened:
    """A lesson of the small pack's council."""
    return Opened(pack=pack.story.id, kind="council", roles=("guild",), name="9B", code="KITE", minutes=minutes)


def own_pace(pack: Pack, gate: str = "1930-05-05T19") -> Opened:
    """A lesson of the small pack at own pace."""
    return Opened(pack=pack.story.id, kind="own-pace", roles=("weaver", "clerk"), name="9B", code="KITE", gate=gate)


@asynccontextmanager
async def served(
    pack: Pack, path: Path, opened: Opened | None = None, seats: int = 60, port: int = 0
) -> AsyncIterator[RoomServer]:
    """A room that is served while the block runs; a lesson that the file holds already goes on."""
    while True:
        log = LessonLog(path)
        room = resume_room(pack, log, seats) if log.events else open_room(pack, log, opened or guild(pack), seats)
        server = RoomServer(room, pack, HOST, port or free_port())
        try:
            await server.start()
            break
        except SaveError as error:
            # Between looking for a free port and taking it, another program took it.
            if port or "in use" not in str(error):
                raise
    try:
        yield server
    finally:
        await server.stop()


async def step(server: RoomServer, *steps: Any) -> None:
    """Let the teacher move the lesson."""
    for each in steps:
        await server.room.execute(TEACHER, MoveLesson(id=fresh(), step=each))


async def until(server: RoomServer, phase: str) -> None:
    """Go on until a phase, without a vote where nobody has voted."""
    async with asyncio.timeout(PATIENCE):
        while server.room.state.position.phase != phase:
            state = server.room.state
            await step(server, "tell" if state.position.phase == "ballot" and not state.votes else "next")


@dataclass(eq=False)
class Bot:
    """A device with a cookie jar.

    Attributes:
        received: bytes of bodies that came, as they crossed the wire.
        heard: the messages of its stream, with the time at which each came.
    """

    address: str
    session: aiohttp.ClientSession
    received: int = 0
    heard: list[tuple[float, dict[str, Any]]] = field(default_factory=list)
    last_id: str = ""

    async def get(self, path: str, **headers: str) -> tuple[int, str]:
        """A page: its status and text."""
        async with self.session.get(self.address + path, headers=headers) as answer:
            return answer.status, await self._text(answer)

    async def post(self, path: str, script: bool = True, **fields: str) -> tuple[int, Any]:
        """Something sent, as the page's script sends it: status and answer; without script the page that follows."""
        headers = {"Origin": self.address, **({"X-Script": "1"} if script else {})}
        async with self.session.post(self.address + path, data=fields, headers=headers) as answer:
            text = await self._text(answer)
            return answer.status, json.loads(text) if answer.content_type == "application/json" else text

    async def _text(self, answer: aiohttp.ClientResponse) -> str:
        data = await answer.read()
        self.received += len(data)
        return (zlib.decompress(data, 32 + 15) if "Content-Encoding" in answer.headers else data).decode()

    async def join(self, code: str = "KITE") -> str:
        """Take a seat; returns its page."""
        status, text = await self.post("/join", script=False, code=code, id=fresh())
        assert status == 200, text
        return str(text)

    async def vote(self, option: str, card: str = "", key: str = "") -> tuple[int, Any]:
        """Vote with a new id."""
        return await self.post("/vote", id=fresh(), expects=key, option=option, card=card)

    async def listen(self) -> None:
        """Hear the stream until it ends or the task is cancelled."""
        async with self.session.get(self.address + "/seat/stream", timeout=aiohttp.ClientTimeout(total=None)) as answer:
            unpack, left = zlib.decompressobj(16 + 15), b""
            async for data in answer.content.iter_any():
                self.received += len(data)
                *lines, left = (left + unpack.decompress(data)).split(b"\n")
                for line in lines:
                    if line.startswith(b"id: "):
                        self.last_id = line[4:].decode()
                    if line.startswith(b"data: "):
                        self.heard.append((perf_counter(), json.loads(line[6:])))

    async def hears(self, key: str) -> float:
        """Wait until the stream reports a position; return when it came."""
        async with asyncio.timeout(PATIENCE):
            while True:
                for at, found in self.heard:
                    if found.get("key") == key:
                        return at
                await asyncio.sleep(0.002)


@asynccontextmanager
async def bots(server: RoomServer, number: int, *, listening: bool = True) -> AsyncIterator[list[Bot]]:
    """Devices that have joined and whose pages are open."""
    async with asyncio.TaskGroup() as group, sessions(server.address, number) as found:
        tasks: list[asyncio.Task[None]] = []
        await asyncio.gather(*(bot.join() for bot in found))
        if listening:
            tasks = [group.create_task(bot.listen()) for bot in found]
            await asyncio.gather(*(bot.hears(server.room.state.position.key) for bot in found))
        try:
            yield found
        finally:
            for task in tasks:
                task.cancel()


@asynccontextmanager
async def sessions(address: str, number: int) -> AsyncIterator[list[Bot]]:
    """Devices with a cookie jar each, that have asked for nothing yet."""
    found = [
        aiohttp.ClientSession(
            cookie_jar=aiohttp.CookieJar(unsafe=True), connector=aiohttp.TCPConnector(limit=0), auto_decompress=False
        )
        for _ in range(number)
    ]
    try:
        yield [Bot(address, session) for session in found]
    finally:
        await asyncio.gather(*(session.close() for session in found))


@asynccontextmanager
async def device(server: RoomServer) -> AsyncIterator[Bot]:
    """One device that has not joined."""
    async with sessions(server.address, 1) as (bot,):
        yield bot


@asynccontextmanager
async def teacher(server: RoomServer) -> AsyncIterator[Bot]:
    """The browser on the teacher's machine, with the board open."""
    async with sessions(server.address, 1) as (bot,):
        status, text = await bot.get(server.board_link().removeprefix(server.address))
        assert status == 200, text
        yield bot


@asynccontextmanager
async def full(server: RoomServer) -> AsyncIterator[None]:
    """All that one address may have are connections that wait for an answer, while the block runs."""
    asked = f"GET /check/stream HTTP/1.1\r\nHost: {server.host}:{server.port}\r\n\r\n".encode()
    held: list[asyncio.StreamWriter] = []
    status = b"200"
    with mock.patch("game.web.streams.HEARTBEAT_SECONDS", 10 * PATIENCE):
        while status == b"200":
            assert len(held) <= 2 * server.room.plan.max_seats + 100, "one address may have any number"
            reader, writer = await asyncio.open_connection(server.host, server.port)
            writer.write(asked)
            status = (await reader.readline()).split()[1]
            held.append(writer)
        assert status == b"503"
        try:
            yield
        finally:
            for writer in held:
                writer.close()


def seat_name(page: str) -> str:
    """The name of the seat that a page is for."""
    found = re.search(r"You are <b>([^<]+)</b>", page)
    assert found is not None, page
    return found[1]
