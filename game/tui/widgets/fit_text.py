"""A text that is wrapped to its width before it is first painted, so that no second frame corrects it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.content import Content
from textual.css.styles import RulesMap
from textual.selection import Selection
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual
from textual.widgets import Static

from game.tui.text_layout import join_lines

SetLines = Callable[[int], Sequence[Content]]


class FitText(Static):
    """Lines that are made by a function of the width."""

    def __init__(self, lines: SetLines, *, id: str | None = None) -> None:
        """Make the text; `lines` returns its lines at a width in cells."""
        super().__init__(markup=False, id=id)
        self._set = lines
        self._fit = _Fit(lines)

    def render(self) -> Visual:
        """Return the lines as a visual."""
        return self._fit

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Return the selected text and its end."""
        return selection.extract(self._fit.at(self.content_size.width).plain), "\n"

    def refresh_text(self) -> None:
        """Make the lines again."""
        width = self.content_size.width
        before, self._fit = self._fit, _Fit(self._set)
        if width and not before.at(width).is_same(self._fit.at(width)):
            self.clear_cached_dimensions()
            self.refresh(layout=before.count != self._fit.count)


class _Fit(Visual):
    """The lines at the width that was last asked for."""

    def __init__(self, lines: SetLines) -> None:
        self._set = lines
        self._width = 0
        self._content = Content()
        self.count = 0

    def at(self, width: int) -> Content:
        """Return the lines at a width."""
        if width != self._width:
            lines = self._set(width)
            self._width, self.count, self._content = width, len(lines), join_lines(lines)
        return self._content

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:
        self.at(width)
        return self.count

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        return self.at(width).render_strips(width, height, style, options)
