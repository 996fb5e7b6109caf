"""The menu of the record's screens, for players who do not know the keys."""

from __future__ import annotations

from collections.abc import Iterable

from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from game.tui.player_commands import PLAYER_COMMANDS, list_bindings
from game.tui.screens.base_screens import GameScreen
from game.tui.widgets.menu import Menu, MenuItem
from game.wording import record_words


class RecordMenuScreen(GameScreen[None]):
    """Every screen of the record, with its contents and its key."""

    SCREEN_KIND = "choose"
    BINDINGS = list_bindings("choose")

    def compose_body(self) -> Iterable[Widget]:
        """Yield the menu."""
        yield Static(Content(record_words.RECORD), classes="heading", markup=False)
        yield Menu(id="menu", gap=True)

    def on_mount(self) -> None:
        """Show the screens that are not empty."""
        record = self.game.record_index.record
        empty = {"app.room('documents')": not record.documents, "app.room('city')": self.game.story.map is None}
        self.query_one(Menu).show(
            [
                MenuItem(command.action, command.help.partition(":")[0].rstrip("."), prefix=command.keys_label,
                     details=command.help.partition(":")[2].strip().capitalize())
                for command in PLAYER_COMMANDS
                if command.opens_record and not empty.get(command.action)
            ]
        )  # fmt: skip

    @on(Menu.ItemPicked, "#menu")
    async def on_item_picked(self, event: Menu.ItemPicked) -> None:
        """Open a screen."""
        await self.run_action(event.item.id)
