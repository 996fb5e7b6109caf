"""The pages of pupils: joining, the seat, and what a seat sends."""

from __future__ import annotations

import re
import secrets
from dataclasses import replace

from aiohttp import web

from game.classroom.commands import (
    DOOR,
    CastVote,
    Choose,
    CommandRefused,
    Join,
    LessonCommand,
    Sender,
    SitOut,
    TakeRole,
)
from game.classroom.phases import Phase
from game.classroom.room import Room
from game.classroom.rules import SEAT_RELEASED
from game.play.store.files import SaveError
from game.text.clean import clean
from game.web.forms import fields_of, id_of, unique_id
from game.web.guard import Allowance, hashed, is_this_machine
from game.web.pages import CALLED, Liking, Pages
from game.web.streams import MOST_STREAMS, Streams

YEAR = 365 * 24 * 3600
#: What a seat is told once its command has been carried out.
SENT = {
    CastVote: "Your vote is in. You may change it until the ballot is closed.",
    Choose: "Taken.",
    TakeRole: "This is you now.",
    SitOut: "Done.",
}


class Seats:
    """What pupils may ask for."""

    def __init__(self, room: Room, pages: Pages, streams: Streams, port: int) -> None:
        self.room = room
        self.pages = pages
        self.streams = streams
        self.arrivals = pages.arrivals
        # Cookies know no ports: two rooms on one machine keep theirs apart by name.
        self.cookie = f"seat-{port}"
        # The secret of a device before it has a seat: whatever becomes of an answer, it asks for one and the same.
        self.waits = f"door-{port}"
        # One device sends little; a broken one is slowed down before it slows the class.
        self.sends = Allowance(burst=40, rate=4)
        self.codes = Allowance(burst=60, rate=0.5)

    def routes(self) -> list[web.RouteDef]:
        """Where the pages are found."""
        return [
            web.get("/", self.door),
            web.get("/join", self.door),
            web.get("/join/{code}", self.door),
            web.post("/join", self.join),
            web.get("/seat", self.seat),
            web.get("/seat/section", self.section),
            web.get("/seat/sources/{key}", self.sources),
            web.get("/seat/stream", self.stream),
            web.get("/seat/now", self.now),
            web.post("/vote", self.vote),
            web.post("/choose", self.choose),
            web.post("/role", self.role),
            web.post("/out", self.out),
            web.post("/liking", self.liking),
            web.post("/leave", self.leave),
        ]

    def name(self, request: web.Request) -> str:
        """The seat of the device that asks, or an empty string."""
        found = (request.cookies.get(cookie, "") for cookie in (self.cookie, self.waits))
        seats = (self.room.state.find_seat(hashed(secret)) for secret in found if secret)
        return next(filter(None, seats), "")

    async def door(self, request: web.Request) -> web.Response:
        """The page on which one joins."""
        if self.name(request):
            raise web.HTTPSeeOther("/seat")
        return self._door(request, clean(request.match_info.get("code", ""))[:12])

    def _door(self, request: web.Request, code: str = "", says: str = "", status: int = 200) -> web.Response:
        if not says and self.cookie in request.cookies:
            says = "The seat of this device was freed, or belongs to another lesson. Join again."
        page = self.pages.render("join.html", code=code, says=says, board=is_this_machine(request))
        response = web.Response(text=page, content_type="text/html", status=status)
        if not request.cookies.get(self.waits):
            response.set_cookie(self.waits, secrets.token_hex(16), httponly=True, samesite="Lax")
        return response

    async def join(self, request: web.Request) -> web.Response:
        """Take a seat: one for a device, or for a form where the device keeps nothing, however often it is sent."""
        form = await fields_of(request)
        if self.name(request):
            raise web.HTTPSeeOther("/seat")
        code = form.get("code", "").strip().upper()
        opened = self.room.state.opened
        if opened is None or not secrets.compare_digest(code.encode(), opened.code.encode()):
            if not self.codes.take(request.remote or ""):
                return self._door(request, "", "There were many wrong codes from here; wait a minute.", 429)
            return self._door(request, "", "There is no room with this code; look at the wall again.", 403)
        secret = request.cookies.get(self.waits) or hashed(id_of(form))[:32]
        token = hashed(secret)
        if not self.arrivals.may(request.remote or "", token):
            says = "Many seats were taken from here, more than were announced. Wait half a minute, and try again."
            return self._door(request, code, says, 429)
        try:
            await self.room.execute(DOOR, Join(id=secrets.token_hex(8), token=token))
        except CommandRefused as refused:
            return self._door(request, code, str(refused), 409)
        except SaveError as error:
            return self._door(request, code, str(error), 503)
        response = web.HTTPSeeOther("/seat")
        response.set_cookie(self.cookie, secret, max_age=YEAR, httponly=True, samesite="Lax")
        response.del_cookie(self.waits)
        raise response

    async def seat(self, request: web.Request) -> web.Response:
        """The page of a seat."""
        return self._seat(request)

    async def section(self, request: web.Request) -> web.Response:
        """Only the present section of a seat's page."""
        name = self.name(request)
        if not name:
            raise web.HTTPForbidden(text=SEAT_RELEASED)
        self.streams.seen(name)
        return _packed(self.pages.section(self.room.state, name, _liking(request)))

    def _seat(self, request: web.Request, says: str = "", status: int = 200) -> web.Response:
        name = self.name(request)
        if not name:
            return self._door(request)
        self.streams.seen(name)
        return _packed(self.pages.seat(self.room.state, name, _liking(request), whole=True, says=says), status)

    async def sources(self, request: web.Request) -> web.Response:
        """The footnotes of a section, which a page asks for when they are unfolded."""
        text = self.pages.sources(self.room.state, request.match_info["key"], _liking(request))
        if not text or not self.name(request):
            raise web.HTTPNotFound
        return _packed(text)

    async def vote(self, request: web.Request) -> web.Response:
        """Vote, or change one's vote."""
        form = await fields_of(request)
        press = form.get("press", "")
        vote = CastVote(
            id=unique_id(form),
            expected_position=form.get("expects", ""),
            option=form.get("option", ""),
            card=form.get("card", ""),
            press=int(press) if press.isdecimal() and len(press) < 20 else 0,
        )
        return await self._send(request, vote)

    async def choose(self, request: web.Request) -> web.Response:
        """Take a choice of one's role."""
        form = await fields_of(request)
        at = form.get("at", "")
        asked = Choose(
            id=id_of(form),
            choice_ref=form.get("choice", ""),
            choice_count=int(at) if re.fullmatch("[0-9]{1,9}", at) else -1,
        )
        return await self._send(request, asked)

    async def role(self, request: web.Request) -> web.Response:
        """Take a role, or swap it."""
        form = await fields_of(request)
        return await self._send(request, TakeRole(id=id_of(form), role=form.get("role", "")))

    async def out(self, request: web.Request) -> web.Response:
        """Step out, or in again."""
        form = await fields_of(request)
        return await self._send(request, SitOut(id=unique_id(form), out=form.get("out") == "yes"))

    async def liking(self, request: web.Request) -> web.Response:
        """Switch calm scenes and easy texts; only the device remembers them."""
        form = await fields_of(request)
        response = web.HTTPSeeOther("/seat")
        for name in ("calm", "easy"):
            if form.get(name) in {"yes", "no"}:
                response.set_cookie(name, form[name], max_age=YEAR, httponly=True, samesite="Lax")
        raise response

    async def leave(self, request: web.Request) -> web.Response:
        """Let go of the seat on this device; it is somebody else's turn."""
        response = web.HTTPSeeOther("/join")
        for name in (self.cookie, self.waits, "calm", "easy"):
            response.del_cookie(name)
        raise response

    async def _send(self, request: web.Request, command: LessonCommand) -> web.Response:
        name = self.name(request)
        if not name:
            return self._sent(request, 403, SEAT_RELEASED)
        if not self.sends.take(name):
            return self._sent(request, 429, "That was a lot at once; wait a moment and send it again.")
        try:
            # An id is the sender's own: no other seat's command is taken for this one sent twice.
            await self.room.execute(Sender("seat", name), replace(command, id=f"{name} {command.id}"))
        except CommandRefused as refused:
            return self._sent(request, 409, str(refused), stale=refused.is_stale)
        except SaveError as error:
            return self._sent(request, 503, f"Your teacher's computer could not write it down; try again. ({error})")
        return self._sent(request, 200, SENT[type(command)])

    def _sent(self, request: web.Request, status: int, says: str, *, stale: bool = False) -> web.Response:
        """The answer to something sent: for a script its words, for a form the seat's page."""
        if "X-Script" in request.headers:
            return web.json_response({"ok": status == 200, "says": says, "stale": stale}, status=status)
        if status == 200:
            raise web.HTTPSeeOther("/seat")
        return self._seat(request, says, status)

    async def stream(self, request: web.Request) -> web.StreamResponse:
        """What has changed for a seat, as it changes."""
        name = self.name(request)
        if not name:
            return web.Response(status=204)  # tells a browser not to come back
        if self.room.open_pages[name] >= MOST_STREAMS:
            raise web.HTTPTooManyRequests(text="This seat has many pages open already; close one.")

        def section() -> str:
            return self.pages.section(self.room.state, name, liking)

        liking = _liking(request)
        return await self.streams.follow(request, lambda: self._now(name), name, section)

    async def now(self, request: web.Request) -> web.Response:
        """The same, once: for a page whose stream is silent."""
        name = self.name(request)
        if name:
            self.streams.seen(name)
        return web.json_response(self._now(name))

    def _now(self, name: str) -> dict[str, object]:
        """What a seat's page must know to tell whether it is old."""
        state = self.room.state
        seat = state.seats.get(name)
        if seat is None:
            return {"freed": True}
        says = f"{CALLED[Phase(state.position.phase)]}."
        return {"key": state.position.key, "out": seat.is_out, "gate": state.gate, "says": says}


def _liking(request: web.Request) -> Liking:
    return Liking(request.cookies.get("calm") == "yes", request.cookies.get("easy") == "yes")


def _packed(text: str, status: int = 200) -> web.Response:
    response = web.Response(text=text, content_type="text/html", status=status)
    response.enable_compression()
    return response
