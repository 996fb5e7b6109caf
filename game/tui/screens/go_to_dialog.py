"""The dialog to go to a step of a run."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from game.play.journal import replay
from game.play.session import Session
from game.tui.screens.base_screens import DismissOnceScreen
from game.tui.widgets.menu import Menu, MenuItem
from game.wording import menu_words


class GoToDialog(ModalScreen[int], DismissOnceScreen[int]):
    """The scenes of a run; the result is the number of choices that lead to the picked one."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "dismiss(None)")]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session

    def compose(self) -> ComposeResult:
        """Yield a heading and the menu of scenes."""
        with Vertical(classes="dialog"):
            yield Static(Content(menu_words.GO_TO), classes="dialog-title", markup=False)
            yield Menu(id="steps")

    def on_mount(self) -> None:
        """Show the scenes, with the present one marked."""
        journal = replay(self.session.journal.machine, self.session.run.choices)
        tried = {name for name, attempt in journal.machine.attempts_by_id.items() if not attempt.happened}
        against = {made for name, made, _ in journal.list_attempts() if name in tried}
        met = {answered for name, _, answered in journal.list_attempts() if answered is not None and name in tried}
        year = journal.path[0].at.earliest.year
        items = []
        for number, scene in enumerate(journal.path):
            marks = [
                *([menu_words.AGAINST_RECORD] if number in against else []),
                *(["answered"] if number in met else []),
            ]
            items.append(MenuItem(str(number), f"{scene.at.short_in(year)}  {scene.title}", suffix=" · ".join(marks)))
        self.query_one(Menu).show(items, self.session.run.cursor)

    @on(Menu.ItemPicked)
    def on_item_picked(self, event: Menu.ItemPicked) -> None:
        """Return the number of choices."""
        self.dismiss(int(event.item.id))
