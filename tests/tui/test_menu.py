"""A menu cuts nothing off."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult

from game.tui.widgets.menu import Menu, MenuItem


class Window(App[None]):
    """Nothing but a menu."""

    def compose(self) -> ComposeResult:
        """The menu."""
        yield Menu()


@pytest.mark.parametrize("width", [24, 30, 36, 50])
async def test_what_stands_behind_an_item_goes_under_it_where_it_does_not_fit(width: int) -> None:
    app = Window()
    async with app.run_test(size=(width, 8)) as pilot:
        app.query_one(Menu).show([MenuItem("loom", "Go to your loom", number=1, suffix="(taken before)")])
        await pilot.pause()
        shown = [strip.text.rstrip() for strip in app.screen._compositor.render_strips()]
    told = " ".join(" ".join(shown).split())
    assert told == "▸ 1 Go to your loom (taken before)"
