"""Entries of who and what is named: people, places, words, documents."""

from __future__ import annotations

from collections.abc import Sequence

from game.record.citations import format_citation
from game.record.types import Citation, Event, Person
from game.tui.entries.past import References, scenes
from game.tui.entries.writing import Writing
from game.tui.library import ALL, Library, Sight


def person_entry(writing: Writing, library: Library, sight: Sight, name: str, references: References) -> None:
    """A person: who, what became of them, and where they appear."""
    person = library.record.people_by_id[name]
    writing.title(person.name, ", ".join(part for part in (person.name_local or "", lived(person, sight)) if part))
    writing.blank()
    writing.text(person.was)
    writing.section("What became of them")
    if not person.fate:
        writing.text("This record does not tell.", "$quiet italic")
    elif sight.until is None:
        writing.text(person.fate)
    else:
        writing.text("Still to come in this run; h shows it, and the sources of this entry.", "$quiet italic")
    events(writing, sight, library.links.people.get(name, []))
    # Sources and places in them name deaths and trials.
    if sight.until is None or not person.fate:
        _sources(writing, library, person.cites, references)


def place_entry(writing: Writing, library: Library, sight: Sight, name: str, references: References) -> None:
    """A place: its names then and now, what lies around it, what happened there and which scenes play there."""
    place = library.record.places_by_id[name]
    writing.title(place.name, place.name_local or "")
    writing.blank()
    if place.was:
        writing.text(place.was)
        writing.blank()
    for label, text in (("Name then", place.name_then), ("Today", place.today)):
        if text:
            writing.field(label, text)
    if place.within is not None and place.within in library.record.places_by_id:
        writing.field("Within", library.record.places_by_id[place.within].name, ("place", place.within))
    if place.lat is not None and place.lon is not None:
        writing.field("Coordinates", f"{place.lat:.4f} north, {place.lon:.4f} east")
    events(writing, sight, library.links.places.get(name, []))
    scenes(writing, sight, library.uses.scenes_by_place.get(name, []))
    _sources(writing, library, place.cites, references)


def term_entry(writing: Writing, library: Library, sight: Sight, name: str, references: References) -> None:
    """A word of the glossary: what it means, and a link that looks for it in the whole record."""
    term = next(term for term in library.record.glossary if term.id == name)
    writing.title(term.term, term.full or "")
    writing.blank()
    writing.text(term.meaning)
    writing.blank()
    writing.text(f"Look for “{term.term}” in the whole record", "$quiet", target=("search", term.term))


def document_entry(writing: Writing, library: Library, sight: Sight, name: str, references: References) -> None:
    """A document point by point: each demand, and what had become of it by when."""
    record = library.record
    document = next(document for document in record.documents if document.id == name)
    writing.title(document.title, record.events_by_id[document.event].at.words)
    writing.blank()
    writing.text(document.about)
    writing.blank()
    writing.field("Event", record.events_by_id[document.event].title, ("event", document.event))
    hidden = False
    for point in document.points:
        writing.section(f"{point.number}")
        writing.text(point.says, "bold", target=("claim", point.claims[0]))
        for became in point.became:
            if sight.until is not None and became.by.latest > sight.until:
                hidden = True
                continue
            # Without the day of the week, for which the column has no room.
            day = " ".join(became.by.date.split()[-3:])
            writing.field(f"By {day}", became.says, column=24)
            for event in dict.fromkeys(label.partition(".")[0] for label in became.claims):
                label = next(label for label in became.claims if label.partition(".")[0] == event)
                writing.field("", f"→ {record.events_by_id[event].title}", ("claim", label), "$quiet", column=24)
    if hidden:
        writing.blank()
        writing.text("What became of the points is still to come in this run; h shows it.", "$quiet italic")


def events(writing: Writing, sight: Sight, found: Sequence[Event]) -> None:
    """The events in which something appears; those still to come are only counted."""
    if not found:
        return
    writing.section("In the record")
    shown = [event for event in found if sight.sees(event)]
    writing.events(shown)
    rest = len(found) - len(shown)
    if rest:
        writing.text(f"{rest} still to come in this run; h shows {'them' if rest > 1 else 'it'}.", "$quiet italic")


def _sources(writing: Writing, library: Library, cites: Sequence[Citation], references: References) -> None:
    if cites:
        writing.section("Sources")
    for cite in cites:
        source = library.record.sources_by_id[cite.source]
        words = references.get(source.id) or format_citation(source, None)
        writing.text(words, hang=2, target=("source", source.id))
        if cite.at:
            writing.text(f"Read at: {cite.at}", "$quiet", indent=2)


def lived(person: Person, sight: Sight = ALL) -> str:
    """Years of birth and death as far as they are known, and have come."""
    died = person.died if person.died and (sight.until is None or person.died < sight.until.year) else None
    if person.born and died:
        return f"{person.born}–{died}"
    return f"born {person.born}" if person.born else (f"died {died}" if died else "")
