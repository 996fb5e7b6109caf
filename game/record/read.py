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
#: The files of `record/`, beside those of `record/events/`, without their ending.
RECORD_FILES = ("sources", "people", "places", "glossary", "documents", "article")
#: Where what a name leads to is written.
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
Found = tuple[SourceFile, tuple[PathStep, ...], Item]


def read_record(files: dict[str, tuple[SourceFile, object]]) -> Record:
    """Read the record and report every fault of shape and every id that leads nowhere.

    Args:
        files: each file of `record/` by its name relative to that folder, with the value that its YAML holds.

    Returns:
        The record, of the items that have the right shape; the faults are in the list that the files share.
    """
    events: list[Found[Event]] = []
    for name, (file, value) in sorted(files.items()):
        if name.startswith("events/"):
            events += [(file, (position,), event) for position, event in file.validate_list(value, Event)]
    sources: list[Found[Source]] = []
    if "sources.yaml" in files:
        file, value = files["sources.yaml"]
        references = value.get("references") if isinstance(value, dict) else None
        sources = [
            (file, ("references", position), source)
            for position, source in file.validate_list(references, Source, "references")
        ]
    people = _items(files, "people.yaml", Person)
    places = _items(files, "places.yaml", Place)
    terms = _items(files, "glossary.yaml", Term)
    documents = _items(files, "documents.yaml", Document)
    article = _items(files, "article.yaml", Statement)
    events = _once(events, "event")
    record = Record(
        events=sorted((event for _, _, event in events), key=lambda event: (event.at.earliest, event.at.latest)),
        sources=[source for _, _, source in _once(sources, "source")],
        people=[person for _, _, person in _once(people, "person")],
        places=[place for _, _, place in _once(places, "place")],
        glossary=[term for _, _, term in _once(terms, "term")],
        documents=[document for _, _, document in _once(documents, "document")],
        article=[statement for _, _, statement in _once(article, "statement")],
    )
    for file, path, event in events:
        _check_event(record, file, path, event)
    for file, path, person in people:
        _check_cites(record, file, path, person.id, person.cites)
    for file, path, place in places:
        _check_cites(record, file, path, place.id, place.cites)
        if place.within is not None:
            known(file, (*path, "within"), f"{place.id}.within", "place", place.within, record.place)
    for file, path, document in documents:
        _check_document(record, file, path, document)
    for file, path, statement in article:
        for label in statement.by:
            names = record.claim if label in record.claim else record.dispute
            known(file, (*path, "by"), f"{statement.id}.by", "claim or dispute", label, names, "footnote")
    return record


def known(
    file: SourceFile, path: tuple[PathStep, ...], key: str, kind: str, name: str, names: Iterable[str], rule: str = "id"
) -> bool:
    """Whether a name is among those known; if not, the fault is reported with the nearest known name.

    A name whose own item is faulty is known to be lost already, and is not reported again.

    Args:
        file: the file in which the name stands.
        path: where in the file.
        key: where in the item, as `Diagnostic.key`.
        kind: what the name should be the name of, in words.
        name: the name: an id, or a label `event.part`.
        names: the names that are known.
        rule: the rule that an unknown name breaks, as `Diagnostic.rule`.
    """
    if name in names:
        return True
    if name.partition(".")[0] in file.invalid_ids:
        return False
    where = f" Write it into {_WHERE[kind]}." if kind in _WHERE else ""
    file.report(path, key, f'there is no {kind} "{name}".{did_you_mean(name, names) or where}', rule)
    return False


def _items(files: dict[str, tuple[SourceFile, object]], name: str, kind: type[Item]) -> list[Found[Item]]:
    if name not in files:
        return []
    file, value = files[name]
    return [(file, (position,), item) for position, item in file.validate_list(value, kind)]


def _once(items: list[Found[Item]], kind: str) -> list[Found[Item]]:
    seen: dict[str, str] = {}
    kept: list[Found[Item]] = []
    for file, path, item in items:
        if item.id in seen:
            file.report(
                path, item.id, f'the {kind} "{item.id}" stands a second time; the first is in {seen[item.id]}.', "id"
            )
        else:
            seen[item.id] = file.name
            kept.append((file, path, item))
    return kept


def _check_document(record: Record, file: SourceFile, path: tuple[PathStep, ...], document: Document) -> None:
    known(file, (*path, "event"), f"{document.id}.event", "event", document.event, record.event)
    for position, point in enumerate(document.points):
        here = (*path, "points", position)
        for label in [*point.claims, *(label for became in point.became for label in became.claims)]:
            known(file, here, f"{document.id}.{point.number}", "claim", label, record.claim, "footnote")


def _check_event(record: Record, file: SourceFile, path: tuple[PathStep, ...], event: Event) -> None:
    for place in event.places:
        known(file, (*path, "places"), f"{event.id}.places", "place", place, record.place)
    for person in event.people:
        known(file, (*path, "people"), f"{event.id}.people", "person", person, record.person)
    if event.until is not None and event.until.latest < event.at.earliest:
        file.report((*path, "until"), f"{event.id}.until", "the event ends before it begins.", "shape")
    claims: set[str] = set()
    for position, claim in enumerate(event.claims):
        here = (*path, "claims", position)
        if claim.id in claims:
            file.report(here, f"{event.id}.{claim.id}", "this claim's id stands twice in the event.", "id")
        claims.add(claim.id)
        _check_cites(record, file, here, f"{event.id}.{claim.id}", claim.cites)
    for position, news in enumerate(event.news):
        here = (*path, "news", position)
        key = f"{event.id}.news[{position + 1}]"
        _check_cites(record, file, here, key, news.cites)
        for claim_id in news.now:
            known(file, (*here, "now"), f"{key}.now", "claim of this event", claim_id, claims)
        for place in news.places:
            known(file, (*here, "places"), f"{key}.places", "place", place, record.place)
        if news.heard.latest <= event.at.earliest:
            file.report((*here, "heard"), f"{key}.heard", "the news is heard before the event begins.", "shape")
    asked: set[str] = set()
    for position, dispute in enumerate(event.disputes):
        if dispute.id in asked | claims:
            here = (*path, "disputes", position, "id")
            file.report(here, f"{event.id}.{dispute.id}", "this id stands twice in the event.", "id")
        asked.add(dispute.id)
        for number, reading in enumerate(dispute.readings):
            here = (*path, "disputes", position, "readings", number)
            _check_cites(record, file, here, f"{event.id}.disputes[{position + 1}]", reading.cites)


def _check_cites(record: Record, file: SourceFile, path: tuple[PathStep, ...], key: str, cites: list[Citation]) -> None:
    for citation in cites:
        known(file, (*path, "cites"), f"{key}.cites", "source", citation.source, record.source)
