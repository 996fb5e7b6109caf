"""The pages of pupils: joining, the seat, and the commands of a seat."""

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
from game.classroom.room import Room
from game.classroom.rules import SEAT_RELEASED
from game.play.store.files import SaveError
from game.text.clean import clean
from game.web.forms import read_fields, read_id, unique_id
from game.web.pages import DisplayPreferences, Pages
from game.web.request_guard import RateLimiter, hash_secret, is_this_machine
from game.web.streams import MAX_STREAMS, Streams
from game.wording import seat_words

COOKIE_SECONDS = 365 * 24 * 3600


class SeatPages:
    """The pages and commands for pupils."""

    def __init__(self, room: Room, pages: Pages, streams: Streams, port: int) -> None:
        self.room = room
        self.pages = pages
        self.streams = streams
        self.arrivals = pages.arrivals
        # Cookies ignore ports: two rooms on one machine need different names for theirs.
        self.cookie = f"seat-{port}"
        # The secret of a device before it has a seat: even if an answer is lost, it asks for the same seat again.
        self.waits = f"door-{port}"
        # A device sends little; a broken one is slowed down before it slows the class.
        self.command_limiter = RateLimiter(burst=40, rate=4)
        self.code_limiter = RateLimiter(burst=60, rate=0.5)

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of the pages."""
        return [
            web.get("/", self.join_page),
            web.get("/join", self.join_page),
            web.get("/join/{code}", self.join_page),
            web.post("/join", self.join),
            web.get("/seat", self.seat),
            web.get("/seat/section", self.section),
            web.get("/seat/sources/{key}", self.sources),
            web.get("/seat/stream", self.stream, allow_head=False),
            web.get("/seat/now", self.now),
            web.post("/vote", self.vote),
            web.post("/choose", self.choose),
            web.post("/role", self.role),
            web.post("/out", self.out),
            web.post("/liking", self.preferences),
            web.post("/leave", self.leave),
        ]

    def seat_name(self, request: web.Request) -> str:
        """Return the name of the seat of the device that asks, or an empty string."""
        found = (request.cookies.get(cookie, "") for cookie in (self.cookie, self.waits))
        seats = (self.room.state.find_seat(hash_secret(secret)) for secret in found if secret)
        return next(filter(None, seats), "")

    async def join_page(self, request: web.Request) -> web.Response:
        """Return the page for joining."""
        if self.seat_name(request):
            raise web.HTTPSeeOther("/seat")
        return self._render_join_page(request, clean(request.match_info.get("code", ""))[:12])

    def _render_join_page(
        self, request: web.Request, code: str = "", message: str = "", status: int = 200
    ) -> web.Response:
        if not message and self.cookie in request.cookies:
            message = seat_words.SEAT_LOST
        page = self.pages.render("join.html", code=code, says=message, board=is_this_machine(request))
        response = web.Response(text=page, content_type="text/html", status=status)
        if not request.cookies.get(self.waits):
            response.set_cookie(self.waits, secrets.token_hex(16), httponly=True, samesite="Lax")
        return response

    async def join(self, request: web.Request) -> web.Response:
        """Take a seat: one for each device, or for each form without cookies, however often it is sent."""
        form = await read_fields(request)
        if self.seat_name(request):
            raise web.HTTPSeeOther("/seat")
        code = form.get("code", "").strip().upper()
        opened = self.room.state.opened
        if opened is None or not secrets.compare_digest(code.encode(), opened.code.encode()):
            if not self.code_limiter.take(request.remote or ""):
                return self._render_join_page(request, "", seat_words.MANY_CODES, 429)
            return self._render_join_page(request, "", seat_words.WRONG_CODE, 403)
        secret = request.cookies.get(self.waits) or hash_secret(read_id(form))[:32]
        token = hash_secret(secret)
        if not self.arrivals.may(request.remote or "", token):
            return self._render_join_page(request, code, seat_words.MANY_SEATS, 429)
        try:
            await self.room.execute(DOOR, Join(id=secrets.token_hex(8), token=token))
        except CommandRefused as refused:
            return self._render_join_page(request, code, str(refused), 409)
        except SaveError as error:
            return self._render_join_page(request, code, str(error), 503)
        response = web.HTTPSeeOther("/seat")
        response.set_cookie(self.cookie, secret, max_age=COOKIE_SECONDS, httponly=True, samesite="Lax")
        response.del_cookie(self.waits)
        raise response

    async def seat(self, request: web.Request) -> web.Response:
        """Return the page of a seat."""
        return self._render_seat(request)

    async def section(self, request: web.Request) -> web.Response:
        """Return only the present section of a seat's page."""
        name = self.seat_name(request)
        if not name:
            raise web.HTTPForbidden(text=SEAT_RELEASED)
        self.streams.mark_present(name)
        return _compressed(self.pages.render_section(self.room.state, name, _read_preferences(request)))

    def _render_seat(self, request: web.Request, message: str = "", status: int = 200) -> web.Response:
        name = self.seat_name(request)
        if not name:
            return self._render_join_page(request)
        self.streams.mark_present(name)
        return _compressed(
            self.pages.render_seat(self.room.state, name, _read_preferences(request), whole=True, message=message),
            status,
        )

    async def sources(self, request: web.Request) -> web.Response:
        """Return the footnotes of a section, which a page loads when they are unfolded."""
        text = self.pages.render_sources(self.room.state, request.match_info["key"], _read_preferences(request))
        if not text or not self.seat_name(request):
            raise web.HTTPNotFound
        return _compressed(text)

    async def vote(self, request: web.Request) -> web.Response:
        """Vote, or change the vote."""
        form = await read_fields(request)
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
        """Take a choice of the seat's role."""
        form = await read_fields(request)
        at = form.get("at", "")
        asked = Choose(
            id=read_id(form),
            choice_ref=form.get("choice", ""),
            choice_count=int(at) if re.fullmatch("[0-9]{1,9}", at) else -1,
        )
        return await self._send(request, asked)

    async def role(self, request: web.Request) -> web.Response:
        """Take a role, or swap it."""
        form = await read_fields(request)
        return await self._send(request, TakeRole(id=read_id(form), role=form.get("role", "")))

    async def out(self, request: web.Request) -> web.Response:
        """Step out or back in."""
        form = await read_fields(request)
        return await self._send(request, SitOut(id=unique_id(form), out=form.get("out") == "yes"))

    async def preferences(self, request: web.Request) -> web.Response:
        """Switch calm scenes and easy texts; only the device stores these preferences."""
        form = await read_fields(request)
        response = web.HTTPSeeOther("/seat")
        for name in ("calm", "easy"):
            if form.get(name) in {"yes", "no"}:
                response.set_cookie(name, form[name], max_age=COOKIE_SECONDS, httponly=True, samesite="Lax")
        raise response

    async def leave(self, request: web.Request) -> web.Response:
        """Release the seat on this device for another pupil."""
        response = web.HTTPSeeOther("/join")
        for name in (self.cookie, self.waits, "calm", "easy"):
            response.del_cookie(name)
        raise response

    async def _send(self, request: web.Request, command: LessonCommand) -> web.Response:
        name = self.seat_name(request)
        if not name:
            return self._reply(request, 403, SEAT_RELEASED)
        if not self.command_limiter.take(name):
            return self._reply(request, 429, seat_words.MANY_COMMANDS)
        try:
            # Ids are per seat, so another seat's command never counts as a repeat of this one.
            await self.room.execute(Sender("seat", name), replace(command, id=f"{name} {command.id}"))
        except CommandRefused as refused:
            return self._reply(request, 409, str(refused), stale=refused.is_stale)
        except SaveError as error:
            return self._reply(request, 503, seat_words.NOT_WRITTEN.format(error=error))
        confirmed = {
            CastVote: seat_words.VOTE_IN,
            Choose: seat_words.CHOICE_TAKEN,
            TakeRole: seat_words.ROLE_TAKEN,
            SitOut: seat_words.OUT_SWITCHED,
        }
        return self._reply(request, 200, confirmed[type(command)])

    def _reply(self, request: web.Request, status: int, message: str, *, stale: bool = False) -> web.Response:
        """Return the answer to a command: a message for a script, the seat's page for a form."""
        if "X-Script" in request.headers:
            return web.json_response({"ok": status == 200, "says": message, "stale": stale}, status=status)
        if status == 200:
            raise web.HTTPSeeOther("/seat")
        return self._render_seat(request, message, status)

    async def stream(self, request: web.Request) -> web.StreamResponse:
        """Stream changes to a seat's page."""
        name = self.seat_name(request)
        if not name:
            return web.Response(status=204)  # tells a browser not to come back
        if self.room.open_pages[name] >= MAX_STREAMS:
            raise web.HTTPTooManyRequests(text=seat_words.MANY_PAGES)

        def section() -> str:
            return self.pages.render_section(self.room.state, name, preferences)

        preferences = _read_preferences(request)
        return await self.streams.follow(request, lambda: self._now(name), name, section)

    async def now(self, request: web.Request) -> web.Response:
        """Return the same once, for a page whose stream is silent."""
        name = self.seat_name(request)
        if name:
            self.streams.mark_present(name)
        return web.json_response(self._now(name))

    def _now(self, name: str) -> dict[str, object]:
        """Return what a seat's page needs to know whether it is out of date."""
        state = self.room.state
        seat = state.seats.get(name)
        if seat is None:
            return {"freed": True}
        message = f"{seat_words.PHASES[state.position.phase]}."
        return {"key": state.position.key, "out": seat.is_out, "gate": state.gate, "says": message}


def _read_preferences(request: web.Request) -> DisplayPreferences:
    return DisplayPreferences(request.cookies.get("calm") == "yes", request.cookies.get("easy") == "yes")


def _compressed(text: str, status: int = 200) -> web.Response:
    response = web.Response(text=text, content_type="text/html", status=status)
    response.enable_compression()
    return response
