"""Runs side by side: where they parted, what each did hour by hour, and how it went with each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from game.branches.compare import ComparedStep, Comparison, RunSummary, TimelineRow
from game.tui.screens.base import Room
from game.tui.typeset import BLANK, heading, indent, plain, set_text
from game.tui.widgets.sheet import Sheet

#: In cells: the column of the hours, the room between two columns, and the least column of a run beside another.
HOURS, BETWEEN, LEAST = 19, 2, 22


class Compare(Room):
    """A comparison; in columns where there is room, else one run under the other."""

    HEADING = "Runs side by side"

    def __init__(self, comparison: Comparison) -> None:
        super().__init__()
        self.comparison = comparison

    def build(self) -> Iterable[Widget]:
        """The heading, and a sheet with room for columns."""
        yield Static(Content(self.HEADING), classes="heading", markup=False)
        yield Sheet(id="sheet", measure=120)

    def lines(self, width: int) -> list[Content]:
        """The verdict, the hours, what stood, and the ends."""
        found = self.comparison
        lines: list[Content] = []
        for number, side in enumerate(found.runs):
            lines += set_text(f"{_letter(number)}  {side.name}", width, "bold", hang=3)
        lines.append(BLANK)
        for sentence in found.verdict:
            lines += set_text(sentence, width, "$accent")
        lines += [BLANK, *heading("Hour by hour", width), *self._heads(width)]
        for hour in found.rows:
            lines += self._hour(hour, width)
        lines += [BLANK, *heading("What stood all the same", width)]
        for title in found.common_fixed_points:
            lines += set_text(f"· {title}", width, hang=2)
        if not found.common_fixed_points:
            lines += set_text("Nothing that all of them met.", width, "$quiet")
        lines += [BLANK, *heading("At the end", width), *self._heads(width), *self._ends(width)]
        return lines

    def _column(self, width: int) -> int:
        """The width of a run's column; 0 where the runs stand under each other."""
        count = len(self.comparison.runs)
        column = (width - HOURS - BETWEEN * count) // count
        return column if column >= LEAST else 0

    def _heads(self, width: int) -> list[Content]:
        column = self._column(width)
        if not column:
            return []
        cells = [set_text(_letter(number), column, "bold $accent") for number in range(len(self.comparison.runs))]
        return _beside("", cells, column)

    def _hour(self, hour: TimelineRow, width: int) -> list[Content]:
        column = self._column(width)
        first = hour.steps[0]
        if hour.is_shared and first is not None:
            return _beside(hour.at.short, [_step(first, width - HOURS - BETWEEN, "$quiet")], width - HOURS - BETWEEN)
        if column:
            return _beside(hour.at.short, [_step(step, column) if step else [] for step in hour.steps], column)
        lines: list[Content] = []
        for number, step in enumerate(hour.steps):
            if step is not None:
                told = _step(step, width - HOURS - BETWEEN - 3)
                head = hour.at.short if not lines else ""
                cell = [Content.assemble((f"{_letter(number)}  ", "bold $accent"), told[0]), *indent(told[1:], 3)]
                lines += _beside(head, [cell], width - HOURS - BETWEEN)
        return lines

    def _ends(self, width: int) -> list[Content]:
        column = self._column(width)
        if column:
            return _beside("", [_end(side, column) for side in self.comparison.runs], column)
        lines: list[Content] = []
        for number, side in enumerate(self.comparison.runs):
            lines += set_text(_letter(number), width, "bold $accent")
            lines += [*indent(_end(side, width - 3), 3), BLANK]
        return lines


def _step(step: ComparedStep, width: int, style: str = "") -> list[Content]:
    lines = set_text(step.title, width, f"{style} bold".strip())
    if step.choice_text:
        lines += set_text(f"› {step.choice_text}", width, style, hang=2)
    if step.is_divergent:
        lines += set_text("≠ against the record", width, "$accent")
    return lines


def _end(side: RunSummary, width: int) -> list[Content]:
    lines = set_text(side.fate or f"Not ended: it stands in “{side.scene_title}”.", width, "bold")
    for gauge in side.gauges:
        lines += set_text(f"{gauge.label}: {gauge.level or gauge.value}", width)
    lines.append(BLANK)
    if side.dossier:
        lines += set_text("The file on you", width, "underline")
        for line in side.dossier:
            lines += set_text(f"{line.at.short}: {line.text}", width, hang=2)
    else:
        lines += set_text("Nothing stands in the file.", width, "$quiet")
    lines.append(BLANK)
    if side.attempts:
        lines += set_text("Against the record", width, "underline")
        for title in side.attempts:
            lines += set_text(f"≠ {title}", width, hang=2)
    else:
        lines += set_text("Nothing against the record.", width, "$quiet")
    return lines


def _beside(head: str, cells: Sequence[list[Content]], width: int) -> list[Content]:
    """Cells beside each other behind a quiet head, each of one width, with an empty line behind them."""
    lines: list[Content] = []
    for row in range(max(map(len, cells), default=0)):
        parts: list[Content] = [plain((head if not row else "").ljust(HOURS), "$quiet")]
        for cell in cells:
            line = cell[row] if row < len(cell) else Content("")
            parts += [Content(" " * BETWEEN), line.pad_right(max(0, width - line.cell_length))]
        lines.append(Content.assemble(*parts).rstrip())
    return [*lines, BLANK]


def _letter(number: int) -> str:
    return chr(ord("A") + number % 26)
