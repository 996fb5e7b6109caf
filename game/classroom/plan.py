"""The plan of a lesson: the facts that the room needs, as ids without texts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from game.classroom.events import Opened
from game.play.council import build_council
from game.play.session import get_machine
from game.story.lessons import ClassExcerpt, Lesson, Stage
from game.story.lessons import LessonPlan as LessonPlan
from game.story.machine import RoleMachine
from game.story.types import Pack

#: The expected number of pupils, unless the teacher says otherwise.
MAX_SEATS = 40
#: How many times as many seats a room gives out at most, so that one device that takes many leaves some for others.
SPARE = 4


@dataclass(frozen=True)
class BallotQuestion:
    """A decision of a council.

    Attributes:
        id: the id of its scene.
        options: the ids of its options, in the order of their letters.
        cards: the ids of the cards, of which a voter may tap the one that mattered most.
        recorded_option: the option on record, which is taken if the class cannot decide.
        ballots: how many ballots are planned, one or two.
    """

    id: str
    options: tuple[str, ...]
    cards: tuple[str, ...]
    recorded_option: str
    ballots: int = 1


@dataclass(frozen=True)
class RoomPlan:
    """A lesson: a council with its questions, or own pace with roles and a gate.

    Attributes:
        questions: the decisions of the council, in order; none in a lesson at own pace.
        machines: the machines of the roles that may be played at own pace, by id.
        excerpts: the class excerpts of the roles that have one, by id.
        max_seats: the expected number of pupils.
    """

    questions: tuple[BallotQuestion, ...] = ()
    machines: Mapping[str, RoleMachine] = field(default_factory=dict)
    excerpts: Mapping[str, ClassExcerpt] = field(default_factory=dict)
    max_seats: int = MAX_SEATS

    @property
    def most(self) -> int:
        """The most seats that are given out."""
        return SPARE * self.max_seats

    @property
    def is_council(self) -> bool:
        """Whether the class decides together."""
        return bool(self.questions)


def choose_plan(lesson: Lesson, minutes: int) -> LessonPlan:
    """Return the longest plan of a lesson that fits into these minutes, or else the shortest."""
    plans = sorted(lesson.plans, key=lambda plan: plan.minutes)
    return next((plan for plan in reversed(plans) if plan.minutes <= minutes), plans[0])


def list_stages(pack: Pack, role: str, minutes: int) -> list[Stage]:
    """Return the stages of a council's lesson in the plan that fits into these minutes."""
    lesson = pack.get_role(role).lesson
    assert lesson is not None, "a council has a lesson: the pack was checked"
    return choose_plan(lesson, minutes).stages


def build_plan(pack: Pack, opened: Opened, seats: int = MAX_SEATS) -> RoomPlan:
    """Return the plan of a lesson for its pack and its first event.

    Raises:
        KeyError: if the pack lacks a role of the lesson.
    """
    if opened.kind == "own-pace":
        roles = {name: get_machine(pack, name) for name in opened.roles}
        excerpts = {name: excerpt for name in roles if (excerpt := pack.get_role(name).class_excerpt) is not None}
        return RoomPlan(machines=roles, excerpts=excerpts, max_seats=seats)
    ballots = {
        stage.scene: stage.ballots for stage in list_stages(pack, opened.roles[0], opened.minutes) if stage.scene
    }
    return RoomPlan(
        tuple(
            BallotQuestion(
                id=decision.scene.page.scene,
                options=tuple(option.id for option in decision.options),
                cards=tuple(card.id for card in decision.scene.page.cards),
                recorded_option=decision.recorded_option.id,
                ballots=ballots.get(decision.scene.page.scene, 1),
            )
            for decision in build_council(pack, opened.roles[0]).decisions
            if decision.scene.page.scene in ballots
        ),
        max_seats=seats,
    )
