"""What the rooms of the record share: a text with links that fills the screen, and lists of rows with a filter."""

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
from game.tui.commands import bindings
from game.tui.screens.base import Base
from game.tui.typeset import plain, set_text
from game.tui.widgets.keys import Keys
from game.tui.widgets.links import Line, Links, Target


class ReadingRoom(Base[None]):
    """A screen with a text in which lines lead elsewhere.

    Attributes:
        HEADING: the heading.
        MEASURE: the widest line, in cells.
    """

    KIND = "entry"
    BINDINGS = bindings("entry")
    AUTO_FOCUS = "#links"
    HEADING: ClassVar[str] = ""
    MEASURE: ClassVar[int] = 78

    def build(self) -> Iterable[Widget]:
        """The heading and the text."""
        yield Static(Content(self.HEADING), id="heading", classes="heading", markup=False)
        yield Links(id="links", measure=self.MEASURE)

    def on_mount(self) -> None:
        """Set the text."""
        if not self.game.hides:
            self.query_one(Keys).hide({"app.reveal"})
        self.begin()

    def begin(self) -> None:
        """Show the text when the room opens."""
        self.links.show(self.lines)

    def settled(self) -> None:
        """What may be seen has changed."""
        self.links.show(self.lines, top=False)

    def lines(self, width: int) -> Sequence[Line]:
        """The text at a width."""
        return ()

    @property
    def links(self) -> Links:
        """The text."""
        return self.query_one("#links", Links)

    @on(Links.Picked)
    def picked(self, event: Links.Picked) -> None:
        """Go where the link leads."""
        self.game.look_up(event.target)

    def action_read_on(self) -> None:
        """Scroll a page down."""
        self.links.turn(1)

    def action_read_back(self) -> None:
        """Scroll a page up."""
        self.links.turn(-1)

    def action_top(self) -> None:
        """Go to the beginning."""
        self.links.ends(False)

    def action_end(self) -> None:
        """Go to the end."""
        self.links.ends(True)


#: The most characters of what is sought for.
LONGEST = 200

#: The least width of a row's text, in cells; where it would have less, what stands at the right gives way.
LEAST = 20


@dataclass(frozen=True)
class Row:
    """A row of a list.

    Attributes:
        text: what it says; `lead` stands before it in a column, `aside` at the right.
        target: where it leads; a row without one is a heading if it has no lead either.
        named: whether the lead is what the row is named by, so that the text recedes.
        words: further words by which the filter finds it.
    """

    text: str
    target: Target | None = None
    lead: str = ""
    aside: str = ""
    named: bool = False
    words: str = ""


class ListRoom(ReadingRoom):
    """A list that can be narrowed by typing.

    Attributes:
        LEAD: the width of the column in which the rows' leads stand, in cells.
        WRAPS: whether a row takes as many lines as its text needs; else it is cut to one.
        words: what the filter holds.
    """

    KIND = "list"
    BINDINGS = bindings("list")
    LEAD: ClassVar[int] = 0
    WRAPS: ClassVar[bool] = False

    words = ""

    def build(self) -> Iterable[Widget]:
        """Heading, a quiet line, the filter, and the list."""
        yield Static(Content(self.HEADING), id="heading", classes="heading", markup=False)
        yield Static(plain(self.about()), id="about", classes="aside", markup=False)
        words = "words that a row must hold; Enter goes to the list, Esc shows all"
        narrow = Input(placeholder=words, id="narrow", max_length=LONGEST)
        narrow.display = False
        yield narrow
        yield Links(id="links", measure=120)

    def rows(self) -> list[Row]:
        """All rows, in order."""
        return []

    def about(self) -> str:
        """A quiet line under the heading."""
        return ""

    def lines(self, width: int) -> Sequence[Line]:
        """The rows that the filter leaves."""
        wanted = search_key(self.words).split()
        rows = self.rows()
        if wanted:
            rows = [row for row in rows if not _is_heading(row) and _holds(row, wanted)]
        lines: list[Line] = []
        for row in rows:
            lines += self._row(row, width)
        if not lines:
            lines = [Line(Content.styled("Nothing in this list holds these words." if wanted else "Nothing here yet.",
                                         "$quiet italic"))]  # fmt: skip
        self.query_one("#about", Static).update(plain(self.about()))
        return lines

    def _row(self, row: Row, width: int) -> list[Line]:
        if _is_heading(row):
            rule = "─" * max(0, width - cell_len(row.text) - 1)
            return [Line(Content(" ")), Line(Content.assemble(plain(row.text, "bold"), " ", (rule, "$rule")))]
        lead = self.LEAD if width // 2 > self.LEAD else width // 2
        room = width - lead - (cell_len(row.aside) + 2 if row.aside else 0)
        if row.aside and room < LEAST:
            row = replace(row, aside="")
            room = width - lead
        first = set_cell_size(_cut(row.lead, lead - 2), lead) if lead else ""
        styles = ("", "$quiet") if row.named else ("$quiet", "")
        if self.WRAPS:
            body = set_text(row.text, max(8, room), styles[1])
            return [
                Line(Content.assemble((first if not number else " " * lead, styles[0]), text), row.target)
                for number, text in enumerate(body)
            ]
        parts: list[tuple[str, str]] = [(first, styles[0]), (_cut(row.text, room), styles[1])]
        if row.aside:
            gap = width - lead - cell_len(parts[1][0]) - cell_len(row.aside)
            parts += [(" " * gap, ""), (row.aside, "$accent")]
        return [Line(Content.assemble(*parts), row.target)]

    @on(Input.Changed, "#narrow")
    def narrowed(self, event: Input.Changed) -> None:
        """Show the rows that hold what is typed."""
        if event.value != self.words:
            self.words = event.value
            self.links.show(self.lines)

    @on(Input.Submitted, "#narrow")
    def chosen(self) -> None:
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


def _is_heading(row: Row) -> bool:
    return row.target is None and not row.lead


def _holds(row: Row, wanted: Sequence[str]) -> bool:
    text = search_key(f"{row.lead} {row.text} {row.aside} {row.words}")
    return all(word in text for word in wanted)


def _cut(text: str, width: int) -> str:
    """A text in one line of so many cells, with an ellipsis where it was longer."""
    text = clean(" ".join(text.split()))
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, max(1, width - 1)).rstrip() + "…"
