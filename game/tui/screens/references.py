"""A room that shows full references, which are set in a thread, since the CSL processor takes a while to start."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import work
from textual.message import Message

from game.record.citations import format_bibliography
from game.record.sources import Source
from game.tui.screens.base import Room
from game.tui.widgets.sheet import Sheet


class ReferenceRoom(Room):
    """A room with references.

    Attributes:
        references: the sources with their full references, sorted; None until they are set.
    """

    references: list[tuple[Source, str]] | None = None

    @dataclass
    class Set(Message):
        """The references are set."""

        references: list[tuple[Source, str]]

    @work(thread=True)
    def look_up(self, sources: Sequence[Source]) -> None:
        """Set the references of these sources, in a thread."""
        self.post_message(self.Set(format_bibliography(sources)))

    def on_reference_room_set(self, event: ReferenceRoom.Set) -> None:
        """Show them."""
        self.references = event.references
        self.query_one(Sheet).show(self.lines, top=False)
