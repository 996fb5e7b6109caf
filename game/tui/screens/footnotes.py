"""The footnotes of a page: each claim with its event, confidence, sources and disputes."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from game.play.page import Footnote
from game.record.record import Record
from game.tui.commands import bindings
from game.tui.screens.base import Base
from game.tui.widgets.menu import Item, Menu


class Footnotes(Base[None]):
    """The footnotes; picking one opens its claim or its news in the record."""

    KIND = "notes"
    BINDINGS = bindings("notes")

    def __init__(self, notes: Callable[[], tuple[Footnote, ...]]) -> None:
        """Make the screen; `notes` are those of the page below, which is numbered anew where a setting changes."""
        super().__init__()
        self._notes = notes

    def build(self) -> Iterable[Widget]:
        """The notes as a menu."""
        yield Static(Content("Footnotes"), classes="heading", markup=False)
        about = "A note's number, or Enter, opens it: its sources in full, its event, people and places."
        yield Static(Content(about), classes="aside", markup=False)
        yield Menu(id="notes", gap=True)

    @property
    def notes(self) -> tuple[Footnote, ...]:
        """The notes of the page as it is shown now."""
        return self._notes()

    def on_mount(self) -> None:
        """Show the notes."""
        self.settled()

    def settled(self) -> None:
        """The page below may have been numbered anew."""
        record = self.game.story.record
        disputed: dict[str, int] = {}
        items: list[Item] = []
        for note in self.notes:
            first = disputed.setdefault(note.event, note.number)
            more = [*_about(note), *(_disputes(note, record) if first == note.number else _see(note, first))]
            items.append(Item(note.label, note.says, note.number, more="\n".join(more)))
        self.query_one("#notes", Menu).show(items)

    @on(Menu.Picked, "#notes")
    def picked(self, event: Menu.Picked) -> None:
        """Open the note's claim or news: its sources in full, its event, people and places."""
        note = next(note for note in self.notes if note.label == event.item.id)
        kind = "news" if not note.confidence else "claim"
        self.game.look_up((kind, note.label), asked=True)

    @on(Menu.Edge, "#notes")
    def beyond(self, event: Menu.Edge) -> None:
        """Say so where a number names no note."""
        if event.step == 0:
            self.say("There is no footnote with that number here.")


def _about(note: Footnote) -> list[str]:
    found = [f"Event: {note.title}"]
    if note.confidence:
        found.append(f"Confidence: {note.confidence}")
    else:
        found.append("News as it was heard then, right or wrong")
    return found + [f"Source: {cited.text}" for cited in note.citations]


def _disputes(note: Footnote, record: Record) -> list[str]:
    found: list[str] = []
    for dispute in record.events_by_id[note.event].disputes:
        found.append(f"Disputed: {dispute.asks}")
        for reading in dispute.readings:
            sources = "; ".join(record.sources_by_id[cite.source].title for cite in reading.cites)
            found.append(f"– {reading.says} ({sources})")
        if dispute.weigh:
            found.append(f"Weighed: {dispute.weigh}")
    return found


def _see(note: Footnote, first: int) -> list[str]:
    return [f"Disputed: {asks} See note {first}." for asks in note.disputed_questions]
