"""The record: the documented past of a pack, looked up by id and label."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from operator import itemgetter

from game.record.names import NameFinder
from game.record.sources import Source
from game.record.types import Claim, Dispute, Document, Event, News, Person, Place, Statement, Term
from game.text.lazy import Item, index_by_id
from game.text.validation import StrictStruct


class Record(StrictStruct, frozen=True, dict=True):
    """The documented past of one pack.

    Attributes:
        events: in the order of time.
        sources, people, places, glossary, documents, article: in the order of their files.
    """

    events: Sequence[Event]
    sources: Sequence[Source]
    people: Sequence[Person]
    places: Sequence[Place]
    glossary: Sequence[Term]
    documents: Sequence[Document] = []
    article: Sequence[Statement] = []

    @cached_property
    def events_by_id(self) -> Mapping[str, Event]:
        """Events by id."""
        return index_by_id(self.events)

    @cached_property
    def claims_by_label(self) -> Mapping[str, Claim]:
        """Claims by footnote label, `event.claim`."""
        return _EventParts(self.events_by_id, lambda event: event.claims)

    @cached_property
    def disputes_by_label(self) -> Mapping[str, Dispute]:
        """Disputes by label, `event.dispute`."""
        return _EventParts(self.events_by_id, lambda event: event.disputes)

    @cached_property
    def news_order(self) -> list[tuple[datetime, str, int]]:
        """Every piece of news in the order of time; a cache stores the order, so that no event is decoded for it.

        Returns:
            The first minute at which it can be heard, its event's id, and its index in that event's news.
        """
        order = [
            (news.heard_at.earliest, event.id, index) for event in self.events for index, news in enumerate(event.news)
        ]
        return sorted(order, key=itemgetter(0))

    def news_between(self, since: datetime, until: datetime) -> list[tuple[Event, News]]:
        """Return the news that can first be heard after `since` and not later than `until`, oldest first.

        Returns:
            Each piece of news with its event.
        """
        first, end = (bisect_right(self.news_order, time, key=itemgetter(0)) for time in (since, until))
        found = ((self.events_by_id[name], index) for _, name, index in self.news_order[first:end])
        return [(event, event.news[index]) for event, index in found]

    @cached_property
    def sources_by_id(self) -> Mapping[str, Source]:
        """Sources by id."""
        return index_by_id(self.sources)

    @cached_property
    def people_by_id(self) -> Mapping[str, Person]:
        """People by id."""
        return index_by_id(self.people)

    @cached_property
    def places_by_id(self) -> Mapping[str, Place]:
        """Places by id."""
        return index_by_id(self.places)

    @cached_property
    def terms_by_id(self) -> Mapping[str, Term]:
        """The words of the glossary by id."""
        return index_by_id(self.glossary)

    @cached_property
    def name_finder(self) -> NameFinder:
        """What finds people and words of the glossary in texts."""
        return NameFinder(self.people, self.glossary)

    def subset(self, events: Collection[str]) -> Record:
        """Return the part of the record that belongs to some events.

        It has their people, places (with the places around them), documents, statements of the article, and the sources
        that all of these cite; it has no glossary.

        Args:
            events: the events' ids; unknown ids are ignored.
        """
        chosen = [event for event in self.events if event.id in events]
        labels = {
            label for label in (*self.claims_by_label, *self.disputes_by_label) if label.partition(".")[0] in events
        }
        people = {name for event in chosen for name in event.people}
        persons = [person for person in self.people if person.id in people]
        named = {name for event in chosen for name in event.places}
        named |= {name for event in chosen for news in event.news for name in news.places}
        places = {wider for name in named for wider in self.enclosing_places(name)}
        sources = {cite.source for event in chosen for cite in event.cites}
        spots = [place for place in self.places if place.id in places]
        cited = [person.cites for person in persons] + [place.cites for place in spots]
        sources |= {cite.source for cites in cited for cite in cites}
        return Record(
            events=chosen,
            sources=[source for source in self.sources if source.id in sources],
            people=persons,
            places=spots,
            glossary=[],
            documents=[document for document in self.documents if document.event in events],
            article=[statement for statement in self.article if labels & set(statement.answered_by)],
        )

    def enclosing_places(self, place: str) -> list[str]:
        """Return a place and the places around it, from the narrowest to the widest."""
        found: list[str] = []
        here: str | None = place
        while here is not None and here not in found:
            found.append(here)
            known = self.places_by_id.get(here)
            here = known.within if known else None
        return found

    def is_within(self, place: str, wider: str) -> bool:
        """Return whether a place is another place or lies within it, directly or through others."""
        return wider in self.enclosing_places(place)


class _EventParts(Mapping[str, Item]):
    """The claims or disputes of events, by label `event.part`; looking up a label decodes its event."""

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
