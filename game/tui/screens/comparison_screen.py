"""Runs side by side: where they diverged, what each did hour by hour, and how each ended."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from game.branches.compare import ComparedStep, Comparison, RunSummary, TimelineRow
from game.tui.screens.base_screens import TextScreen
from game.tui.text_layout import EMPTY_LINE, indent, make_content, underline_heading, wrap_text
from game.tui.widgets.text_pane import TextPane
from game.wording import menu_words

#: The width of the column of hours, of the gap between columns, and of the narrowest column of a run, in cells.
HOURS_WIDTH, COLUMN_GAP, MIN_COLUMN = 19, 2, 22


class ComparisonScreen(TextScreen):
    """A comparison, in columns if they fit, else with the runs one after the other."""

    HEADING = menu_words.COMPARISON

    def __init__(self, comparison: Comparison) -> None:
        super().__init__()
        self.comparison = comparison

    def compose_body(self) -> Iterable[Widget]:
        """Yield the heading, and a pane with space for columns."""
        yield Static(Content(self.HEADING), classes="heading", markup=False)
        yield TextPane(id="sheet", max_line=120)

    def lines(self, width: int) -> list[Content]:
        """Return the verdict, the hours, the common fixed points and the endings."""
        found = self.comparison
        lines: list[Content] = []
        for number, run in enumerate(found.runs):
            lines += wrap_text(f"{_letter(number)}  {run.name}", width, "bold", hang=3)
        lines.append(EMPTY_LINE)
        for sentence in found.verdict:
            lines += wrap_text(sentence, width, "$accent")
        lines += [EMPTY_LINE, *underline_heading(menu_words.COMPARISON_HOURS, width), *self._heads(width)]
        for row in found.rows:
            lines += self._hour(row, width)
        lines += [EMPTY_LINE, *underline_heading(menu_words.COMPARISON_STOOD, width)]
        for title in found.common_fixed_points:
            lines += wrap_text(f"· {title}", width, hang=2)
        if not found.common_fixed_points:
            lines += wrap_text(menu_words.COMPARISON_NOTHING_MET, width, "$quiet")
        lines += [
            EMPTY_LINE,
            *underline_heading(menu_words.COMPARISON_END, width),
            *self._heads(width),
            *self._ends(width),
        ]
        return lines

    def _column(self, width: int) -> int:
        """Return the width of a run's column; 0 if the columns do not fit."""
        count = len(self.comparison.runs)
        column = (width - HOURS_WIDTH - COLUMN_GAP * count) // count
        return column if column >= MIN_COLUMN else 0

    def _heads(self, width: int) -> list[Content]:
        column = self._column(width)
        if not column:
            return []
        cells = [wrap_text(_letter(number), column, "bold $accent") for number in range(len(self.comparison.runs))]
        return _join_columns("", cells, column)

    def _hour(self, row: TimelineRow, width: int) -> list[Content]:
        column = self._column(width)
        first = row.steps[0]
        if row.is_shared and first is not None:
            return _join_columns(
                row.at.short,
                [_step(first, width - HOURS_WIDTH - COLUMN_GAP, "$quiet")],
                width - HOURS_WIDTH - COLUMN_GAP,
            )
        if column:
            return _join_columns(row.at.short, [_step(step, column) if step else [] for step in row.steps], column)
        lines: list[Content] = []
        for number, step in enumerate(row.steps):
            if step is not None:
                told = _step(step, width - HOURS_WIDTH - COLUMN_GAP - 3)
                head = row.at.short if not lines else ""
                cell = [Content.assemble((f"{_letter(number)}  ", "bold $accent"), told[0]), *indent(told[1:], 3)]
                lines += _join_columns(head, [cell], width - HOURS_WIDTH - COLUMN_GAP)
        return lines

    def _ends(self, width: int) -> list[Content]:
        column = self._column(width)
        if column:
            return _join_columns("", [_end(run, column) for run in self.comparison.runs], column)
        lines: list[Content] = []
        for number, run in enumerate(self.comparison.runs):
            lines += wrap_text(_letter(number), width, "bold $accent")
            lines += [*indent(_end(run, width - 3), 3), EMPTY_LINE]
        return lines


def _step(step: ComparedStep, width: int, style: str = "") -> list[Content]:
    lines = wrap_text(step.title, width, f"{style} bold".strip())
    if step.choice_text:
        lines += wrap_text(f"› {step.choice_text}", width, style, hang=2)
    if step.is_divergent:
        lines += wrap_text(menu_words.STEP_AGAINST_RECORD, width, "$accent")
    return lines


def _end(run: RunSummary, width: int) -> list[Content]:
    lines = wrap_text(run.fate or menu_words.NOT_ENDED.format(scene=run.scene_title), width, "bold")
    for gauge in run.gauges:
        lines += wrap_text(f"{gauge.label}: {gauge.level or gauge.value}", width)
    lines.append(EMPTY_LINE)
    if run.dossier:
        lines += wrap_text(menu_words.FILE, width, "underline")
        for line in run.dossier:
            lines += wrap_text(f"{line.at.short}: {line.text}", width, hang=2)
    else:
        lines += wrap_text(menu_words.FILE_EMPTY, width, "$quiet")
    lines.append(EMPTY_LINE)
    if run.attempts:
        lines += wrap_text(menu_words.ATTEMPTS, width, "underline")
        for title in run.attempts:
            lines += wrap_text(f"≠ {title}", width, hang=2)
    else:
        lines += wrap_text(menu_words.NO_ATTEMPTS, width, "$quiet")
    return lines


def _join_columns(head: str, cells: Sequence[list[Content]], width: int) -> list[Content]:
    """Return cells of one width side by side after a quiet head, followed by an empty line."""
    lines: list[Content] = []
    for row in range(max(map(len, cells), default=0)):
        parts: list[Content] = [make_content((head if not row else "").ljust(HOURS_WIDTH), "$quiet")]
        for cell in cells:
            line = cell[row] if row < len(cell) else Content("")
            parts += [Content(" " * COLUMN_GAP), line.pad_right(max(0, width - line.cell_length))]
        lines.append(Content.assemble(*parts).rstrip())
    return [*lines, EMPTY_LINE]


def _letter(number: int) -> str:
    return chr(ord("A") + number % 26)
