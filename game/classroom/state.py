"""The state of a room: a fold over its events."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import reduce
from typing import TypeVar

from game.classroom.events import (
    AnyEvent,
    Chose,
    Closed,
    Dismissed,
    Freed,
    GateMoved,
    Joined,
    LessonMoved,
    Locked,
    Opened,
    RoleTaken,
    Stepped,
    Voted,
)
from game.classroom.phases import LessonPosition, Phase

Value = TypeVar("Value")


@dataclass(frozen=True)
class Seat:
    """A seat.

    Attributes:
        token: the SHA-256 of the secret that its device holds, in hexadecimal.
        is_out: whether it stepped out.
        role: at own pace, its role; else empty.
        choice_refs: at own pace, the choices it took, as `scene.choice`.
    """

    token: str
    is_out: bool = False
    role: str = ""
    choice_refs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Vote:
    """A vote: an option, and the card that mattered most, or an empty string.

    Attributes:
        press: while the ballot is open, as in `commands.CastVote`; not part of the vote itself.
    """

    option: str
    card: str = ""
    press: int = field(default=0, compare=False)


@dataclass(frozen=True)
class ClosedBallot:
    """A closed ballot.

    Attributes:
        question: the number of its question, from 0.
        ballot: its number among the ballots on this question, from 1.
        votes: its votes, sorted, without seats.
    """

    question: int
    ballot: int
    votes: tuple[Vote, ...]


@dataclass(frozen=True)
class RoomState:
    """The state of a room, except for who is present.

    Attributes:
        opened: the room's first event; None before it.
        position: the position of the lesson.
        seats: the seats by name.
        votes: the votes in the open ballot, by seat.
        closed_ballots: the closed ballots, in order.
        is_locked: whether no new seats are given out.
        gate: at own pace, the hour up to which the class plays, as a written moment.
        dealt_names: every seat name that was ever given out; none is used twice.
    """

    opened: Opened | None = None
    position: LessonPosition = field(default_factory=LessonPosition)
    seats: dict[str, Seat] = field(default_factory=dict)
    votes: dict[str, Vote] = field(default_factory=dict)
    closed_ballots: tuple[ClosedBallot, ...] = ()
    is_locked: bool = False
    gate: str = ""
    dealt_names: frozenset[str] = frozenset()

    def find_seat(self, token: str) -> str:
        """Return the name of the seat with this token, or an empty string."""
        return next((name for name, seat in self.seats.items() if seat.token == token), "")

    def find_closed_ballot(self, question: int, ballot: int = 0) -> ClosedBallot | None:
        """Return a closed ballot of a question; None if there is none.

        Args:
            ballot: its number, from 1; 0 for the last one in which anyone voted, else the last.
        """
        found = [each for each in self.closed_ballots if each.question == question and ballot in {0, each.ballot}]
        return next((each for each in reversed(found) if each.votes), found[-1] if found else None)


def fold(events: Iterable[AnyEvent], state: RoomState | None = None) -> RoomState:
    """Return the state after some events, starting from a state or an empty room.

    Raises:
        KeyError: if an event names an unknown seat.
        ValueError: if an event names an unknown phase.
    """
    return reduce(apply_event, events, state or RoomState())


def apply_event(state: RoomState, event: AnyEvent) -> RoomState:
    """Return the state after one event."""
    match event:
        case Opened():
            return replace(state, opened=event, gate=event.gate)
        case Joined(seat=name, token=token):
            return replace(state, seats={**state.seats, name: Seat(token)}, dealt_names=state.dealt_names | {name})
        case Freed(seat=name):
            return replace(state, seats=_without(state.seats, name), votes=_without(state.votes, name))
        case Dismissed():
            return replace(state, seats={}, votes={})
        case LessonMoved():
            before = str(Phase(event.before)) if event.before else ""
            return replace(state, position=LessonPosition(Phase(event.phase), event.question, event.ballot, before))
        case Voted():
            return replace(state, votes={**state.votes, event.seat: Vote(event.option, event.card, event.press)})
        case Closed():
            closed = ClosedBallot(event.question, event.ballot, tuple(Vote(*vote) for vote in event.votes))
            return replace(state, votes={}, closed_ballots=(*state.closed_ballots, closed))
        case Locked():
            return replace(state, is_locked=event.on)
        case GateMoved():
            return replace(state, gate=event.at)
        case Stepped() | RoleTaken() | Chose():
            return replace(state, seats={**state.seats, event.seat: _seat(state.seats[event.seat], event)})


def _seat(seat: Seat, event: Stepped | RoleTaken | Chose) -> Seat:
    match event:
        case Stepped():
            return replace(seat, is_out=event.out)
        case RoleTaken():
            return replace(seat, role=event.role, choice_refs=())
        case Chose():
            return replace(seat, choice_refs=(*seat.choice_refs, event.choice))


def _without(found: dict[str, Value], name: str) -> dict[str, Value]:
    return {key: value for key, value in found.items() if key != name}
