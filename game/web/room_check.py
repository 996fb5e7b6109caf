"""The room check, the day before: whether a pupil's device reaches the room with all that a lesson needs."""

from __future__ import annotations

from aiohttp import web

from game.classroom.room import Room
from game.web.pages import Pages
from game.web.streams import Streams


class RoomCheck:
    """The room check.

    Attributes:
        reached_devices: the addresses of the devices from which page, form and cookie went well.
    """

    def __init__(self, room: Room, pages: Pages, streams: Streams) -> None:
        self.room = room
        self.pages = pages
        self.streams = streams
        self.reached_devices: set[str] = set()

    def routes(self) -> list[web.RouteDef]:
        """Where the pages are found."""
        return [
            web.get("/check", self.check),
            web.post("/check", self.check),
            web.get("/check/stream", self.stream),
            web.get("/check/now", self.now),
        ]

    async def check(self, request: web.Request) -> web.Response:
        """The page of the check; its form leads back to it, and by then a cookie must have been kept."""
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
        """Two messages, a beat apart: the first must reach a device while the second is not yet sent."""
        return await self.streams.follow(request, lambda: {"ok": True}, once=True)

    async def now(self, request: web.Request) -> web.Response:
        """What a page asks for where no stream reaches it."""
        return web.json_response({"ok": True})
