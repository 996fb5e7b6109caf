"""The terminal game in browsers: what the framework's server leaves open is shut."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest

from game.web.game_process import GAME_COMMAND
from game.web.game_server import GameServer
from tests.classroom.rig import HOST, PATIENCE, free_port
from tests.conftest import MILL

#: A game that says what it reads, as the framework's driver would; it tells its process number first.
ECHO = """
import os, sys
out = sys.stdout.buffer
def say(data): out.write(b"D" + len(data).to_bytes(4, "big") + data); out.flush()
out.write(b"__GANGLION__\\n"); say(str(os.getpid()).encode()); say(os.environ["SIXTEEN_POINTS_DATA"].encode())
while head := sys.stdin.buffer.read(5):
    data = sys.stdin.buffer.read(int.from_bytes(head[1:], "big"))
    if head[:1] == b"D": say(data)
    if b"quit" in data: break
"""


@asynccontextmanager
async def served(folder: Path, seats: int = 2, words: tuple[str, ...] = ()) -> AsyncIterator[tuple[GameServer, str]]:
    port = free_port()
    games = GameServer(words or (sys.executable, "-c", ECHO), folder, HOST, port, seats, "The Mill")
    await games.start()
    try:
        yield games, f"http://{HOST}:{port}"
    finally:
        await games.stop()


@asynccontextmanager
async def browser(address: str) -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as session:
        async with session.get(f"{address}/") as answer:
            assert answer.status == 200
        yield session


async def told(socket: aiohttp.ClientWebSocketResponse) -> str:
    async with asyncio.timeout(PATIENCE):
        return str((await socket.receive_bytes()).decode())


def alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


async def test_players_play_apart_and_their_games_end_with_the_server(tmp_path: Path) -> None:
    async with served(tmp_path) as (_, address), browser(address) as one, browser(address) as two:
        sockets = [await each.ws_connect(f"{address}/ws?width=80", headers={"Origin": address}) for each in (one, two)]
        processes = [int(await told(socket)) for socket in sockets]
        homes = [await told(socket) for socket in sockets]
        assert homes[0] != homes[1], "each player's runs are kept apart"
        await sockets[0].send_json(["stdin", "ő"])
        assert await told(sockets[0]) == "ő"
        for wrong in ('"x"', "[]", '["stdin", 5]', "[" * 9000, '["resize", {"width": "a", "height": 1}]'):
            await sockets[0].send_str(wrong)
        await sockets[0].send_json(["stdin", "still here"])
        assert await told(sockets[0]) == "still here"
        assert all(map(alive, processes))
    assert not any(map(alive, processes))


async def test_a_full_house_gets_a_page_and_a_place_comes_free(tmp_path: Path) -> None:
    async with served(tmp_path, seats=1) as (games, address), browser(address) as one:
        socket = await one.ws_connect(f"{address}/ws", headers={"Origin": address})
        process = int(await told(socket))
        async with one.get(address) as answer:
            assert answer.status == 503
            assert "All 1 places are taken" in await answer.text()
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await one.ws_connect(f"{address}/ws", headers={"Origin": address})
        await socket.close()
        async with asyncio.timeout(PATIENCE):
            while games.game_count or alive(process):
                await asyncio.sleep(0.01)
        async with one.get(address) as answer:
            assert answer.status == 200


async def test_foreign_pages_foreign_names_and_lists_of_files_are_refused(tmp_path: Path) -> None:
    async with served(tmp_path) as (_, address), browser(address) as one:
        for origin in ("http://evil.example", "null", ""):
            with pytest.raises(aiohttp.WSServerHandshakeError):
                await one.ws_connect(f"{address}/ws", headers={"Origin": origin} if origin else {})
        for path, headers, status in (
            ("/", {"Host": "evil.example"}, 421),
            ("/static/", {}, 404),
            ("/static/../games.py", {}, 404),
            ("/static/%2e%2e%2fgames.py", {}, 404),
            ("/download/nothing", {}, 404),
        ):
            async with one.get(address + path, headers=headers) as answer:
                assert answer.status == status, path
        async with one.get(address) as answer:
            text = await answer.text()
            assert "googleapis" not in text and "connect-src 'self'" in answer.headers["Content-Security-Policy"]
        async with one.get(f"{address}/static/mono.ttf") as answer:
            assert answer.status == 200 and answer.content_type == "font/ttf"


async def test_the_game_itself_is_drawn(tmp_path: Path) -> None:
    async with served(tmp_path, words=(*GAME_COMMAND, "--scenes", str(MILL))) as (_, address), browser(address) as one:
        socket = await one.ws_connect(f"{address}/ws?width=100&height=30", headers={"Origin": address})
        drawn = ""
        while "New run" not in drawn:
            drawn += await told(socket)


@pytest.mark.parametrize(
    "ends", ["os.kill(os.getpid(), 9)", "say(b'x') or out.write(b'M\\0\\0\\0\\1{')", "raise OSError"]
)
async def test_a_game_that_ends_or_fails_by_itself_frees_its_place_and_tells_its_browser(
    tmp_path: Path, ends: str
) -> None:
    program = ECHO.split("while")[0] + ends + "; out.flush(); time.sleep(60)"
    words = (sys.executable, "-c", f"import time{program}")
    async with served(tmp_path, seats=1, words=words) as (games, address), browser(address) as one:
        socket = await one.ws_connect(f"{address}/ws", headers={"Origin": address})
        async with asyncio.timeout(PATIENCE):
            while (await socket.receive()).type is aiohttp.WSMsgType.BINARY:
                pass
            while games.game_count:
                await asyncio.sleep(0.01)
        assert socket.closed


async def test_a_game_that_cannot_begin_frees_its_place_and_the_others_go_on(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with served(tmp_path / "data", words=("no such program",)) as (games, address), browser(address) as one:
        for _ in range(3):
            socket = await one.ws_connect(f"{address}/ws", headers={"Origin": address})
            async with asyncio.timeout(PATIENCE):
                assert (await socket.receive()).type is not aiohttp.WSMsgType.BINARY
                while games.game_count:
                    await asyncio.sleep(0.01)
    assert caplog.text.count("A game could not be played") == 3


def test_a_game_whose_server_was_killed_ends_by_itself() -> None:
    environment = {**os.environ, "SIXTEEN_POINTS_PARENT": str(os.getpid() + 100_000)}
    done = subprocess.run(
        [*GAME_COMMAND, "--plain", "--scenes", str(MILL)], env=environment, stdin=subprocess.PIPE, timeout=PATIENCE
    )
    assert done.returncode == 1
