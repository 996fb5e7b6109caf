"""The record: the documented past of a pack, looked up by id and label."""

from __future__ import annotations

from functools import cached_property

from game.record.types import Claim, Dispute, Document, Event, Person, Place, Source, Statement, Term
from game.text.shape import Struct


class Record(Struct, frozen=True, dict=True):
    """The documented past of one pack.

    Attributes:
        events: in the order of time.
        sources, people, places, glossary, documents, article: in the order of their files.
    """

    events: list[Event]
    sources: list[Source]
    people: list[Person]
    places: list[Place]
    glossary: list[Term]
    documents: list[Document] = []
    article: list[Statement] = []

    @cached_property
    def event(self) -> dict[str, Event]:
        """Events by id."""
        return {event.id: event for event in self.events}

    @cached_property
    def claim(self) -> dict[str, Claim]:
        """Claims by footnote label, `event.claim`."""
        return {f"{event.id}.{claim.id}": claim for event in self.events for claim in event.claims}

    @cached_property
    def dispute(self) -> dict[str, Dispute]:
        """Disputes by label, `event.dispute`."""
        return {f"{event.id}.{dispute.id}": dispute for event in self.events for dispute in event.disputes}

    @cached_property
    def source(self) -> dict[str, Source]:
        """Sources by id."""
        return {source.id: source for source in self.sources}

    @cached_property
    def person(self) -> dict[str, Person]:
        """People by id."""
        return {person.id: person for person in self.people}

    @cached_property
    def place(self) -> dict[str, Place]:
        """Places by id."""
        return {place.id: place for place in self.places}

    def within(self, place: str, wider: str) -> bool:
        """Whether a place is another place or lies within it, directly or through others."""
        seen: set[str] = set()
        here: str | None = place
        while here is not None and here not in seen:
            if here == wider:
                return True
            seen.add(here)
            known = self.place.get(here)
            here = known.within if known else None
        return False
