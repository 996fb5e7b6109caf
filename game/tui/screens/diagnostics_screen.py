"""Why a story cannot be played."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from game.tui.screens.base_screens import TextScreen
from game.tui.text_layout import wrap_text
from game.wording import menu_words

#: The most faults that are listed; an author has `sixteen-points check` for all of them.
MAX_LISTED = 100


class DiagnosticsScreen(TextScreen):
    """The faults of a story, in sentences; the only way on is to quit."""

    HEADING = menu_words.NO_STORY

    def __init__(self, diagnostics: Sequence[str]) -> None:
        super().__init__()
        self.diagnostics = diagnostics

    def lines(self, width: int) -> list[Content]:
        """Return the sentences of the faults."""
        lines: list[Content] = []
        for fault in self.diagnostics[:MAX_LISTED]:
            lines += [*wrap_text(fault, width, hang=2), Content(" ")]
        if len(self.diagnostics) > MAX_LISTED:
            lines += wrap_text(
                menu_words.MORE_FAULTS.format(number=len(self.diagnostics) - MAX_LISTED), width, "$quiet"
            )
        return [*lines, *wrap_text(menu_words.PRESS_QUIT, width, "bold")]

    def action_leave(self) -> None:
        """Quit, since there is no other screen."""
        self.game.action_leave_game()
