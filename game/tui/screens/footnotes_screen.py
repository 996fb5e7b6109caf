"""The footnotes of a page: each claim with its event, confidence, sources and disputes."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from game.play.page import Footnote
from game.record.record import Record
from game.tui.player_commands import list_bindings
from game.tui.screens.base_screens import GameScreen
from game.tui.widgets.menu import Menu, MenuItem
from game.wording import record_words


class FootnotesScreen(GameScreen[None]):
    """The footnotes; picking one opens its claim or news in the record."""

    SCREEN_KIND = "notes"
    BINDINGS = list_bindings("notes")

    def __init__(self, notes: Callable[[], tuple[Footnote, ...]]) -> None:
        """Make the screen; `notes` returns the footnotes of the page below, which a setting may renumber."""
        super().__init__()
        self._notes = notes

    def compose_body(self) -> Iterable[Widget]:
        """Yield the menu of footnotes."""
        yield Static(Content(record_words.FOOTNOTES), classes="heading", markup=False)
        about = record_words.FOOTNOTES_ABOUT
        yield Static(Content(about), classes="aside", markup=False)
        yield Menu(id="notes", gap=True)

    @property
    def footnotes(self) -> tuple[Footnote, ...]:
        """The footnotes of the page as it is shown now."""
        return self._notes()

    def on_mount(self) -> None:
        """Show the footnotes."""
        self.on_visibility_changed()

    def on_visibility_changed(self) -> None:
        """Show the footnotes again, since the page below may have new numbers."""
        record = self.game.story.record
        disputed: dict[str, int] = {}
        items: list[MenuItem] = []
        for footnote in self.footnotes:
            first = disputed.setdefault(footnote.event, footnote.number)
            more = [
                *_about(footnote),
                *(_disputes(footnote, record) if first == footnote.number else _see(footnote, first)),
            ]
            items.append(MenuItem(footnote.label, footnote.says, footnote.number, details="\n".join(more)))
        self.query_one("#notes", Menu).show(items)

    @on(Menu.ItemPicked, "#notes")
    def on_item_picked(self, event: Menu.ItemPicked) -> None:
        """Open the footnote's claim or news in the record."""
        footnote = next(footnote for footnote in self.footnotes if footnote.label == event.item.id)
        kind = "news" if not footnote.confidence else "claim"
        self.game.open_entry((kind, footnote.label), is_asked_for=True)

    @on(Menu.OutOfItems, "#notes")
    def on_menu_edge(self, event: Menu.OutOfItems) -> None:
        """Say that no footnote has the typed number."""
        if event.step == 0:
            self.notify_line(record_words.NO_FOOTNOTE)


def _about(footnote: Footnote) -> list[str]:
    found = [record_words.FOOTNOTE_EVENT.format(title=footnote.title)]
    if footnote.confidence:
        found.append(record_words.FOOTNOTE_CONFIDENCE.format(confidence=footnote.confidence))
    else:
        found.append(record_words.FOOTNOTE_NEWS)
    return found + [record_words.FOOTNOTE_SOURCE.format(text=cited.text) for cited in footnote.citations]


def _disputes(footnote: Footnote, record: Record) -> list[str]:
    found: list[str] = []
    for dispute in record.events_by_id[footnote.event].disputes:
        found.append(record_words.FOOTNOTE_DISPUTED.format(question=dispute.question))
        for reading in dispute.readings:
            sources = "; ".join(record.sources_by_id[cite.source].title for cite in reading.cites)
            found.append(f"– {reading.says} ({sources})")
        if dispute.assessment:
            found.append(record_words.FOOTNOTE_WEIGHED.format(assessment=dispute.assessment))
    return found


def _see(footnote: Footnote, first: int) -> list[str]:
    return [record_words.FOOTNOTE_SEE.format(question=asks, number=first) for asks in footnote.disputed_questions]
