"""Search over the whole record and the scenes already read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from game.record.search import SearchHit, search
from game.text.clean import search_key
from game.tui.commands import bindings
from game.tui.entries import ENTRIES
from game.tui.screens.reading import LONGEST, ReadingRoom
from game.tui.typeset import plain, set_text, words_in, wrap
from game.tui.widgets.links import Line, Links

#: The most results that are shown.
MOST = 200
ABOUT = "The whole record, and the scenes of your run. Enter goes to the results."


class SearchRoom(ReadingRoom):
    """A line to type in, and under it the results with their sentences."""

    KIND = "search"
    BINDINGS = bindings("search")
    AUTO_FOCUS = "#words"
    HEADING = "Search"

    def __init__(self, words: str = "") -> None:
        super().__init__()
        self.start = words

    def build(self) -> Iterable[Widget]:
        """Heading, the line to type in, and the results."""
        yield Static(Content(self.HEADING), id="heading", classes="heading", markup=False)
        words = "words, with or without accents"
        yield Input(self.start, placeholder=words, id="words", max_length=LONGEST)
        yield Static(Content(ABOUT), id="about", classes="aside", markup=False)
        yield Links(id="links", measure=78)

    @on(Input.Changed, "#words")
    def typed(self) -> None:
        """Look for what is typed."""
        self.links.show(self.lines)

    @on(Input.Submitted, "#words")
    def submitted(self) -> None:
        """Go to the results."""
        self.links.focus()

    def action_narrow(self) -> None:
        """Type other words."""
        self.query_one("#words", Input).focus()

    def lines(self, width: int) -> Sequence[Line]:
        """The results."""
        words = self.query_one("#words", Input).value
        found = search(self.game.search_entries(), words, MOST)
        about = self.query_one("#about", Static)
        if not words.strip():
            about.update(Content(ABOUT))
            return ()
        count = f"the first {MOST}" if len(found) == MOST else str(len(found))
        about.update(Content(f"{count} result{'' if len(found) == 1 else 's'}."))
        lines: list[Line] = []
        for hit in found:
            lines += _hit(hit, words, width)
        return lines


def _hit(hit: SearchHit, words: str, width: int) -> list[Line]:
    """A result: what it is and its title, then its sentence with the words in bold."""
    entry = hit.entry
    target = (entry.kind, entry.id)
    kind = ENTRIES[entry.kind][0]
    head = set_text(entry.title, width - 12)
    lines = [
        Line(Content.assemble((kind.ljust(12) if not number else " " * 12, "$quiet"), text), target)
        for number, text in enumerate(head)
    ]
    wanted = search_key(words).split()
    sentence = [
        word if not any(part in search_key(word.text) for part in wanted) else type(word)(word.text, "bold $accent")
        for word in words_in(hit.sentence, "$quiet")
    ]
    lines += [Line(Content.assemble(" " * 12, line), target) for line in wrap(sentence, width - 12)][:4]
    return [*lines, Line(plain(" "))]
