"""Limits on a server's open connections, in all and from one address, and the choice of those that are closed."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import cast

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError

from game.web.addresses import LOOPBACKS, Addresses
from game.web.request_guard import Handler

#: How long a connection without a complete request stays open, in seconds.
IDLE_TIMEOUT = 60.0
#: The most connections over the limit that get an answer at the same time.
MAX_REJECTING = 100


class Connections:
    """The open connections of a server, up to a limit.

    When the server is full, or one address has half of the connections, the one without a request for the longest time
    is closed for a new one, so clients that hold connections open or send requests very slowly block nobody. A
    connection that waits for an answer, such as a stream, is kept; if all do, the new connection is refused with an
    answer.
    """

    def __init__(self, here: Addresses, most: int, full: Callable[[web.Request], web.Response]) -> None:
        """Set the limits.

        Args:
            here: the addresses of the server. Connections over the loopback, such as the board's, are not counted and
                never depend on pupils, unless there are no others.
            most: the most connections that are open at once; half of them may come from one address.
            full: makes the answer to a connection over the limit.
        """
        self._here = here
        self._most = most
        self._full = full
        self._servers: list[asyncio.Server] = []
        # Each with its address, from the one that has been silent longest to the one with the latest request.
        self._open: dict[web.RequestHandler, str] = {}
        self._answering: set[web.RequestHandler] = set()
        self._told: dict[web.RequestHandler, None] = {}

    async def listen(self, runner: web.AppRunner, host: str, port: int) -> None:
        """Start listening on an address.

        Raises:
            OSError: if the port or the address cannot be used.
        """
        server = runner.server
        assert server is not None, "the runner was set up"
        logging.getLogger("aiohttp.server").addFilter(_is_a_fault)
        loop = asyncio.get_running_loop()
        self._servers.append(await loop.create_server(lambda: _Arriving(self, server), host, port))

    def close(self) -> None:
        """Stop listening."""
        for server in self._servers:
            server.close()

    def admit(self, new: web.RequestHandler, address: str, own: str) -> None:
        """Count a new connection, and close another one for it if necessary.

        Args:
            address: its address.
            own: this machine's address that it reached.
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
        """Refuse a connection over the limit, and record on which connections a request is being answered."""
        connection = request.protocol
        if connection in self._told:
            response = self._full(request)
            response.force_close()
            return response
        self._asks(connection)
        # A request that arrives slowly counts as silence; a complete one keeps its connection.
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
    """Return whether it is a fault in the program, and not a malformed request or a sender that is gone."""
    senders = (HttpProcessingError, web.RequestPayloadError, ConnectionError)
    return not (record.exc_info and isinstance(record.exc_info[1], senders))


class _Arriving(asyncio.Protocol):
    """A new connection, which is handed to the server as soon as its address is known."""

    def __init__(self, connections: Connections, server: web.Server) -> None:
        self._connections = connections
        self._server = server

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        ends = (transport.get_extra_info("peername"), transport.get_extra_info("sockname"))
        handler, known = self._server(), cast("asyncio.Transport", transport)
        known.set_protocol(handler)
        self._connections.admit(handler, *(str(end[0]) if end else "" for end in ends))
        handler.connection_made(known)
