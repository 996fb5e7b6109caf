"""A pack's story as types; `scenes/README.md` says how each is written."""

# Annotations are not deferred here: msgspec would evaluate each of them from its text, at every start.

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Annotated, Any, Literal

import msgspec

from game.record.record import Record
from game.record.types import Id, Label, Text
from game.story.lessons import ClassCut, Lesson
from game.story.maps import Map
from game.text.kept import by_id
from game.text.moments import Moment
from game.text.shape import Struct, form

VariableName = Annotated[
    str, form(r"^[a-z][a-z0-9_]*$", "a variable has small letters from a to z, digits and _, as in has_map")
]
Value = bool | int
Voice = Literal["role", "record"]
Kind = Literal["role", "council"]
Labels = Annotated[list[Label], msgspec.Meta(min_length=1)]


class Channel(Struct, frozen=True):
    """A way in which news travels: radio, rumour, leaflet."""

    id: Id
    label: Text


class Variable(Struct, frozen=True):
    """A variable of a role: a yes or no, or a whole number within a range.

    Attributes:
        start: its value at the start; `true` or `false` makes it a yes or no.
        min, max: the range of a number, both included.
        shown: whether it stands beside the page as a gauge.
        levels: a word for each value from `min` to `max`, in place of the number.
        means: what it stands for, for authors and for the player who asks.
    """

    id: VariableName
    start: Value
    min: int = 0
    max: int = 1
    shown: bool = False
    label: str | None = None
    means: str | None = None
    levels: list[Text] = []


class FixedPoint(Struct, frozen=True):
    """An event that every run of a role meets; by a scene, or where it says so by a bulletin."""

    event: Id
    by: Literal["scene", "bulletin"] = "scene"


class Fate(Struct, frozen=True):
    """What became of a person in such a role, with the claims that document it."""

    id: Id
    label: Text
    claims: Labels
    means: str | None = None


class Passage(Struct, frozen=True):
    """A text that stands only under a guard; after the scene's text, or `first`, before it.

    `voice: record` marks a text that tells what is known now, not what the character could know.
    """

    if_: Text = msgspec.field(name="if")
    text: Text
    first: bool = False
    voice: Voice = "role"


class Option(Struct, frozen=True):
    """A choice as it is written; `game.story.machine.Choice` is the transition that is made of it.

    Attributes:
        if_: the guard; without one the choice is always open.
        else_: the reason shown when the guard does not hold; without one the choice is hidden then.
        set: values given to variables, before `add`.
        add: numbers added to variables; the sum stays within the variable's range.
        noted: a line in the file on the player.
        then: what follows at once; it opens the next page.
        diverges: the attempt that this choice makes; against the record, unless the attempt `happened`.
        to: the scene that it leads to.
        letter: its letter in a run's key, where the one that is worked out is another choice's already.
    """

    id: Id
    text: Text
    to: Id
    if_: str | None = msgspec.field(name="if", default=None)
    else_: str | None = msgspec.field(name="else", default=None)
    set: dict[str, Value] = {}
    add: dict[str, int] = {}
    noted: str | None = None
    then: str | None = None
    diverges: Id | None = None
    letter: Annotated[str, msgspec.Meta(pattern=r"^[0-9A-HJKMNP-TV-Z]$")] | None = None


class Ending(Struct, frozen=True):
    """How a run ends: one of the role's fates, under a title of its own."""

    fate: Id
    title: Text


class Card(Struct, frozen=True):
    """A fact known in the room where a council decides, with its footnote: what may have weighed with a vote."""

    id: Id
    text: Text


