"""The server of a room: its pages on one port, for the pupils' network and for the teacher's own machine."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from aiohttp import web

from game.classroom.room import Room
from game.story.types import Pack
from game.web.addresses import Addresses
from game.web.arrivals import Arrivals
from game.web.board import BoardPages
from game.web.connections import IDLE_TIMEOUT, Connections
from game.web.lesson_material import build_material
from game.web.pages import Pages, get_static_version, load_static_files
from game.web.request_guard import MAX_BODY_BYTES, make_guard
from game.web.room_check import RoomCheck
from game.web.seats import SeatPages
from game.web.streams import Streams
from game.wording import server_words


@dataclass
class RoomServer:
    """A room that is being served.

    Attributes:
        host: this machine's address or name on the pupils' network; empty for all its networks.
        port: the port, there and on the loopback.
        addresses: the addresses of the room.
    """

    room: Room
    pack: Pack
    host: str
    port: int
    addresses: Addresses = field(init=False)
    pages: Pages = field(init=False)
    board: BoardPages = field(init=False)
    seats: SeatPages = field(init=False)
    check: RoomCheck = field(init=False)

    def __post_init__(self) -> None:
        opened = self.room.state.opened
        assert opened is not None, "a room is opened before it is served"
        self.addresses = Addresses(self.host, self.port)
        self.arrivals = Arrivals(self.room)
        self.pages = Pages(self.room.plan, build_material(self.pack, opened), self.addresses, self.arrivals)
        self.streams = Streams(self.room)
        self.board = BoardPages(self.room, self.pages, self.streams, self.addresses)
        self.seats = SeatPages(self.room, self.pages, self.streams, self.port)
        self.check = RoomCheck(self.room, self.pages, self.streams)
        self._runner: web.AppRunner | None = None
        # A browser opens up to six connections, and one for its stream; most open two.
        self._connections = Connections(
            self.addresses,
            4 * self.room.plan.max_seats + 200,
            lambda request: self._problem(request, 503, server_words.ROOM_FULL),
        )
        self._following: asyncio.Task[None] | None = None

    @property
    def address(self) -> str:
        """The address for pupils."""
        return self.addresses.shown_url

    @property
    def connections(self) -> list[web.RequestHandler]:
        """The open connections."""
        server = self._runner.server if self._runner is not None else None
        return list(server.connections) if server is not None else []

    def board_link(self) -> str:
        """Return a new link that opens the board once, on this machine."""
        return f"{self.addresses.local_url}{self.board.make_link()}"

    async def start(self) -> None:
        """Start the writer and start listening.

        Raises:
            UserError: if the port or the address cannot be used.
        """
        self.room.start()
        # A page that is closed ends its stream at once: a seat is present while a stream is open.
        self._runner = web.AppRunner(
            self._app(),
            access_log=None,
            handler_cancellation=True,
            shutdown_timeout=1.0,
            keepalive_timeout=IDLE_TIMEOUT,
        )
        await self._runner.setup()
        runner = self._runner
        try:
            await self.addresses.listen(lambda host: self._connections.listen(runner, host, self.port))
        except BaseException:
            await self.stop()
            raise
        self._following = asyncio.create_task(self.addresses.follow(self.room.wake), name="following networks")

    async def stop(self) -> None:
        """End every stream, stop listening and close the log."""
        if self._following is not None:
            self._following.cancel()
        self._connections.close()
        try:
            await self.streams.close()
            if self._runner is not None:
                await self._runner.cleanup()
        finally:
            await self.room.stop()

    def _app(self) -> web.Application:
        guarded = make_guard(self.addresses, self.seats.seat_name, self._problem)
        app = web.Application(middlewares=[guarded, self._connections.middleware], client_max_size=MAX_BODY_BYTES)
        app.add_routes(
            [*self.seats.routes(), *self.check.routes(), *self.board.routes(), web.get("/static/{name}", _static)]
        )
        return app

    def _problem(self, request: web.Request, status: int, message: str) -> web.Response:
        """Return the page about a problem; a script gets only the message."""
        if status == 413:
            message = server_words.TOO_LARGE
        if status == 404:
            message = server_words.NO_PAGE
        if "X-Script" in request.headers:
            return web.json_response({"ok": False, "says": message, "stale": False}, status=status)
        page = self.pages.render("problem.html", says=message)
        return web.Response(text=page, content_type="text/html", status=status)


async def _static(request: web.Request) -> web.Response:
    found = load_static_files().get(request.match_info["name"])
    if found is None:
        raise web.HTTPNotFound
    response = web.Response(body=found[1], content_type=found[0], charset="utf-8")
    # The address contains a hash of the content, so a cached copy is never stale.
    if request.query_string == get_static_version():
        response.headers["Cache-Control"] = "max-age=31536000, immutable, no-transform"
    response.enable_compression()
    return response
