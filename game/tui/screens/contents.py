"""The record's rooms as a list, for who does not know their keys."""

from __future__ import annotations

from collections.abc import Iterable

from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from game.tui.commands import COMMANDS, bindings
from game.tui.screens.base import Base
from game.tui.widgets.menu import Item, Menu


class Contents(Base[None]):
    """Every room of the record, with what it holds and its key."""

    KIND = "choose"
    BINDINGS = bindings("choose")

    def build(self) -> Iterable[Widget]:
        """The rooms as a menu."""
        yield Static(Content("The record"), classes="heading", markup=False)
        yield Menu(id="menu", gap=True)

    def on_mount(self) -> None:
        """Show the rooms that have something in them."""
        record = self.game.library.record
        empty = {"app.room('documents')": not record.documents, "app.room('city')": self.game.story.map is None}
        self.query_one(Menu).show(
            [
                Item(command.action, command.says.partition(":")[0].rstrip("."), sign=command.shown,
                     more=command.says.partition(":")[2].strip().capitalize())
                for command in COMMANDS
                if command.record and not empty.get(command.action)
            ]
        )  # fmt: skip

    @on(Menu.Picked, "#menu")
    async def picked(self, event: Menu.Picked) -> None:
        """Open a room."""
        await self.run_action(event.item.id)
