"""Lines in a window: what is on the screen is always what they say, and the bar can be taken hold of."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from textual.app import App, ComposeResult
from textual.content import Content
from textual.pilot import Pilot
from textual.selection import Selection

from game.tui.widgets.line_view import LineView

TEXTS = st.lists(st.sampled_from(["", "a", "Győr", "two words", "a line too long for it"]), max_size=12)


class Window(App[None]):
    """Nothing but lines."""

    CSS = "Lines { scrollbar-color: white; }"

    def compose(self) -> ComposeResult:
        """The lines."""
        yield LineView()

    def put(self, texts: list[str]) -> None:
        """Show texts in the lines."""
        lines = self.query_one(LineView)
        lines.set_lines([Content(text) for text in texts], lines.line_width)


def _screen(pilot: Pilot[None]) -> list[str]:
    return [strip.text for strip in pilot.app.screen._compositor.render_strips()]


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(TEXTS, st.integers(0, 9)), min_size=2, max_size=5))
async def test_only_what_changed_is_drawn_and_all_of_it_is(steps: list[tuple[list[str], int]]) -> None:
    app = Window()
    async with app.run_test(size=(20, 5)) as pilot:
        lines = app.query_one(LineView)
        for texts, top in steps:
            app.put(texts)
            lines.scroll_to(y=top, animate=False, force=True)
            await pilot.pause()
            drawn = _screen(pilot)
            lines.refresh()
            await pilot.pause()
            assert drawn == _screen(pilot)


async def test_the_bar_follows_the_mouse() -> None:
    app = Window()
    async with app.run_test(size=(20, 5)) as pilot:
        app.put([f"line {number}" for number in range(50)])
        await pilot.pause()
        assert [row[-1] for row in _screen(pilot)] == ["▐", " ", " ", " ", " "]
        lines = app.query_one(LineView)
        await pilot.mouse_down(LineView, offset=(19, 2))
        await pilot.pause()
        middle = lines.scroll_offset.y
        assert 0 < middle < 45
        await pilot.hover(LineView, offset=(3, 4))
        assert lines.scroll_offset.y == 45
        await pilot.mouse_up(LineView, offset=(3, 4))
        await pilot.hover(LineView, offset=(3, 0))
        assert lines.scroll_offset.y == 45
        assert [row[-1] for row in _screen(pilot)] == [" ", " ", " ", " ", "▐"]


async def test_where_all_is_seen_there_is_no_bar() -> None:
    app = Window()
    async with app.run_test(size=(20, 5)) as pilot:
        app.put(["one", "two"])
        await pilot.pause()
        assert [row.rstrip() for row in _screen(pilot)] == ["one", "two", "", "", ""]


async def test_marked_text_can_be_copied_from_lines_that_are_scrolled() -> None:
    app = Window()
    async with app.run_test(size=(20, 5)) as pilot:
        app.put([f"line {number}" for number in range(50)])
        lines = app.query_one(LineView)
        lines.scroll_to(y=10, animate=False, force=True)
        await pilot.pause()
        await pilot.mouse_down(LineView, offset=(5, 0))
        await pilot.hover(LineView, offset=(3, 1))
        await pilot.mouse_up(LineView, offset=(3, 1))
        assert isinstance(lines.text_selection, Selection)
        assert app.screen.get_selected_text() == "10\nline"
