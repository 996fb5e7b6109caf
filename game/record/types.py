"""The documented past as types, apart from its sources; `scenes/README.md` says how each is written."""

# No `from __future__ import annotations` here: msgspec would evaluate each annotation from its text at every start.

from typing import Annotated, Literal

import msgspec

from game.text.moments import Moment
from game.text.validation import Line, StrictStruct, Text, text_pattern

Id = Annotated[
    str,
    text_pattern(
        r"^(?=.{1,80}$)[a-z0-9]+(-[a-z0-9]+)*$",
        "an id has small letters from a to z, digits and hyphens, as in the-great-hall, and 80 signs at most",
    ),
]
Label = Annotated[
    str,
    text_pattern(
        r"^[a-z0-9-]+\.[a-z0-9-]+$", "a claim is named by its event, a dot and its own id, as in walk-out.sixty"
    ),
]
Year = Annotated[int, msgspec.Meta(ge=-9999, le=9999)]
Latitude = Annotated[float, msgspec.Meta(ge=-90, le=90)]
Longitude = Annotated[float, msgspec.Meta(ge=-180, le=180)]


class Citation(StrictStruct, frozen=True):
    """Where a claim was read.

    Attributes:
        source: the source: an id of `sources.yaml`.
        where: the place in it where this was read, as in `p. 12` or `ch. VIII`; cite no page that was not seen.
    """

    source: Id
    where: Line | None = None


Citations = Annotated[list[Citation], msgspec.Meta(min_length=1)]


class Claim(StrictStruct, frozen=True):
    """One documented statement; its footnote label is `event.claim`.

    Attributes:
        id: its id within the event; its footnote is `[^event.claim]`.
        says: what is documented: one sentence in your own words, which the footnote shows.
        cites: where it was read: `[{source: some-book, where: p. 12}]`, one source or several.
        confidence: how sure the record is of it; the footnote says so.
    """

    id: Id
    says: Text
    cites: Citations
    confidence: Literal["high", "medium", "low"]


class News(StrictStruct, frozen=True):
    """A piece of news: how an event was heard of at the time, and what is known of it now.

    Attributes:
        heard_at: the moment when it could first be heard, as in `1848-03-15T19:50`; it reaches the player between the
            scene before that moment and the scene after it.
        channel: the channel by which it came: an id of the channels in `story.yaml`.
        says: what was heard, right or wrong, in the words of the time.
        known_today: what is known of it today: ids of claims of this event, without the event before them: `[sixty]`.
        cites: where it was read that this was heard: `[{source: some-book, where: p. 12}]`.
        places: where it was heard: ids of `places.yaml`; everywhere if there are none.
    """

    heard_at: Moment
    channel: Id
    says: Text
    known_today: Annotated[list[Id], msgspec.Meta(min_length=1)]
    cites: Citations
    places: list[Id] = []


class Reading(StrictStruct, frozen=True):
    """One side of a dispute.

    Attributes:
        says: its answer to the question, in a sentence.
        cites: who answers so: `[{source: some-book, where: p. 12}]`.
    """

    says: Text
    cites: Citations


class Dispute(StrictStruct, frozen=True):
    """A question on which sources or scholars differ; its label is `event.dispute`.

    Attributes:
        id: its id within the event, other than those of the claims; the label `event.dispute` names both.
        question: what is in dispute, as a question.
        readings: the answers that are given to it, two or more, each with its sources.
        assessment: what a careful reader can conclude.
    """

    id: Id
    question: Text
    readings: Annotated[list[Reading], msgspec.Meta(min_length=2)]
    assessment: Text | None = None


class Event(StrictStruct, frozen=True):
    """Something documented, with its hour, places, people and claims.

    Attributes:
        id: its id; scenes name it, and the footnotes of its claims begin with it.
        title: what happened, in a few words.
        at: when it happened, or began, as precisely as it is known: `1848-03-15T19:50`, `1848-03-15 evening`,
            `1848-03-15`, `"1848"`; a scene that depicts it plays in its hours.
        places: where it happened: ids of `places.yaml`; a scene that depicts it is at one of them, or inside one.
        claims: what is documented of it, a statement each.
        until: when it ended, where it lasted; a moment, written like `at`.
        people: who took part: ids of `people.yaml`.
        news: how it was heard of at the time; without news it is known only once a scene depicts or tells it.
        disputes: the questions about it on which sources or scholars differ.
    """

    id: Id
    title: Line
    at: Moment
    places: Annotated[list[Id], msgspec.Meta(min_length=1)]
    claims: Annotated[list[Claim], msgspec.Meta(min_length=1)]
    until: Moment | None = None
    people: list[Id] = []
    news: list[News] = []
    disputes: list[Dispute] = []

    @property
    def cites(self) -> list[Citation]:
        """Return every citation of the event: of its claims, its news and the readings of its disputes."""
        lists = [claim.cites for claim in self.claims] + [news.cites for news in self.news]
        lists += [reading.cites for dispute in self.disputes for reading in dispute.readings]
        return [cite for cites in lists for cite in cites]


