"""What the sources of a record owe its readers: each is used, can be found again, and has no guessed year."""

from __future__ import annotations

from game.record.links import Links
from game.record.record import Record
from game.text.faults import Fault
from game.text.moments import moment
from game.text.shape import File

_FILE = "record/sources.yaml"


def source_faults(record: Record, files: dict[str, bytes]) -> list[Fault]:
    """The sources on which nothing rests, those without an address or a printed reference, and guessed years."""
    found: list[Fault] = []
    file = File(_FILE, files.get(_FILE, b""), found)
    links = Links(record)
    used = {*links.claims, *links.disputes, *links.news, *links.about}
    for position, source in enumerate(record.sources):
        place = ("references", position)
        if source.id not in used:
            file.fault(place, source.id, "nothing in the record rests on this source: cite it, or take it out.", "L6")
        printed = source.publisher or source.container_title or source.ISBN or source.archive
        if not (source.URL or source.DOI or printed):
            says = "the source cannot be found again: give its URL or DOI, or what it was printed in, or the archive."
            file.fault(place, source.id, says, "L6")
        if source.issued and not _is_date(source.issued):
            says = (
                f'"{source.issued}" is no date such as 1957, 1957-03 or 1957-03-05; a year that nobody saw is left out.'
            )
            file.fault((*place, "issued"), f"{source.id}.issued", says, "L6")
    return found


def _is_date(text: str) -> bool:
    """Whether a text is a year, a month or a day that exists; a footnote prints it as a fact, so it is no guess."""
    try:
        return moment(text).precision in {"year", "month", "day"}
    except ValueError:
        return False
