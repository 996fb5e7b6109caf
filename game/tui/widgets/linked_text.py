"""A text of any length in which some lines are links, followed by arrows and Enter or a click."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message

from game.tui.widgets.line_view import LineView

#: The target of a link: a kind and an id.
Target = tuple[str, str]


@dataclass(frozen=True)
class LinkLine:
    """A line and its target; neighbouring lines with the same target are one link."""

    text: Content
    target: Target | None = None


SetLinkLines = Callable[[int], Sequence[LinkLine]]


class LinkedText(LineView, can_focus=True, inherit_bindings=False):
    """Lines with links, of which only visible ones are drawn, so that a list of thousands opens at once."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down,tab", "move(1)", show=False),
        Binding("shift+tab", "move(-1)", show=False),
        Binding("enter", "pick", show=False),
    ]

    @dataclass
    class LinkPicked(Message):
        """Posted when a link is picked."""

        target: Target

    def __init__(self, *, id: str | None = None, max_line: int = 200) -> None:
        """Make an empty text.

        Args:
            max_line: the widest line, in cells.
        """
        super().__init__(id=id)
        self.max_line = max_line
        self._set: SetLinkLines | None = None
        self._width = 0
        self._links: Sequence[LinkLine] = ()
        self.spans: list[tuple[int, int, Target]] = []
        self._sought: Target | None = None
        self.cursor: int | None = None

    def show(self, setter: SetLinkLines, *, top: bool = True, find: Target | None = None) -> None:
        """Show other lines.

        Args:
            top: scroll to the beginning and mark the first link; else keep the position.
            find: the link to mark and scroll to the middle instead.
        """
        self._set = setter
        self._width = 0
        self._sought = find
        marked = 0 if top or self.cursor is None else self.cursor
        if top:
            self.scroll_to(y=0, animate=False, force=True)
        self._draw()
        if find is None:
            self._mark(marked)

    @property
    def target(self) -> Target | None:
        """The target of the marked link."""
        return self.spans[self.cursor][2] if self.cursor is not None else None

    def on_resize(self) -> None:
        """Make the lines again if the width changed."""
        self._draw()

    def _draw(self) -> None:
        width = min(self.max_line, self.line_width)
        if self._set is None or width <= 4 or width == self._width:
            return
        self._width = width
        self.unmark()
        self._links = self._set(width - 3)
        self.spans = []
        for number, line in enumerate(self._links):
            if line.target is None:
                continue
            last = self.spans[-1] if self.spans else None
            if last is not None and last[1] == number and last[2] == line.target:
                self.spans[-1] = (last[0], number + 1, last[2])
            else:
                self.spans.append((number, number + 1, line.target))
        if self.cursor is None or self.cursor >= len(self.spans):
            self.cursor = 0 if self.spans else None
        self.virtual_size = Size(width, len(self._links))
        if self._sought is not None:
            for number, (top, _, target) in enumerate(self.spans):
                if target == self._sought:
                    self._mark(number)
                    self.call_after_refresh(
                        self.scroll_to, y=max(0, top - self.size.height // 2), animate=False, force=True
                    )
            self._sought = None
        self.refresh()

    def get_line(self, at: int) -> Content | None:
        """Return a line, with the marker if its link is marked."""
        if not 0 <= at < len(self._links):
            return None
        line = self._links[at].text
        if self.cursor is not None:
            top, end, _ = self.spans[self.cursor]
            if top <= at < end:
                sign = ("▸ ", "bold $accent") if at == top else "  "
                content = Content.assemble(sign, line)
                content = content.pad_right(max(0, self._width - content.cell_length)).stylize("on $cursor")
                return content.stylize("bold")
        return Content.assemble("  ", line)

    def _mark(self, index: int) -> None:
        self.cursor = min(index, len(self.spans) - 1) if self.spans else None
        self.refresh()

    def page(self, step: int) -> None:
        """Scroll a page forward (1) or back (-1), keeping two lines, and mark the first visible link."""
        height = self.size.height
        top = self.scroll_offset.y
        to = max(0, min(self.max_scroll_y, top + step * max(1, height - 2)))
        self.scroll_to(y=to, animate=False, force=True)
        seen = [number for number, span in enumerate(self.spans) if to <= span[0] < to + height]
        if seen:
            self._mark(seen[0] if to != top else (seen[-1] if step > 0 else seen[0]))

    def scroll_to_end(self, last: bool) -> None:
        """Go to the first or the last line."""
        self.scroll_to(y=self.max_scroll_y if last else 0, animate=False, force=True)
        self._mark(len(self.spans) - 1 if last else 0)

    def action_move(self, step: int) -> None:
        """Mark the next link if it is visible or near; else scroll a line, so that the text between can be read."""
        top, height = self.scroll_offset.y, self.size.height
        index = None if self.cursor is None else self.cursor + step
        if index is not None and 0 <= index < len(self.spans):
            first, end, _ = self.spans[index]
            if first < top + height + 3 and end > top - 3:
                self._mark(index)
                if first < top:
                    self.scroll_to(y=first, animate=False, force=True)
                elif end > top + height:
                    self.scroll_to(y=min(first, end - height), animate=False, force=True)
                return
        self.scroll_to(y=top + step, animate=False, force=True)

    def action_pick(self) -> None:
        """Follow the marked link."""
        if self.target is not None:
            self.post_message(self.LinkPicked(self.target))

    def on_click(self, event: events.Click) -> None:
        """Follow the clicked link."""
        at = self.find_line(event)
        if at is None:
            return
        for number, (top, end, target) in enumerate(self.spans):
            if top <= at < end:
                event.stop()
                self._mark(number)
                self.post_message(self.LinkPicked(target))
                return
