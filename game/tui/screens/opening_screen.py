"""The screen before a run's first page: who the player is, how things are there, what the role shows."""

from __future__ import annotations

from textual import on

from game.play.page import Page
from game.render.blocks import Block
from game.render.page_blocks import list_opening_blocks, select_footnotes
from game.tui.player_commands import list_bindings
from game.tui.screens.footnotes_screen import FootnotesScreen
from game.tui.screens.text_menu_screen import TextMenuScreen
from game.tui.widgets.menu import Menu, MenuItem
from game.wording import menu_words, screen_words


class OpeningScreen(TextMenuScreen):
    """What goes before the first page; one key skips it."""

    SCREEN_KIND = "opening"
    BINDINGS = list_bindings("opening")

    def __init__(self, page: Page) -> None:
        """Make the screen of a first page that was built with its opening."""
        super().__init__()
        self.page = page

    def list_blocks(self) -> list[Block]:
        """Return the role's introduction and prologue."""
        return list_opening_blocks(self.page)

    def list_items(self) -> list[MenuItem]:
        """Return the way on."""
        return [MenuItem("@begin", screen_words.BEGIN, number=1)]

    @on(Menu.ItemPicked, "#choices")
    def on_item_picked(self) -> None:
        """Go on to the page below."""
        self.dismiss()

    def action_footnotes(self) -> None:
        """Open the footnotes of the prologue."""
        notes = select_footnotes(self.page, self.list_blocks())
        if not notes:
            self.notify_line(menu_words.OPENING_NO_FOOTNOTES)
            return
        self.app.push_screen(FootnotesScreen(lambda: notes))
