"""The addresses that ask for seats: how many one address may take at once, and what the teacher sees of it.

Nothing of it is written to disk. A whole class may have one address, behind one access point, so the announced seats
are given out at once, and only further ones slowly.
"""

from __future__ import annotations

from game.classroom.commands import LessonCommand, ReleaseSeat
from game.classroom.room import Room
from game.web.request_guard import RateLimiter
from game.wording import board_words

#: The fewest seats of one address that get a line of their own.
MANY = 4


class Arrivals:
    """The addresses that asked for the seats of a room."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._asked: dict[str, set[str]] = {}
        self._beyond = RateLimiter(burst=4, rate=1 / 30)

    def may(self, address: str, token: str) -> bool:
        """Return whether an address may take a seat now.

        Args:
            token: the seat's token, as in `commands.Join`; a token that asks twice gets one seat.
        """
        asked = self._asked.setdefault(address, set())
        allowed = token in asked or len(asked) < self._room.plan.max_seats or self._beyond.take(address)
        if allowed:
            asked.add(token)
        return allowed

    def crowds(self) -> dict[str, list[str]]:
        """Return the addresses with `MANY` seats or more, the most first, and the names of these seats."""
        found: dict[str, list[str]] = {}
        for address, tokens in self._asked.items():
            names = [name for name, seat in self._room.state.seats.items() if seat.token in tokens]
            if len(names) >= MANY:
                found[address] = names
        return dict(sorted(found.items(), key=lambda crowd: -len(crowd[1])))

    def take_back(self, address: str, command: str) -> list[LessonCommand]:
        """Return the commands that free every seat of an address, which may then take seats like any other.

        Args:
            command: the id of the request.
        """
        names = self.crowds().get(address, [])
        self._asked.pop(address, None)
        return [ReleaseSeat(id=f"{command} {name}", seat=name) for name in names]

    def notice(self) -> str:
        """Return a notice for the teacher about the number of seats, without names, or an empty string."""
        state, announced = self._room.state, self._room.plan.max_seats
        taken = len(state.seats)
        if taken > announced:
            return board_words.MORE_SEATS.format(taken=taken, announced=announced)
        if taken == announced and not state.is_locked:
            return board_words.ALL_SEATS.format(announced=announced)
        return ""
