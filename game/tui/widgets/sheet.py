"""A sheet of text at a measure: set anew when its width changes, scrolled by keys and wheel."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from textual.content import Content
from textual.message import Message

from game.tui.typeset import MARGIN, MEASURE
from game.tui.widgets.lines import Lines

Setter = Callable[[int], list[Content]]


class Sheet(Lines):
    """Text that is set by a function of the width, and centred where there is more room than a line needs."""

    @dataclass
    class Moved(Message):
        """The sheet was scrolled or its text changed; `more` says whether text stands below."""

        more: bool

    def __init__(self, *, id: str | None = None, measure: int = MEASURE + MARGIN) -> None:
        """Make an empty sheet.

        Args:
            measure: the widest line.
        """
        super().__init__(id=id)
        self.measure = measure
        self._set: Setter | None = None
        self._width = 0

    def show(self, lines: Setter, *, top: bool = True) -> None:
        """Show other text; `top` scrolls to its beginning."""
        self._set = lines
        self._width = 0
        self._draw()
        if top:
            self.scroll_to(y=0, animate=False, force=True)
        self._moved()

    def on_resize(self) -> None:
        """Set the text anew if the width changed."""
        self._draw()
        self._moved()

    def watch_scroll_y(self, old: float, new: float) -> None:
        """Say that the sheet moved."""
        super().watch_scroll_y(old, new)
        self._moved()

    @property
    def more(self) -> bool:
        """Whether text stands below what is seen."""
        return self.scroll_offset.y < self.max_scroll_y

    def turn(self, step: int) -> None:
        """Scroll a page forward (1) or back (-1), keeping two lines."""
        self.scroll_relative(y=step * max(1, self.scrollable_content_region.height - 2), animate=False, force=True)

    def shift(self, lines: int) -> None:
        """Scroll by lines."""
        self.scroll_relative(y=lines, animate=False, force=True)

    def _draw(self) -> None:
        room = self.room
        width = min(self.measure, room)
        inset = (room - width) // 2 if self.styles.align_horizontal == "center" else 0
        if inset != self.inset:
            self.inset = inset
            self.refresh()
        if self._set is None or width <= 0 or width == self._width:
            return
        self._width = width
        self.put(self._set(width), width)

    def _moved(self) -> None:
        self.post_message(self.Moved(self.more))
