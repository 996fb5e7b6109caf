"""What happens in a room: the events that its log holds, and from which its state is folded."""

from __future__ import annotations

from typing import Literal

import msgspec


class LessonEvent(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Something that happened; the log is a list of these."""


class Opened(LessonEvent, frozen=True, tag="opened"):
    """The room was opened: for which pack and lesson, under which name and code.

    Attributes:
        roles: the council, or the roles that are played at own pace.
        gate: at own pace, the hour of the story up to which everybody plays, in its written form.
        minutes: how long the lesson lasts; it decides how often a council votes.
        number: which lesson of this name it is in its folder, from 1: no clock tells which of them is the latest.
    """

    pack: str
    kind: Literal["council", "own-pace"]
    roles: tuple[str, ...]
    name: str
    code: str
    gate: str = ""
    minutes: int = 45
    number: int = 1


class Joined(LessonEvent, frozen=True, tag="joined"):
    """A seat was dealt; `token` is the SHA-256 of the secret that its device holds."""

    seat: str
    token: str


class Freed(LessonEvent, frozen=True, tag="freed"):
    """A seat was freed: its device no longer holds it."""

    seat: str


class Dismissed(LessonEvent, frozen=True, tag="dismissed"):
    """The day is over: every seat is freed, and an open ballot starts anew."""


class LessonMoved(LessonEvent, frozen=True, tag="moved"):
    """The lesson moved to another phase; fields as in `phases.Where`."""

    phase: str
    question: int = 0
    ballot: int = 0
    before: str = ""


class Voted(LessonEvent, frozen=True, tag="voted"):
    """A seat voted in the open ballot. Deleted from the log when the ballot closes; `press` as in `commands.Vote`."""

    seat: str
    option: str
    card: str = ""
    press: int = 0


class Closed(LessonEvent, frozen=True, tag="closed"):
    """A ballot was closed. Its votes remain as pairs of option and card, sorted, without seats."""

    question: int
    ballot: int
    votes: tuple[tuple[str, str], ...]


class Stepped(LessonEvent, frozen=True, tag="stepped"):
    """A seat stepped out of the lesson, or in again."""

    seat: str
    out: bool


class Locked(LessonEvent, frozen=True, tag="locked"):
    """The door was locked for new seats, or unlocked."""

    on: bool


class GateMoved(LessonEvent, frozen=True, tag="gate-moved"):
    """The gate stands at another hour of the story."""

    at: str


class RoleTaken(LessonEvent, frozen=True, tag="role-taken"):
    """A seat took a role, and begins it."""

    seat: str
    role: str


class Chose(LessonEvent, frozen=True, tag="chose"):
    """A seat took a choice of its role, as `scene.choice`."""

    seat: str
    choice: str


AnyEvent = (
    Opened | Joined | Freed | Dismissed | LessonMoved | Voted | Closed | Stepped | Locked | GateMoved
    | RoleTaken | Chose
)  # fmt: skip
