"""The phases of a lesson as a state machine: which phase follows which, and how far a teacher may step back."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from typing import Any, cast

from transitions import EventData, Machine


class Phase(StrEnum):
    """A phase of a lesson; councils go through ballots, lessons at own pace through `play` and `gate`."""

    LOBBY = "lobby"
    FRAME = "frame"
    SCENE = "scene"
    BALLOT = "ballot"
    TALK = "talk"
    REVEAL = "reveal"
    RECORD = "record"
    ANSWERS = "discuss"
    PLAY = "play"
    GATE = "gate"
    OUT_OF_ROLE = "out-of-role"
    DEBRIEF = "debrief"
    EXIT_TICKET = "ticket"
    ENDED = "ended"
    PAUSED = "paused"


#: The phases that only a council has, and those that only a lesson at own pace has.
COUNCIL = frozenset({Phase.SCENE, Phase.BALLOT, Phase.TALK, Phase.REVEAL, Phase.RECORD, Phase.ANSWERS})
OWN_PACE = frozenset({Phase.PLAY, Phase.GATE})


@dataclass(frozen=True)
class LessonPosition:
    """The position of a lesson.

    Attributes:
        phase: the phase, `paused` included.
        question: the number of the decision, from 0; it keeps its value after the last one.
        ballot: the number of the ballot in this decision, from 1; 0 before the first.
        paused_phase: while the lesson is paused, the phase before; else empty.
    """

    phase: Phase = Phase.LOBBY
    question: int = 0
    ballot: int = 0
    paused_phase: str = ""

    @property
    def key(self) -> str:
        """The position as a text, which a command repeats, so that a late command has no effect at another position."""
        return f"{self.phase}-{self.question}-{self.ballot}"

    def was_reached(self, present: LessonPosition) -> bool:
        """Return whether a lesson at `present` has reached this position or passed it."""
        return self._sort_key <= present._sort_key

    @property
    def _sort_key(self) -> tuple[bool, int, int]:
        number = list(Phase).index(self.effective_phase)
        return number > list(Phase).index(Phase.ANSWERS), self.question, number

    @property
    def effective_phase(self) -> Phase:
        """The phase, or, in a pause, the phase before it."""
        return Phase(self.paused_phase) if self.paused_phase else self.phase


def parse_position(key: str) -> LessonPosition | None:
    """Return the position with this key; None if the key is invalid."""
    found = re.fullmatch(f"({'|'.join(Phase)})-([0-9]{{1,3}})-([0-9]{{1,3}})", key)
    return LessonPosition(Phase(found[1]), int(found[2]), int(found[3])) if found else None


@dataclass(frozen=True)
class StepContext:
    """The facts about a lesson that the machine's conditions need.

    Attributes:
        is_council: whether the class decides together.
        needs_second_ballot: whether another ballot on this question follows the open one.
        question_follows: whether another question follows.
        was_voted_on: whether a ballot on this question was closed.
    """

    is_council: bool
    needs_second_ballot: bool = False
    question_follows: bool = False
    was_voted_on: bool = False


@dataclass
class _Transition:
    """The model of the machine for one step."""

    phase: str
    position: LessonPosition
    context: StepContext


def find_next_position(position: LessonPosition, step: str, context: StepContext) -> LessonPosition | None:
    """Return the position after a step; None if the step is not possible here.

    Args:
        step: `next`, `back`, `tell`, `pause` or `resume`.
    """
    transition = _Transition(str(position.phase), position, context)
    event = _machine().events[step]
    if position.phase not in event.transitions or not event.trigger(transition):
        return None
    return replace(transition.position, phase=Phase(transition.phase))


def _transition(event: EventData) -> _Transition:
    return cast("_Transition", event.model)


def _when(holds: Callable[[LessonPosition, StepContext], bool]) -> Callable[[EventData], bool]:
    return lambda event: holds(_transition(event).position, _transition(event).context)


def _was_paused_in(phase: Phase) -> Callable[[EventData], bool]:
    return _when(lambda at, context: at.paused_phase == phase)


def _move(move: Callable[[LessonPosition], LessonPosition]) -> Callable[[EventData], None]:
    def change(event: EventData) -> None:
        _transition(event).position = move(_transition(event).position)

    return change


def _change_ballot(number: int) -> Callable[[EventData], None]:
    return _move(lambda at: replace(at, ballot=at.ballot + number))


def _change_question(number: int) -> Callable[[EventData], None]:
    return _move(lambda at: replace(at, question=at.question + number, ballot=0))


@cache
def _machine() -> Machine:
    """Return the machine of all lessons. Of several steps with one name, the first whose condition holds is taken."""
    phase = Phase
    machine = Machine(
        model=None, states=[str(name) for name in phase], initial=phase.LOBBY, auto_transitions=False,
        send_event=True, queued=False, model_attribute="phase",
    )  # fmt: skip

    def step(name: str, source: Phase, dest: Phase, *conditions: Any, change: Any = None) -> None:
        machine.add_transition(name, str(source), str(dest), conditions=list(conditions), before=change)

    is_council = _when(lambda at, context: context.is_council)
    needs_second_ballot = _when(lambda at, context: context.needs_second_ballot)

    step("next", phase.LOBBY, phase.FRAME)
    step("next", phase.FRAME, phase.SCENE, is_council)
    step("next", phase.FRAME, phase.PLAY)
    step("next", phase.SCENE, phase.BALLOT, change=_change_ballot(1))
    step("next", phase.BALLOT, phase.TALK, needs_second_ballot)
    step("next", phase.BALLOT, phase.REVEAL)
    step("next", phase.TALK, phase.BALLOT, change=_change_ballot(1))
    step("next", phase.REVEAL, phase.RECORD)
    step("next", phase.RECORD, phase.ANSWERS)
    step(
        "next",
        phase.ANSWERS,
        phase.SCENE,
        _when(lambda at, context: context.question_follows),
        change=_change_question(1),
    )
    step("next", phase.ANSWERS, phase.OUT_OF_ROLE)
    step("next", phase.PLAY, phase.GATE)
    step("next", phase.GATE, phase.OUT_OF_ROLE)
    step("next", phase.OUT_OF_ROLE, phase.DEBRIEF)
    step("next", phase.DEBRIEF, phase.EXIT_TICKET)
    step("next", phase.EXIT_TICKET, phase.ENDED)
    # Near the end of the lesson, a decision is told instead of voted on.
    step("tell", phase.SCENE, phase.RECORD)
    step("tell", phase.BALLOT, phase.TALK, needs_second_ballot)
    step("tell", phase.BALLOT, phase.REVEAL)

    # No step leads back over a closed ballot: its votes count, and a revealed decision cannot be voted on again.
    step("back", phase.FRAME, phase.LOBBY)
    step("back", phase.SCENE, phase.ANSWERS, _when(lambda at, context: at.question > 0), change=_change_question(-1))
    step("back", phase.SCENE, phase.FRAME)
    step("back", phase.BALLOT, phase.TALK, _when(lambda at, context: at.ballot > 1), change=_change_ballot(-1))
    step("back", phase.BALLOT, phase.SCENE, change=_change_ballot(-1))
    step("back", phase.RECORD, phase.REVEAL, _when(lambda at, context: context.was_voted_on))
    step("back", phase.ANSWERS, phase.RECORD)
    step("back", phase.PLAY, phase.FRAME)
    step("back", phase.GATE, phase.PLAY)
    step("back", phase.OUT_OF_ROLE, phase.ANSWERS, is_council)
    step("back", phase.OUT_OF_ROLE, phase.GATE)
    step("back", phase.DEBRIEF, phase.OUT_OF_ROLE)
    step("back", phase.EXIT_TICKET, phase.DEBRIEF)
    step("back", phase.ENDED, phase.EXIT_TICKET)

    begin_pause = _move(lambda at: replace(at, paused_phase=str(at.phase)))
    end_pause = _move(lambda at: replace(at, paused_phase=""))
    for name in phase:
        if name not in {phase.PAUSED, phase.ENDED}:
            step("pause", name, phase.PAUSED, change=begin_pause)
            step("resume", phase.PAUSED, name, _was_paused_in(name), change=end_pause)
    return machine
