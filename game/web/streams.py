"""Server-sent events: each open page is told where things stand, whenever that changes; never more than that.

A message says everything that its page needs to know, so whoever missed some has missed nothing, and a slow reader
costs one message, not a queue. With what is new comes the section that shows it, so that it can be read at once; all
messages of a stream are compressed as one, so that what a section repeats of an earlier one weighs next to nothing.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import socket
import zlib
from collections.abc import Callable

from aiohttp import hdrs, web

from game.classroom.room import Room
from game.web.request_guard import SECURITY_HEADERS

#: The most pages that one seat has open at once.
MAX_STREAMS = 4
#: Seconds after which a silent stream says again where things stand, so that a page knows that it is not cut off; the
#: pages' own stream.js counts with the same number.
HEARTBEAT_SECONDS = 5.0
#: Seconds after which a stream that its reader does not take is given up, and then its connection.
UNREAD, GONE = 15.0, 30.0
#: Seconds for which a page without script counts as present after it was last asked for.
PRESENCE_TIMEOUT = 90.0


class Streams:
    """The open pages of a room."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self.tasks: set[asyncio.Task[object]] = set()
        self._presence_timers: dict[str, asyncio.TimerHandle] = {}

    def mark_present(self, seat: str) -> None:
        """A seat asked for its page: without script that is the only sign of it; with a stream it says nothing."""
        if self.room.open_pages[seat] > 0:
            return
        self._stop_timer(seat)
        self._presence_timers[seat] = asyncio.get_running_loop().call_later(
            PRESENCE_TIMEOUT, self._presence_timers.pop, seat, None
        )

    def _stop_timer(self, seat: str) -> None:
        timer = self._presence_timers.pop(seat, None)
        if timer is not None:
            timer.cancel()

    @property
    def present_seats(self) -> set[str]:
        """The seats that are present: a stream is open, or the page was asked for just now."""
        return self.room.present_seats | set(self._presence_timers)

    async def follow(
        self,
        request: web.Request,
        now: Callable[[], dict[str, object]],
        seat: str = "",
        section: Callable[[], str] | None = None,
        *,
        once: bool = False,
    ) -> web.StreamResponse:
        """Tell a page where things stand, and again whenever that changes, until it is closed.

        Args:
            now: what the page needs to know, as it is now.
            seat: the seat that is present while the stream is open, if it is one's.
            section: makes the HTML that shows the change; a page that has just come shows it already.
            once: whether it ends with its first beat.
        """
        pack = _GzipStream(request)
        response = web.StreamResponse(headers={**SECURITY_HEADERS, **pack.headers, "Content-Type": "text/event-stream"})
        await response.prepare(request)
        _give_up_soon(request)
        changed = asyncio.Event()
        task = asyncio.current_task()
        assert task is not None
        self.tasks.add(task)
        followed = self.room.lesson_listeners if seat else self.room.all_listeners
        followed.add(changed)
        if seat:
            self.room.open_pages[seat] += 1
            self._stop_timer(seat)
            self.room.wake()
        scene: dict[str, object] | None = None
        try:
            while True:
                changed.clear()
                found = now()
                beats = found == scene
                fresh = not beats and scene is not None and section is not None and "freed" not in found
                message = {**found, "html": section()} if fresh and section is not None else found
                data = f"retry: 1500\nid: {self.room.entry_number}\ndata: {json.dumps(message)}\n\n"
                scene = found
                async with asyncio.timeout(UNREAD):
                    await response.write(pack(data.encode()))
                if once and beats:
                    break
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(HEARTBEAT_SECONDS):
                        while now() == scene:
                            await changed.wait()
                            changed.clear()
        except (ConnectionError, TimeoutError):
            pass
        except Exception as error:
            # No page can say it amid a stream: whoever teaches is told, and the page asks again.
            logging.getLogger(__name__).error("A page was not told of a change (%r); the lesson goes on.", error)
        finally:
            followed.discard(changed)
            self.tasks.discard(task)
            if seat:
                self.room.open_pages[seat] -= 1
                self.room.wake()
        return response

    async def close(self) -> None:
        """End every stream."""
        tasks = list(self.tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for timer in self._presence_timers.values():
            timer.cancel()
        self._presence_timers.clear()


class _GzipStream:
    """Compresses the messages of one stream, if its reader takes that; each can be read as soon as it has come."""

    def __init__(self, request: web.Request) -> None:
        packs = "gzip" in request.headers.get(hdrs.ACCEPT_ENCODING, "")
        self.headers = {"Content-Encoding": "gzip"} if packs else {}
        # As gzip, and looking back 16 kB: a whole decision, for 128 kB of memory a page.
        self._pack = zlib.compressobj(9, zlib.DEFLATED, 16 + 14, 7) if packs else None

    def __call__(self, data: bytes) -> bytes:
        return data if self._pack is None else self._pack.compress(data) + self._pack.flush(zlib.Z_SYNC_FLUSH)


def _give_up_soon(request: web.Request) -> None:
    """Let the system give up a connection whose other end is gone without a word; Linux can be told how soon."""
    transport = request.transport
    raw = transport.get_extra_info("socket") if transport is not None else None
    if raw is not None and hasattr(socket, "TCP_USER_TIMEOUT"):
        with contextlib.suppress(OSError):
            raw.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, int(1000 * GONE))
