"""The bases of the record's screens: a text with links, and a list of rows with a filter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from game.text.clean import clean, search_key
from game.tui.player_commands import list_bindings
from game.tui.screens.base_screens import GameScreen
from game.tui.text_layout import make_content, wrap_text
from game.tui.widgets.key_bar import KeyBar
from game.tui.widgets.linked_text import LinkedText, LinkLine, Target
from game.wording import record_words


class LinkedTextScreen(GameScreen[None]):
    """A screen with a text of which some lines are links.

    Attributes:
        HEADING: the heading.
        MAX_LINE: the widest line, in cells.
    """

    SCREEN_KIND = "entry"
    BINDINGS = list_bindings("entry")
    AUTO_FOCUS = "#links"
    HEADING: ClassVar[str] = ""
    MAX_LINE: ClassVar[int] = 78

    def compose_body(self) -> Iterable[Widget]:
        """Yield the heading and the text."""
        yield Static(Content(self.HEADING), id="heading", classes="heading", markup=False)
        yield LinkedText(id="links", max_line=self.MAX_LINE)

    def on_mount(self) -> None:
        """Set the text."""
        if not self.game.hides_future:
            self.query_one(KeyBar).hide_actions({"app.reveal"})
        self.show_first()

    def show_first(self) -> None:
        """Show the text when the screen opens."""
        self.links.show(self.lines)

    def on_visibility_changed(self) -> None:
        """Draw the list again: what may be seen has changed."""
        self.links.show(self.lines, top=False)

    def lines(self, width: int) -> Sequence[LinkLine]:
        """Return the text at a width."""
        return ()

    @property
    def links(self) -> LinkedText:
        """The text."""
        return self.query_one("#links", LinkedText)

    @on(LinkedText.LinkPicked)
    def on_link_picked(self, event: LinkedText.LinkPicked) -> None:
        """Go where the link leads."""
        self.game.open_entry(event.target)

    def action_read_on(self) -> None:
        """Scroll a page down."""
        self.links.page(1)

    def action_read_back(self) -> None:
        """Scroll a page up."""
        self.links.page(-1)

    def action_top(self) -> None:
        """Go to the beginning."""
        self.links.scroll_to_end(False)

    def action_end(self) -> None:
        """Go to the end."""
        self.links.scroll_to_end(True)


#: The most characters of a filter.
LONGEST = 200

#: The least width of a row's text, in cells; if it would have less, the `aside` is left out.
MIN_TEXT = 20


@dataclass(frozen=True)
class ListRow:
    """A row of a list.

    Attributes:
        text: its text; `lead` is the column before it, `aside` the text at the right.
        target: the entry to which it leads; a row without target and lead is a heading.
        is_name: whether the lead is the row's name, so that the text is quiet.
        search_words: further words that the filter finds.
    """

    text: str
    target: Target | None = None
    lead: str = ""
    aside: str = ""
    is_name: bool = False
    search_words: str = ""


class FilterListScreen(LinkedTextScreen):
    """A list with a filter.

    Attributes:
        LEAD_WIDTH: the width of the column of leads, in cells.
        WRAPS_ROWS: whether long rows are wrapped; else they are cut to one line.
        filter_words: the words in the filter.
    """

    SCREEN_KIND = "list"
    BINDINGS = list_bindings("list")
    LEAD_WIDTH: ClassVar[int] = 0
    WRAPS_ROWS: ClassVar[bool] = False

    filter_words = ""

    def compose_body(self) -> Iterable[Widget]:
        """Yield the heading, a quiet line, the filter and the list."""
        yield Static(Content(self.HEADING), id="heading", classes="heading", markup=False)
        yield Static(make_content(self.about()), id="about", classes="aside", markup=False)
        words = record_words.NARROW_PLACEHOLDER
        narrow = Input(placeholder=words, id="narrow", max_length=LONGEST)
        narrow.display = False
        yield narrow
        yield LinkedText(id="links", max_line=120)

    def rows(self) -> list[ListRow]:
        """Return all rows, in order."""
        return []

    def about(self) -> str:
        """Return a quiet line under the heading."""
        return ""

    def lines(self, width: int) -> Sequence[LinkLine]:
        """Return the rows that match the filter."""
        wanted = search_key(self.filter_words).split()
        rows = self.rows()
        if wanted:
            rows = [row for row in rows if not _is_heading(row) and _holds(row, wanted)]
        lines: list[LinkLine] = []
        for row in rows:
            lines += self._row(row, width)
        if not lines:
            lines = [
                LinkLine(
                    Content.styled(record_words.LIST_NO_MATCH if wanted else record_words.LIST_EMPTY, "$quiet italic")
                )
            ]
        self.query_one("#about", Static).update(make_content(self.about()))
        return lines

    def _row(self, row: ListRow, width: int) -> list[LinkLine]:
        if _is_heading(row):
            rule = "─" * max(0, width - cell_len(row.text) - 1)
            return [
                LinkLine(Content(" ")),
                LinkLine(Content.assemble(make_content(row.text, "bold"), " ", (rule, "$rule"))),
            ]
        lead = self.LEAD_WIDTH if width // 2 > self.LEAD_WIDTH else width // 2
        room = width - lead - (cell_len(row.aside) + 2 if row.aside else 0)
        if row.aside and room < MIN_TEXT:
            row = replace(row, aside="")
            room = width - lead
        first = set_cell_size(_cut(row.lead, lead - 2), lead) if lead else ""
        styles = ("", "$quiet") if row.is_name else ("$quiet", "")
        if self.WRAPS_ROWS:
            body = wrap_text(row.text, max(8, room), styles[1])
            return [
                LinkLine(Content.assemble((first if not number else " " * lead, styles[0]), text), row.target)
                for number, text in enumerate(body)
            ]
        parts: list[tuple[str, str]] = [(first, styles[0]), (_cut(row.text, room), styles[1])]
        if row.aside:
            gap = width - lead - cell_len(parts[1][0]) - cell_len(row.aside)
            parts += [(" " * gap, ""), (row.aside, "$accent")]
        return [LinkLine(Content.assemble(*parts), row.target)]

    @on(Input.Changed, "#narrow")
    def on_filter_changed(self, event: Input.Changed) -> None:
        """Show the rows that match the typed words."""
        if event.value != self.filter_words:
            self.filter_words = event.value
            self.links.show(self.lines)

    @on(Input.Submitted, "#narrow")
    def on_filter_submitted(self) -> None:
        """Move the focus to the list."""
        self.links.focus()

    def action_narrow(self) -> None:
        """Move the focus to the filter."""
        narrow = self.query_one("#narrow", Input)
        narrow.display = True
        narrow.focus()

    def action_leave(self) -> None:
        """Clear the filter, or go back."""
        narrow = self.query_one("#narrow", Input)
        if narrow.display:
            narrow.value = ""
            narrow.display = False
            self.links.focus()
        else:
            self.dismiss()


def _is_heading(row: ListRow) -> bool:
    return row.target is None and not row.lead


def _holds(row: ListRow, wanted: Sequence[str]) -> bool:
    text = search_key(f"{row.lead} {row.text} {row.aside} {row.search_words}")
    return all(word in text for word in wanted)


def _cut(text: str, width: int) -> str:
    """Return a text cut to a number of cells, with an ellipsis if it was longer."""
    text = clean(" ".join(text.split()))
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, max(1, width - 1)).rstrip() + "…"
