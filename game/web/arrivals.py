"""Where seats are asked for: how many one address may take at once, and what the teacher is told of it.

Nothing of it is written down. A class may come from one address, behind one access point; so the seats that were
announced are dealt at once, and only those beyond them slowly.
"""

from __future__ import annotations

from game.classroom.commands import LessonCommand, ReleaseSeat
from game.classroom.room import Room
from game.web.request_guard import RateLimiter

#: How many seats of one address are worth a line of their own.
MANY = 4


class Arrivals:
    """The addresses from which the seats of a room were asked for."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._asked: dict[str, set[str]] = {}
        self._beyond = RateLimiter(burst=4, rate=1 / 30)

    def may(self, address: str, token: str) -> bool:
        """Whether an address may take a seat now.

        Args:
            token: the seat's, as in `commands.Join`; asked for twice it is one seat.
        """
        asked = self._asked.setdefault(address, set())
        allowed = token in asked or len(asked) < self._room.plan.max_seats or self._beyond.take(address)
        if allowed:
            asked.add(token)
        return allowed

    def crowds(self) -> dict[str, list[str]]:
        """The addresses with `MANY` seats or more, the most first, and the names of these seats."""
        found: dict[str, list[str]] = {}
        for address, tokens in self._asked.items():
            names = [name for name, seat in self._room.state.seats.items() if seat.token in tokens]
            if len(names) >= MANY:
                found[address] = names
        return dict(sorted(found.items(), key=lambda crowd: -len(crowd[1])))

    def take_back(self, address: str, command: str) -> list[LessonCommand]:
        """The commands that free every seat of an address; it may then take as many as any other.

        Args:
            command: the id of what was asked.
        """
        names = self.crowds().get(address, [])
        self._asked.pop(address, None)
        return [ReleaseSeat(id=f"{command} {name}", seat=name) for name in names]

    def notice(self) -> str:
        """What the teacher should see at once about the number of seats, or empty; it names nobody."""
        state, announced = self._room.state, self._room.plan.max_seats
        taken = len(state.seats)
        if taken > announced:
            return f"{taken} seats are taken, and {announced} were announced: hold H, and lock the door."
        if taken == announced and not state.is_locked:
            return f"All {announced} seats that were announced are taken: lock the door."
        return ""
