"""The ledger of a run that has ended: what you did, what the record says, where they parted and met again."""

from __future__ import annotations

from textual.content import Content

from game.play.session import Session
from game.tui.commands import bindings
from game.tui.leaf import View, answer_lines
from game.tui.screens.file import dated
from game.tui.screens.footnotes import Footnotes
from game.tui.screens.references import ReferenceRoom
from game.tui.typeset import BLANK, heading, indent, set_paragraphs, set_text, words_of, wrap


class LedgerRoom(ReferenceRoom):
    """The ledger and the bibliography of a run."""

    KIND = "ledger"
    BINDINGS = bindings("ledger")
    HEADING = "The ledger of this run"

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.page = session.page
        self.ledger = session.ledger
        self.year = session.journal.path[0].at.earliest.year

    def on_mount(self) -> None:
        """Set the bibliography."""
        self.look_up(self.ledger.sources)

    def lines(self, width: int) -> list[Content]:
        """The ledger's parts in their order."""
        parts = [
            ("What you did", self._deeds(width)),
            ("What the record says", self._met(width)),
            ("Where you and the record parted", self._parted(width)),
            ("Where they met again, and why", self._answers(width)),
            ("How it ended for everybody", set_paragraphs((self.ledger.outcome,), width - 2)),
            ("Bibliography", self._sources(width)),
        ]
        lines: list[Content] = []
        for title, part in parts:
            lines += [*heading(title, width), *part, BLANK, BLANK]
        return lines

    def _deeds(self, width: int) -> list[Content]:
        lines: list[Content] = []
        for deed in self.ledger.entries:
            mark = "here you went against the record" if deed.is_divergent else ""
            lines += dated(deed.at, f"{deed.scene_title}: {deed.choice_text}", width, self.year, mark)
        if self.page.ending is not None:
            lines += dated(self.page.at, f"{self.page.ending.title}. {self.page.ending.label}.", width, self.year)
        return lines

    def _met(self, width: int) -> list[Content]:
        lines: list[Content] = []
        for met in self.ledger.met_fixed_points:
            lines += dated(met.at, f"{met.title} ({met.how} in “{met.scene_title}”)", width, self.year)
            lines += indent(wrap(words_of(met.says, style="$quiet"), width - 24), 24)
        return lines

    def _parted(self, width: int) -> list[Content]:
        lines: list[Content] = []
        for answer in self.ledger.answers:
            lines += dated(answer.choice_at, f"{answer.title}: “{answer.choice_text}”", width, self.year)
        return lines or set_text("Nowhere: you did not go against the record.", width, "$quiet")

    def _answers(self, width: int) -> list[Content]:
        lines: list[Content] = []
        for answer in self.ledger.answers:
            lines += [*([BLANK] if lines else []), *answer_lines(answer, width, View())]
        return lines or set_text("They never parted.", width, "$quiet")

    def _sources(self, width: int) -> list[Content]:
        if self.references is None:
            return set_text("setting the references…", width, "$quiet")
        lines: list[Content] = []
        for _, reference in self.references:
            lines += set_text(reference, width, hang=2)
        return lines

    def action_footnotes(self) -> None:
        """Open the footnotes of the ledger."""
        self.app.push_screen(Footnotes(lambda: self.ledger.footnotes))
