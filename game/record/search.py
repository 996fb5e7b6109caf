"""Search over texts: words in any order, diacritics and case optional, each result with its sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from game.record.record import Record
from game.text.clean import search_key

Kind = Literal["event", "claim", "person", "place", "term", "document", "dispute", "source", "scene"]

_SENTENCE = re.compile(r"(?<=[.!?…])[\"”’)]*\s+")


@dataclass(frozen=True)
class Entry:
    """Something that can be found.

    Attributes:
        kind: what it is, and `id` its id (of claims and disputes the label, of scenes `role/scene`).
        title: what names it.
        text: what else it says.
        folded: title and text as they are compared.
    """

    kind: Kind
    id: str
    title: str
    text: str
    folded: str


@dataclass(frozen=True)
class Hit:
    """A result: the entry, and the sentence in which the words stand."""

    entry: Entry
    sentence: str


def entry(kind: Kind, name: str, title: str, *texts: str | None) -> Entry:
    """Make an entry of the given kind and id from its title and whatever texts it has; None and "" are left out."""
    text = " ".join(" ".join(part.split()) for part in texts if part)
    return Entry(kind, name, title, text, search_key(f"{title}\n{text}"))


def entries(record: Record, *, endings: bool = True) -> list[Entry]:
    """Everything in a record that can be found: people, places, terms and documents before events and sources.

    Args:
        record: the record.
        endings: whether what became of people and of the points of documents can be found too.
    """
    found = [
        entry("person", person.id, person.name, _names(person.name_local), person.was, person.fate if endings else None)
        for person in record.people
    ]
    for place in record.places:
        names = _names(place.name_local, place.name_then)
        found.append(entry("place", place.id, place.name, names, place.was, place.today))
    found += [entry("term", term.id, term.term, term.full, term.meaning) for term in record.glossary]
    for document in record.documents:
        points = [point.says for point in document.points]
        became = [then.says for point in document.points for then in point.became] if endings else []
        found.append(entry("document", document.id, document.title, document.about, *points, *became))
    for event in record.events:
        found.append(entry("event", event.id, event.title, event.at.words))
        for dispute in event.disputes:
            readings = (reading.says for reading in dispute.readings)
            found.append(entry("dispute", f"{event.id}.{dispute.id}", dispute.asks, *readings, dispute.weigh))
        for claim in event.claims:
            found.append(entry("claim", f"{event.id}.{claim.id}", event.title, claim.says))
    for source in record.sources:
        who = " ".join(str(name) for name in (*source.author, *source.editor))
        found.append(entry("source", source.id, source.title, who, source.issued, source.container_title, source.note))
    return found


def _names(*names: str | None) -> str:
    """Other names of a person or place, set off from the sentence that follows."""
    told = ", ".join(name for name in names if name)
    return f"{told}:" if told else ""


def search(found: Iterable[Entry], words: str, most: int = 100) -> list[Hit]:
    """The entries that hold all the words, those that hold them in their title first.

    Args:
        found: where to look; among equals their order stays.
        words: what was typed; each word may stand anywhere, also inside a longer one.
        most: the most results.
    """
    wanted = search_key(words).split()
    if not wanted:
        return []
    ranked: list[tuple[int, Entry]] = []
    for item in found:
        if all(word in item.folded for word in wanted):
            title = item.folded.partition("\n")[0]
            # A claim carries its event's title, which must not lift every claim of it above what is named so.
            named = item.kind != "claim" and all(word in title for word in wanted)
            ranked.append((0 if named else 1, item))
    ranked.sort(key=lambda pair: pair[0])
    return [Hit(item, _sentence(item, wanted)) for _, item in ranked[:most]]


def _sentence(item: Entry, wanted: Sequence[str]) -> str:
    """The sentence of an entry that holds most of the words; its first one if only the title holds them."""
    sentences = _SENTENCE.split(item.text) or [""]
    return max(sentences, key=lambda text: sum(word in search_key(text) for word in wanted))
