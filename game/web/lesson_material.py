"""What a lesson shows, made ready once: its roles, its council, its questions."""

from __future__ import annotations

from dataclasses import dataclass

from game.classroom.events import Opened
from game.classroom.phases import LessonPosition, Phase
from game.classroom.plan import choose_plan, list_stages
from game.play.council import Council, CouncilOption, CouncilScene, Decision, build_council
from game.play.page import CardView, Footnote
from game.story.lessons import Lesson
from game.story.types import Pack, Role
from game.web.council_html import find_answer_footnotes, find_scene_footnotes
from game.wording import seat_words


@dataclass(frozen=True)
class LessonMaterial:
    """What a lesson shows.

    Attributes:
        roles: the council, or the roles that are played at own pace.
        council: the council, if it is one, and `calm` the same with scenes of violence in two lines.
        decisions: those on which this lesson votes; `calm_decisions` the same from `calm`.
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
        """The questions of the debrief for which the lesson has time."""
        if self.lesson is None:
            return seat_words.DEBRIEF_QUESTIONS
        plan = choose_plan(self.lesson, self.opened.minutes).id
        return tuple(asked.question for asked in self.lesson.debrief if not asked.plans or plan in asked.plans)

    @property
    def aims(self) -> dict[str, str]:
        """What a question of the debrief is asked for, for the teacher."""
        return {asked.question: asked.aim for asked in self.lesson.debrief} if self.lesson is not None else {}

    @property
    def ticket(self) -> tuple[str, str]:
        """The question of the ticket, and how an answer may begin."""
        return (
            (self.lesson.ticket.question, self.lesson.ticket.answer_begins)
            if self.lesson is not None
            else (seat_words.TICKET_QUESTION, "")
        )

    @property
    def out_of_role(self) -> str:
        """What is said when everybody steps out of role."""
        return self.lesson.out_of_role if self.lesson is not None else seat_words.OUT_OF_ROLE_SAID

    def find_decision(self, position: LessonPosition, calm: bool = False) -> Decision | None:
        """Return the decision at a position, or None if the lesson has none there."""
        decisions = self.calm_decisions if calm else self.decisions
        return decisions[position.question] if position.question < len(decisions) else None

    def find_scene(self, position: LessonPosition, calm: bool) -> CouncilScene | None:
        """Return the scene that a council reads at a position, or None if it reads none there."""
        council, decision = self.calm if calm else self.council, self.find_decision(position, calm)
        if council is None or decision is None:
            return None
        match position.phase:
            case Phase.FRAME:
                return council.frame
            case Phase.SCENE | Phase.BALLOT | Phase.TALK:
                return decision.scene
            case Phase.RECORD:
                return decision.record
            case Phase.OUT_OF_ROLE:
                return council.coda
        return None

    def find_footnotes(self, position: LessonPosition, calm: bool, easy: bool) -> tuple[Footnote, ...]:
        """Return the footnotes of the text that a council reads at a position."""
        decision = self.find_decision(position, calm)
        if decision is None:
            return ()
        if position.phase is Phase.ANSWERS:
            return find_answer_footnotes(decision)
        reads = self.find_scene(position, calm)
        return find_scene_footnotes(reads, easy, decision.footnotes) if reads is not None else ()

    def get_option(self, question: int, option: str) -> CouncilOption:
        """Return the option of a decision with this id, which the decision must have."""
        return next(found for found in self.decisions[question].options if found.id == option)

    def get_card(self, question: int, card: str) -> CardView:
        """Return the card of a decision with this id, which the decision must have."""
        return next(found for found in self.decisions[question].scene.page.cards if found.id == card)

    def get_card_number(self, question: int, card: str) -> int:
        """Return the number of a card in its decision, from 1; the decision must have it."""
        return [found.id for found in self.decisions[question].scene.page.cards].index(card) + 1


def build_material(pack: Pack, opened: Opened) -> LessonMaterial:
    """Return everything that a lesson shows.

    Raises:
        KeyError: if the pack lacks a role of the lesson.
    """
    roles = tuple(pack.get_role(name) for name in opened.roles)
    if opened.kind == "own-pace":
        return LessonMaterial(pack, opened, roles)
    plain, calm = build_council(pack, roles[0].id), build_council(pack, roles[0].id, calm=True)
    voted = {stage.scene for stage in list_stages(pack, roles[0].id, opened.minutes)}
    decisions, calmly = (
        tuple(decision for decision in found.decisions if decision.scene.page.scene in voted) for found in (plain, calm)
    )
    return LessonMaterial(pack, opened, roles, plain, calm, decisions, calmly)
