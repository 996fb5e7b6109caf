"""A network between pages and a room that holds back, swallows, or stands still, as school networks do."""

from __future__ import annotations

import asyncio
import contextlib
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from tests.classroom.rig import HOST, free_port


@dataclass
class Proxy:
    """What stands between pages and a room.

    Attributes:
        room: the room's port.
        port: its own; it lets each of the two take it for the other.
        whole: whether an answer is handed on only when it is whole.
        flows: set unless the network stands still.
    """

    room: int
    port: int = field(default_factory=free_port)
    whole: bool = False
    flows: asyncio.Event = field(default_factory=asyncio.Event)
    _swallowed: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def address(self) -> str:
        """Where pages find it."""
        return f"http://{HOST}:{self.port}"

    def mute(self) -> None:
        """Swallow for ever what is sent on the connections that are open now; new ones work."""
        self._swallowed.set()
        self._swallowed = asyncio.Event()

    async def carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Carry one connection."""
        swallowed = self._swallowed
        with contextlib.suppress(OSError, asyncio.IncompleteReadError):
            await self.flows.wait()
            there, back = await asyncio.open_connection(HOST, self.room)
            names = (b":%d" % self.port, b":%d" % self.room)
            async with asyncio.TaskGroup() as group:
                group.create_task(self._pass(reader, back, swallowed, names))
                group.create_task(self._pass(there, writer, swallowed, (names[1], names[0]), self.whole))

    async def _pass(
        self,
        source: asyncio.StreamReader,
        target: asyncio.StreamWriter,
        swallowed: asyncio.Event,
        names: tuple[bytes, bytes],
        whole: bool = False,
    ) -> None:
        held = b""
        with contextlib.suppress(OSError):
            while data := await source.read(1 << 16):
                await self.flows.wait()
                held += data
                if not swallowed.is_set() and (not whole or _is_whole(held)):
                    target.write(held.replace(*names))
                    held = b""
            if not swallowed.is_set():
                target.write(held.replace(*names))
        if not swallowed.is_set():
            target.close()


def _is_whole(answer: bytes) -> bool:
    head, _, body = answer.partition(b"\r\n\r\n")
    if b"chunked" in head:
        return body.endswith(b"0\r\n\r\n")
    length = re.search(rb"(?i)content-length: (\d+)", head)
    return length is None or len(body) >= int(length[1])


@asynccontextmanager
async def proxy(room: int, *, whole: bool = False) -> AsyncIterator[Proxy]:
    """A network before the room at this port, while the block runs."""
    found = Proxy(room, whole=whole)
    found.flows.set()
    carried: set[asyncio.Task[None]] = set()

    async def carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        carried.add(task)
        try:
            await found.carry(reader, writer)
        except asyncio.CancelledError:
            pass
        finally:
            carried.discard(task)
            writer.close()

    listening = await asyncio.start_server(carry, HOST, found.port)
    try:
        yield found
    finally:
        listening.close()
        for task in list(carried):
            task.cancel()
        await asyncio.gather(*carried, return_exceptions=True)
