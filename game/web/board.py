"""The board and the wall: pages for the teacher's own machine, opened by a link that works once."""

from __future__ import annotations

import asyncio
import secrets
from typing import cast, get_args

from aiohttp import web

from game.classroom.commands import (
    TEACHER,
    CommandRefused,
    LessonCommand,
    LockDoor,
    MoveLesson,
    ReleaseSeat,
    SetGate,
    StepName,
)
from game.classroom.room import Room
from game.text.diagnostics import UserError
from game.web.addresses import Addresses, parse_authority
from game.web.forms import read_fields, read_id, unique_id
from game.web.lesson_files import build_lesson_files
from game.web.pages import Pages
from game.web.request_guard import hash_secret, is_this_machine
from game.web.streams import Streams
from game.wording import board_words


class BoardPages:
    """The pages and commands for the teacher's machine; other machines and browsers without the cookie are refused."""

    def __init__(self, room: Room, pages: Pages, streams: Streams, addresses: Addresses) -> None:
        self.room = room
        self.pages = pages
        self.streams = streams
        self.addresses = addresses
        self.cookie = f"board-{addresses.port}"
        self._links: set[str] = set()
        self._devices: set[str] = set()

    def make_link(self) -> str:
        """Return the path of a new one-time link to the board; earlier links still work, each once."""
        secret = secrets.token_urlsafe(16)
        self._links.add(hash_secret(secret))
        return f"/board/open/{secret}"

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of the pages."""
        return [
            web.get("/board/open/{secret}", self.open),
            web.get("/board", self.board),
            web.get("/board/section", self.section),
            web.get("/board/held", self.teacher_peek),
            web.get("/board/stream", self.stream, allow_head=False),
            web.get("/board/now", self.now),
            web.post("/board/step", self.step),
            web.post("/board/lock", self.lock),
            web.post("/board/free", self.free),
            web.post("/board/gate", self.gate),
            web.post("/board/address", self.address),
            web.get("/board/{name:class.html|session.json|keys.txt}", self.lesson_file),
            web.get("/wall", self.wall),
            web.get("/wall/section", self.wall_section),
        ]

    async def open(self, request: web.Request) -> web.Response:
        """Exchange the one-time link for a cookie."""
        if not is_this_machine(request):
            raise web.HTTPForbidden(text=board_words.OTHER_MACHINE)
        link = hash_secret(request.match_info["secret"])
        if link not in self._links:
            raise web.HTTPForbidden(text=board_words.LINK_USED)
        self._links.remove(link)
        secret = secrets.token_hex(16)
        self._devices.add(hash_secret(secret))
        response = web.HTTPSeeOther("/board")
        response.set_cookie(self.cookie, secret, httponly=True, samesite="Lax", path="/")
        raise response

    async def board(self, request: web.Request) -> web.Response:
        """Return the board's page."""
        self._lead_home(request)
        return _html(self.pages.render_wall(self.room.state, whole=True, controls=True))

    async def section(self, request: web.Request) -> web.Response:
        """Return the part of the board that changes."""
        self._allow(request)
        return _html(self.pages.render_wall(self.room.state, whole=False, controls=True))

    async def wall(self, request: web.Request) -> web.Response:
        """Return the wall, for a second screen."""
        self._lead_home(request)
        return _html(self.pages.render_wall(self.room.state, whole=True))

    async def wall_section(self, request: web.Request) -> web.Response:
        """Return the part of the wall that changes."""
        self._allow(request)
        return _html(self.pages.render_wall(self.room.state, whole=False))

    async def teacher_peek(self, request: web.Request) -> web.Response:
        """Return what the board shows while a key is held."""
        self._allow(request)
        return _html(self.pages.render_peek(self.room.state, self.streams.present_seats))

    async def stream(self, request: web.Request) -> web.StreamResponse:
        """Stream changes to the page."""
        self._allow(request)
        return await self.streams.follow(request, self._now)

    async def now(self, request: web.Request) -> web.Response:
        """Return the same once, for a page whose stream is silent."""
        self._allow(request)
        return web.json_response(self._now())

    def _now(self) -> dict[str, object]:
        shown = self.pages.shown(self.room.state)
        return {"shown": shown, "number": self.room.entry_number, "here": len(self.streams.present_seats)}

    async def step(self, request: web.Request) -> web.Response:
        """Move the lesson."""
        fields = await self._fields(request)
        step = fields.get("step", "")
        if step not in get_args(StepName):
            raise web.HTTPBadRequest(text=board_words.NO_STEP)
        kind = cast("StepName", step)
        return await self._send(
            request, MoveLesson(id=read_id(fields), expected_position=fields.get("expects", ""), step=kind)
        )

    async def lock(self, request: web.Request) -> web.Response:
        """Lock the door, or unlock it."""
        fields = await self._fields(request)
        return await self._send(request, LockDoor(id=unique_id(fields), on=fields.get("on") == "yes"))

    async def free(self, request: web.Request) -> web.Response:
        """Free a seat, or all seats of one address at once."""
        fields = await self._fields(request)
        if "from" in fields:
            return await self._send(request, *self.pages.arrivals.take_back(fields["from"], read_id(fields)))
        return await self._send(request, ReleaseSeat(id=read_id(fields), seat=fields.get("seat", "")))

    async def gate(self, request: web.Request) -> web.Response:
        """Move the gate."""
        fields = await self._fields(request)
        return await self._send(request, SetGate(id=unique_id(fields), at=fields.get("at", "").strip()))

    async def address(self, request: web.Request) -> web.Response:
        """Show pupils another address of this machine."""
        fields = await self._fields(request)
        if not self.addresses.show(fields.get("at", "")):
            raise web.HTTPConflict(text=board_words.NO_ADDRESS)
        self.room.wake()
        return self._done(request)

    async def lesson_file(self, request: web.Request) -> web.Response:
        """Return one of the lesson's files, as far as the lesson has come."""
        self._allow(request)
        name = request.match_info["name"]
        found = build_lesson_files(self.pages, self.room.state).get(name)
        if found is None:
            raise web.HTTPNotFound
        kind = {"html": "text/html", "json": "application/json", "txt": "text/plain"}[name.rsplit(".", 1)[1]]
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return web.Response(body=found, content_type=kind, charset="utf-8", headers=headers)

    def _lead_home(self, request: web.Request) -> None:
        """Redirect the board from this machine's other names to the one that has its cookie."""
        here = self.addresses.local_url
        if is_this_machine(request) and parse_authority(request.host) != parse_authority(here.removeprefix("http://")):
            raise web.HTTPSeeOther(f"{here}{request.path}")
        self._allow(request)

    def _allow(self, request: web.Request) -> None:
        if not is_this_machine(request):
            raise web.HTTPForbidden(text=board_words.OTHER_MACHINE)
        if hash_secret(request.cookies.get(self.cookie, "")) not in self._devices:
            raise web.HTTPForbidden(text=board_words.NOT_OPENED)

    async def _fields(self, request: web.Request) -> dict[str, str]:
        self._allow(request)
        return dict(await read_fields(request))

    async def _send(self, request: web.Request, *commands: LessonCommand) -> web.Response:
        script = "X-Script" in request.headers
        try:
            # Together, so that they are written in one transaction.
            await asyncio.gather(*(self.room.execute(TEACHER, command) for command in commands))
        except UserError as error:
            stale = isinstance(error, CommandRefused) and error.is_stale
            if script:
                return web.json_response({"ok": False, "says": str(error), "stale": stale}, status=409)
            if not stale:
                raise web.HTTPConflict(text=str(error)) from None
        return self._done(request)

    def _done(self, request: web.Request) -> web.Response:
        if "X-Script" in request.headers:
            return web.json_response({"ok": True, "says": ""})
        raise web.HTTPSeeOther("/board")


def _html(text: str) -> web.Response:
    return web.Response(text=text, content_type="text/html")
