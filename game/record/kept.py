"""The record as a cache keeps it: a page is told by a few of its events, and only those are decoded."""

from __future__ import annotations

from datetime import datetime

import msgspec

from game.record.record import Record
from game.record.sources import Source
from game.record.types import Document, Event, Person, Place, Statement, Term
from game.text.kept import Kept, encoded


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
            news_order=record.news_order,
        )

    @property
    def record(self) -> Record:
        """The record, of which nothing is decoded yet."""
        record = Record(
            events=Kept(self.events, Event),
            sources=Kept(self.sources, Source),
            people=Kept(self.people, Person),
            places=Kept(self.places, Place),
            glossary=Kept(self.glossary, Term),
            # Left out as where they were read from YAML, when the record is written: msgspec knows an empty list only.
            documents=Kept(self.documents, Document) or [],
            article=Kept(self.article, Statement) or [],
        )
        record.__dict__["news_order"] = self.news_order
        return record
