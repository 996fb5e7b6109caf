"""A screen that shows full references, formatted in a thread since the CSL processor takes a while to start."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import work
from textual.message import Message

from game.record.citations import format_bibliography
from game.record.sources import Source
from game.tui.screens.base_screens import TextScreen
from game.tui.widgets.text_pane import TextPane


class ReferencesScreen(TextScreen):
    """A screen with references.

    Attributes:
        references: the sources with their full references, sorted; None until they are formatted.
    """

    references: list[tuple[Source, str]] | None = None

    @dataclass
    class ReferencesReady(Message):
        """Posted when the references are formatted."""

        references: list[tuple[Source, str]]

    @work(thread=True)
    def load_references(self, sources: Sequence[Source]) -> None:
        """Format the references of these sources in a thread."""
        self.post_message(self.ReferencesReady(format_bibliography(sources)))

    def on_references_screen_references_ready(self, event: ReferencesScreen.ReferencesReady) -> None:
        """Show the references."""
        self.references = event.references
        self.query_one(TextPane).show(self.lines, top=False)
