"""What may be asked of a room, and by whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from game.classroom.phases import Phase
from game.text.diagnostics import UserError

StepName = Literal["next", "back", "tell", "pause", "resume"]


@dataclass(frozen=True)
class Sender:
    """Who sends a command: the teacher, somebody at the door, or a seat by its name."""

    kind: Literal["teacher", "door", "seat"]
    seat: str = ""


TEACHER = Sender("teacher")
DOOR = Sender("door")


@dataclass(frozen=True, kw_only=True)
class LessonCommand:
    """Something asked of a room.

    Attributes:
        id: made by whoever asks, and different for each thing asked; sent twice it has one effect.
        expected_position: the place for which it is meant (`LessonPosition.key`); where the lesson has moved on it is
            refused.
    """

    id: str
    expected_position: str = ""


@dataclass(frozen=True, kw_only=True)
class MoveLesson(LessonCommand):
    """Move the lesson: on, one step back, past the vote by telling the decision, into a pause or out of it."""

    step: StepName


@dataclass(frozen=True, kw_only=True)
class LockDoor(LessonCommand):
    """Lock the door for new seats, or unlock it."""

    on: bool


@dataclass(frozen=True, kw_only=True)
class ReleaseSeat(LessonCommand):
    """Free a seat, so that its device holds it no longer."""

    seat: str


@dataclass(frozen=True, kw_only=True)
class ReleaseAllSeats(LessonCommand):
    """Free every seat: the lesson goes on another day, with other devices."""


@dataclass(frozen=True, kw_only=True)
class SetGate(LessonCommand):
    """Set the gate, up to which everybody plays, to another hour of the story: `at` is its written form."""

    at: str


@dataclass(frozen=True, kw_only=True)
class Join(LessonCommand):
    """Ask for a seat; `token` is the SHA-256 of the secret that the device holds, in hexadecimal."""

    token: str


@dataclass(frozen=True, kw_only=True)
class CastVote(LessonCommand):
    """Vote for an option, or change one's vote.

    Attributes:
        card: the fact that weighed most, or empty.
        press: when it was pressed, by the device's own count, which only grows; 0 where that is not known. What was
            pressed before the vote that counts, and comes after it, changes nothing.
    """

    option: str
    card: str = ""
    press: int = 0


@dataclass(frozen=True, kw_only=True)
class SitOut(LessonCommand):
    """Step out of the lesson, or in again; no reason is asked."""

    out: bool = True


@dataclass(frozen=True, kw_only=True)
class TakeRole(LessonCommand):
    """Take a role at own pace, or swap it; no reason is asked."""

    role: str


@dataclass(frozen=True, kw_only=True)
class Choose(LessonCommand):
    """Take a choice of one's role, as `scene.choice`; `choice_count` is the number of choices taken before it."""

    choice_ref: str
    choice_count: int


#: Who may send each command; from anybody else it is refused.
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

#: The phases in which a command is carried out; one that is not listed here is so in every phase.
ALLOWED_PHASES: dict[type[LessonCommand], frozenset[Phase]] = {
    CastVote: frozenset({Phase.BALLOT}),
    TakeRole: frozenset({Phase.FRAME, Phase.PLAY}),
    Choose: frozenset({Phase.PLAY}),
}


class CommandRefused(UserError):
    """Raised when a command is not carried out; its text is for whoever sent it.

    Attributes:
        is_stale: whether the lesson had moved on, so that the sender should look where it stands now.
    """

    def __init__(self, message: str, *, is_stale: bool = False) -> None:
        super().__init__(message)
        self.is_stale = is_stale
