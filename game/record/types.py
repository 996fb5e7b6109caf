"""The documented past as types; `scenes/README.md` says how each is written."""

# Annotations are not deferred here: msgspec would evaluate each of them from its text, at every start.

from typing import Annotated, Literal

import msgspec

from game.text.moments import Moment
from game.text.shape import Struct, form

Id = Annotated[
    str,
    form(r"^[a-z0-9]+(-[a-z0-9]+)*$", "an id has small letters from a to z, digits and hyphens, as in the-great-hall"),
]
Text = Annotated[str, msgspec.Meta(min_length=1)]
Label = Annotated[
    str, form(r"^[a-z0-9-]+\.[a-z0-9-]+$", "a claim is named by its event, a dot and its own id, as in walk-out.sixty")
]
Kind = Literal["scholarship", "primary", "archive", "memoir", "press", "museum", "reference"]


_CSL_NAMES = {
    "container_title": "container-title",
    "collection_title": "collection-title",
    "publisher_place": "publisher-place",
}


class Name(Struct, frozen=True):
    """A name in CSL: of a person, or of an institution as `literal`."""

    family: str | None = None
    given: str | None = None
    literal: str | None = None

    def __str__(self) -> str:
        return self.literal or " ".join(part for part in (self.given, self.family) if part)


class Custom(Struct, frozen=True):
    """What we add to CSL, the Citation Style Language; the entry's `note` says what the source is good for.

    Attributes:
        kind: the kind of source.
        partisan: whether it speaks for a side of the conflict; every citation of it says so.
    """

    kind: Kind
    partisan: bool = False


class Source(Struct, frozen=True, rename=_CSL_NAMES):
    """A source, as an entry of a CSL-YAML bibliography."""

    id: Id
    type: str
    title: Text
    custom: Custom
    author: list[Name] = []
    editor: list[Name] = []
    translator: list[Name] = []
    issued: str | None = None
    container_title: str | None = None
    collection_title: str | None = None
    publisher: str | None = None
    publisher_place: str | None = None
    archive: str | None = None
    archive_location: str | None = None
    genre: str | None = None
    volume: str | None = None
    issue: str | None = None
    page: str | None = None
    language: str | None = None
    accessed: str | None = None
    URL: Annotated[str, form(r"^https?://", "an address begins with https:// or http://")] | None = None
    DOI: str | None = None
    ISBN: str | None = None
    note: str | None = None


class Citation(Struct, frozen=True):
    """Where a claim was read: a source, and the place in it (`at`)."""

    source: Id
    at: str | None = None


Citations = Annotated[list[Citation], msgspec.Meta(min_length=1)]


class Claim(Struct, frozen=True):
    """One documented statement; its footnote label is `event.claim`."""

    id: Id
    says: Text
    cites: Citations
    confidence: Literal["high", "medium", "low"]


class News(Struct, frozen=True):
    """How an event was heard of at the time, in the words of the time, and what is known of it now.

    Attributes:
        by: the id of the channel by which it came.
        now: the ids of the event's claims that say what is known.
        places: where it was heard; everywhere if there are none.
    """

    heard: Moment
    by: Id
    says: Text
    now: Annotated[list[Id], msgspec.Meta(min_length=1)]
    cites: Citations
    places: list[Id] = []


class Reading(Struct, frozen=True):
    """One side of a dispute."""

    says: Text
    cites: Citations


class Dispute(Struct, frozen=True):
    """A question on which sources or scholars differ; its label is `event.dispute`.

    Attributes:
        weigh: what a careful reader can conclude.
    """

    id: Id
    asks: Text
    readings: Annotated[list[Reading], msgspec.Meta(min_length=2)]
    weigh: Text | None = None


class Event(Struct, frozen=True):
    """Something documented, with its hour, places, people and claims."""

    id: Id
    title: Text
    at: Moment
    places: Annotated[list[Id], msgspec.Meta(min_length=1)]
    claims: Annotated[list[Claim], msgspec.Meta(min_length=1)]
    until: Moment | None = None
    people: list[Id] = []
    news: list[News] = []
    disputes: list[Dispute] = []

    @property
    def cites(self) -> list[Citation]:
        """Every citation of the event: of its claims, its news and the readings of its disputes."""
        lists = [claim.cites for claim in self.claims] + [news.cites for news in self.news]
        lists += [reading.cites for dispute in self.disputes for reading in dispute.readings]
        return [cite for cites in lists for cite in cites]


class Person(Struct, frozen=True):
    """A person of the record: who they were, and what became of them.

    Attributes:
        was: who they were before the story, so that nothing is told ahead of it; `fate` has the rest.
        name_local: the name as it is written in their own country.
    """

    id: Id
    name: Text
    was: Text
    name_local: str | None = None
    born: int | None = None
    died: int | None = None
    fate: str | None = None
    cites: list[Citation] = []


class Place(Struct, frozen=True):
    """A place of the record, with its coordinates in degrees (WGS 84) where they are known.

    Attributes:
        name_local: the name in the country's own language.
        name_then: the name that it had in the time of the story.
        today: the name that it has now, or what stands there.
    """

    id: Id
    name: Text
    was: str = ""
    name_local: str | None = None
    name_then: str | None = None
    today: str | None = None
    lat: float | None = None
    lon: float | None = None
    within: Id | None = None
    cites: list[Citation] = []


class Became(Struct, frozen=True):
    """What had become of a point by a moment."""

    by: Moment
    says: Text
    claims: Annotated[list[Label], msgspec.Meta(min_length=1)]


class Point(Struct, frozen=True):
    """One point of a document, in our own words, and what had become of it by certain moments."""

    number: Annotated[int, msgspec.Meta(ge=1)]
    says: Text
    claims: Annotated[list[Label], msgspec.Meta(min_length=1)]
    became: list[Became] = []


class Document(Struct, frozen=True):
    """A document of the time that is made of numbered points."""

    id: Id
    title: Text
    event: Id
    about: Text
    points: Annotated[list[Point], msgspec.Meta(min_length=1)]


class Statement(Struct, frozen=True):
    """One statement of the article that a pack began from, and the record's answer.

    Attributes:
        verdict: whether the record confirms it, corrects it or shows a dispute about it.
        by: the claims and disputes that do, as `event.claim` or `event.dispute`.
    """

    id: Id
    says: Text
    verdict: Literal["confirms", "corrects", "disputes"]
    by: Annotated[list[Label], msgspec.Meta(min_length=1)]


class Term(Struct, frozen=True):
    """A word of the glossary; `full` is what it is short for."""

    id: Id
    term: Text
    meaning: Text
    full: str | None = None
