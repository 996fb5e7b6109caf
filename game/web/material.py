"""What a lesson shows, made ready once: its council told plainly and calmly, its roles, its questions."""

from __future__ import annotations

from dataclasses import dataclass

from game.classroom.events import Opened
from game.classroom.plan import stages
from game.play.council import Ballot, Council, Decision, council
from game.play.page import Card
from game.story.lessons import Lesson
from game.story.types import Pack, Role

#: The questions of a debrief for roles at their own pace, which bring none of their own; feelings last, and voluntary.
DEBRIEF = (
    "What happened, in the order in which it happened?",
    "What did the person you played not know at the gate, and what do we know today?",
    "Which sentence would you check first, and in which source?",
    "What would have had to be different, by whom and by when?",
    "Whoever likes: what question do you take home?",
)
TICKET = "Name one choice you made. What could the person know then, and which source tells us?"
OUT_OF_ROLE = "You are yourselves again. Nobody here is anybody of that year any more."


@dataclass(frozen=True)
class Material:
    """What a lesson shows.

    Attributes:
        roles: the council, or the roles that are played at own pace.
        council: the council, if it is one, and `calm` the same told calmly.
        decisions: those on which this lesson votes; `calm_decisions` the same told calmly.
    """

    pack: Pack
    opened: Opened
    roles: tuple[Role, ...]
    council: Council | None = None
    calm: Council | None = None
    decisions: tuple[Decision, ...] = ()
    calm_decisions: tuple[Decision, ...] = ()

    @property
    def lesson(self) -> Lesson | None:
        """The council's lesson."""
        return self.roles[0].lesson

    @property
    def debrief(self) -> tuple[str, ...]:
        """The questions of the debrief."""
        return tuple(question.asks for question in self.lesson.debrief) if self.lesson is not None else DEBRIEF

    @property
    def ticket(self) -> tuple[str, str]:
        """The question of the ticket, and how an answer may begin."""
        return (self.lesson.ticket.asks, self.lesson.ticket.begins) if self.lesson is not None else (TICKET, "")

    @property
    def out_of_role(self) -> str:
        """What is said when everybody steps out of role."""
        return self.lesson.out_of_role if self.lesson is not None else OUT_OF_ROLE

    def option(self, question: int, option: str) -> Ballot:
        """An option of a decision by its id."""
        return next(found for found in self.decisions[question].options if found.id == option)

    def card(self, question: int, card: str) -> Card:
        """A card of a decision by its id."""
        return next(found for found in self.decisions[question].scene.page.because if found.id == card)


def material(pack: Pack, opened: Opened) -> Material:
    """What a lesson shows.

    Raises:
        KeyError: if the pack lacks a role of the lesson.
    """
    roles = tuple(pack.role(name) for name in opened.roles)
    if opened.kind == "own-pace":
        return Material(pack, opened, roles)
    plain, calm = council(pack, roles[0].id), council(pack, roles[0].id, calm=True)
    voted = {stage.scene for stage in stages(pack, roles[0].id, opened.minutes)}
    decisions, calmly = (
        tuple(decision for decision in found.decisions if decision.scene.page.scene in voted) for found in (plain, calm)
    )
    return Material(pack, opened, roles, plain, calm, decisions, calmly)
