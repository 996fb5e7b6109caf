"""The dialog for a choice that could not be saved."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from game.tui.screens.base_screens import DismissOnceScreen
from game.tui.text_layout import make_content
from game.tui.widgets.menu import Menu, MenuItem
from game.wording import menu_words


class SaveFailedDialog(ModalScreen[str], DismissOnceScreen[str]):
    """Say why a choice could not be saved, and ask what to do; the result is `again`, `unsaved` or `stay`."""

    BINDINGS = [("escape", "stay")]  # noqa: RUF012

    def __init__(self, sentence: str) -> None:
        super().__init__()
        self.sentence = sentence

    def compose(self) -> ComposeResult:
        """Yield the sentence and the menu of answers."""
        with Vertical(classes="dialog"):
            yield Static(Content(menu_words.SAVE_FAILED), classes="dialog-title", markup=False)
            yield Static(make_content(self.sentence), classes="dialog-text", markup=False)
            yield Menu(id="answers")

    def on_mount(self) -> None:
        """Show the answers."""
        self.query_one(Menu).show(
            [
                MenuItem("again", menu_words.SAVE_AGAIN, 1),
                MenuItem("unsaved", menu_words.SAVE_NOT, 2),
                MenuItem("stay", menu_words.SAVE_STAY, 3),
            ]
        )

    @on(Menu.ItemPicked)
    def on_item_picked(self, event: Menu.ItemPicked) -> None:
        """Return the answer."""
        self.dismiss(event.item.id)

    def action_stay(self) -> None:
        """Return `stay`."""
        self.dismiss("stay")
