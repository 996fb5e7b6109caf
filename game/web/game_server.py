"""The terminal game in browsers: textual-serve, made safe for a network.

Its own server trusts its network: it runs its command in a shell, lists its files, loads a font from another host,
accepts requests from any page and any number of players, and leaves games running when it is killed. This server does
none of that.
"""

from __future__ import annotations

import asyncio
import json
import logging
import re
import secrets
from importlib.resources import files
from pathlib import Path
from typing import Any

from aiohttp import WSMsgType, web
from jinja2 import Environment, FileSystemLoader
from textual_serve.download_manager import DownloadManager

from game.web.addresses import Addresses
from game.web.connections import IDLE_TIMEOUT, Connections
from game.web.game_process import SHUTDOWN_SECONDS, GameProcess
from game.web.request_guard import SECURITY_HEADERS, hash_secret, is_same_origin, make_guard
from game.wording import server_words

#: The most bytes of one message from a browser.
MAX_MESSAGE_BYTES = 64 * 1024
COOKIE_SECONDS = 365 * 24 * 3600
#: The files of textual-serve that the page loads, by name, each with its type.
STATIC_FILES = {
    "textual.js": ("js/textual.js", "text/javascript"),
    "xterm.css": ("css/xterm.css", "text/css"),
    "mono.ttf": ("fonts/RobotoMono-VariableFont_wght.ttf", "font/ttf"),
    "mono-italic.ttf": ("fonts/RobotoMono-Italic-VariableFont_wght.ttf", "font/ttf"),
}
WEB_FOLDER = Path(__file__).parent


