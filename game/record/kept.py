"""The record as a cache keeps it: a page is told by a few of its events, and only those are decoded."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from functools import cached_property
from operator import itemgetter

import msgspec

from game.record.record import Record
from game.record.sources import Source
from game.record.types import Claim, Dispute, Document, Event, News, Person, Place, Statement, Term
from game.text.kept import Item, Kept, encoded


class KeptRecord(Record, frozen=True, dict=True, kw_only=True):
    """A record of which only what is asked for is decoded.

    Attributes:
        news_order: of each piece of news the first minute in which it can be heard, its event's id and its place among
            that event's news, counted from 0; in the order of time.
    """

    news_order: list[tuple[datetime, str, int]]

    def heard(self, since: datetime, until: datetime) -> list[tuple[Event, News]]:
        """As `Record.heard`, decoding only the events of that news."""
        first, end = (bisect_right(self.news_order, time, key=itemgetter(0)) for time in (since, until))
        found = ((self.event[name], place) for _, name, place in self.news_order[first:end])
        return [(event, event.news[place]) for event, place in found]

    @cached_property
    def claim(self) -> Mapping[str, Claim]:
        """Claims by footnote label, `event.claim`."""
        return _Parts(self.event, lambda event: event.claims)

    @cached_property
    def dispute(self) -> Mapping[str, Dispute]:
        """Disputes by label, `event.dispute`."""
        return _Parts(self.event, lambda event: event.disputes)


class EncodedRecord(msgspec.Struct, frozen=True, array_like=True):
    """A record as a cache keeps it: each item in MessagePack, by its id, and the order of the news."""

    events: dict[str, msgspec.Raw]
    sources: dict[str, msgspec.Raw]
    people: dict[str, msgspec.Raw]
    places: dict[str, msgspec.Raw]
    glossary: dict[str, msgspec.Raw]
    documents: dict[str, msgspec.Raw]
    article: dict[str, msgspec.Raw]
    news_order: list[tuple[datetime, str, int]]

    @classmethod
    def of(cls, record: Record) -> EncodedRecord:
        """A record as it is kept."""
        return cls(
            events=encoded(record.events),
            sources=encoded(record.sources),
            people=encoded(record.people),
            places=encoded(record.places),
            glossary=encoded(record.glossary),
            documents=encoded(record.documents),
            article=encoded(record.article),
            news_order=sorted(
                (
                    (news.heard.earliest, event.id, place)
                    for event in record.events
                    for place, news in enumerate(event.news)
                ),
                key=itemgetter(0),
            ),
        )

    @property
    def record(self) -> Record:
        """The record, of which nothing is decoded yet."""
        return KeptRecord(
            events=Kept(self.events, Event),
            sources=Kept(self.sources, Source),
            people=Kept(self.people, Person),
            places=Kept(self.places, Place),
            glossary=Kept(self.glossary, Term),
            documents=Kept(self.documents, Document),
            article=Kept(self.article, Statement),
            news_order=self.news_order,
        )


class _Parts(Mapping[str, Item]):
    """What stands inside events, by its label `event.part`; an event is decoded when one of its labels is looked up."""

    def __init__(self, events: Mapping[str, Event], parts: Callable[[Event], Iterable[Item]]) -> None:
        self._events = events
        self._parts = parts
        self._found: dict[str, Item] = {}

    def __getitem__(self, label: str) -> Item:
        if label not in self._found:
            event = self._events[label.partition(".")[0]]
            self._found |= {f"{event.id}.{part.id}": part for part in self._parts(event)}
        return self._found[label]

    def __iter__(self) -> Iterator[str]:
        for event in self._events.values():
            for part in self._parts(event):
                yield f"{event.id}.{part.id}"

    def __len__(self) -> int:
        return sum(1 for _ in self)
