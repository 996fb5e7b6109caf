"""The sources of one footnote in full."""

from __future__ import annotations

from textual.content import Content

from game.play.page import Note
from game.record.types import Source
from game.tui.screens.references import ReferenceRoom
from game.tui.typeset import indent, set_text

BLANK = Content(" ")


class SourceRoom(ReferenceRoom):
    """One footnote, and the full bibliographic reference of each of its sources."""

    HEADING = "Sources of the footnote"

    def __init__(self, note: Note) -> None:
        super().__init__()
        self.note = note

    def on_mount(self) -> None:
        """Set the references."""
        record = self.game.story.record
        self.look_up([record.source[name] for name in dict.fromkeys(cited.source for cited in self.note.cited)])

    def lines(self, width: int) -> list[Content]:
        """The claim, then each source: reference, place in it, kind, address, and what we know about it."""
        note = self.note
        lines = [*set_text(f"{note.number}  {note.says}", width, "bold", hang=3), BLANK]
        lines += set_text(f"Event: {note.title}", width, "$quiet")
        if note.confidence:
            lines += set_text(f"Confidence: {note.confidence}", width, "$quiet")
        references = {source.id: text for source, text in self.references or ()}
        for cited in note.cited:
            source = self.game.story.record.source[cited.source]
            reference = references.get(source.id, f"{cited.words} (setting the full reference…)")
            lines += [BLANK, *set_text(reference, width, hang=2)]
            lines += indent(set_text("\n".join(_details(source, cited.at)), width - 4, "$quiet"), 4)
        return lines


def _details(source: Source, at: str) -> list[str]:
    found = [f"Read at: {at}"] if at else []
    found.append(f"Kind: {source.custom.kind}")
    for label, value in (("Address", source.URL), ("DOI", source.DOI), ("ISBN", source.ISBN), ("Note", source.note)):
        if value:
            found.append(f"{label}: {value}")
    return found
