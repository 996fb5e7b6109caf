"""What the tests of the room share: small plans, a room without a disk, and a lesson from the lobby to its end."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field

from game.classroom.commands import DOOR, TEACHER, CastVote, Join, LessonCommand, MoveLesson, Sender
from game.classroom.events import AnyEvent, Opened
from game.classroom.phases import Phase
from game.classroom.plan import BallotQuestion, RoomPlan
from game.classroom.rules import decide
from game.classroom.state import RoomState, fold

COUNCIL = RoomPlan(
    questions=(
        BallotQuestion("the-gate", ("a", "b", "c", "d"), ("x", "y", "z"), "b"),
        BallotQuestion("the-yard", ("e", "f", "g", "h"), ("u", "v", "w"), "h", ballots=2),
    ),
    max_seats=40,
)
OPENED = Opened(pack="mill", kind="council", roles=("council",), name="9B", code="KITE")

_ids = itertools.count(1)


def fresh() -> str:
    """An id that no other command has."""
    return f"c{next(_ids)}"


@dataclass
class Table:
    """A room without disk and network: the pure core, and every event that it gave."""

    plan: RoomPlan = COUNCIL
    events: list[AnyEvent] = field(default_factory=lambda: [OPENED])

    @property
    def state(self) -> RoomState:
        return fold(self.events)

    def do(self, sender: Sender, command: LessonCommand) -> None:
        self.events += decide(self.plan, self.state, sender, command)

    def join(self, number: int = 1) -> list[Sender]:
        """New seats."""
        before = set(self.state.seats)
        for _ in range(number):
            self.do(DOOR, Join(id=fresh(), token=f"{len(self.events):064d}"))
        return [Sender("seat", name) for name in self.state.seats if name not in before]

    def step(self, *steps: str) -> None:
        for step in steps:
            self.do(TEACHER, MoveLesson(id=fresh(), step=step))  # type: ignore[arg-type]

    def go_on(self) -> None:
        """One step on, without a vote where nobody has voted."""
        empty = self.state.position.phase is Phase.BALLOT and not self.state.votes
        self.step("tell" if empty else "next")

    def vote(self, seats: list[Sender], votes: str, card: str = "") -> None:
        """Let each seat vote for the option with the letter at its place."""
        for seat, option in zip(seats, votes, strict=False):
            self.do(seat, CastVote(id=fresh(), option=option, card=card))

    def until(self, key: str) -> None:
        """Go on until the lesson is at a position."""
        for _ in range(60):
            if self.state.position.key == key:
                return
            self.go_on()
        raise AssertionError(f"the lesson never comes to {key}")
