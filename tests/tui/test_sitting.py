"""A long sitting: what was painted of screens that were left is released."""

from __future__ import annotations

import gc
import weakref

import pytest
from textual._styles_cache import StylesCache
from textual.app import App, ComposeResult
from textual.screen import Screen
from textual.widgets import Static

from game.record.search import SearchEntry
from tests.tui.conftest import Playing, game, read

ROOMS = ("timeline", "people", "sources", "search")


async def test_textual_still_keeps_the_lines_of_what_is_gone() -> None:
    class Shown(Screen[None]):
        def compose(self) -> ComposeResult:
            yield Static("a room")

    async with App[None]().run_test() as pilot:
        await pilot.app.push_screen(Shown())
        await pilot.pause()
        kept = weakref.ref(pilot.app.screen.query_one(Static)._styles_cache)
        await pilot.app.pop_screen()
        await pilot.pause()
        gc.collect()
        assert kept() is not None, "Textual lets go by itself now: take Left.on_unmount out of screens/base.py."
        StylesCache.get_inner_outer.cache_clear()
        gc.collect()
        assert kept() is None


async def test_a_room_that_was_left_leaves_nothing_painted(playing: Playing) -> None:
    async with playing() as pilot:
        alive: list[int] = []
        for _ in range(3):
            for name in ROOMS:
                game(pilot).action_room(name)
                await read(pilot)
                await pilot.press("ctrl+p", "escape", "escape")
                await read(pilot)
            # The game freezes what it has made by its first collection, whenever that comes; the frozen is not listed.
            gc.unfreeze()
            gc.collect()
            alive.append(sum(isinstance(each, StylesCache) for each in gc.get_objects()))
        assert len(pilot.app.screen_stack) == 2
        # One screen may still be going down; kept, they would be some ninety more by now.
        assert alive[-1] - alive[0] < 40, alive


@pytest.mark.parametrize("opened", [("slash",), ("ctrl+p",)], ids=["search", "palette"])
async def test_what_is_searched_in_goes_with_the_search(playing: Playing, opened: tuple[str, ...]) -> None:
    def listed() -> int:
        gc.unfreeze()
        gc.collect()
        return sum(isinstance(each, SearchEntry) for each in gc.get_objects())

    async with playing() as pilot:
        before = listed()
        await pilot.press(*opened)
        await read(pilot)
        await pilot.press("m", "i", "l", "l")
        await read(pilot)
        assert listed() > before, "something was looked through"
        # The last screen that was left may still be going down.
        for key in ("escape", "question_mark", "escape"):
            await pilot.press(key)
            await read(pilot)
        assert len(pilot.app.screen_stack) == 2
        assert listed() == before
