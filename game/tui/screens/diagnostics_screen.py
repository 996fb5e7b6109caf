"""Why a story cannot be played."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from game.tui.screens.base_screens import TextScreen
from game.tui.text_layout import wrap_text

#: The most faults that are listed; whoever mends a pack uses the checker.
MAX_LISTED = 100


class DiagnosticsScreen(TextScreen):
    """The faults of a story, in sentences; from here one can only quit."""

    HEADING = "This story cannot be played"

    def __init__(self, diagnostics: Sequence[str]) -> None:
        super().__init__()
        self.diagnostics = diagnostics

    def lines(self, width: int) -> list[Content]:
        """One sentence a fault."""
        lines: list[Content] = []
        for fault in self.diagnostics[:MAX_LISTED]:
            lines += [*wrap_text(fault, width, hang=2), Content(" ")]
        if len(self.diagnostics) > MAX_LISTED:
            lines += wrap_text(f"… and {len(self.diagnostics) - MAX_LISTED} more.", width, "$quiet")
        return [*lines, *wrap_text("Press q to quit.", width, "bold")]

    def action_leave(self) -> None:
        """There is nowhere else to go."""
        self.game.action_leave_game()
