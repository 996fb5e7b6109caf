"""The map of the moment at the size of the screen, and what else stands beside the page."""

from __future__ import annotations

from textual.content import Content

from game.play.page import Page
from game.tui.player_commands import list_bindings
from game.tui.screens.base_screens import TextScreen
from game.tui.side_panel import side_lines


class MomentMapScreen(TextScreen):
    """Where the player stands: map, gauges and what was heard; in a narrow window it takes the panel's place."""

    SCREEN_KIND = "moment"
    BINDINGS = [*list_bindings("moment"), ("m", "leave")]  # noqa: RUF012
    HEADING = "The map of the moment"

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page = page

    def lines(self, width: int) -> list[Content]:
        """The panel's text at a larger size."""
        return side_lines(self.game.story, self.page, width, map_height=max(8, self.app.size.height - 12))
