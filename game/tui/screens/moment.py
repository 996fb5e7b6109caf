"""The map of the moment at the size of the screen, and what else stands beside the page."""

from __future__ import annotations

from textual.content import Content

from game.play.page import Page
from game.tui.commands import bindings
from game.tui.screens.base import Room
from game.tui.side import side_lines


class MomentRoom(Room):
    """Where the player stands: map, gauges and what was heard; in a narrow window it takes the panel's place."""

    KIND = "moment"
    BINDINGS = [*bindings("moment"), ("m", "leave")]  # noqa: RUF012
    HEADING = "The map of the moment"

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page = page

    def lines(self, width: int) -> list[Content]:
        """The panel's text at a larger size."""
        return side_lines(self.game.story, self.page, width, map_height=max(8, self.app.size.height - 12))
