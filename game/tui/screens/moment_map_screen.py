"""The side panel at the size of the screen, with the map of the moment."""

from __future__ import annotations

from textual.content import Content

from game.play.page import Page
from game.tui.player_commands import list_bindings
from game.tui.screens.base_screens import TextScreen
from game.tui.side_panel import side_lines
from game.wording import record_words


class MomentMapScreen(TextScreen):
    """Map, gauges and bulletins; in a narrow window it replaces the side panel."""

    SCREEN_KIND = "moment"
    BINDINGS = [*list_bindings("moment"), ("m", "leave")]  # noqa: RUF012
    HEADING = record_words.MOMENT_MAP

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page = page

    def lines(self, width: int) -> list[Content]:
        """Return the side panel at the width of the screen."""
        return side_lines(self.game.story, self.page, width, map_height=max(8, self.app.size.height - 12))
