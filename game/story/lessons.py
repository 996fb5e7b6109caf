"""What a role brings for a class: the plan and papers of a council's lesson, and a role cut to a class's hour."""

# No `from __future__ import annotations` here: msgspec would evaluate each annotation from its text at every start.

from typing import Annotated, Literal

import msgspec

from game.record.types import Id
from game.text.moments import Moment
from game.text.validation import Line, StrictStruct, Text

Minutes = Annotated[int, msgspec.Meta(ge=1, le=240)]


class Stage(StrictStruct, frozen=True):
    """One stretch of a lesson.

    Attributes:
        phase: what the class does: hear the frame, take a decision, hear the coda, debrief, write the ticket.
        minutes: how long it lasts, in minutes.
        scene: the decision's scene, where the stage is a decision, and only there: its id.
        ballots: how often the class votes in it, 1 or 2; between two ballots it talks.
    """

    phase: Literal["frame", "decision", "coda", "debrief", "ticket"]
    minutes: Minutes
    scene: Id | None = None
    ballots: Annotated[int, msgspec.Meta(ge=1, le=2)] = 1


class LessonPlan(StrictStruct, frozen=True):
    """A lesson as stages, whose minutes add up to its own.

    Attributes:
        id: its id, which the `plans` of questions name.
        name: its name as a teacher sees it: `One lesson`.
        minutes: how long the lesson lasts, in minutes; its stages add up to it.
        stages: what is done one after the other.
        if_late: what to tell and leave out if the lesson begins late.
    """

    id: Id
    name: Line
    minutes: Minutes
    stages: Annotated[list[Stage], msgspec.Meta(min_length=1)]
    if_late: Text


class DebriefQuestion(StrictStruct, frozen=True):
    """A question of the debrief.

    Attributes:
        question: the question.
        aim: for the teacher, what it is for.
        plans: the plans that have time for it, by their ids; without any, all have.
    """

    question: Text
    aim: Text
    plans: list[Id] = []


class ExitTicket(StrictStruct, frozen=True):
    """The question on the paper with which a pupil leaves, and how an answer may begin.

    Attributes:
        question: the question.
        answer_begins: how an answer may begin, with gaps: `It was decided by …, because …`.
    """

    question: Text
    answer_begins: Text


class Criterion(StrictStruct, frozen=True):
    """One thing for which a written answer is read.

    Attributes:
        name: its name: `Uses evidence`.
        looks_for: what a reader of the answer looks for.
    """

    name: Line
    looks_for: Text


class SampleAnswer(StrictStruct, frozen=True):
    """An answer to the ticket as a pupil might write it, and why it is at its level.

    Attributes:
        answer: the answer, as a pupil might write it.
        why: why it is at this level and no other.
    """

    answer: Text
    why: Text


class RubricLevel(StrictStruct, frozen=True):
    """A level of the rubric, with two answers that reach it.

    Attributes:
        name: its name: `Secure`.
        meaning: what an answer at this level has, and what it lacks.
        samples: answers that reach it, two or more.
    """

    name: Line
    meaning: Text
    samples: Annotated[list[SampleAnswer], msgspec.Meta(min_length=2)]


class Rubric(StrictStruct, frozen=True):
    """How the ticket is read: its criteria, and its levels from the first to the highest.

    Attributes:
        criteria: the things for which an answer is read.
        levels: the levels, from the first to the highest, two or more.
    """

    criteria: Annotated[list[Criterion], msgspec.Meta(min_length=1)]
    levels: Annotated[list[RubricLevel], msgspec.Meta(min_length=2)]


class TeacherNote(StrictStruct, frozen=True):
    """A paragraph of the teacher's card, under a short head.

    Attributes:
        title: its head, in a few words.
        text: the paragraph.
    """

    title: Line
    text: Text


class Lesson(StrictStruct, frozen=True):
    """`lesson.yaml`: what a teacher needs beside the scenes of a council.

    Attributes:
        aims: what a pupil can do after the lesson, in one paragraph.
        plans: the lesson in several lengths, the shortest first.
        out_of_role: what the teacher reads aloud when the class steps out of its roles, before the coda; one
            sentence a line.
        debrief: the questions, in the order in which they are asked.
        ticket: what each pupil answers in writing at the end; never stored.
        rubric: how the ticket is read.
        teacher_notes: the teacher's card: what to say, whom to ask first, what to leave out.
        parents_notice: the notice to parents, as it can be sent; one paragraph a line.
    """

    aims: Text
    plans: Annotated[list[LessonPlan], msgspec.Meta(min_length=1)]
    out_of_role: Text
    debrief: Annotated[list[DebriefQuestion], msgspec.Meta(min_length=1)]
    ticket: ExitTicket
    rubric: Rubric
    teacher_notes: Annotated[list[TeacherNote], msgspec.Meta(min_length=1)]
    parents_notice: Text


class ClassExcerpt(StrictStruct, frozen=True):
    """The excerpt of a role for a class's hour: a few scenes are played, the scenes between them are told.

    In a scene that is not played, the choice in `auto_choices` is taken for the pupil, so the run remains an ordinary
    list of choices that replays anywhere. Each event that a skipped scene depicts or tells is told in a line. A run in
    the excerpt ends at the first scene after the gate; attempts still open there are answered from their entries.

    Attributes:
        played_scenes: the scenes in which the pupil chooses, by their ids: five to seven on every way to the gate.
        auto_choices: for every other scene that a run in the excerpt can reach before the gate, the choice that is
            taken there, as in `{the-yard: walk}`; it has no guard and makes no attempt.
        plays_until: the hour up to which the class plays, as in `1848-03-15T23`; a teacher may set an earlier one.
    """

    played_scenes: Annotated[list[Id], msgspec.Meta(min_length=1)]
    auto_choices: dict[Id, Id]
    plays_until: Moment
