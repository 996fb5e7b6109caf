"""Scrollable lines, of which only visible ones are drawn, and only if they have changed.

The scroll bar is drawn with the lines: as a separate widget, as in Textual, it would need a new layout after each
change of the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from rich.segment import Segment
from textual import events
from textual.content import Content
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip
from textual.style import Style

#: The cells at the right for the scroll bar, and the character with which it is drawn.
BAR_COLUMNS = 2
SCROLL_BAR = "▐"


class LineView(ScrollView, can_focus=False, inherit_bindings=False):
    """The widget that draws all texts of the game."""

    DEFAULT_CSS = """
    LineView {
        overflow: hidden scroll;
        scrollbar-size-vertical: 0;
    }
    """

    #: The empty cells before each line.
    left_pad = 0

    _lines: Sequence[Content] = ()

    @property
    def line_width(self) -> int:
        """The width of a line in cells."""
        return self.scrollable_content_region.width - BAR_COLUMNS

    def set_lines(self, lines: Sequence[Content], width: int) -> None:
        """Show other lines; lines that are the same as before are not drawn again."""
        bar, before, self._lines = self._bar, self._lines, lines
        other = len(before) != len(lines)
        self.set_reactive(LineView.virtual_size, Size(width, len(lines)))
        top = self.scroll_offset.y
        changed = {
            at - top
            for at, (old, new) in enumerate(zip_longest(before, lines))
            if old is None or new is None or not old.is_same(new)
        }
        changed.update(set(bar) ^ set(self._bar))
        if changed:
            self.unmark()
            rows = (Region(0, row, self.size.width, 1) for row in changed)
            self.refresh(*rows, layout=other and self.styles.is_auto_height)

    def unmark(self) -> None:
        """Clear the selection if it lies on this text, since the selected text is no longer there."""
        if self.is_attached and self.text_selection is not None:
            self.screen.clear_selection()

    def get_line(self, at: int) -> Content | None:
        """Return a line by its number, counted from the first, visible or not; None after the last."""
        return self._lines[at] if 0 <= at < len(self._lines) else None

    @property
    def text(self) -> str:
        """All lines as text, visible or not."""
        lines = (self.get_line(at) for at in range(self.virtual_size.height))
        return "\n".join(line.plain for line in lines if line is not None)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Return the selected text and its end."""
        return selection.extract(self.text), "\n"

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the lines of a region; what they have in common is computed once."""
        self._base = self.visual_style
        self._seen = self._bar
        self._top = self.scroll_offset.y
        self._line_width = self.line_width
        self._selected = self.text_selection
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """Return a visible line; each piece carries its position, with which the mouse selects text."""
        at = y + self._top
        base = self._base
        line = self.get_line(at) or Content()
        span = self._selected.get_span(at) if self._selected is not None else None
        if span is not None:
            selected = Style.from_styles(self.screen.get_component_styles("screen--selection"))
            line = line.stylize(selected, span[0], None if span[1] == -1 else span[1])
        segments = [Segment(" " * self.left_pad, base.rich_style)] if self.left_pad else []
        index = 0
        for text, style in line.render(base, end=""):
            segments.append(Segment(text, style.rich_style_with_offset(index, at)))
            index += len(text)
        gap = self._line_width - self.left_pad - line.cell_length
        if gap < 0:
            return Strip(segments).crop(0, self._line_width)
        barred = y in self._seen
        segments.append(Segment(" " * (gap + BAR_COLUMNS - barred), base.rich_style))
        if barred:
            segments.append(Segment(SCROLL_BAR, (base + Style.parse("$scrollbar")).rich_style))
        return Strip(segments, self._line_width + BAR_COLUMNS)

    def find_line(self, event: events.MouseEvent) -> int | None:
        """Return the number of the line under the mouse; None beside the lines and on the scroll bar."""
        offset = event.get_content_offset(self)
        if offset is None or (self._bar and offset.x >= self.line_width + BAR_COLUMNS - 1):
            return None
        return offset.y + self.scroll_offset.y

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Start dragging the scroll bar."""
        if self._bar and event.get_content_offset(self) is not None and self.find_line(event) is None:
            self.capture_mouse()
            self._hold(event)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Drag the scroll bar."""
        if self.app.mouse_captured is self:
            self._hold(event)

    def on_mouse_up(self) -> None:
        """Stop dragging the scroll bar."""
        self.release_mouse()

    def _hold(self, event: events.MouseEvent) -> None:
        """Move the middle of the scroll bar to the mouse."""
        height = self.scrollable_content_region.height
        free = height - len(self._bar)
        row = event.y - self.gutter.top - len(self._bar) // 2
        self.scroll_to(y=round(self.max_scroll_y * row / free) if free else 0, animate=False, force=True)
        event.stop()

    @property
    def _bar(self) -> range:
        """Return the rows of the scroll bar; none if all lines are visible."""
        height, count = self.scrollable_content_region.height, self.virtual_size.height
        if count <= height or height <= 0:
            return range(0)
        length = max(1, round(height * height / count))
        first = round(self.scroll_offset.y * (height - length) / (count - height))
        return range(first, first + length)
