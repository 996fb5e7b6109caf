"""The file on the player, and the journal of the run."""

from __future__ import annotations

from textual.content import Content

from game.branches.run_keys import encode_key
from game.play.session import Session
from game.text.moments import Moment
from game.tui.screens.base_screens import TextScreen
from game.tui.text_layout import EMPTY_LINE, indent, underline_heading, wrap_text


class DossierScreen(TextScreen):
    """What somebody wrote down about the player, and what the player did, up to where the run stands."""

    HEADING = "The file on you"

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session

    def lines(self, width: int) -> list[Content]:
        """The file, then the journal."""
        page = self.session.page
        year = self.session.journal.path[0].at.earliest.year
        lines: list[Content] = []
        for line in page.dossier:
            lines += dated_lines(line.at, line.text, width, year)
        if not page.dossier:
            lines += wrap_text("Nothing has been written down about you yet.", width, "$quiet")
        lines += [EMPTY_LINE, EMPTY_LINE, *underline_heading("The journal of this run", width)]
        for deed in self.session.ledger.entries:
            lines += dated_lines(deed.at, f"{deed.scene_title}: {deed.choice_text}", width, year)
        lines += [*dated_lines(page.at, f"{page.title}: here you stand.", width, year), EMPTY_LINE, EMPTY_LINE]
        lines += [
            *underline_heading("The key of this run", width),
            *wrap_text(encode_key(self.session.pack, self.session.journal), width),
        ]
        about = "sixteen-points replay with this key shows the same pages on any machine. Letter n + 1 is decision n."
        return [*lines, EMPTY_LINE, *wrap_text(about, width, "$quiet")]


def dated_lines(at: Moment, text: str, width: int, year: int, mark: str = "") -> list[Content]:
    """A dated line of an account, with an optional mark under it; the year stands there if it is another one."""
    column = 24
    body = wrap_text(text, width - column)
    if mark:
        body += wrap_text(mark, width - column, "$accent italic")
    head = Content.styled(at.short_in(year).ljust(column), "$quiet")
    return [Content.assemble(head, body[0]), *indent(body[1:], column)]
