"""Every answer of both servers says that nothing between may change it, or gather it until it is whole."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession, web

from game.story.types import Pack
from game.web.game_server import STATIC_FILES
from game.web.pages import get_static_version, load_static_files
from tests.classroom.rig import bots, device, full, own_pace, served, teacher
from tests.web import test_games as games


def asked(app: web.Application) -> Iterator[tuple[str, str]]:
    """Each method and path that a server answers, and some that it does not."""
    for route in app.router.routes():
        found = route.resource
        assert found is not None
        yield route.method, found.canonical.replace("{name}", "room.css").replace("{", "").replace("}", "")
    yield from [("GET", "/nowhere"), ("PUT", "/"), ("GET", "/static/nothing"), ("GET", "/static/../pages.py")]


async def untouched(session: ClientSession, method: str, address: str, **options: Any) -> int:
    """Ask; returns the status of an answer that nothing may gather or change."""
    options.setdefault("headers", {"Origin": "http://" + address.split("/")[2]})
    async with session.request(method, address, allow_redirects=False, **options) as answer:
        says = answer.headers.get("Cache-Control", "")
        assert "no-transform" in says, (method, address, answer.status, says)
        assert answer.headers.get("X-Accel-Buffering") == "no", (method, address, answer.status)
        return answer.status


async def test_of_a_room(mill: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with (
        served(mill, tmp_path / "a.lesson", own_pace(mill)) as server, teacher(server) as board,
        bots(server, 1, listening=False) as (bot,), device(server) as stranger,
    ):  # fmt: skip
        assert server._runner is not None and server._runner.app is not None
        found = set()
        for who in (bot, board, stranger):
            for method, path in asked(server._runner.app):
                found.add(await untouched(who.session, method, server.address + path))
        room = server.address
        for name in load_static_files():
            for query in ("", f"?{get_static_version()}"):
                found.add(await untouched(bot.session, "GET", f"{room}/static/{name}{query}"))
        refused: list[dict[str, Any]] = [
            {"headers": {}}, {"headers": {"Host": "evil.example"}}, {"data": b"x" * 200_000}, {"data": b"\xff=%ff"},
            {"headers": {"X-Script": "1", "Origin": room}},
        ]  # fmt: skip
        for options in refused:
            found.add(await untouched(stranger.session, "POST", f"{room}/join", **options))
        with monkeypatch.context() as broken:
            broken.setattr(server.pages, "render", lambda name, **_: 1 / 0 if name != "problem.html" else "")
            found.add(await untouched(stranger.session, "GET", f"{room}/check"))
    async with served(mill, tmp_path / "b.lesson", seats=1) as server, full(server), device(server) as late:
        found.add(await untouched(late.session, "GET", f"{server.address}/join"))
    assert {200, 303, 400, 403, 404, 405, 413, 421, 500, 503} <= found


async def test_of_the_game_in_a_browser(tmp_path: Path) -> None:
    async with games.served(tmp_path, seats=1) as (server, address), games.browser(address) as one:
        assert server._runner is not None and server._runner.app is not None
        found = {await untouched(one, method, address + path) for method, path in asked(server._runner.app)}
        for name in ("game.css", "game.js", *STATIC_FILES):
            found.add(await untouched(one, "GET", f"{address}/static/{name}"))
        found.add(await untouched(one, "GET", address, headers={"Host": "evil.example"}))
        async with one.ws_connect(f"{address}/ws", headers={"Origin": address}):
            found.add(await untouched(one, "GET", address))
    assert {200, 404, 405, 421, 503} <= found
