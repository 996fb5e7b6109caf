"""The record as a cache stores it: a page needs few events, and only those are decoded."""

from __future__ import annotations

from datetime import datetime

import msgspec

from game.record.record import Record
from game.record.sources import Source
from game.record.types import Document, Event, Person, Place, Statement, Term
from game.text.lazy import LazyList, encode_items


class EncodedRecord(msgspec.Struct, frozen=True, array_like=True):
    """A record as a cache stores it: each item in MessagePack, by its id, and the order of the news."""

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
        """Return a record in its encoded form."""
        return cls(
            events=encode_items(record.events),
            sources=encode_items(record.sources),
            people=encode_items(record.people),
            places=encode_items(record.places),
            glossary=encode_items(record.glossary),
            documents=encode_items(record.documents),
            article=encode_items(record.article),
            news_order=record.news_order,
        )

    @property
    def record(self) -> Record:
        """Return the record; each item is decoded when it is first needed."""
        record = Record(
            events=LazyList(self.events, Event),
            sources=LazyList(self.sources, Source),
            people=LazyList(self.people, Person),
            places=LazyList(self.places, Place),
            glossary=LazyList(self.glossary, Term),
            # Empty lists are left out when the record is written; msgspec recognises only a real empty list.
            documents=LazyList(self.documents, Document) or [],
            article=LazyList(self.article, Statement) or [],
        )
        record.__dict__["news_order"] = self.news_order
        return record
