"""The record as files for historians: JSON with everything, and a table with a row for each statement."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator

import msgspec

from game.export.bibliography import format_bibtex, format_csl_json
from game.export.record_page import record_page
from game.record.citations import format_citation, to_csl_item
from game.record.record import Record
from game.record.types import Citation, Event
from game.story.story_file import StoryFile
from game.text.moments import Moment
from game.text.validation import encode_moment

CSV_COLUMNS = (
    "kind", "label", "event", "title", "at", "until", "earliest", "places", "people", "says", "about", "confidence",
    "sources",
)  # fmt: skip


def export_record(story: StoryFile, record: Record, format: str) -> str:
    """Return a record as `json`, `csv` or `html`, or only its sources as `bibtex` or `csl`."""
    match format:
        case "json":
            return _json(story, record)
        case "csv":
            return _csv(story, record)
        case "bibtex":
            return format_bibtex(record.sources)
        case "csl":
            return format_csl_json(record.sources)
    return record_page(story, record)


def _json(story: StoryFile, record: Record) -> str:
    """Return everything as it is written in the files; moments keep their precision."""
    fields = msgspec.to_builtins(record, enc_hook=encode_moment)
    fields["sources"] = [to_csl_item(source) for source in record.sources]
    head = {"story": story.id, "version": story.version, "title": story.title, "language": story.language}
    return json.dumps({**head, **fields}, ensure_ascii=False, indent=2)


def _csv(story: StoryFile, record: Record) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(CSV_COLUMNS)
    for event in record.events:
        for row in _rows(story, record, event):
            writer.writerow(_cell(value) for value in row)
    return text.getvalue().rstrip("\n")


def _rows(story: StoryFile, record: Record, event: Event) -> Iterator[tuple[str, ...]]:
    """Yield an event's claims, news and readings; `about` is the channel of news, or the question of a dispute."""
    channels = {channel.id: channel.label for channel in story.channels}

    places = "; ".join(record.places_by_id[name].name for name in event.places)
    people = "; ".join(record.people_by_id[name].name for name in event.people)

    def row(
        kind: str, label: str, at: Moment, message: str, about: str, sure: str, cites: list[Citation]
    ) -> tuple[str, ...]:
        until = event.until.text if event.until is not None and at is event.at else ""
        sources = " | ".join(f"[{c.source}] {format_citation(record.sources_by_id[c.source], c.where)}" for c in cites)
        earliest = at.earliest.isoformat(timespec="minutes")
        return (
            kind,
            label,
            event.id,
            event.title,
            at.text,
            until,
            earliest,
            places,
            people,
            message,
            about,
            sure,
            sources,
        )

    for claim in event.claims:
        yield row("claim", f"{event.id}.{claim.id}", event.at, claim.says, "", claim.confidence, claim.cites)
    for number, news in enumerate(event.news, 1):
        channel = channels.get(news.channel, news.channel)
        yield row("news", f"{event.id}.news-{number}", news.heard_at, news.says, channel, "", news.cites)
    for dispute in event.disputes:
        for reading in dispute.readings:
            yield row(
                "reading", f"{event.id}.{dispute.id}", event.at, reading.says, dispute.question, "", reading.cites
            )


def _cell(value: str) -> str:
    """Return a cell that no spreadsheet reads as a formula."""
    return f"'{value}" if value.startswith(("=", "+", "-", "@")) else value