class GameServer:
    """The terminal game for several players.

    Attributes:
        command_words: the command that starts a game.
        data: the folder of the players' runs, with a folder for each player.
        addresses: the addresses of the server.
        max_games: the most games at once.
        title: the name of the story, for the pages around the game.
        game_count: how many games are running or ending.
    """

    def __init__(self, words: tuple[str, ...], data: Path, host: str, port: int, seats: int, title: str) -> None:
        self.command_words = words
        self.data = data
        self.addresses = Addresses(host, port)
        self.max_games = seats
        self.title = title
        self.game_count = 0
        self._cookie = f"player-{port}"
        self._downloads = DownloadManager()
        self._playing: set[asyncio.Task[Any]] = set()
        self._ending: set[asyncio.Task[Any]] = set()
        self._runner: web.AppRunner | None = None
        self._connections = Connections(
            self.addresses, 4 * seats + 200, lambda request: self._problem(request, 503, server_words.GAMES_FULL)
        )
        self._following: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Start listening.

        Raises:
            UserError: if the port or the address cannot be used.
        """
        guarded = make_guard(self.addresses, lambda _: "", self._problem)
        app = web.Application(middlewares=[guarded, self._connections.middleware], client_max_size=1024)
        app.add_routes(
            [
                web.get("/", self._index),
                web.get("/ws", self._play, allow_head=False),
                web.get("/download/{key}", self._download),
                web.get("/static/{name}", self._static),
            ]
        )
        self._runner = web.AppRunner(
            app,
            access_log=None,
            handler_cancellation=True,
            shutdown_timeout=SHUTDOWN_SECONDS,
            keepalive_timeout=IDLE_TIMEOUT,
        )
        await self._runner.setup()
        runner = self._runner
        try:
            await self.addresses.listen(lambda host: self._connections.listen(runner, host, self.addresses.port))
        except BaseException:
            await self.stop()
            raise
        self._following = asyncio.create_task(self.addresses.follow(lambda: None), name="following networks")

    async def stop(self) -> None:
        """End every game and stop listening."""
        if self._following is not None:
            self._following.cancel()
        for game in self._playing:
            game.cancel()
        while self._playing or self._ending:
            await asyncio.gather(*self._playing, *self._ending, return_exceptions=True)
        self._connections.close()
        if self._runner is not None:
            await self._runner.cleanup()

    async def _index(self, request: web.Request) -> web.Response:
        if self.game_count >= self.max_games:
            return self._problem(request, 503, server_words.GAMES_TAKEN_LATER.format(count=self.max_games))
        response = self._page("game.html", host=request.host)
        response.headers["Content-Security-Policy"] = (
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; img-src data:; "
            f"connect-src 'self' ws://{request.host}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        )
        if self._player(request) is None:
            response.set_cookie(
                self._cookie, secrets.token_hex(16), max_age=COOKIE_SECONDS, httponly=True, samesite="Lax"
            )
        return response

    def _player(self, request: web.Request) -> Path | None:
        """Return the folder of the player who asks; None for an unknown browser."""
        secret = request.cookies.get(self._cookie, "")
        return self.data / hash_secret(secret)[:32] if re.fullmatch(r"[0-9a-f]{32}", secret) else None

    async def _play(self, request: web.Request) -> web.StreamResponse:
        home = self._player(request)
        # Browsers allow a socket from any page: only the Origin says which page opened it.
        if "Origin" not in request.headers or not is_same_origin(request) or home is None:
            return self._problem(request, 403, server_words.GAME_PAGE_FIRST)
        socket = web.WebSocketResponse(heartbeat=15, max_msg_size=MAX_MESSAGE_BYTES)
        if not socket.can_prepare(request):
            return self._problem(request, 400, server_words.GAME_PAGE_ONLY)
        if self.game_count >= self.max_games:
            return self._problem(request, 503, server_words.GAMES_TAKEN.format(count=self.max_games))
        self.game_count += 1
        task = asyncio.current_task()
        assert task is not None
        self._playing.add(task)
        game: GameProcess | None = None
        try:
            await socket.prepare(request)
            home.mkdir(parents=True, exist_ok=True)

            async def close() -> None:
                await socket.close()

            game = GameProcess(
                "",
                write_bytes=socket.send_bytes,
                write_str=socket.send_str,
                close=close,
                download_manager=self._downloads,
            )
            game.command_words, game.home = self.command_words, home
            await game.start(_clamp(request.query.get("width"), 20, 400), _clamp(request.query.get("height"), 5, 200))
            await self._listen(socket, game)
        except (ConnectionError, asyncio.CancelledError):
            pass
        except Exception as error:
            # The socket is open, so no page can show the fault: close it, and log the fault for the operator.
            logging.getLogger(__name__).error(server_words.LOG_GAME_NOT_PLAYED, error)
        finally:
            self._playing.discard(task)
            # The browser may be gone, which cancels this very task, so the game is ended in another one.
            ending = asyncio.create_task(game.stop() if game is not None else asyncio.sleep(0))
            self._ending.add(ending)
            ending.add_done_callback(self._freed)
            await asyncio.shield(asyncio.wait({ending}))
        return socket

    def _freed(self, ending: asyncio.Task[Any]) -> None:
        self._ending.discard(ending)
        self.game_count -= 1

    async def _listen(self, socket: web.WebSocketResponse, game: GameProcess) -> None:
        """Pass on messages from a browser, if the page's script can have sent them."""
        async for message in socket:
            if message.type is not WSMsgType.TEXT:
                continue
            try:
                match json.loads(message.data):
                    case ["stdin", str(keys)]:
                        await game.send_bytes(keys.encode("utf-8", "ignore"))
                    case ["resize", {"width": int(width), "height": int(height)}]:
                        await game.set_terminal_size(_clamp(width, 20, 400), _clamp(height, 5, 200))
                    case ["ping", str(data)]:
                        await socket.send_json(["pong", data[:100]])
                    case ["blur"]:
                        await game.blur()
                    case ["focus"]:
                        await game.focus()
            except (ValueError, RecursionError):
                continue

    async def _download(self, request: web.Request) -> web.StreamResponse:
        try:
            about = await self._downloads.get_download_metadata(request.match_info["key"])
        except KeyError:
            raise web.HTTPNotFound from None
        name = re.sub(r"[^\w.-]+", "-", about.file_name)
        headers = {**SECURITY_HEADERS, "Content-Disposition": f'attachment; filename="{name}"'}
        response = web.StreamResponse(headers=headers)
        response.content_type = "application/octet-stream"
        await response.prepare(request)
        async for chunk in self._downloads.download(request.match_info["key"]):
            await response.write(chunk)
        return response

    async def _static(self, request: web.Request) -> web.Response:
        name = request.match_info["name"]
        if name in {"game.css", "game.js"}:
            kind = "text/css" if name.endswith("css") else "text/javascript"
            return web.Response(body=(WEB_FOLDER / "static" / name).read_bytes(), content_type=kind)
        if name not in STATIC_FILES:
            raise web.HTTPNotFound
        path, kind = STATIC_FILES[name]
        data = files("textual_serve").joinpath("static", path).read_bytes()
        response = web.Response(body=data, content_type=kind, headers={"Cache-Control": "max-age=86400, no-transform"})
        response.enable_compression()
        return response

    def _problem(self, request: web.Request, status: int, message: str) -> web.Response:
        return self._page("game-problem.html", status, says=message)

    def _templates(self) -> Environment:
        return Environment(loader=FileSystemLoader(WEB_FOLDER / "templates"), autoescape=True)

    def _page(self, name: str, status: int = 200, **values: str) -> web.Response:
        text = self._templates().get_template(name).render(title=self.title, server_words=server_words, **values)
        return web.Response(text=text, content_type="text/html", status=status, headers=SECURITY_HEADERS)


def _clamp(value: Any, least: int, most: int) -> int:
    """Return a width or height from a browser within bounds; 80 or 24 if it is not a number."""
    try:
        return max(least, min(most, int(value)))
    except (TypeError, ValueError):
        return {20: 80, 5: 24}[least]
