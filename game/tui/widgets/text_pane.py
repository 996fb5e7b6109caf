"""A scrollable text that is wrapped again when its width changes."""

from __future__ import annotations

from collections.abc import Callable

from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip

from game.tui.text_layout import MAX_LINE, PROSE_MARGIN
from game.tui.widgets.line_view import LineView

SetTextLines = Callable[[int], list[Content]]


class TextPane(LineView):
    """A text that is made by a function of the width; its style may centre it."""

    class PaneMoved(Message):
        """Posted when the pane was scrolled or its text changed."""

    def __init__(self, *, id: str | None = None, max_line: int = MAX_LINE + PROSE_MARGIN) -> None:
        """Make an empty pane.

        Args:
            max_line: the widest line, in cells.
        """
        super().__init__(id=id)
        self.max_line = max_line
        self._set: SetTextLines | None = None
        self._width = 0

    def show(self, lines: SetTextLines, *, top: bool = True) -> None:
        """Show another text; `top` scrolls to its beginning."""
        self._set = lines
        if self._width:
            self.set_lines(lines(self._width), self._width)
        if top:
            self.scroll_to(y=0, animate=False, force=True)
        self._moved()

    def on_resize(self) -> None:
        """Post that there may be more or less to read."""
        self._moved()

    def watch_scroll_y(self, old: float, new: float) -> None:
        """Post that the pane moved."""
        super().watch_scroll_y(old, new)
        self._moved()

    @property
    def has_more(self) -> bool:
        """Whether there is more text below."""
        self._fit()
        return self.scroll_offset.y < self.max_scroll_y

    def page(self, step: int) -> None:
        """Scroll a page forward (1) or back (-1), keeping two lines."""
        self.scroll_relative(y=step * max(1, self.scrollable_content_region.height - 2), animate=False, force=True)

    def scroll_lines(self, lines: int) -> None:
        """Scroll by lines."""
        self.scroll_relative(y=lines, animate=False, force=True)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the lines of a region at the present width."""
        self._fit()
        return super().render_lines(crop)

    def _fit(self) -> None:
        """Make the text for the present width; at a new width everything is repainted in any case."""
        room = self.line_width
        width = min(self.max_line, room)
        self.left_pad = (room - width) // 2 if self.styles.align_horizontal == "center" else 0
        if self._set is None or width <= 0 or width == self._width:
            return
        self._width = width
        self._lines = self._set(width)
        self.set_reactive(LineView.virtual_size, Size(width, len(self._lines)))

    def _moved(self) -> None:
        self.post_message(self.PaneMoved())
