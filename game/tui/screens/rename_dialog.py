"""The dialog for a run's name."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from game.text.clean import clean
from game.tui.screens.base_screens import DismissOnceScreen
from game.wording import menu_words


class RenameDialog(ModalScreen[str | None], DismissOnceScreen[str | None]):
    """Ask for a run's name; the result is None if the player cancels."""

    BINDINGS = [("escape", "leave")]  # noqa: RUF012

    def __init__(self, name: str) -> None:
        super().__init__()
        self.before = name

    def compose(self) -> ComposeResult:
        """Yield the input."""
        with Vertical(classes="dialog"):
            yield Static(Content(menu_words.RENAME), classes="dialog-title", markup=False)
            yield Input(clean(self.before), max_length=200)
            yield Static(Content(menu_words.RENAME_KEYS), classes="aside", markup=False)

    @on(Input.Submitted)
    def on_name_submitted(self, event: Input.Submitted) -> None:
        """Return the name."""
        self.dismiss(clean(event.value).replace("\n", " ").strip())

    def action_leave(self) -> None:
        """Cancel."""
        self.dismiss(None)
