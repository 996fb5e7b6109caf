"""Search in the whole record and in the scenes that the run has read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from game.record.search import SearchEntry, SearchHit, search
from game.text.clean import search_key
from game.tui.entries import ENTRIES
from game.tui.player_commands import list_bindings
from game.tui.screens.linked_text_screen import LONGEST, LinkedTextScreen
from game.tui.text_layout import make_content, split_words, wrap_text, wrap_words
from game.tui.widgets.linked_text import LinkedText, LinkLine
from game.wording import record_words
from game.wording.plurals import choose_form

#: The most results that are shown.
MAX_RESULTS = 200


class SearchScreen(LinkedTextScreen):
    """An input, with the results and their sentences below it."""

    SCREEN_KIND = "search"
    BINDINGS = list_bindings("search")
    AUTO_FOCUS = "#words"
    HEADING = record_words.SEARCH

    def __init__(self, words: str = "") -> None:
        super().__init__()
        self.first_query = words

    @cached_property
    def entries(self) -> list[SearchEntry]:
        """The entries to search, listed once something is typed."""
        return self.game.search_entries()

    def compose_body(self) -> Iterable[Widget]:
        """Yield the heading, the input and the results."""
        yield Static(Content(self.HEADING), id="heading", classes="heading", markup=False)
        words = record_words.SEARCH_PLACEHOLDER
        yield Input(self.first_query, placeholder=words, id="words", max_length=LONGEST)
        yield Static(Content(record_words.SEARCH_ABOUT), id="about", classes="aside", markup=False)
        yield LinkedText(id="links", max_line=78)

    @on(Input.Changed, "#words")
    def on_query_changed(self) -> None:
        """Search for the typed words."""
        self.links.show(self.lines)

    @on(Input.Submitted, "#words")
    def on_query_submitted(self) -> None:
        """Move the focus to the results."""
        self.links.focus()

    def action_narrow(self) -> None:
        """Move the focus to the input."""
        self.query_one("#words", Input).focus()

    def lines(self, width: int) -> Sequence[LinkLine]:
        """Return the results."""
        words = self.query_one("#words", Input).value
        about = self.query_one("#about", Static)
        if not words.strip():
            about.update(Content(record_words.SEARCH_ABOUT))
            return ()
        found = search(self.entries, words, MAX_RESULTS)
        many = len(found) == MAX_RESULTS
        said = record_words.MANY_RESULTS if many else choose_form(record_words.RESULTS, len(found))
        about.update(Content(said.format(count=len(found))))
        lines: list[LinkLine] = []
        for hit in found:
            lines += _hit(hit, words, width)
        return lines


def _hit(hit: SearchHit, words: str, width: int) -> list[LinkLine]:
    """Return a result: its kind and title, then its sentence with the words in bold."""
    entry = hit.entry
    target = (entry.kind, entry.id)
    kind = ENTRIES[entry.kind][0]
    head = wrap_text(entry.title, width - 12)
    lines = [
        LinkLine(Content.assemble((kind.ljust(12) if not number else " " * 12, "$quiet"), text), target)
        for number, text in enumerate(head)
    ]
    wanted = search_key(words).split()
    sentence = [
        word if not any(part in search_key(word.text) for part in wanted) else type(word)(word.text, "bold $accent")
        for word in split_words(hit.sentence, "$quiet")
    ]
    lines += [LinkLine(Content.assemble(" " * 12, line), target) for line in wrap_words(sentence, width - 12)][:4]
    return [*lines, LinkLine(make_content(" "))]
