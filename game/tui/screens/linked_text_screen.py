"""What the screens of the record share: a text with links that fills the screen, and lists of rows with a filter."""

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


class LinkedTextScreen(GameScreen[None]):
    """A screen with a text in which lines lead elsewhere.

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
        """The heading and the text."""
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
        """What may be seen has changed."""
        self.links.show(self.lines, top=False)

    def lines(self, width: int) -> Sequence[LinkLine]:
        """The text at a width."""
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


#: The most characters of what is sought for.
LONGEST = 200

#: The least width of a row's text, in cells; where it would have less, what stands at the right gives way.
MIN_TEXT = 20


@dataclass(frozen=True)
class ListRow:
    """A row of a list.

    Attributes:
        text: what it says; `lead` stands before it in a column, `aside` at the right.
        target: where it leads; a row without one is a heading if it has no lead either.
        is_name: whether the lead is what the row is named by, so that the text recedes.
        search_words: further words by which the filter finds it.
    """

    text: str
    target: Target | None = None
    lead: str = ""
    aside: str = ""
    is_name: bool = False
    search_words: str = ""


class FilterListScreen(LinkedTextScreen):
    """A list that can be narrowed by typing.

    Attributes:
        LEAD_WIDTH: the width of the column in which the rows' leads stand, in cells.
        WRAPS_ROWS: whether a row takes as many lines as its text needs; else it is cut to one.
        filter_words: what the filter holds.
    """

    SCREEN_KIND = "list"
    BINDINGS = list_bindings("list")
    LEAD_WIDTH: ClassVar[int] = 0
    WRAPS_ROWS: ClassVar[bool] = False

    filter_words = ""

    def compose_body(self) -> Iterable[Widget]:
        """Heading, a quiet line, the filter, and the list."""
        yield Static(Content(self.HEADING), id="heading", classes="heading", markup=False)
        yield Static(make_content(self.about()), id="about", classes="aside", markup=False)
        words = "words that a row must hold; Enter goes to the list, Esc shows all"
        narrow = Input(placeholder=words, id="narrow", max_length=LONGEST)
        narrow.display = False
        yield narrow
        yield LinkedText(id="links", max_line=120)

    def rows(self) -> list[ListRow]:
        """All rows, in order."""
        return []

    def about(self) -> str:
        """A quiet line under the heading."""
        return ""

    def lines(self, width: int) -> Sequence[LinkLine]:
        """The rows that the filter leaves."""
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
                    Content.styled(
                        "Nothing in this list holds these words." if wanted else "Nothing here yet.", "$quiet italic"
                    )
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
        """Show the rows that hold what is typed."""
        if event.value != self.filter_words:
            self.filter_words = event.value
            self.links.show(self.lines)

    @on(Input.Submitted, "#narrow")
    def on_filter_submitted(self) -> None:
        """Go to the list."""
        self.links.focus()

    def action_narrow(self) -> None:
        """Type words that a row must hold."""
        narrow = self.query_one("#narrow", Input)
        narrow.display = True
        narrow.focus()

    def action_leave(self) -> None:
        """Show all rows again, or go back."""
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
    """A text in one line of so many cells, with an ellipsis where it was longer."""
    text = clean(" ".join(text.split()))
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, max(1, width - 1)).rstrip() + "…"
