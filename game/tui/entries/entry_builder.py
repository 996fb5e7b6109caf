"""Writing an entry of the record: headings, text and links, in lines of a width in cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.cells import cell_len
from textual.content import Content

from game.record.types import Event
from game.text.moments import Moment
from game.tui.text_layout import make_content, wrap_text
from game.tui.widgets.linked_text import LinkLine, Target

EMPTY_LINE = LinkLine(Content(" "))
#: The width of the column of hours and labels, in cells.
LABEL_COLUMN = 14


class EntryBuilder:
    """Lines of an entry, written from top to bottom at a width in cells."""

    def __init__(self, width: int) -> None:
        self.width = width
        self.lines: list[LinkLine] = []

    def blank(self) -> None:
        """Add an empty line, but never two, and none at the top."""
        if self.lines and self.lines[-1] is not EMPTY_LINE:
            self.lines.append(EMPTY_LINE)

    def text(self, text: str, style: str = "", indent: int = 0, hang: int = 0, target: Target | None = None) -> None:
        """Add a text, as a link if it has a target; lines after the first are indented by `hang` more cells."""
        for content in wrap_text(text, self.width - indent, style, hang):
            self.lines.append(LinkLine(Content.assemble(" " * indent, content) if indent else content, target))

    def title(self, text: str, under: str) -> None:
        """Add the title of the entry, and under it the kind of entry."""
        self.text(text, "bold $accent")
        if under:
            self.text(under, "$quiet")

    def section(self, title: str) -> None:
        """Add a heading inside the entry."""
        self.blank()
        rule = "─" * max(0, self.width - cell_len(title) - 1)
        self.lines.append(LinkLine(Content.assemble(make_content(title, "bold"), " ", (rule, "$rule"))))

    def field(
        self, label: str, text: str, target: Target | None = None, style: str = "", column: int = LABEL_COLUMN
    ) -> None:
        """Add a text after a label in its own column, as a link if it has a target."""
        body = wrap_text(text, max(8, self.width - column), style)
        for number, content in enumerate(body):
            lead = make_content(label.ljust(column), "$quiet") if not number else Content(" " * column)
            self.lines.append(LinkLine(Content.assemble(lead, content), target))

    def fields(self, label: str, items: Iterable[tuple[str, Target | None]]) -> None:
        """Add several texts after one label."""
        for number, (text, target) in enumerate(items):
            self.field("" if number else label, text, target)

    def events(self, events: Sequence[Event]) -> None:
        """Add events as links after their hours."""
        for event in events:
            self.field(format_date(event.at), event.title, ("event", event.id), column=18)


def format_date(moment: Moment) -> str:
    """Return day and hour with the year, for a column: `15 Mar 1848 20:40`."""
    if moment.precision in {"year", "month"}:
        return moment.date
    day, _, rest = moment.short.partition(" ")
    month, _, hour = rest.partition(" ")
    return f"{day} {month} {moment.earliest.year}" + (f" {hour}" if moment.precision in {"hour", "minute"} else "")


def format_period(event: Event) -> str:
    """Return in words when an event was."""
    return event.at.words if event.until is None else f"{event.at.words} – {event.until.words}"
