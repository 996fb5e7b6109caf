"""One entry of the record: whatever a link leads to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import work
from textual.message import Message
from textual.widgets import Static

from game.record.sources import Source
from game.tui.entries import ENTRIES, entry_lines, sources_of
from game.tui.screens.reading import ReadingRoom
from game.tui.typeset import plain
from game.tui.widgets.links import Line, Target


class EntryRoom(ReadingRoom):
    """An event, claim, person, place, term, document, dispute, source or scene."""

    @dataclass
    class Set(Message):
        """The full references are set."""

        references: dict[str, str]

    def __init__(self, target: Target, *, asked: bool = False) -> None:
        """Make the entry.

        Args:
            asked: show it even if it is still to come in the run, since a page that was read leads here.
        """
        super().__init__()
        self.target = target
        self.asked = asked
        self.references: dict[str, str] = {}

    def begin(self) -> None:
        """Set the entry, then the full references, for which the CSL processor takes a while to start."""
        self.query_one("#heading", Static).update(plain(ENTRIES[self.target[0]][0]))
        super().begin()
        if sources := sources_of(self.game.library, self.target):
            self.look_up(sources)

    @work(thread=True)
    def look_up(self, sources: Sequence[Source]) -> None:
        """Set the references of these sources, in a thread."""
        from game.record.citations import format_bibliography

        self.post_message(self.Set({source.id: text for source, text in format_bibliography(sources)}))

    def on_entry_room_set(self, event: EntryRoom.Set) -> None:
        """Show them."""
        self.references = event.references
        self.settled()

    def lines(self, width: int) -> Sequence[Line]:
        """The entry at a width."""
        return entry_lines(self.game.library, self.game.sight, self.target, width, self.references, asked=self.asked)
