"""How many connections a server takes at once, in all and from one address, and which of them must make room."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import cast

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError

from game.web.addresses import LOOPBACKS, Addresses
from game.web.request_guard import Handler

#: Seconds after which a connection is closed on which nothing, or nothing whole, was asked.
IDLE_TIMEOUT = 60.0
#: The most connections too many that are told so at the same time.
MAX_REJECTING = 100


class Connections:
    """The connections of a server, no more at once than it can hold.

    When it is full, or one address has half of what it holds, the connection on which nothing was asked for longest
    makes room for a new one: whoever only holds connections open, or lets a request drip, holds up nobody. Whoever is
    waiting for an answer keeps theirs, a stream above all; where these are all, the new one is told that it is one too
    many.
    """

    def __init__(self, here: Addresses, most: int, full: Callable[[web.Request], web.Response]) -> None:
        """Make it ready.

        Args:
            here: where the server is reached. What comes over the loopback, as the board does, is not counted and never
                depends on pupils, unless it is all that there is.
            most: the most connections that are open at once; half of them may come from one address.
            full: makes the answer that a connection too many gets.
        """
        self._here = here
        self._most = most
        self._full = full
        self._servers: list[asyncio.Server] = []
        # Each with its address, from the one that has been silent longest to the latest that asked.
        self._open: dict[web.RequestHandler, str] = {}
        self._answering: set[web.RequestHandler] = set()
        self._told: dict[web.RequestHandler, None] = {}

    async def listen(self, runner: web.AppRunner, host: str, port: int) -> None:
        """Begin to listen on an address.

        Raises:
            OSError: if the port or the address cannot be had.
        """
        server = runner.server
        assert server is not None, "the runner was set up"
        logging.getLogger("aiohttp.server").addFilter(_is_a_fault)
        loop = asyncio.get_running_loop()
        self._servers.append(await loop.create_server(lambda: _Arriving(self, server), host, port))

    def close(self) -> None:
        """Take no more connections."""
        for server in self._servers:
            server.close()

    def admit(self, new: web.RequestHandler, address: str, own: str) -> None:
        """Count a new connection, and let another make room for it where that is needed.

        Args:
            address: from where it comes.
            own: this machine's address to which it comes.
        """
        if own in LOOPBACKS and not self._here.is_alone:
            return
        self._open = {each: sender for each, sender in self._open.items() if each.transport is not None}
        same = [each for each, sender in self._open.items() if sender == address]
        crowd = same if len(same) >= self._most // 2 else list(self._open) if len(self._open) >= self._most else []
        silent = next((each for each in crowd if each not in self._answering), None)
        if silent is not None:
            silent.force_close()
            del self._open[silent]
        elif crowd:
            self._told = {each: None for each in self._told if each.transport is not None}
            if len(self._told) >= MAX_REJECTING:
                next(iter(self._told)).force_close()
            self._told[new] = None
            return
        self._open[new] = address

    @web.middleware
    async def middleware(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Tell a connection too many that it is, and remember on which ones something is asked."""
        connection = request.protocol
        if connection in self._told:
            response = self._full(request)
            response.force_close()
            return response
        self._asks(connection)
        # What drips in makes room like what is silent; what has come whole waits for its answer.
        if request.content.is_eof():
            self._answering.add(connection)
        try:
            return await handler(request)
        finally:
            self._answering.discard(connection)
            self._asks(connection)

    def _asks(self, connection: web.RequestHandler) -> None:
        if connection in self._open:
            self._open[connection] = self._open.pop(connection)


def _is_a_fault(record: logging.LogRecord) -> bool:
    """Whether it is the program's: what is no request, or whose sender is gone, is no matter for whoever serves."""
    senders = (HttpProcessingError, web.RequestPayloadError, ConnectionError)
    return not (record.exc_info and isinstance(record.exc_info[1], senders))


class _Arriving(asyncio.Protocol):
    """A connection of which nothing is known yet; as soon as its address is, the server takes it over."""

    def __init__(self, connections: Connections, server: web.Server) -> None:
        self._connections = connections
        self._server = server

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        ends = (transport.get_extra_info("peername"), transport.get_extra_info("sockname"))
        handler, known = self._server(), cast("asyncio.Transport", transport)
        known.set_protocol(handler)
        self._connections.admit(handler, *(str(end[0]) if end else "" for end in ends))
        handler.connection_made(known)
