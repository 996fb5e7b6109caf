"""The events of a room, which its log stores and from which its state is folded."""

from __future__ import annotations

from typing import Literal

import msgspec


class LessonEvent(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Something that happened; the log is a list of events."""


class Opened(LessonEvent, frozen=True, tag="opened"):
    """The room was opened.

    Attributes:
        roles: the council, or the roles that are played at own pace.
        gate: at own pace, the hour up to which the class plays, as a written moment.
        minutes: how long the lesson lasts; it decides how often a council votes.
        number: the number of this lesson among those of its name in the folder, from 1; clocks cannot tell which is the
            latest.
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
    """A seat was given out; `token` is the SHA-256 of the secret that its device holds."""

    seat: str
    token: str


class Freed(LessonEvent, frozen=True, tag="freed"):
    """A seat was freed from its device."""

    seat: str


class Dismissed(LessonEvent, frozen=True, tag="dismissed"):
    """Every seat was freed, and an open ballot starts again."""


class LessonMoved(LessonEvent, frozen=True, tag="moved"):
    """The lesson moved to another phase; fields as in `phases.LessonPosition`."""

    phase: str
    question: int = 0
    ballot: int = 0
    before: str = ""


class Voted(LessonEvent, frozen=True, tag="voted"):
    """A seat voted. Deleted from the log when the ballot closes; `press` as in `commands.CastVote`."""

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
    """A seat stepped out of the lesson or back in."""

    seat: str
    out: bool


class Locked(LessonEvent, frozen=True, tag="locked"):
    """The door was locked for new seats, or unlocked."""

    on: bool


class GateMoved(LessonEvent, frozen=True, tag="gate-moved"):
    """The gate was set to another hour of the story."""

    at: str


class RoleTaken(LessonEvent, frozen=True, tag="role-taken"):
    """A seat took a role and begins it."""

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
