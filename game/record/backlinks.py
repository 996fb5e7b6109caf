"""The references of the record in reverse: from a source to what cites it, from a person or place to its events."""

from __future__ import annotations

from collections import defaultdict

from game.record.record import Record
from game.record.types import Event, Person, Place


class Backlinks:
    """The references to each source, person and place of a record.

    Attributes:
        claims: by source, the labels of the claims that cite it.
        disputes: by source, the labels of the disputes with a reading that cites it.
        news: by source, the events with news that cite it.
        entries_citing: by source, the people and places whose entries cite it.
        people: by person, their events, in the order of time.
        places: by place, its events, in the order of time; also those of the places within it.
    """

    def __init__(self, record: Record) -> None:
        self.claims: dict[str, list[str]] = defaultdict(list)
        self.disputes: dict[str, list[str]] = defaultdict(list)
        self.news: dict[str, list[Event]] = defaultdict(list)
        self.entries_citing: dict[str, list[Person | Place]] = defaultdict(list)
        self.people: dict[str, list[Event]] = defaultdict(list)
        self.places: dict[str, list[Event]] = defaultdict(list)
        for event in record.events:
            for person in event.people:
                self.people[person].append(event)
            for place in dict.fromkeys(wider for name in event.places for wider in record.enclosing_places(name)):
                self.places[place].append(event)
            for claim in event.claims:
                for name in dict.fromkeys(cite.source for cite in claim.cites):
                    self.claims[name].append(f"{event.id}.{claim.id}")
            for dispute in event.disputes:
                for name in dict.fromkeys(cite.source for reading in dispute.readings for cite in reading.cites):
                    self.disputes[name].append(f"{event.id}.{dispute.id}")
            for name in dict.fromkeys(cite.source for news in event.news for cite in news.cites):
                self.news[name].append(event)
        entries: list[Person | Place] = [*record.people, *record.places]
        for entry in entries:
            for name in dict.fromkeys(cite.source for cite in entry.cites):
                self.entries_citing[name].append(entry)
