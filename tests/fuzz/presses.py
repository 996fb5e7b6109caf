"""Presses of a class in any order, each sent any number of times, some copies late, every answer lost.

A press is what somebody wanted: a seat, a vote, a choice, a step. What comes of all copies over real sockets must be
what comes of one of each, in the order in which they were pressed.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import aiohttp
from hypothesis import strategies as st

from game.classroom.events import Opened
from game.classroom.rules import replay_seat
from game.story.read_pack import read_pack
from game.web.request_guard import hash_secret
from game.web.room_server import RoomServer
from tests.classroom.lessons import fresh
from tests.classroom.rig import guild, own_pace, served
from tests.conftest import MILL

#: What is pressed, by which of two devices where it is a pupil's, how often it is sent, and whether once more, late.
Press = tuple[str, int, int, bool]

KINDS = ("join", "out", "in", "next", "back", "lock", "unlock")
COUNCIL = ("walk", "wait", "plain")
OWN_PACE = ("weaver", "clerk", "first", "last")


def _presses(kinds: tuple[str, ...], ready: Sequence[str]) -> st.SearchStrategy[tuple[Press, ...]]:
    """Presses from the first moment on, or after those by which all is ready for what the lesson is about."""
    press = st.tuples(st.sampled_from((*kinds * 2, *KINDS)), st.integers(0, 1), st.integers(1, 3), st.booleans())
    before = tuple((kind, number % 2, 1, False) for number, kind in enumerate(ready))
    return st.builds(
        lambda start, more: (*start, *more), st.sampled_from([(), before]), st.lists(press, min_size=1, max_size=12)
    )


#: What is pressed in a council, and at own pace.
council = _presses(COUNCIL, ("join", "join", "next", "next", "next"))
at_own_pace = _presses(OWN_PACE, ("join", "join", "next", "next", "weaver", "weaver"))

_mill = read_pack(MILL)


@dataclass(frozen=True)
class Wanted:
    """What one device should have: a seat, being out, a vote, a role and the choices taken in it."""

    seat: bool = False
    out: bool = False
    vote: str = ""
    role: str = ""
    choices: tuple[str, ...] = ()


@dataclass
class Class:
    """Two devices and a teacher before a room, what they pressed, and what is still on its way."""

    server: RoomServer
    session: aiohttp.ClientSession
    board: str
    doors: list[str]
    wanted: list[Wanted] = field(default_factory=lambda: [Wanted(), Wanted()])
    place: int = 0
    locked: bool = False
    late: list[tuple[str, dict[str, str], str]] = field(default_factory=list)
    pressed: int = 0

    async def press(self, kind: str, who: int, times: int, late: bool) -> None:
        """One press, if its button is on the page now."""
        found = self._meant(kind, who)
        if found is None:
            return
        # A form without script is sent by the browser: while it waits it may be sent again, but nothing comes late.
        late = late and kind not in {"plain", "out", "in", "lock", "unlock"}
        for _ in range(times):
            await self.send(*found)
        if late:
            self.late.append(found)
        elif self.late and times == 1:
            await self.send(*self.late.pop(0))

    async def send(self, path: str, fields: dict[str, str], cookie: str) -> None:
        """One copy; its answer is lost, and with it every cookie that it would have set."""
        headers = {"Origin": self.server.address, "X-Script": "1", "Cookie": cookie}
        async with self.session.post(
            self.server.address + path, data=fields, headers=headers, allow_redirects=False
        ) as answer:
            assert answer.status < 500, await answer.text()

    def _meant(self, kind: str, who: int) -> tuple[str, dict[str, str], str] | None:
        state, mine, cookie = self.server.room.state, self.wanted[who], self.doors[who]
        key, new = state.position.key, fresh()
        council = self.server.room.plan.is_council
        match kind:
            case "next" if self.place < 3 - (not council):
                self.place += 1
                return "/board/step", {"id": new, "expects": key, "step": "next"}, self.board
            case "back" if self.place > 0:
                self.place -= 1
                return "/board/step", {"id": new, "expects": key, "step": "back"}, self.board
            case "lock" | "unlock":
                self.locked = kind == "lock"
                return "/board/lock", {"id": "the board's", "on": "yes" if self.locked else "no"}, self.board
            case "join" if not self.locked or mine.seat:
                self.wanted[who] = replace(mine, seat=True)
                return "/join", {"id": new, "code": "KITE"}, cookie
            case "out" | "in" if mine.seat:
                self.wanted[who] = replace(mine, out=kind == "out")
                return "/out", {"id": "the page's", "out": "yes" if kind == "out" else "no"}, cookie
            case "walk" | "wait" | "plain" if council and self.place == 3 and mine.seat and not mine.out:
                option = "write" if kind == "plain" else kind
                self.wanted[who] = replace(mine, vote=option)
                self.pressed += 1
                fields = {"id": "the page's", "expects": key, "option": option}
                return "/vote", fields | ({} if kind == "plain" else {"press": str(self.pressed)}), cookie
            case "weaver" | "clerk" if not council and self.place > 0 and mine.seat:
                self.wanted[who] = replace(mine, role=kind, choices=())
                return "/role", {"id": new, "role": kind}, cookie
            case "first" | "last" if not council and self.place == 2 and mine.role:
                journal = replay_seat(self.server.room.plan, state, self.seat(who))
                assert journal is not None
                open_now = [
                    each for each in journal.machine.get_choices(journal.scene_id) if each.is_open(journal.values)
                ]
                if not open_now:
                    return None
                choice = f"{journal.scene_id}.{open_now[0 if kind == 'first' else -1].spec.id}"
                self.wanted[who] = replace(mine, choices=(*mine.choices, choice))
                return "/choose", {"id": new, "choice": choice, "at": str(len(mine.choices))}, cookie
        return None

    def seat(self, who: int) -> str:
        """The name of a device's seat."""
        secret = self.doors[who].partition("=")[2]
        return self.server.room.state.find_seat(hash_secret(secret))

    def check(self) -> None:
        """Compare what is with what was wanted."""
        state = self.server.room.state
        council = self.server.room.plan.is_council
        names = [self.seat(who) for who, each in enumerate(self.wanted) if each.seat]
        assert sorted(names) == sorted(state.seats), "a seat for each device, and no other"
        for who, mine in enumerate(self.wanted):
            if mine.seat:
                seat, vote = state.seats[self.seat(who)], state.votes.get(self.seat(who))
                found = Wanted(True, seat.is_out, vote.option if vote else "", seat.role, seat.choice_refs)
                assert found == mine, (found, mine)
        places = ("lobby-0-0", "frame-0-0", "scene-0-0" if council else "play-0-0", "ballot-0-1")
        assert state.position.key == places[self.place]
        assert state.is_locked == self.locked


def in_a_council(pressed: Sequence[Press]) -> None:
    """Presses up to a council's first ballot."""
    asyncio.run(_pressed(guild(_mill), pressed))


def alone(pressed: Sequence[Press]) -> None:
    """Presses at own pace."""
    asyncio.run(_pressed(own_pace(_mill, "1931"), pressed))


async def _pressed(opened: Opened, pressed: Sequence[Press]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with (
            served(_mill, Path(folder) / "a.lesson", opened) as server,
            aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as session,
        ):
            cookies = [await _cookie(session, f"{server.address}/join") for _ in range(2)]
            found = Class(server, session, await _cookie(session, server.board_link()), cookies)
            for press in pressed:
                await found.press(*press)
            for late in found.late:
                await found.send(*late)
            found.check()


async def _cookie(session: aiohttp.ClientSession, address: str) -> str:
    async with session.get(address, allow_redirects=False) as answer:
        (cookie,) = answer.cookies.values()
        return f"{cookie.key}={cookie.value}"
