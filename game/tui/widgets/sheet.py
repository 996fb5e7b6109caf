"""A text to be read: set anew when its width changes, scrolled by keys and wheel."""

from __future__ import annotations

from collections.abc import Callable

from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip

from game.tui.typeset import MARGIN, MEASURE
from game.tui.widgets.lines import Lines

Setter = Callable[[int], list[Content]]


class Sheet(Lines):
    """Text that is set by a function of the width; where its style says so, it is centred."""

    class Moved(Message):
        """The sheet was scrolled or its text changed."""

    def __init__(self, *, id: str | None = None, measure: int = MEASURE + MARGIN) -> None:
        """Make an empty sheet.

        Args:
            measure: the widest line, in cells.
        """
        super().__init__(id=id)
        self.measure = measure
        self._set: Setter | None = None
        self._width = 0

    def show(self, lines: Setter, *, top: bool = True) -> None:
        """Show other text; `top` scrolls to its beginning."""
        self._set = lines
        if self._width:
            self.put(lines(self._width), self._width)
        if top:
            self.scroll_to(y=0, animate=False, force=True)
        self._moved()

    def on_resize(self) -> None:
        """Say that there may be more or less to read."""
        self._moved()

    def watch_scroll_y(self, old: float, new: float) -> None:
        """Say that the sheet moved."""
        super().watch_scroll_y(old, new)
        self._moved()

    @property
    def more(self) -> bool:
        """Whether text stands below what is seen."""
        self._fit()
        return self.scroll_offset.y < self.max_scroll_y

    def turn(self, step: int) -> None:
        """Scroll a page forward (1) or back (-1), keeping two lines."""
        self.scroll_relative(y=step * max(1, self.scrollable_content_region.height - 2), animate=False, force=True)

    def shift(self, lines: int) -> None:
        """Scroll by lines."""
        self.scroll_relative(y=lines, animate=False, force=True)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of a region, set for the width that the sheet has now."""
        self._fit()
        return super().render_lines(crop)

    def _fit(self) -> None:
        """Set the text for the width that the sheet has now; another width is painted anew in any case."""
        room = self.room
        width = min(self.measure, room)
        self.inset = (room - width) // 2 if self.styles.align_horizontal == "center" else 0
        if self._set is None or width <= 0 or width == self._width:
            return
        self._width = width
        self._lines = self._set(width)
        self.set_reactive(Lines.virtual_size, Size(width, len(self._lines)))

    def _moved(self) -> None:
        self.post_message(self.Moved())
