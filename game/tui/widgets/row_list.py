"""A list of single lines with a cursor; only visible ones are drawn, so it may have any length."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message

from game.tui.widgets.line_view import LineView

#: Draws one line: its indent and the text after it.
DrawRow = Callable[[int], tuple[Content, Content]]


class RowList(LineView, can_focus=True, inherit_bindings=False):
    """The list. A first click marks a line and a second one picks it; with `at_once`, the first one picks it.

    If the indent of the marked line leaves too little space for its text, all lines are shifted to the left.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down,tab", "move(1)", show=False),
        Binding("shift+tab", "move(-1)", show=False),
        Binding("pageup", "turn(-1)", show=False),
        Binding("pagedown", "turn(1)", show=False),
        Binding("home", "go(0)", show=False),
        Binding("end", "go(-1)", show=False),
        Binding("enter", "pick", show=False),
    ]

    @dataclass
    class RowMarked(Message):
        """Posted when another line is marked."""

        index: int

    @dataclass
    class RowPicked(Message):
        """Posted when a line is picked."""

        index: int

    def __init__(self, *, id: str | None = None, at_once: bool = False) -> None:
        """Make an empty list.

        Args:
            at_once: whether the first click picks a line.
        """
        super().__init__(id=id)
        self._at_once = at_once
        self._count = 0
        self._draw: DrawRow | None = None
        self._shift = 0
        self.cursor = 0

    def show(self, count: int, draw: DrawRow, marked: int) -> None:
        """Show other lines, and mark one of them."""
        self.unmark()
        self._count = count
        self._draw = draw
        self.virtual_size = Size(0, count)
        self.cursor = max(0, min(marked, count - 1))
        self.call_after_refresh(self._follow)
        self.refresh()
        if count:
            self.post_message(self.RowMarked(self.cursor))

    def move_to(self, index: int) -> None:
        """Mark a line and scroll it into view."""
        index = max(0, min(index, self._count - 1))
        if index != self.cursor and self._count:
            self.cursor = index
            self._follow()
            self.refresh()
            self.post_message(self.RowMarked(index))

    def on_resize(self) -> None:
        """Scroll the marked line into view."""
        self._follow()

    def get_line(self, at: int) -> Content | None:
        """Return a line, with the marker if it is marked."""
        if self._draw is None or not 0 <= at < self._count:
            return None
        width = self.line_width
        indent, rest = self._draw(at)
        sign = ("▸ ", "bold $accent") if at == self.cursor else "  "
        line = Content.assemble(sign, indent[self._shift :], rest).truncate(width, ellipsis=True)
        if at == self.cursor:
            line = line.pad_right(max(0, width - line.cell_length)).stylize("on $cursor").stylize("bold")
        return line

    def action_move(self, step: int) -> None:
        """Move the marker a line up or down."""
        self.move_to(self.cursor + step)

    def action_turn(self, step: int) -> None:
        """Move the marker a page up or down."""
        self.move_to(self.cursor + step * max(1, self.size.height - 2))

    def action_go(self, index: int) -> None:
        """Mark the first line, or (-1) the last."""
        self.move_to(index if index >= 0 else self._count + index)

    def action_pick(self) -> None:
        """Pick the marked line."""
        if self._count:
            self.post_message(self.RowPicked(self.cursor))

    def on_click(self, event: events.Click) -> None:
        """Mark the clicked line, or pick it if it is marked already."""
        index = self.find_line(event)
        if index is None or index >= self._count:
            return
        event.stop()
        picked = self._at_once or index == self.cursor
        self.move_to(index)
        if picked:
            self.action_pick()

    def _follow(self) -> None:
        """Scroll so that the marked line is visible, with two lines around it if possible."""
        if self._draw is None or not self._count:
            return
        top, height = self.scroll_offset.y, self.size.height
        around = min(2, max(0, (height - 1) // 2))
        if self.cursor - around < top:
            top = self.cursor - around
        elif self.cursor + around >= top + height:
            top = self.cursor + around - height + 1
        self.scroll_to(y=max(0, top), animate=False, force=True)
        room = max(0, self.size.width // 3)
        shift = max(0, self._draw(self.cursor)[0].cell_length - room)
        if shift != self._shift:
            self._shift = shift
            self.refresh()
