"""The record's answer to what the player tried, whole."""

from __future__ import annotations

from textual.content import Content

from game.play.page import Page
from game.render.page_blocks import list_answer_panels, select_footnotes
from game.tui.page_lines import block_lines
from game.tui.player_commands import list_bindings
from game.tui.screens.base_screens import TextScreen
from game.tui.screens.footnotes_screen import FootnotesScreen
from game.tui.text_layout import PROSE_MARGIN
from game.wording import page_words


class AnswerScreen(TextScreen):
    """What a page answers, in its four parts."""

    SCREEN_KIND = "answer"
    BINDINGS = [*list_bindings("answer"), ("down", "line(1)"), ("up", "line(-1)")]  # noqa: RUF012
    HEADING = page_words.WHY

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page = page

    def lines(self, width: int) -> list[Content]:
        """Return the answers, each in its frame."""
        return block_lines(list_answer_panels(self.page), width - PROSE_MARGIN, margin=0)

    def action_footnotes(self) -> None:
        """Open the footnotes of the answers."""
        self.app.push_screen(FootnotesScreen(lambda: select_footnotes(self.page, list_answer_panels(self.page))))
