"""A text with a menu under it: the screen before a run's first page, and the one behind its last."""

from __future__ import annotations

from collections.abc import Iterable

from textual import on
from textual.content import Content
from textual.widget import Widget

from game.render.blocks import Block
from game.tui.page_lines import block_lines
from game.tui.screens.base_screens import GameScreen
from game.tui.text_layout import PROSE_MARGIN
from game.tui.widgets.menu import Menu, MenuItem
from game.tui.widgets.text_pane import TextPane


class TextMenuScreen(GameScreen[None]):
    """A text in blocks, and what can be done about it."""

    STYLE_FILE = "scene.tcss"
    AUTO_FOCUS = "#choices"

    def list_blocks(self) -> list[Block]:
        """Return the text."""
        return []

    def list_items(self) -> list[MenuItem]:
        """Return the menu."""
        return []

    def compose_body(self) -> Iterable[Widget]:
        """Yield the text and the menu."""
        yield TextPane(id="prose")
        yield Menu(id="choices", allow_no_cursor=True)

    def on_mount(self) -> None:
        """Show both."""
        self.text_pane.show(self._lines)
        self.query_one("#choices", Menu).show(self.list_items(), marked=0)

    @on(Menu.OutOfItems, "#choices")
    def on_menu_edge(self, event: Menu.OutOfItems) -> None:
        """Scroll the text with the arrows while nothing is marked, and mark the first item at its end."""
        if event.step > 0 and not self.text_pane.has_more:
            self.query_one("#choices", Menu).move_to_first()
        else:
            self.text_pane.scroll_lines(event.step)

    def _lines(self, width: int) -> list[Content]:
        return block_lines(self.list_blocks(), width - PROSE_MARGIN)
