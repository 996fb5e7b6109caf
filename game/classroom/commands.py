"""What may be asked of a room, and by whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from game.classroom.phases import Phase

StepName = Literal["next", "back", "tell", "pause", "resume"]


@dataclass(frozen=True)
class Sender:
    """Who sends a command: the teacher, somebody at the door, or a seat by its name."""

    kind: Literal["teacher", "door", "seat"]
    seat: str = ""


TEACHER = Sender("teacher")
DOOR = Sender("door")


@dataclass(frozen=True, kw_only=True)
class Command:
    """Something asked of a room.

    Attributes:
        id: made by whoever asks, and different for each thing asked; sent twice it has one effect.
        expects: the place for which it is meant (`Where.key`); where the lesson has moved on it is refused.
    """

    id: str
    expects: str = ""


@dataclass(frozen=True, kw_only=True)
class Step(Command):
    """Move the lesson: on, one step back, past the vote by telling the decision, into a pause or out of it."""

    step: StepName


@dataclass(frozen=True, kw_only=True)
class Lock(Command):
    """Lock the door for new seats, or unlock it."""

    on: bool


@dataclass(frozen=True, kw_only=True)
class Free(Command):
    """Free a seat, so that its device holds it no longer."""

    seat: str


@dataclass(frozen=True, kw_only=True)
class Dismiss(Command):
    """Free every seat: the lesson goes on another day, with other devices."""


@dataclass(frozen=True, kw_only=True)
class MoveGate(Command):
    """Set the gate, up to which everybody plays, to another hour of the story: `at` is its written form."""

    at: str


@dataclass(frozen=True, kw_only=True)
class Join(Command):
    """Ask for a seat; `token` is the SHA-256 of the secret that the device holds, in hexadecimal."""

    token: str


@dataclass(frozen=True, kw_only=True)
class Vote(Command):
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
class StepOut(Command):
    """Step out of the lesson, or in again; no reason is asked."""

    out: bool = True


@dataclass(frozen=True, kw_only=True)
class TakeRole(Command):
    """Take a role at own pace, or swap it; no reason is asked."""

    role: str


@dataclass(frozen=True, kw_only=True)
class Choose(Command):
    """Take a choice of one's role, as `scene.choice`; `at` is the number of choices taken before it."""

    choice: str
    at: int


#: Who may send each command; from anybody else it is refused.
ALLOWED: dict[type[Command], str] = {
    Step: "teacher",
    Lock: "teacher",
    Free: "teacher",
    Dismiss: "teacher",
    MoveGate: "teacher",
    Join: "door",
    Vote: "seat",
    StepOut: "seat",
    TakeRole: "seat",
    Choose: "seat",
}

#: The phases in which a command is carried out; one that is not listed here is so in every phase.
SEASONS: dict[type[Command], frozenset[Phase]] = {
    Vote: frozenset({Phase.BALLOT}),
    TakeRole: frozenset({Phase.FRAME, Phase.PLAY}),
    Choose: frozenset({Phase.PLAY}),
}


class Refused(Exception):
    """Raised when a command is not carried out; its text is a sentence for whoever sent it.

    Attributes:
        stale: whether the lesson had moved on, so that the sender should look where it stands now.
    """

    def __init__(self, says: str, *, stale: bool = False) -> None:
        super().__init__(says)
        self.stale = stale
