"""Progress: how much of the story the player's runs have seen."""

from __future__ import annotations

from dataclasses import dataclass

from textual import work
from textual.content import Content
from textual.message import Message

from game.branches.collect_runs import collect_all_trees
from game.branches.progress import COVERAGE_KINDS, Coverage, measure_coverage
from game.tui.screens.base_screens import TextScreen
from game.tui.text_layout import EMPTY_LINE, make_content, underline_heading, wrap_text
from game.wording import menu_words

#: The width of the bar beside a count, in cells, if there is space for it.
BAR_WIDTH = 30


class ProgressScreen(TextScreen):
    """The counts of seen scenes, choices, divergences, endings and claims, role by role and in all."""

    HEADING = menu_words.PROGRESS

    @dataclass
    class ProgressCounted(Message):
        """Posted when the runs were read and counted."""

        tallies: list[Coverage]

    def __init__(self) -> None:
        super().__init__()
        self.tallies: list[Coverage] | None = None

    def on_mount(self) -> None:
        """Start counting, which takes a moment for many runs."""
        self._count()

    @work(thread=True)
    def _count(self) -> None:
        story = self.game.story
        self.post_message(self.ProgressCounted(measure_coverage(collect_all_trees(story, self.game.store))))

    def on_progress_screen_progress_counted(self, event: ProgressCounted) -> None:
        """Show the counts."""
        self.tallies = event.tallies
        self.text_pane.show(self.lines)

    def lines(self, width: int) -> list[Content]:
        """Return the counts."""
        if self.tallies is None:
            return wrap_text(menu_words.PROGRESS_SOON, width, "$quiet")
        lines: list[Content] = []
        for coverage in self.tallies:
            lines += underline_heading(coverage.name or menu_words.IN_ALL, width)
            for kind in COVERAGE_KINDS:
                seen, every = coverage.count(kind)
                line = Content.assemble(
                    make_content(kind.ljust(14)), (f"{seen:>5}", "bold"), menu_words.PROGRESS_OF.format(every=every)
                )
                if width >= 30 + BAR_WIDTH:
                    filled = round(BAR_WIDTH * seen / every) if every else 0
                    line = Content.assemble(line, ("━" * filled, "$accent"), ("╌" * (BAR_WIDTH - filled), "$rule"))
                lines.append(line)
            lines.append(EMPTY_LINE)
        about = menu_words.PROGRESS_ABOUT
        return [*lines, *wrap_text(about, width, "$quiet")]
