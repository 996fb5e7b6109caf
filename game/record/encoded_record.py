"""The record as a cache stores it: a page needs few events, and only those are decoded."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec

from game.record.record import Record
from game.record.sources import Source
from game.record.types import Document, Event, Person, Place, Statement, Term
from game.text.lazy import LazyList, encode_items

#: The lists of a record, and the type of their items.
_KINDS: dict[str, type[Any]] = {
    "events": Event, "sources": Source, "people": Person, "places": Place, "glossary": Term, "documents": Document,
    "article": Statement,
}  # fmt: skip


class EncodedRecord(msgspec.Struct, frozen=True, array_like=True):
    """A record as a cache stores it: the items of each list in MessagePack, by their ids, and the order of the news."""

    lists: dict[str, dict[str, msgspec.Raw]]
    news_order: list[tuple[datetime, str, int]]

    @classmethod
    def of(cls, record: Record) -> EncodedRecord:
        """Return a record in its encoded form."""
        return cls({name: encode_items(getattr(record, name)) for name in _KINDS}, record.news_order)

    @property
    def record(self) -> Record:
        """Return the record; each item is decoded when it is first needed."""
        # Empty lists are left out when the record is written; msgspec recognises only a real empty list.
        record = Record(**{name: LazyList(items, _KINDS[name]) or [] for name, items in self.lists.items()})
        record.__dict__["news_order"] = self.news_order
        return record
