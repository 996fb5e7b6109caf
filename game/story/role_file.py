"""`role.yaml` as types: a role's variables, fixed points and fates; `scenes/README.md` says how each is written."""

# No `from __future__ import annotations` here: msgspec would evaluate each annotation from its text at every start.

from typing import Annotated, Literal

import msgspec

from game.record.types import Id, Label
from game.story.lessons import ClassExcerpt
from game.text.validation import Line, Prose, StrictStruct, Text, text_pattern

VariableName = Annotated[
    str, text_pattern(r"^[a-z][a-z0-9_]*$", "a variable has small letters from a to z, digits and _, as in has_map")
]
#: A number that every part of the program can represent; stories need smaller ones.
Number = Annotated[int, msgspec.Meta(ge=-1_000_000_000, le=1_000_000_000)]
Value = bool | Number
RoleKind = Literal["role", "council"]
ClaimLabels = Annotated[list[Label], msgspec.Meta(min_length=1)]


class Variable(StrictStruct, frozen=True):
    """A variable of a role: a yes or no, or a whole number within a range.

    Attributes:
        id: its name in guards, `sets` and `adds`, as in `has_leaflets`.
        start: its value at the start; `true` or `false` makes it a yes or no.
        lowest: the least value of a number.
        highest: its greatest value; `adds` stops there.
        shown: `true` sets it beside the page as a gauge, under its `label`.
        label: its name on the gauge.
        meaning: what it measures, for authors and for players who ask.
        levels: a word for each value from `lowest` to `highest`, in place of the number: `[gone, thin, steady]`.
    """

    id: VariableName
    start: Value
    lowest: Number = 0
    highest: Number = 1
    shown: bool = False
    label: Line | None = None
    meaning: Text | None = None
    levels: list[Line] = []


class FixedPoint(StrictStruct, frozen=True):
    """An event that every run of a role meets; by a scene, or where it says so by a bulletin.

    Attributes:
        event: the event: an id of `record/events`.
        met_by: `scene` if a scene depicts or tells it; `bulletin` if news of it between two scenes is enough.
    """

    event: Id
    met_by: Literal["scene", "bulletin"] = "scene"


class Fate(StrictStruct, frozen=True):
    """What became of a person in such a role, with the claims that document it.

    Attributes:
        id: its id in the role, which an `ending` names.
        label: its name as a reader sees it: `Exile`.
        claims: the claims that document it, as `event.claim`.
        meaning: what it means, for authors.
    """

    id: Id
    label: Line
    claims: ClaimLabels
    meaning: Text | None = None


class RoleFile(StrictStruct, frozen=True):
    """`role.yaml` as it is written; a role of kind `council` is a body that decides by ballot.

    Attributes:
        id: the name of its folder.
        kind: `role` for a person, `council` for a body that decides by ballot.
        name: its name as a reader sees it: `A student`.
        who: who the player is, in two or three sentences of the second person.
        content_note: what the role shows, plainly, in one paragraph: read before it is chosen.
        prologue: what a stranger has to know before the first page, in some four sentences of the second person: who
            rules, what people want, what they fear; one sentence a line, with footnotes like a scene's.
        first_scene: the scene with which it starts: its id.
        news_from: the channels whose news it hears: ids of `story.yaml`.
        fates: what became of people like this; each ending names one.
        variables: what scenes remember, and guards ask for; a council has none.
        fixed_points: the events that every run meets: ids of `record/events`, or
            `{event: some-event, met_by: bulletin}`.
        class_excerpt: the role cut to a class's hour.
    """

    id: Id
    kind: RoleKind
    name: Line
    who: Text
    content_note: Text
    first_scene: Id
    news_from: list[Id]
    fates: Annotated[list[Fate], msgspec.Meta(min_length=1)]
    prologue: Prose | None = None
    variables: list[Variable] = []
    fixed_points: list[FixedPoint | Id] = []
    class_excerpt: ClassExcerpt | None = None
