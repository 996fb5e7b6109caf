"""What the sources of a record owe its readers: each is used, and each can be found again."""

from __future__ import annotations

from game.record.links import Links
from game.record.record import Record
from game.text.faults import Fault
from game.text.shape import File

_FILE = "record/sources.yaml"


def source_faults(record: Record, files: dict[str, bytes]) -> list[Fault]:
    """The sources on which nothing rests, and those without an address or a printed reference, with their lines."""
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
    return found
