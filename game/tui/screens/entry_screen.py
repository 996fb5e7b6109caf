"""One entry of the record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import work
from textual.message import Message
from textual.widgets import Static

from game.record.sources import Source
from game.tui.entries import ENTRIES, entry_lines, find_sources
from game.tui.screens.linked_text_screen import LinkedTextScreen
from game.tui.text_layout import make_content
from game.tui.widgets.linked_text import LinkLine, Target


class EntryScreen(LinkedTextScreen):
    """An event, claim, person, place, term, document, dispute, source or scene."""

    @dataclass
    class EntryReferencesReady(Message):
        """Posted when the full references are formatted."""

        references: dict[str, str]

    def __init__(self, target: Target, *, is_asked_for: bool = False) -> None:
        """Make the screen.

        Args:
            is_asked_for: show it even if it is still to come, since a page that the player has read leads here.
        """
        super().__init__()
        self.target = target
        self.is_asked_for = is_asked_for
        self.references: dict[str, str] = {}

    def show_first(self) -> None:
        """Show the entry, then its full references, for which the CSL processor takes a while to start."""
        self.query_one("#heading", Static).update(make_content(ENTRIES[self.target[0]][0]))
        super().show_first()
        if sources := find_sources(self.game.record_index, self.target):
            self.load_references(sources)

    @work(thread=True)
    def load_references(self, sources: Sequence[Source]) -> None:
        """Format the references of these sources in a thread."""
        from game.record.citations import format_bibliography

        self.post_message(self.EntryReferencesReady({source.id: text for source, text in format_bibliography(sources)}))

    def on_entry_screen_entry_references_ready(self, event: EntryScreen.EntryReferencesReady) -> None:
        """Show the references."""
        self.references = event.references
        self.on_visibility_changed()

    def lines(self, width: int) -> Sequence[LinkLine]:
        """Return the entry at a width."""
        return entry_lines(
            self.game.record_index, self.game.visibility, self.target, width, self.references, asked=self.is_asked_for
        )