class Person(StrictStruct, frozen=True):
    """A person of the record: who they were, and what became of them.

    Attributes:
        id: their id, which the `people` of events name.
        name: the name that readers see.
        description: who they were before the story, so that it gives nothing away; `fate` has the rest.
        name_local: the name as it is written in their own country.
        born: the year of birth, as a number: `1823`.
        died: the year of death; during a run it is told only once it is past.
        fate: what became of them; a run hides it until it is over.
        called: the words by which texts call them, besides the whole name; without it the last part of the name, if
            nobody else has it; `[]` if somebody invented is called so.
        cites: where this was read: `[{source: some-book, where: p. 12}]`.
    """

    id: Id
    name: Line
    description: Text
    name_local: Line | None = None
    born: Year | None = None
    died: Year | None = None
    fate: Text | None = None
    called: list[Line] | None = None
    cites: list[Citation] = []


class Place(StrictStruct, frozen=True):
    """A place of the record, with its coordinates in degrees (WGS 84) where they are known.

    Attributes:
        id: its id, which scenes and events name.
        name: the name that readers see.
        description: what it was in the time of the story.
        name_local: the name in the country's own language.
        name_then: the name that it had in the time of the story.
        today: the name that it has now, or what is there now.
        lat: its latitude in degrees (WGS 84), north of the equator positive: `50.0797`.
        lon: its longitude in degrees (WGS 84), east of Greenwich positive: `14.4301`.
        within: the place that it lies in: an id of this file; a scene here may depict what happened there, and a place
            without coordinates of its own is shown there on the map.
        cites: where this was read: `[{source: some-book, where: p. 12}]`.
    """

    id: Id
    name: Line
    description: str = ""
    name_local: Line | None = None
    name_then: Line | None = None
    today: Line | None = None
    lat: Latitude | None = None
    lon: Longitude | None = None
    within: Id | None = None
    cites: list[Citation] = []


class PointStatus(StrictStruct, frozen=True):
    """What had become of a point by a moment.

    Attributes:
        by: the moment, as in `1848-03` or `"1849"`.
        says: what had become of the point by then, in a sentence.
        claims: the claims that document it, as `event.claim`.
    """

    by: Moment
    says: Text
    claims: Annotated[list[Label], msgspec.Meta(min_length=1)]


class Point(StrictStruct, frozen=True):
    """One point of a document, in our own words, and what had become of it by certain moments.

    Attributes:
        number: its number in the document, from 1.
        says: what it asks for or says, in your own words.
        claims: the claims that document it, as `event.claim`.
        became: what had become of it by certain moments, in their order.
    """

    number: Annotated[int, msgspec.Meta(ge=1, le=1000)]
    says: Text
    claims: Annotated[list[Label], msgspec.Meta(min_length=1)]
    became: list[PointStatus] = []


class Document(StrictStruct, frozen=True):
    """A document of the time that is made of numbered points.

    Attributes:
        id: its id.
        title: its title.
        event: the event that it belongs to: an id of `record/events`.
        about: what it is and where its wording comes from, in a sentence or two.
        points: its points, in their order.
    """

    id: Id
    title: Line
    event: Id
    about: Text
    points: Annotated[list[Point], msgspec.Meta(min_length=1)]


class Statement(StrictStruct, frozen=True):
    """One statement of the article that a pack began from, and the record's answer.

    Attributes:
        id: its id, as in `s001`.
        says: what the article says, in your own words.
        verdict: whether the record confirms it, corrects it, shows a dispute about it, or leaves it `undecided`.
        answered_by: the claims and disputes that do, as `event.claim` or `event.dispute`; of an undecided statement
            what comes nearest to it.
    """

    id: Id
    says: Text
    verdict: Literal["confirms", "corrects", "disputes", "undecided"]
    answered_by: Annotated[list[Label], msgspec.Meta(min_length=1)]

    @property
    def answer(self) -> str:
        """The verdict as the words before the claims, as in `The record confirms it:`."""
        if self.verdict == "undecided":
            return "The record does not decide it. What comes nearest:"
        return f"The record {self.verdict} it:"


class Term(StrictStruct, frozen=True):
    """A word of the glossary.

    Attributes:
        id: its id.
        term: the word, as it is written in texts.
        meaning: what it means, in a sentence.
        full_form: what it is short for.
        called: other words by which texts call it, as in `[the league, the youth league]`.
    """

    id: Id
    term: Line
    meaning: Text
    full_form: Line | None = None
    called: list[Line] = []
