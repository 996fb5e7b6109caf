"""The phases of a lesson as a state machine: what follows what, and how far one may step back."""

from __future__ import annotations

import re
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
    DISCUSS = "discuss"
    PLAY = "play"
    GATE = "gate"
    OUT = "out-of-role"
    DEBRIEF = "debrief"
    TICKET = "ticket"
    ENDED = "ended"
    PAUSED = "paused"


#: The phases to which a council alone comes, and those of a lesson at own pace.
COUNCIL = frozenset({Phase.SCENE, Phase.BALLOT, Phase.TALK, Phase.REVEAL, Phase.RECORD, Phase.DISCUSS})
OWN_PACE = frozenset({Phase.PLAY, Phase.GATE})


@dataclass(frozen=True)
class Where:
    """Where a lesson stands.

    Attributes:
        phase: the phase, `paused` included.
        question: the number of the decision, from 0; it stays as it is after the last one.
        ballot: the number of the ballot in this decision, from 1; 0 before the first.
        before: while the lesson is paused, the phase in which it was; else empty.
    """

    phase: Phase = Phase.LOBBY
    question: int = 0
    ballot: int = 0
    before: str = ""

    @property
    def key(self) -> str:
        """The name of this place, which a command repeats so that a late one cannot act on another."""
        return f"{self.phase}-{self.question}-{self.ballot}"

    def reached(self, present: Where) -> bool:
        """Whether a lesson that stands at `present` has come to this place, or has gone past it."""
        return self._order <= present._order

    @property
    def _order(self) -> tuple[bool, int, int]:
        number = list(Phase).index(self.meant)
        return number > list(Phase).index(Phase.DISCUSS), self.question, number

    @property
    def meant(self) -> Phase:
        """The phase, or while paused the one that is paused."""
        return Phase(self.before) if self.before else self.phase


def place(key: str) -> Where | None:
    """The place with this name, or None if it is none."""
    found = re.fullmatch(f"({'|'.join(Phase)})-([0-9]{{1,3}})-([0-9]{{1,3}})", key)
    return Where(Phase(found[1]), int(found[2]), int(found[3])) if found else None


@dataclass(frozen=True)
class Facts:
    """What the conditions of the machine below must know of a lesson.

    Attributes:
        council: whether the class decides together.
        again: whether another ballot on this question is due once the open one closes.
        more: whether another question follows.
        voted: whether a ballot on this question was closed.
    """

    council: bool
    again: bool = False
    more: bool = False
    voted: bool = False


@dataclass
class _Walk:
    """A lesson on its way through the machine."""

    phase: str
    where: Where
    facts: Facts


def moved(where: Where, step: str, facts: Facts) -> Where | None:
    """Where a lesson stands after a step, or None if there is no such step from here.

    Args:
        step: `next`, `back`, `tell`, `pause` or `resume`.
    """
    walk = _Walk(str(where.phase), where, facts)
    event = _machine().events[step]
    if where.phase not in event.transitions or not event.trigger(walk):
        return None
    return replace(walk.where, phase=Phase(walk.phase))


def _walk(event: EventData) -> _Walk:
    return cast("_Walk", event.model)


def _council(event: EventData) -> bool:
    return _walk(event).facts.council


def _again(event: EventData) -> bool:
    return _walk(event).facts.again


def _more(event: EventData) -> bool:
    return _walk(event).facts.more


def _voted(event: EventData) -> bool:
    return _walk(event).facts.voted


def _second_ballot(event: EventData) -> bool:
    return _walk(event).where.ballot > 1


def _later_question(event: EventData) -> bool:
    return _walk(event).where.question > 0


def _count(ballot: int) -> Any:
    def change(event: EventData) -> None:
        walk = _walk(event)
        where = walk.where
        walk.where = replace(where, ballot=where.ballot + ballot)

    return change


def _clear(question: int) -> Any:
    def change(event: EventData) -> None:
        walk = _walk(event)
        walk.where = replace(walk.where, question=walk.where.question + question, ballot=0)

    return change


def _remember(event: EventData) -> None:
    walk = _walk(event)
    walk.where = replace(walk.where, before=walk.phase)


def _forget(event: EventData) -> None:
    walk = _walk(event)
    walk.where = replace(walk.where, before="")


@cache
def _machine() -> Machine:
    """The one machine of all lessons. Where several steps of a name lead on, the first that fits is taken."""
    phase = Phase
    machine = Machine(
        model=None, states=[str(name) for name in phase], initial=phase.LOBBY, auto_transitions=False,
        send_event=True, queued=False, model_attribute="phase",
    )  # fmt: skip

    def step(name: str, source: Phase, dest: Phase, *conditions: Any, change: Any = None) -> None:
        machine.add_transition(name, str(source), str(dest), conditions=list(conditions), before=change)

    step("next", phase.LOBBY, phase.FRAME)
    step("next", phase.FRAME, phase.SCENE, _council)
    step("next", phase.FRAME, phase.PLAY)
    step("next", phase.SCENE, phase.BALLOT, change=_count(ballot=1))
    step("next", phase.BALLOT, phase.TALK, _again)
    step("next", phase.BALLOT, phase.REVEAL)
    step("next", phase.TALK, phase.BALLOT, change=_count(ballot=1))
    step("next", phase.REVEAL, phase.RECORD)
    step("next", phase.RECORD, phase.DISCUSS)
    step("next", phase.DISCUSS, phase.SCENE, _more, change=_clear(1))
    step("next", phase.DISCUSS, phase.OUT)
    step("next", phase.PLAY, phase.GATE)
    step("next", phase.GATE, phase.OUT)
    step("next", phase.OUT, phase.DEBRIEF)
    step("next", phase.DEBRIEF, phase.TICKET)
    step("next", phase.TICKET, phase.ENDED)
    # Where the bell is near, a decision is told instead of voted on.
    step("tell", phase.SCENE, phase.RECORD)
    step("tell", phase.BALLOT, phase.TALK, _again)
    step("tell", phase.BALLOT, phase.REVEAL)

    # No step leads back over a closed ballot: its votes count, and what was revealed cannot be voted on again.
    step("back", phase.FRAME, phase.LOBBY)
    step("back", phase.SCENE, phase.DISCUSS, _later_question, change=_clear(-1))
    step("back", phase.SCENE, phase.FRAME)
    step("back", phase.BALLOT, phase.TALK, _second_ballot, change=_count(ballot=-1))
    step("back", phase.BALLOT, phase.SCENE, change=_count(ballot=-1))
    step("back", phase.RECORD, phase.REVEAL, _voted)
    step("back", phase.DISCUSS, phase.RECORD)
    step("back", phase.PLAY, phase.FRAME)
    step("back", phase.GATE, phase.PLAY)
    step("back", phase.OUT, phase.DISCUSS, _council)
    step("back", phase.OUT, phase.GATE)
    step("back", phase.DEBRIEF, phase.OUT)
    step("back", phase.TICKET, phase.DEBRIEF)
    step("back", phase.ENDED, phase.TICKET)

    for name in phase:
        if name not in {phase.PAUSED, phase.ENDED}:
            step("pause", name, phase.PAUSED, change=_remember)
            step("resume", phase.PAUSED, name, _was(name), change=_forget)
    return machine


def _was(phase: Phase) -> Any:
    def condition(event: EventData) -> bool:
        return _walk(event).where.before == str(phase)

    return condition
