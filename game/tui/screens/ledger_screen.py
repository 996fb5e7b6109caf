"""The ledger of a run that has ended: what you did, what the record says, where they parted and met again."""

from __future__ import annotations

from textual.content import Content

from game.play.session import Session
from game.tui.page_lines import PageView, answer_lines
from game.tui.player_commands import list_bindings
from game.tui.screens.dossier_screen import dated_lines
from game.tui.screens.footnotes_screen import FootnotesScreen
from game.tui.screens.references_screen import ReferencesScreen
from game.tui.text_layout import (
    EMPTY_LINE,
    indent,
    list_words,
    underline_heading,
    wrap_paragraphs,
    wrap_text,
    wrap_words,
)


class LedgerScreen(ReferencesScreen):
    """The ledger and the bibliography of a run."""

    SCREEN_KIND = "ledger"
    BINDINGS = list_bindings("ledger")
    HEADING = "The ledger of this run"

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.page = session.page
        self.ledger = session.ledger
        self.year = session.journal.path[0].at.earliest.year

    def on_mount(self) -> None:
        """Set the bibliography."""
        self.load_references(self.ledger.sources)

    def lines(self, width: int) -> list[Content]:
        """The ledger's parts in their order."""
        parts = [
            ("What you did", self._deeds(width)),
            ("What the record says", self._met(width)),
            ("Where you and the record parted", self._parted(width)),
            ("Where they met again, and why", self._answers(width)),
            ("How it ended for everybody", wrap_paragraphs((self.ledger.outcome,), width - 2)),
            ("Bibliography", self._sources(width)),
        ]
        lines: list[Content] = []
        for title, part in parts:
            lines += [*underline_heading(title, width), *part, EMPTY_LINE, EMPTY_LINE]
        return lines

    def _deeds(self, width: int) -> list[Content]:
        lines: list[Content] = []
        for deed in self.ledger.entries:
            mark = "here you went against the record" if deed.is_divergent else ""
            lines += dated_lines(deed.at, f"{deed.scene_title}: {deed.choice_text}", width, self.year, mark)
        if self.page.ending is not None:
            lines += dated_lines(self.page.at, f"{self.page.ending.title}. {self.page.ending.label}.", width, self.year)
        return lines

    def _met(self, width: int) -> list[Content]:
        lines: list[Content] = []
        for met in self.ledger.met_fixed_points:
            lines += dated_lines(met.at, f"{met.title} ({met.how} in “{met.scene_title}”)", width, self.year)
            lines += indent(wrap_words(list_words(met.says, style="$quiet"), width - 24), 24)
        return lines

    def _parted(self, width: int) -> list[Content]:
        lines: list[Content] = []
        for answer in self.ledger.answers:
            lines += dated_lines(answer.choice_at, f"{answer.title}: “{answer.choice_text}”", width, self.year)
        return lines or wrap_text("Nowhere: you did not go against the record.", width, "$quiet")

    def _answers(self, width: int) -> list[Content]:
        lines: list[Content] = []
        for answer in self.ledger.answers:
            lines += [*([EMPTY_LINE] if lines else []), *answer_lines(answer, width, PageView())]
        return lines or wrap_text("They never parted.", width, "$quiet")

    def _sources(self, width: int) -> list[Content]:
        if self.references is None:
            return wrap_text("setting the references…", width, "$quiet")
        lines: list[Content] = []
        for _, reference in self.references:
            lines += wrap_text(reference, width, hang=2)
        return lines

    def action_footnotes(self) -> None:
        """Open the footnotes of the ledger."""
        self.app.push_screen(FootnotesScreen(lambda: self.ledger.footnotes))
