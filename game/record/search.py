"""Full-text search: words in any order, diacritics and case optional, each result with its sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from game.record.record import Record
from game.text.clean import search_key

EntryKind = Literal["event", "claim", "person", "place", "term", "document", "dispute", "source", "scene"]

_SENTENCE = re.compile(r"(?<=[.!?…])[\"”’)]*\s+")


@dataclass(frozen=True)
class SearchEntry:
    """Something that a search can find.

    Attributes:
        kind: what it is; `id` is its id, the label of a claim or dispute, or `role/scene`.
        title: its name.
        text: the rest of its text.
        search_text: title and text in the form in which they are compared.
    """

    kind: EntryKind
    id: str
    title: str
    text: str
    search_text: str


@dataclass(frozen=True)
class SearchHit:
    """A result: the entry, and the sentence that contains the words."""

    entry: SearchEntry
    sentence: str


def make_entry(kind: EntryKind, name: str, title: str, *texts: str | None) -> SearchEntry:
    """Make an entry from its kind, id, title and texts; None and "" are left out."""
    text = " ".join(" ".join(part.split()) for part in texts if part)
    return SearchEntry(kind, name, title, text, search_key(f"{title}\n{text}"))


def list_entries(record: Record, *, spoilers: bool = True) -> list[SearchEntry]:
    """Return an entry for everything in a record: people, places, terms and documents before events and sources.

    Args:
        record: the record.
        spoilers: whether the fates of people and of the points of documents can be found.
    """
    found = [
        make_entry(
            "person",
            person.id,
            person.name,
            _names(person.name_local),
            person.description,
            person.fate if spoilers else None,
        )
        for person in record.people
    ]
    for place in record.places:
        names = _names(place.name_local, place.name_then)
        found.append(make_entry("place", place.id, place.name, names, place.description, place.today))
    found += [make_entry("term", term.id, term.term, term.full_form, term.meaning) for term in record.glossary]
    for document in record.documents:
        points = [point.says for point in document.points]
        became = [then.says for point in document.points for then in point.became] if spoilers else []
        found.append(make_entry("document", document.id, document.title, document.about, *points, *became))
    for event in record.events:
        found.append(make_entry("event", event.id, event.title, event.at.words))
        for dispute in event.disputes:
            readings = (reading.says for reading in dispute.readings)
            found.append(
                make_entry("dispute", f"{event.id}.{dispute.id}", dispute.question, *readings, dispute.assessment)
            )
        for claim in event.claims:
            found.append(make_entry("claim", f"{event.id}.{claim.id}", event.title, claim.says))
    for source in record.sources:
        who = " ".join(str(name) for name in (*source.author, *source.editor))
        found.append(
            make_entry("source", source.id, source.title, who, source.issued, source.container_title, source.note)
        )
    return found


def _names(*names: str | None) -> str:
    """Return other names of a person or place as a sentence of their own."""
    told = ", ".join(name for name in names if name)
    return f"{told}:" if told else ""


def search(entries: Iterable[SearchEntry], query: str, limit: int = 100) -> list[SearchHit]:
    """Return the entries that contain all the words, those with all of them in their title first.

    Args:
        entries: where to look; equal results keep this order.
        query: what was typed; each word may be part of a longer one.
        limit: the most results.
    """
    wanted = search_key(query).split()
    if not wanted:
        return []
    ranked: list[tuple[int, SearchEntry]] = []
    for item in entries:
        if all(word in item.search_text for word in wanted):
            title = item.search_text.partition("\n")[0]
            # A claim has its event's title, which must not rank it above the entry of that name.
            named = item.kind != "claim" and all(word in title for word in wanted)
            ranked.append((0 if named else 1, item))
    ranked.sort(key=lambda pair: pair[0])
    return [SearchHit(item, _sentence(item, wanted)) for _, item in ranked[:limit]]


def _sentence(item: SearchEntry, wanted: Sequence[str]) -> str:
    """Return the sentence of an entry with most of the words; the first one if only the title has them."""
    sentences = _SENTENCE.split(item.text) or [""]
    return max(sentences, key=lambda text: sum(word in search_key(text) for word in wanted))
