"""Checks of the record's sources: each citation can be followed, and each source is used and not guessed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from game.record.backlinks import Backlinks
from game.record.record import Record
from game.record.sources import Source
from game.record.types import Citation
from game.text.diagnostics import Diagnostic
from game.text.moments import parse_moment
from game.text.safe_yaml import PathStep, load_yaml
from game.text.validation import SourceFile

_FILE = "record/sources.yaml"
_EVENTS = "record/events/"


def check_sources(record: Record, article: str | None, files: dict[str, bytes]) -> list[Diagnostic]:
    """Return the violations of L6 in the record alone, each once, at its line in the record.

    Every citation can be followed: it names the place in its source, or the source has an address or is a newspaper's
    article with the day of its issue. A claim that answers a statement of the article which the record corrects or
    disputes cites more than that article. Every source is used, can be found again and has no guessed year.

    Args:
        record: the record, in which every citation names a source.
        article: the source of the article that the record answers, if there is one.
        files: the bytes of the pack's files, by name.
    """
    found: list[Diagnostic] = []
    _check_sources(record, SourceFile(_FILE, files.get(_FILE, b""), found))
    for where, name, path, message in _citations(record, article):
        file, index = _origin(files, where, name, found)
        file.report((index, *path), message, "L6")
    return found


def _check_sources(record: Record, file: SourceFile) -> None:
    links = Backlinks(record)
    used = {*links.claims, *links.disputes, *links.news, *links.entries_citing}
    for index, source in enumerate(record.sources):
        place = ("references", index)
        if source.id not in used:
            file.report(place, "nothing in the record rests on this source: cite it, or take it out.", "L6")
        printed = source.publisher or source.container_title or source.ISBN or source.archive
        if not (source.URL or source.DOI or printed):
            message = (
                "the source cannot be found again: give its URL or DOI, or what it was printed in, or the archive."
            )
            file.report(place, message, "L6")
        if source.issued and _precision(source.issued) not in {"year", "month", "day"}:
            message = (
                f'"{source.issued}" is no date such as 1957, 1957-03 or 1957-03-05; a year that nobody saw is left out.'
            )
            file.report((*place, "issued"), message, "L6")


def _citations(record: Record, article: str | None) -> Iterator[tuple[str, str, tuple[PathStep, ...], str]]:
    """Yield faults of citations: the beginning of the file's name, the entry's id, the path in it, and a sentence."""
    doubted = {
        label for statement in record.article if statement.verdict != "confirms" for label in statement.answered_by
    }
    for event in record.events:
        for number, claim in enumerate(event.claims):
            path = ("claims", number, "cites")
            if message := _without_place(record, claim.cites):
                yield _EVENTS, event.id, path, message
            if f"{event.id}.{claim.id}" in doubted and {cite.source for cite in claim.cites} == {article}:
                message = f'this claim answers the article "{article}" and rests on it alone; cite another source.'
                yield _EVENTS, event.id, path, message
        for number, news in enumerate(event.news):
            if message := _without_place(record, news.cites):
                yield _EVENTS, event.id, ("news", number, "cites"), message
        for number, dispute in enumerate(event.disputes):
            for index, reading in enumerate(dispute.readings):
                if message := _without_place(record, reading.cites):
                    yield _EVENTS, event.id, ("disputes", number, "readings", index, "cites"), message
    for where, entries in (("record/people.yaml", record.people), ("record/places.yaml", record.places)):
        for entry in entries:
            if message := _without_place(record, entry.cites):
                yield where, entry.id, ("cites",), message


def _without_place(record: Record, cites: Sequence[Citation]) -> str:
    """Return a sentence on the citations that cannot be followed; empty if there are none."""
    names = [cite.source for cite in cites if not (cite.where or _leads_in(record.sources_by_id[cite.source]))]
    if not names:
        return ""
    named = " and ".join(f'"{name}"' for name in dict.fromkeys(names))
    return (
        f"{named} {'is' if len(set(names)) == 1 else 'are'} cited without a place in it, and no address leads there: "
        f'add "where:" to the citation, as in {{source: {names[0]}, where: p. 12}}.'
    )


def _leads_in(source: Source) -> bool:
    """Return whether a source needs no place in it: it has an address, or is a newspaper's article of a known day."""
    dated = source.issued is not None and _precision(source.issued) == "day"
    return bool(source.URL) or (source.type == "article-newspaper" and bool(source.container_title) and dated)


def _origin(files: dict[str, bytes], where: str, name: str, faults: list[Diagnostic]) -> tuple[SourceFile, int]:
    """Return the file and position of an entry of the record; read again, since only a fault asks for it."""
    return next(
        (SourceFile(path, data, faults), index)
        for path, data in files.items()
        if path.startswith(where)
        for index, item in enumerate(load_yaml(data, path) or [])
        if item["id"] == name
    )


def _precision(text: str) -> str:
    """Return the precision of a date, or an empty string; footnotes print dates as facts, so guesses are faults."""
    try:
        return parse_moment(text).precision
    except ValueError:
        return ""
