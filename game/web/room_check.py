"""The room check, for the day before: whether a pupil's device reaches the room with everything that a lesson needs."""

from __future__ import annotations

from aiohttp import web

from game.classroom.room import Room
from game.web.pages import Pages
from game.web.streams import Streams


class RoomCheck:
    """The room check.

    Attributes:
        reached_devices: the addresses of devices with which page, form and cookie worked.
    """

    def __init__(self, room: Room, pages: Pages, streams: Streams) -> None:
        self.room = room
        self.pages = pages
        self.streams = streams
        self.reached_devices: set[str] = set()

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of the pages."""
        return [
            web.get("/check", self.check),
            web.post("/check", self.check),
            web.get("/check/stream", self.stream, allow_head=False),
            web.get("/check/now", self.now),
        ]

    async def check(self, request: web.Request) -> web.Response:
        """Return the page of the check; its form leads back to it, and by then the device must have kept a cookie."""
        if request.method == "POST":
            response = web.HTTPSeeOther("/check?check")
            response.set_cookie("check", "yes", max_age=60, httponly=True, samesite="Lax")
            raise response
        posted, kept = "check" in request.query, request.cookies.get("check") == "yes"
        if posted and kept:
            self.reached_devices.add(request.remote or "")
            self.room.wake()
        return web.Response(text=self.pages.render("check.html", posted=posted, kept=kept), content_type="text/html")

    async def stream(self, request: web.Request) -> web.StreamResponse:
        """Stream two messages, a beat apart; the first must reach the device before the second is sent."""
        return await self.streams.follow(request, lambda: {"ok": True}, once=True)

    async def now(self, request: web.Request) -> web.Response:
        """Return the answer for a page that no stream reaches."""
        return web.json_response({"ok": True})
