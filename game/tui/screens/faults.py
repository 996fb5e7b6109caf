"""Why a story cannot be played."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from game.text.diagnostics import Diagnostic
from game.tui.screens.base import Room
from game.tui.typeset import set_text

#: The most faults that are listed; whoever mends a pack uses the checker.
MOST = 100


class Faults(Room):
    """The faults of a story, in sentences; from here one can only quit."""

    HEADING = "This story cannot be played"

    def __init__(self, faults: Sequence[Diagnostic]) -> None:
        super().__init__()
        self.faults = list(faults)

    def lines(self, width: int) -> list[Content]:
        """One sentence a fault."""
        lines: list[Content] = []
        for fault in self.faults[:MOST]:
            lines += [*set_text(str(fault), width, hang=2), Content(" ")]
        if len(self.faults) > MOST:
            lines += set_text(f"… and {len(self.faults) - MOST} more.", width, "$quiet")
        return [*lines, *set_text("Press q to quit.", width, "bold")]

    def action_leave(self) -> None:
        """There is nowhere else to go."""
        self.game.action_leave_game()
