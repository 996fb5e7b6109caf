"""Entries of people, places, terms and documents."""

from __future__ import annotations

from collections.abc import Sequence

from game.record.citations import format_citation
from game.record.types import Citation, Event, Person
from game.tui.entries.entry_builder import EntryBuilder
from game.tui.entries.event_entries import References, write_scenes
from game.tui.record_index import EVERYTHING, RecordIndex, Visibility
from game.wording import record_words
from game.wording.plurals import choose_form


def person_entry(
    builder: EntryBuilder, record_index: RecordIndex, visibility: Visibility, name: str, references: References
) -> None:
    """Write a person: who they were, what became of them, and where they appear."""
    person = record_index.record.people_by_id[name]
    builder.title(
        person.name,
        ", ".join(part for part in (person.name_local or "", format_life_years(person, visibility)) if part),
    )
    builder.blank()
    builder.text(person.description)
    builder.section(record_words.FATE)
    if not person.fate:
        builder.text(record_words.FATE_UNKNOWN, "$quiet italic")
    elif visibility.until is None:
        builder.text(person.fate)
    else:
        builder.text(record_words.FATE_HIDDEN, "$quiet italic")
    write_events(builder, visibility, record_index.backlinks.people.get(name, []))
    # The titles of sources, and the places in them, give away deaths and trials.
    if visibility.until is None or not person.fate:
        _write_sources(builder, record_index, person.cites, references)


def place_entry(
    builder: EntryBuilder, record_index: RecordIndex, visibility: Visibility, name: str, references: References
) -> None:
    """Write a place: its names then and now, the place around it, its events and its scenes."""
    place = record_index.record.places_by_id[name]
    builder.title(place.name, place.name_local or "")
    builder.blank()
    if place.description:
        builder.text(place.description)
        builder.blank()
    for label, text in ((record_words.NAME_THEN, place.name_then), (record_words.TODAY, place.today)):
        if text:
            builder.field(label, text)
    if place.within is not None and place.within in record_index.record.places_by_id:
        builder.field(record_words.WITHIN, record_index.record.places_by_id[place.within].name, ("place", place.within))
    if place.lat is not None and place.lon is not None:
        builder.field(record_words.COORDINATES, record_words.LATITUDE_LONGITUDE.format(lat=place.lat, lon=place.lon))
    write_events(builder, visibility, record_index.backlinks.places.get(name, []))
    write_scenes(builder, visibility, record_index.usage.scenes_by_place.get(name, []))
    _write_sources(builder, record_index, place.cites, references)


def term_entry(
    builder: EntryBuilder, record_index: RecordIndex, visibility: Visibility, name: str, references: References
) -> None:
    """Write a term of the glossary: its meaning, and a link that searches the whole record for it."""
    term = next(term for term in record_index.record.glossary if term.id == name)
    builder.title(term.term, term.full_form or "")
    builder.blank()
    builder.text(term.meaning)
    builder.blank()
    builder.text(record_words.SEARCH_TERM.format(term=term.term), "$quiet", target=("search", term.term))


def document_entry(
    builder: EntryBuilder, record_index: RecordIndex, visibility: Visibility, name: str, references: References
) -> None:
    """Write a document point by point, with what had become of each by certain moments."""
    record = record_index.record
    document = next(document for document in record.documents if document.id == name)
    builder.title(document.title, record.events_by_id[document.event].at.words)
    builder.blank()
    builder.text(document.about)
    builder.blank()
    builder.field(record_words.KIND_EVENT, record.events_by_id[document.event].title, ("event", document.event))
    hidden = False
    for point in document.points:
        builder.section(f"{point.number}")
        builder.text(point.says, "bold", target=("claim", point.claims[0]))
        for became in point.became:
            if visibility.until is not None and became.by.latest > visibility.until:
                hidden = True
                continue
            # Without the day of the week, for which the column is too narrow.
            day = " ".join(became.by.date.split()[-3:])
            builder.field(record_words.BECAME_BY.format(day=day), became.says, column=24)
            for event in dict.fromkeys(label.partition(".")[0] for label in became.claims):
                label = next(label for label in became.claims if label.partition(".")[0] == event)
                builder.field("", f"→ {record.events_by_id[event].title}", ("claim", label), "$quiet", column=24)
    if hidden:
        builder.blank()
        builder.text(record_words.POINTS_HIDDEN, "$quiet italic")


def write_events(builder: EntryBuilder, visibility: Visibility, found: Sequence[Event]) -> None:
    """Write the events in which something appears; those still to come are only counted."""
    if not found:
        return
    builder.section(record_words.IN_RECORD)
    shown = [event for event in found if visibility.can_see(event)]
    builder.events(shown)
    rest = len(found) - len(shown)
    if rest:
        builder.text(choose_form(record_words.EVENTS_TO_COME, rest).format(count=rest), "$quiet italic")


def _write_sources(
    builder: EntryBuilder, record_index: RecordIndex, cites: Sequence[Citation], references: References
) -> None:
    if cites:
        builder.section(record_words.SOURCES)
    for cite in cites:
        source = record_index.record.sources_by_id[cite.source]
        words = references.get(source.id) or format_citation(source, None)
        builder.text(words, hang=2, target=("source", source.id))
        if cite.where:
            builder.text(record_words.READ_AT.format(where=cite.where), "$quiet", indent=2)


def format_life_years(person: Person, visibility: Visibility = EVERYTHING) -> str:
    """Return the years of birth and death, as far as they are known and past."""
    died = person.died if person.died and (visibility.until is None or person.died < visibility.until.year) else None
    if person.born and died:
        return f"{person.born}–{died}"
    if person.born:
        return record_words.BORN.format(year=person.born)
    return record_words.DIED.format(year=died) if died else ""
