"""Connections that hurt: too many, silent ones, halves of what was asked, and a peer that is gone without a word."""

from __future__ import annotations

import asyncio
import socket
from pathlib import Path

import pytest

from game.classroom.phases import Phase
from game.story.types import Pack
from game.web.room_server import RoomServer
from tests.classroom.rig import HOST, PATIENCE, Bot, bots, device, full, served, step

#: Linux's way to forget a connection without telling the other end; only root may.
TCP_REPAIR = 19


async def raw(server: RoomServer, data: bytes = b"") -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """A connection on which some bytes are sent, and nothing more."""
    reader, writer = await asyncio.open_connection(HOST, server.port)
    writer.write(data)
    await writer.drain()
    return reader, writer


def head(server: RoomServer, bot: Bot, asked: str) -> bytes:
    """The beginning of a request of a seat."""
    (cookie,) = (morsel for morsel in bot.session.cookie_jar if morsel.key == f"seat-{server.port}")
    return f"{asked} HTTP/1.1\r\nHost: {HOST}:{server.port}\r\nCookie: {cookie.key}={cookie.value}\r\n".encode()


async def test_one_connection_too_many_gets_a_page_and_the_lesson_goes_on(mill: Pack, tmp_path: Path) -> None:
    async with (
        served(mill, tmp_path / "a.lesson", seats=3) as server,
        bots(server, 2) as pupils,
        device(server) as late,
    ):
        async with full(server):
            status, page = await late.get("/join/KITE")
            assert status == 503 and "The room is full" in page and "look again" in page
            await step(server, "next")
            await asyncio.gather(*(bot.hears("frame-0-0") for bot in pupils))
        async with asyncio.timeout(PATIENCE):
            while (await late.get("/join/KITE"))[0] != 200:
                await asyncio.sleep(0.01)


async def test_who_says_nothing_or_half_of_something_is_closed_and_the_others_stay(
    mill: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("game.web.room_server.IDLE_TIMEOUT", 0.3)
    monkeypatch.setattr("game.web.forms.READ_TIMEOUT", 0.3)
    async with served(mill, tmp_path / "a.lesson") as server, bots(server, 2) as (bot, other):
        origin = f"Origin: {server.address}\r\n".encode()
        form = b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 500\r\n\r\noption="
        silent, _ = await raw(server)
        half_head, _ = await raw(server, head(server, bot, "GET /seat"))
        half_form, _ = await raw(server, head(server, bot, "POST /vote") + origin + form)
        async with asyncio.timeout(PATIENCE):
            assert await silent.read() == await half_head.read() == b""
            answer = await half_form.readuntil(b"</html>")
        assert b" 408 " in answer and b"send it again" in answer
        await step(server, "next")
        await asyncio.gather(bot.hears("frame-0-0"), other.hears("frame-0-0"))
        assert server.streams.present_seats == set(server.room.state.seats)


async def test_a_seat_whose_device_is_gone_without_a_word_leaves_the_denominator(mill: Pack, tmp_path: Path) -> None:
    async with served(mill, tmp_path / "a.lesson") as server, bots(server, 2, listening=False) as (bot, _):
        with socket.create_connection((HOST, server.port)) as gone:
            gone.sendall(head(server, bot, "GET /seat/stream") + b"\r\n")
            async with asyncio.timeout(PATIENCE):
                assert await asyncio.to_thread(gone.recv, 4096) and server.room.present_seats
            if hasattr(socket, "TCP_USER_TIMEOUT"):
                waits = [
                    handler.transport.get_extra_info("socket").getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT)
                    for handler in server.connections
                    if handler.transport is not None
                ]
                assert 30_000 in waits, "what the other end does not take is given up after two beats"
            try:
                gone.setsockopt(socket.IPPROTO_TCP, TCP_REPAIR, 1)
            except OSError:
                pytest.skip("only root on Linux can let a connection vanish")
        # What it is sent next is answered by nobody, or by a machine that knows nothing of it.
        async with asyncio.timeout(PATIENCE):
            while server.room.present_seats:
                await step(server, "next" if server.room.state.position.phase is Phase.LOBBY else "back")
                await asyncio.sleep(0.02)
