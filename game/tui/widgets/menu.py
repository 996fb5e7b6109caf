"""A menu, operated by arrows and Enter, number keys or clicks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

import msgspec
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import var

from game.tui.text_layout import wrap_text
from game.tui.widgets.line_view import BAR_COLUMNS, LineView


class MenuItem(msgspec.Struct, frozen=True):
    """An item of a menu.

    Attributes:
        id: the id that the menu posts when it is picked.
        text: its text.
        number: the number that picks it; None for none.
        is_open: whether it can be picked.
        details: a second, quiet text under the first.
        suffix: a short quiet text after the first.
        prefix: the text in place of the number, if there is none.
    """

    id: str
    text: str = ""
    number: int | None = None
    is_open: bool = True
    details: str = ""
    suffix: str = ""
    prefix: str = ""


class Menu(LineView, can_focus=True, inherit_bindings=False):
    """A list of items with a cursor; it scrolls if it is too tall."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down,tab", "move(1)", show=False),
        Binding("shift+tab", "move(-1)", show=False),
        Binding("enter", "pick", show=False),
        *(Binding(str(number), f"number({number})", show=False) for number in range(10)),
    ]

    cursor: var[int | None] = var(None)

    class ItemPicked(Message):
        """Posted when an item is picked."""

        def __init__(self, menu: Menu, item: MenuItem) -> None:
            super().__init__()
            self.menu = menu
            self.item = item

        @property
        def control(self) -> Menu:
            """The menu, for `@on` with a selector."""
            return self.menu

    class OutOfItems(Message):
        """Posted for an arrow (`step` -1 or 1) or Enter (`step` 1 and `enter`) without a marked item, and for a typed
        number that no item has (`step` 0)."""

        def __init__(self, menu: Menu, step: int, enter: bool = False) -> None:
            super().__init__()
            self.menu = menu
            self.step = step
            self.enter = enter

        @property
        def control(self) -> Menu:
            """The menu, for `@on` with a selector."""
            return self.menu

    def __init__(self, *, id: str | None = None, allow_no_cursor: bool = False, gap: bool = False) -> None:
        """Make an empty menu.

        Args:
            allow_no_cursor: whether no item may be marked, so that the arrows can also scroll the page above.
            gap: whether there is an empty line between two items.
        """
        super().__init__(id=id)
        self.items: tuple[MenuItem, ...] = ()
        self.allow_no_cursor = allow_no_cursor
        self.gap = gap
        self._tops: list[tuple[int, int]] = []
        self._typed = 0
        self._width = 0

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the number of lines of all items at a width."""
        if width - BAR_COLUMNS != self._width:
            self.draw(width - BAR_COLUMNS)
        return len(self._lines)

    def show(self, items: Sequence[MenuItem], marked: int | None = None) -> None:
        """Show other items, and mark one of them."""
        self.items = tuple(items)
        first = next((number for number, item in enumerate(items) if item.is_open), None)
        self.cursor = (
            marked if marked is not None and marked < len(items) else (None if self.allow_no_cursor else first)
        )
        self.scroll_to(y=0, animate=False)
        self.draw()

    def move_to_first(self) -> None:
        """Mark the first item that can be picked."""
        self.cursor = next((number for number, item in enumerate(self.items) if item.is_open), None)

    def draw(self, width: int = 0) -> None:
        """Draw the items at a width in cells; without one, at the present width."""
        width = width or self.line_width
        self._width = width
        if width <= 0:
            return
        lines: list[Content] = []
        self._tops = []
        for number, item in enumerate(self.items):
            top = len(lines)
            lines += self._item(item, number == self.cursor, width)
            self._tops.append((top, len(lines)))
            if self.gap:
                lines.append(Content(" "))
        self.set_lines(lines, width)

    def _item(self, item: MenuItem, marked: bool, width: int) -> list[Content]:
        column = max((len(_key_text(other)) for other in self.items), default=0)
        lead = _key_text(item).ljust(column)
        hang = 2 + len(lead)
        room = max(8, width - hang)
        body = wrap_text(item.text, room, "" if item.is_open else "$quiet italic")
        head = len(body)
        if item.suffix:
            beside = Content.assemble(body[-1], (f"  {item.suffix}", "$quiet"))
            body[-1:] = [beside] if beside.cell_length <= room else [body[-1], *wrap_text(item.suffix, room, "$quiet")]
        if item.details:
            body += wrap_text(item.details, room, "$quiet")
        found: list[Content] = []
        for row, line in enumerate(body):
            sign = ("▸ ", "bold $accent") if marked and not row else "  "
            key = (lead, "bold $accent") if not row else " " * len(lead)
            content = Content.assemble(sign, key, line)
            if marked:
                content = content.pad_right(max(0, width - content.cell_length)).stylize("on $cursor")
                content = content.stylize("bold") if row < head else content
            found.append(content)
        return found

    def watch_cursor(self) -> None:
        """Draw the marker, and scroll its item into view."""
        self.draw()
        if self.cursor is not None and self.cursor < len(self._tops):
            top, end = self._tops[self.cursor]
            self.call_after_refresh(
                self.scroll_to_region, Region(0, top, 1, end - top), animate=False, force=True, immediate=True
            )

    def on_resize(self) -> None:
        """Draw the items again if the width changed."""
        if self.line_width != self._width:
            self.draw()

    def action_move(self, step: int) -> None:
        """Move the marker to the next item that can be picked."""
        if self.cursor is None:
            self.post_message(self.OutOfItems(self, step))
            return
        index = self.cursor + step
        while 0 <= index < len(self.items) and not self.items[index].is_open:
            index += step
        if 0 <= index < len(self.items):
            self.cursor = index
        elif self.allow_no_cursor and step < 0:
            self.cursor = None
        else:
            self.scroll_relative(y=step, animate=False)

    def action_pick(self) -> None:
        """Pick the marked item."""
        if self.cursor is None:
            self.post_message(self.OutOfItems(self, 1, enter=True))
        else:
            self._pick(self.items[self.cursor])

    def action_number(self, number: int) -> None:
        """Pick the item with this number; if a second digit could follow, mark it and wait for that or Enter."""
        numbers = {item.number: index for index, item in enumerate(self.items) if item.number is not None}
        number = next((found for found in (self._typed * 10 + number, number) if found in numbers), 0)
        if not number:
            self.post_message(self.OutOfItems(self, 0))
        elif any(longer in numbers for longer in range(number * 10, number * 10 + 10)):
            self.cursor = numbers[number]
            self._typed = number
            return
        else:
            self._pick(self.items[numbers[number]])
        self._typed = 0

    def on_click(self, event: events.Click) -> None:
        """Pick the clicked item."""
        at = self.find_line(event)
        if at is None:
            return
        for item, (top, end) in zip(self.items, self._tops, strict=False):
            if top <= at < end:
                event.stop()
                self._pick(item)
                return

    def _pick(self, item: MenuItem) -> None:
        if item.is_open:
            self.post_message(self.ItemPicked(self, item))


def _key_text(item: MenuItem) -> str:
    """Return an item's number or prefix, followed by two spaces."""
    sign = str(item.number) if item.number is not None else item.prefix
    return f"{sign}  " if sign else ""
