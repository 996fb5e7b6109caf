"""Server-sent events: each open page is sent the present state whenever that changes, and nothing else.

A message contains everything that its page needs, so a page that missed some has missed nothing, and a slow reader
costs one message instead of a queue. A change comes with the section that shows it; all messages of a stream are
compressed together, so what a section repeats from an earlier one takes almost no space.
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
from game.wording import server_words

#: The most pages that one seat has open at once.
MAX_STREAMS = 4
#: How often a silent stream repeats the present state, in seconds, so that a page knows that it is connected; stream.js
#: relies on the same number.
HEARTBEAT_SECONDS = 5.0
#: How long a stream may be unread before it is given up, and then its connection, in seconds.
UNREAD, GONE = 15.0, 30.0
#: How long a page without script counts as present after a request, in seconds.
PRESENCE_TIMEOUT = 90.0


class Streams:
    """The open pages of a room."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self.tasks: set[asyncio.Task[object]] = set()
        self._presence_timers: dict[str, asyncio.TimerHandle] = {}

    def mark_present(self, seat: str) -> None:
        """Record that a seat requested its page, which is the only sign of presence of a page without script."""
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
        """The seats that are present: with an open stream, or with a recent request."""
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
        """Send a page the present state, and again whenever it changes, until the page is closed.

        Args:
            now: returns the present state for the page.
            seat: the seat that is present while the stream is open, if any.
            section: makes the HTML that shows a change; a page that was just loaded shows it already.
            once: whether the stream ends with its first heartbeat.
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
            # A page cannot show a fault inside a stream: log it for the teacher, and let the page ask again.
            logging.getLogger(__name__).error(server_words.LOG_PAGE_NOT_TOLD, error)
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
    """Compresses the messages of one stream, if its reader accepts gzip; each can be read as soon as it arrives."""

    def __init__(self, request: web.Request) -> None:
        packs = "gzip" in request.headers.get(hdrs.ACCEPT_ENCODING, "")
        self.headers = {"Content-Encoding": "gzip"} if packs else {}
        # Gzip with a window of 16 kB: enough for a whole decision, for 128 kB of memory per page.
        self._pack = zlib.compressobj(9, zlib.DEFLATED, 16 + 14, 7) if packs else None

    def __call__(self, data: bytes) -> bytes:
        return data if self._pack is None else self._pack.compress(data) + self._pack.flush(zlib.Z_SYNC_FLUSH)


def _give_up_soon(request: web.Request) -> None:
    """Let the system close a connection whose other end has vanished; Linux can be told how soon."""
    transport = request.transport
    raw = transport.get_extra_info("socket") if transport is not None else None
    if raw is not None and hasattr(socket, "TCP_USER_TIMEOUT"):
        with contextlib.suppress(OSError):
            raw.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, int(1000 * GONE))
