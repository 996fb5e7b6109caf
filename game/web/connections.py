"""How many connections a server takes at once, and what those are told that are too many."""

from __future__ import annotations

import asyncio
from typing import cast

from aiohttp import web

#: Seconds after which a connection is closed on which nothing, or nothing whole, was asked.
SILENCE = 60.0
#: Seconds for which one connection too many may take to ask, so that it can be told.
HEARING = 5.0
#: The most connections that are told so at the same time; what is more is cut.
MOST_TOLD = 100


class Listening:
    """A server on one address, with no more connections at once than it can hold.

    Attributes:
        told: the connections that are being told that the server is full.
    """

    def __init__(self, runner: web.AppRunner, most: int, full: str) -> None:
        """Make it ready.

        Args:
            most: the most connections that are open at once.
            full: the page that a connection too many gets, as HTML.
        """
        self._runner = runner
        self._most = most
        self._full = full.encode()
        self._servers: list[asyncio.Server] = []
        self.told: set[_Full] = set()

    async def on(self, host: str, port: int) -> None:
        """Begin to listen.

        Raises:
            OSError: if the port or the address cannot be had.
        """
        loop = asyncio.get_running_loop()
        self._servers.append(await loop.create_server(self._answerer, host, port))

    def close(self) -> None:
        """Take no more connections."""
        for server in self._servers:
            server.close()

    def _answerer(self) -> asyncio.BaseProtocol:
        server = self._runner.server
        assert server is not None, "the runner was set up"
        return server() if len(server.connections) < self._most else _Full(self._full, self.told)


class _Full(asyncio.Protocol):
    """A connection too many: whatever it asks, it is told that the server is full, and closed."""

    def __init__(self, page: bytes, told: set[_Full]) -> None:
        self._answer = (
            b"HTTP/1.1 503 Service Unavailable\r\nContent-Type: text/html; charset=utf-8\r\nRetry-After: 5\r\n"
            b"Cache-Control: no-store\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s" % (len(page), page)
        )
        self._told = told

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        self._late = asyncio.get_running_loop().call_later(HEARING, self._transport.abort)
        self._told.add(self)
        if len(self._told) > MOST_TOLD:
            self._transport.abort()

    def data_received(self, data: bytes) -> None:
        self._transport.write(self._answer)
        self._transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        self._late.cancel()
        self._told.discard(self)
