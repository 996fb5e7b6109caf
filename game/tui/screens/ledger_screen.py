"""The ledger of a run that has ended: what you did, what the record says, where they diverged and met again."""

from __future__ import annotations

from textual.content import Content

from game.play.session import Session
from game.render.page_blocks import list_ledger_blocks
from game.tui.page_lines import block_lines
from game.tui.player_commands import list_bindings
from game.tui.screens.footnotes_screen import FootnotesScreen
from game.tui.screens.references_screen import ReferencesScreen
from game.tui.text_layout import PROSE_MARGIN
from game.wording import page_words


class LedgerScreen(ReferencesScreen):
    """The ledger and the bibliography of a run."""

    SCREEN_KIND = "ledger"
    BINDINGS = list_bindings("ledger")
    HEADING = page_words.LEDGER

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.ledger = session.ledger

    def on_mount(self) -> None:
        """Start formatting the bibliography."""
        self.load_references(self.ledger.sources)

    def lines(self, width: int) -> list[Content]:
        """Return the ledger's blocks; the first is the screen's heading."""
        references = None if self.references is None else [reference for _, reference in self.references]
        return block_lines(list_ledger_blocks(self.ledger, references)[1:], width - PROSE_MARGIN, margin=0)

    def action_footnotes(self) -> None:
        """Open the footnotes of the ledger."""
        self.app.push_screen(FootnotesScreen(lambda: self.ledger.footnotes))
