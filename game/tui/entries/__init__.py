"""Entries of the record as lines with links, with one function for each kind of entry."""

from __future__ import annotations

from collections.abc import Callable

from game.record.sources import Source
from game.record.types import Citation
from game.tui.entries.entry_builder import EntryBuilder
from game.tui.entries.event_entries import References, claim_entry, dispute_entry, event_entry, news_entry
from game.tui.entries.people_entries import document_entry, person_entry, place_entry, term_entry
from game.tui.entries.source_entries import scene_entry, source_entry
from game.tui.record_index import RecordIndex, Visibility
from game.tui.widgets.linked_text import LinkLine, Target
from game.wording import record_words

WriteEntry = Callable[[EntryBuilder, RecordIndex, Visibility, str, References], None]

#: The heading of the screen and the function that writes it, for each kind of entry.
ENTRIES: dict[str, tuple[str, WriteEntry]] = {
    "event": (record_words.KIND_EVENT, event_entry),
    "claim": (record_words.KIND_CLAIM, claim_entry),
    "news": (record_words.KIND_NEWS, news_entry),
    "dispute": (record_words.KIND_DISPUTE, dispute_entry),
    "person": (record_words.KIND_PERSON, person_entry),
    "place": (record_words.KIND_PLACE, place_entry),
    "term": (record_words.GLOSSARY, term_entry),
    "document": (record_words.KIND_DOCUMENT, document_entry),
    "source": (record_words.KIND_SOURCE, source_entry),
    "scene": (record_words.KIND_SCENE, scene_entry),
}


def entry_lines(
    record_index: RecordIndex,
    visibility: Visibility,
    target: Target,
    width: int,
    references: References,
    *,
    asked: bool = False,
) -> list[LinkLine]:
    """Return an entry in lines.

    Args:
        target: its kind and its id.
        width: the cells of a line.
        references: the full references so far, by source.
        asked: show the entry even if it is still to come, since a footnote that the player has read leads here.
    """
    kind, name = target
    builder = EntryBuilder(width)
    if kind in {"event", "claim", "news", "dispute"} and not asked:
        event = record_index.record.events_by_id[name.partition(".")[0]]
        if not visibility.can_see(event):
            builder.text(record_words.HIDDEN, "bold")
            builder.blank()
            builder.text(record_words.HIDDEN_SHOW, "$quiet")
            return builder.lines
    ENTRIES[kind][1](builder, record_index, visibility, name, references)
    return builder.lines


def find_sources(record_index: RecordIndex, target: Target) -> list[Source]:
    """Return the sources whose full references an entry shows."""
    kind, name = target
    record = record_index.record
    cites: list[Citation] = []
    if kind == "claim":
        cites = record.claims_by_label[name].cites
    elif kind == "news":
        event, _, number = name.rpartition(".news-")
        cites = record.events_by_id[event].news[int(number) - 1].cites
    elif kind == "dispute":
        cites = [cite for reading in record.disputes_by_label[name].readings for cite in reading.cites]
    elif kind == "person":
        cites = record.people_by_id[name].cites
    elif kind == "place":
        cites = record.places_by_id[name].cites
    elif kind == "source":
        return [record.sources_by_id[name]]
    return [record.sources_by_id[source] for source in dict.fromkeys(cite.source for cite in cites)]