class Scene(Struct, frozen=True):
    """A scene: its hour and place, its text, and either choices or an ending.

    `voice: record` marks a scene that the record tells, in the third person and from what is known now.

    Attributes:
        depicts: the events that are seen here, and `tells` those that are heard of here.
        answers: the attempts that meet the record here, if they are still open.
        hears: the channels whose news is heard here; without it, those of the role.
        also: the passages that stand only under a guard.
        calm: the text of a scene of violence in two lines, for players who asked for it.
        easy: the text in short sentences, for readers who asked for them; in a council.
        wall: the text as a class reads it from a wall; in a council.
        because: the cards of a council's decision.
        disputes: the disputes that a council's record page shows, as `event.dispute`.
    """

    id: Id
    title: Text
    at: Moment
    place: Id
    text: Text
    depicts: list[Id] = []
    tells: list[Id] = []
    answers: list[Id] = []
    hears: list[Id] | None = None
    voice: Voice = "role"
    also: list[Passage] = []
    calm: str | None = None
    easy: str | None = None
    wall: str | None = None
    because: list[Card] = []
    disputes: list[Label] = []
    choices: list[Option] = []
    ending: Ending | None = None


class Attempt(Struct, frozen=True):
    """What somebody tries that the record says did not happen, and the four parts of the answer.

    In a council every option is answered, the recorded one too.

    Attributes:
        event: the event in which it meets the record, and `record` the claims that tell it: the second part.
        changed: what it changed for persons.
        stood: why the record stood all the same.
        otherwise: what would have had to be different; a judgement.
        reach: how far the attempt reached, or could have: this room, a city, a state, or words alone.
        happened: whether the record says that it was done; only in a council.
    """

    id: Id
    title: Text
    event: Id
    record: Labels
    changed: Text
    stood: Text
    otherwise: Text
    reach: str | None = None
    happened: bool = False


class RoleText(Struct, frozen=True):
    """`role.yaml` as it is written; a role of kind `council` is a body that decides by ballot."""

    id: Id
    kind: Kind
    name: Text
    who: Text
    content_note: Text
    starts: Id
    hears: list[Id]
    fates: Annotated[list[Fate], msgspec.Meta(min_length=1)]
    variables: list[Variable] = []
    fixed_points: list[FixedPoint | Id] = []
    class_cut: ClassCut | None = None


class Role(Struct, frozen=True):
    """A role, whole: what `role.yaml` says, its scenes in the order of their files, its attempts, its lesson.

    Attributes:
        id: the name of its folder.
        lesson: what `lesson.yaml` says, if there is one.
    """

    id: str
    kind: Kind
    name: str
    who: str
    content_note: str
    starts: str
    hears: list[str]
    fates: list[Fate]
    variables: list[Variable]
    fixed_points: list[FixedPoint]
    scenes: list[Scene]
    attempts: list[Attempt]
    lesson: Lesson | None = None
    class_cut: ClassCut | None = None


class StoryText(Struct, frozen=True):
    """`story.yaml` as it is written.

    Attributes:
        format: the version of the story format.
        version: the version of the pack, which its author counts up.
        roles: the roles' ids, in the order in which they are offered.
        outcome: the claims of which every ending tells one.
        article: the source of the article that `record/article.yaml` answers.
    """

    format: Literal[1]
    id: Id
    version: Annotated[int, msgspec.Meta(ge=1)]
    title: Text
    language: Text
    roles: Annotated[list[Id], msgspec.Meta(min_length=1)]
    channels: list[Channel]
    outcome: Labels
    content_note: Text
    credits: Text
    article: Id | None = None


class Pack(Struct, frozen=True, dict=True):
    """Everything that a folder of scenes holds, checked and whole.

    Attributes:
        digest: the SHA-256 of the pack's files, in hexadecimal.
    """

    digest: str
    story: StoryText
    record: Record
    roles: Sequence[Role]
    map: Map | None = None

    @cached_property
    def kept(self) -> dict[object, Any]:
        """What the floors above have worked out from this pack and keep as long as it lives."""
        return {}

    @cached_property
    def roles_by_id(self) -> Mapping[str, Role]:
        """The roles by their ids."""
        return by_id(self.roles)

    @property
    def persons(self) -> list[Role]:
        """The roles that are a person."""
        return [role for role in self.roles if role.kind == "role"]

    @property
    def councils(self) -> list[Role]:
        """The roles that are a body which decides by ballot."""
        return [role for role in self.roles if role.kind == "council"]

    def role(self, name: str) -> Role:
        """The role with this id.

        Raises:
            KeyError: if the pack has no such role.
        """
        return self.roles_by_id[name]
