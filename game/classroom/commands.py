"""The commands that a room carries out, and who may send them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from game.classroom.phases import Phase
from game.text.diagnostics import UserError

StepName = Literal["next", "back", "tell", "pause", "resume"]


@dataclass(frozen=True)
class Sender:
    """The sender of a command: the teacher, a device at the door, or a seat by its name."""

    kind: Literal["teacher", "door", "seat"]
    seat: str = ""


TEACHER = Sender("teacher")
DOOR = Sender("door")


@dataclass(frozen=True, kw_only=True)
class LessonCommand:
    """A command to a room.

    Attributes:
        id: made by the sender, unique for each command; a command that is sent twice has one effect.
        expected_position: the position for which it is meant (`LessonPosition.key`); it is refused if the lesson has
            moved on.
    """

    id: str
    expected_position: str = ""


@dataclass(frozen=True, kw_only=True)
class MoveLesson(LessonCommand):
    """Move the lesson one step on or back, tell a decision instead of voting on it, pause, or resume."""

    step: StepName


@dataclass(frozen=True, kw_only=True)
class LockDoor(LessonCommand):
    """Lock the door for new seats, or unlock it."""

    on: bool


@dataclass(frozen=True, kw_only=True)
class ReleaseSeat(LessonCommand):
    """Free a seat from its device."""

    seat: str


@dataclass(frozen=True, kw_only=True)
class ReleaseAllSeats(LessonCommand):
    """Free every seat, for a lesson that goes on another day with other devices."""


@dataclass(frozen=True, kw_only=True)
class SetGate(LessonCommand):
    """Set the gate, up to which the class plays, to the hour `at`, a written moment."""

    at: str


@dataclass(frozen=True, kw_only=True)
class Join(LessonCommand):
    """Ask for a seat; `token` is the SHA-256 of the secret that the device holds, in hexadecimal."""

    token: str


@dataclass(frozen=True, kw_only=True)
class CastVote(LessonCommand):
    """Vote for an option, or change a vote.

    Attributes:
        card: the card that mattered most, or empty.
        press: the device's own growing count of presses; 0 if it is not known. A vote that was pressed before the one
            that counts, but arrives after it, changes nothing.
    """

    option: str
    card: str = ""
    press: int = 0


@dataclass(frozen=True, kw_only=True)
class SitOut(LessonCommand):
    """Step out of the lesson or back in; no reason is asked."""

    out: bool = True


@dataclass(frozen=True, kw_only=True)
class TakeRole(LessonCommand):
    """Take a role at own pace, or swap it; no reason is asked."""

    role: str


@dataclass(frozen=True, kw_only=True)
class Choose(LessonCommand):
    """Take a choice of the seat's role, as `scene.choice`; `choice_count` is the number of choices before it."""

    choice_ref: str
    choice_count: int


#: Who may send each command.
ALLOWED_SENDERS: dict[type[LessonCommand], str] = {
    MoveLesson: "teacher",
    LockDoor: "teacher",
    ReleaseSeat: "teacher",
    ReleaseAllSeats: "teacher",
    SetGate: "teacher",
    Join: "door",
    CastVote: "seat",
    SitOut: "seat",
    TakeRole: "seat",
    Choose: "seat",
}

#: The phases in which a command is carried out; commands that are not listed are carried out in every phase.
ALLOWED_PHASES: dict[type[LessonCommand], frozenset[Phase]] = {
    CastVote: frozenset({Phase.BALLOT}),
    TakeRole: frozenset({Phase.FRAME, Phase.PLAY}),
    Choose: frozenset({Phase.PLAY}),
}


class CommandRefused(UserError):
    """Raised when a command is not carried out; its text is for the sender.

    Attributes:
        is_stale: whether the lesson had moved on, so that the sender should reload its page.
    """

    def __init__(self, message: str, *, is_stale: bool = False) -> None:
        super().__init__(message)
        self.is_stale = is_stale
