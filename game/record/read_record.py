"""Reading the record from the files under `record/`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from game.record.record import Record
from game.record.sources import Source
from game.record.types import Citation, Document, Event, Person, Place, Statement, Term
from game.text.diagnostics import did_you_mean
from game.text.safe_yaml import PathStep
from game.text.validation import SourceFile

Item = TypeVar("Item", Event, Source, Person, Place, Term, Document, Statement)
#: The files of `record/`, apart from those in `record/events/`, without `.yaml`.
RECORD_FILES = ("sources", "people", "places", "glossary", "documents", "article")
#: For each kind of reference, the file in which its target is written.
_WHERE = {
    "source": "record/sources.yaml",
    "person": "record/people.yaml",
    "place": "record/places.yaml",
    "event": "a file of record/events",
    "claim": "its event in record/events",
    "attempt": "the role's attempts.yaml",
    "variable": "role.yaml",
    "fate": "role.yaml",
    "channel": "story.yaml",
}
Located = tuple[SourceFile, tuple[PathStep, ...], Item]


def read_record(files: dict[str, tuple[SourceFile, object]]) -> Record:
    """Read the record; report every invalid item and every id that leads nowhere.

    Args:
        files: each file of `record/` with the value of its YAML, by the file's name relative to that folder.

    Returns:
        The record with its valid items; the diagnostics are in the list that the files share.
    """
    events: list[Located[Event]] = []
    for name, (file, value) in sorted(files.items()):
        if name.startswith("events/"):
            events += [(file, (index,), event) for index, event in file.validate_list(value, Event)]
    sources: list[Located[Source]] = []
    if "sources.yaml" in files:
        file, value = files["sources.yaml"]
        references = value.get("references") if isinstance(value, dict) else None
        sources = [
            (file, ("references", index), source)
            for index, source in file.validate_list(references, Source, "references")
        ]
    people = _items(files, "people.yaml", Person)
    places = _items(files, "places.yaml", Place)
    terms = _items(files, "glossary.yaml", Term)
    documents = _items(files, "documents.yaml", Document)
    article = _items(files, "article.yaml", Statement)
    events = _drop_duplicates(events, "event")
    record = Record(
        events=sorted((event for _, _, event in events), key=lambda event: (event.at.earliest, event.at.latest)),
        sources=[source for _, _, source in _drop_duplicates(sources, "source")],
        people=[person for _, _, person in _drop_duplicates(people, "person")],
        places=[place for _, _, place in _drop_duplicates(places, "place")],
        glossary=[term for _, _, term in _drop_duplicates(terms, "term")],
        documents=[document for _, _, document in _drop_duplicates(documents, "document")],
        article=[statement for _, _, statement in _drop_duplicates(article, "statement")],
    )
    for file, path, event in events:
        _check_event(record, file, path, event)
    for file, path, person in people:
        _check_cites(record, file, path, person.cites)
    for file, path, place in places:
        _check_cites(record, file, path, place.cites)
        if place.within is not None:
            check_reference(file, (*path, "within"), "place", place.within, record.places_by_id)
    for file, path, document in documents:
        _check_document(record, file, path, document)
    for file, path, statement in article:
        labels = {*record.claims_by_label, *record.disputes_by_label}
        check_references(file, (*path, "answered_by"), "claim or dispute", statement.answered_by, labels)
    return record


def check_reference(file: SourceFile, path: tuple[PathStep, ...], kind: str, name: str, known: Iterable[str]) -> bool:
    """Return whether a name is known; report an unknown one with the nearest known name.

    A reference to an item that is itself invalid is not reported: the item has been.

    Args:
        file: the file that contains the name.
        path: the keys and positions that lead to it.
        kind: what the name refers to, in words.
        name: the name: an id, or a label `event.part`.
        known: the names that are known.
    """
    if name in known:
        return True
    if name.partition(".")[0] in file.invalid_ids:
        return False
    where = f" Write it into {_WHERE[kind]}." if kind in _WHERE else ""
    rule = "footnote" if kind in {"claim", "claim or dispute"} else "id"
    file.report(path, f'there is no {kind} "{name}".{did_you_mean(name, known) or where}', rule)
    return False


def check_references(
    file: SourceFile, path: tuple[PathStep, ...], kind: str, names: Iterable[str], known: Iterable[str]
) -> None:
    """Report the unknown names of a list at a path, as `check_reference` does."""
    for index, name in enumerate(names):
        check_reference(file, (*path, index), kind, name, known)


def _items(files: dict[str, tuple[SourceFile, object]], name: str, kind: type[Item]) -> list[Located[Item]]:
    if name not in files:
        return []
    file, value = files[name]
    return [(file, (index,), item) for index, item in file.validate_list(value, kind)]


def _drop_duplicates(items: list[Located[Item]], kind: str) -> list[Located[Item]]:
    seen: dict[str, str] = {}
    kept: list[Located[Item]] = []
    for file, path, item in items:
        if item.id in seen:
            file.report(path, f'the {kind} "{item.id}" stands a second time; the first is in {seen[item.id]}.', "id")
        else:
            seen[item.id] = file.name
            kept.append((file, path, item))
    return kept


def _check_document(record: Record, file: SourceFile, path: tuple[PathStep, ...], document: Document) -> None:
    check_reference(file, (*path, "event"), "event", document.event, record.events_by_id)
    for index, point in enumerate(document.points):
        item_path = (*path, "points", index)
        for label in [*point.claims, *(label for became in point.became for label in became.claims)]:
            check_reference(file, item_path, "claim", label, record.claims_by_label)


def _check_event(record: Record, file: SourceFile, path: tuple[PathStep, ...], event: Event) -> None:
    check_references(file, (*path, "places"), "place", event.places, record.places_by_id)
    check_references(file, (*path, "people"), "person", event.people, record.people_by_id)
    if event.until is not None and event.until.latest < event.at.earliest:
        file.report((*path, "until"), "the event ends before it begins.")
    claims: set[str] = set()
    for index, claim in enumerate(event.claims):
        item_path = (*path, "claims", index)
        if claim.id in claims:
            file.report(item_path, "this claim's id stands twice in the event.", "id")
        claims.add(claim.id)
        _check_cites(record, file, item_path, claim.cites)
    for index, news in enumerate(event.news):
        item_path = (*path, "news", index)
        _check_cites(record, file, item_path, news.cites)
        check_references(file, (*item_path, "known_today"), "claim of this event", news.known_today, claims)
        check_references(file, (*item_path, "places"), "place", news.places, record.places_by_id)
        if news.heard_at.latest <= event.at.earliest:
            file.report((*item_path, "heard_at"), "the news is heard before the event begins.")
    asked: set[str] = set()
    for index, dispute in enumerate(event.disputes):
        if dispute.id in asked | claims:
            item_path = (*path, "disputes", index, "id")
            file.report(item_path, "this id stands twice in the event.", "id")
        asked.add(dispute.id)
        for number, reading in enumerate(dispute.readings):
            item_path = (*path, "disputes", index, "readings", number)
            _check_cites(record, file, item_path, reading.cites)


def _check_cites(record: Record, file: SourceFile, path: tuple[PathStep, ...], cites: list[Citation]) -> None:
    check_references(file, (*path, "cites"), "source", [cite.source for cite in cites], record.sources_by_id)
