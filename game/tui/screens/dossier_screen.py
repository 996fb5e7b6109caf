"""The dossier, and the journal of the run."""

from __future__ import annotations

from textual.content import Content

from game.branches.run_keys import encode_key
from game.play.session import Session
from game.render.page_blocks import list_journal_blocks
from game.tui.page_lines import block_lines
from game.tui.screens.base_screens import TextScreen
from game.tui.text_layout import PROSE_MARGIN
from game.wording import page_words


class DossierScreen(TextScreen):
    """The dossier and the player's choices so far."""

    HEADING = page_words.DOSSIER

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session

    def lines(self, width: int) -> list[Content]:
        """Return the dossier, then the journal; the first block is the screen's heading."""
        key = encode_key(self.session.pack, self.session.journal)
        shown = list_journal_blocks(self.session.page, self.session.ledger, key)[1:]
        return block_lines(shown, width - PROSE_MARGIN, margin=0)
