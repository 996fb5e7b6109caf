"""Marked text and Ctrl+C: copied, and the game stays; on every screen, in dialogs, in fields and in the palette."""

from __future__ import annotations

import pytest
from textual.geometry import Offset
from textual.pilot import Pilot
from textual.selection import Selection
from textual.widgets import Input

from game.tui.record_navigation import RECORD_SCREEN_CLASSES
from game.tui.shutdown import COPIED
from game.tui.widgets.line_view import LineView
from tests.tui.conftest import Playing, game, read, room, seen, whole


async def drag(pilot: Pilot[None], start: tuple[int, int], end: tuple[int, int]) -> None:
    await pilot.mouse_down(offset=start)
    await pilot.hover(offset=end)
    await pilot.mouse_up(offset=end)
    await pilot.pause()


def where(pilot: Pilot[None], words: str) -> tuple[int, int]:
    lines = seen(pilot).split("\n")
    return next((line.index(words), row) for row, line in enumerate(lines) if words in line)


async def test_a_marked_sentence_is_copied_and_said_and_the_game_stays(playing: Playing) -> None:
    async with playing() as pilot:
        x, y = where(pilot, "Your thumb")
        await drag(pilot, (x, y), (x + 9, y))
        await pilot.press("ctrl+c")
        await pilot.pause()
        assert pilot.app.clipboard == "Your thumb"
        assert COPIED in seen(pilot)
        assert not pilot.app._exit
        # The next page has other words in that place.
        await pilot.press("1")
        assert not pilot.app.screen.selections
        await pilot.press("ctrl+c")
        assert pilot.app._exit


async def test_who_marks_choices_chooses_none(playing: Playing) -> None:
    async with playing() as pilot:
        for down in (0, 1):
            x, y = where(pilot, "Tear the notice")
            await drag(pilot, (x, y), (x + 3, y + down))
            await pilot.press("ctrl+c")
            assert pilot.app.clipboard.startswith("Tear")
        assert room(pilot) == "PlayScreen"
        assert game(pilot).session.run.cursor == 0  # type: ignore[union-attr]
        await pilot.click(offset=where(pilot, "Tear the notice"))
        await pilot.pause()
        assert game(pilot).session.run.cursor == 1  # type: ignore[union-attr]


async def test_who_marks_the_line_of_keys_presses_none(playing: Playing) -> None:
    async with playing() as pilot:
        x, y = where(pilot, "q quit")
        await drag(pilot, (x - 3, y), (x + 5, y))
        await pilot.press("ctrl+c")
        assert "quit" in pilot.app.clipboard
        assert not pilot.app._exit


@pytest.mark.parametrize(
    "name", [*RECORD_SCREEN_CLASSES, "help", "about", "settings", "progress", "runs", "roles", "f", "m", "j", "b"]
)
async def test_each_room_lets_its_words_be_copied(playing: Playing, name: str) -> None:
    async with playing(size=(100, 30)) as pilot:
        await pilot.press("1")
        if len(name) == 1:
            await pilot.press(name)
        else:
            await pilot.app.run_action(f"app.room('{name}')" if name in RECORD_SCREEN_CLASSES else f"app.{name}")
        await read(pilot)
        before = room(pilot)
        for text in pilot.app.screen.query(LineView):
            pilot.app.screen.selections = {text: Selection(Offset(0, 0), None)}
            if text.text.strip():
                await pilot.press("ctrl+c")
                assert pilot.app.clipboard.strip() == text.text.strip()
        assert room(pilot) == before
        assert not pilot.app._exit
        pilot.app.screen.clear_selection()
        for field in pilot.app.screen.query(Input):
            field.value = ""
        await pilot.press("ctrl+c")
        assert pilot.app._exit


@pytest.mark.parametrize("keys", [("slash",), ("t", "f"), ("ctrl+p",), ("escape", "runs", "r")], ids=" ".join)
async def test_a_field_lets_what_is_marked_in_it_be_copied(playing: Playing, keys: tuple[str, ...]) -> None:
    async with playing() as pilot:
        await pilot.press("1")
        for key in keys:
            await (pilot.app.run_action("app.runs") if key == "runs" else pilot.press(key))
            await read(pilot)
        before = room(pilot)
        await pilot.press(*"mill", "shift+left", "shift+left", "ctrl+c")
        await read(pilot)
        assert pilot.app.clipboard == "ll"
        assert room(pilot) == before
        assert not pilot.app._exit
        await pilot.press("end", "ctrl+c")
        assert pilot.app._exit


@pytest.mark.parametrize("key", ["ctrl+q", "ctrl+c"])
async def test_help_tells_how_to_copy_and_ctrl_q_always_leaves(playing: Playing, key: str) -> None:
    async with playing() as pilot:
        await pilot.press("question_mark")
        await read(pilot)
        told = " ".join(whole(pilot).split())
        assert "Copy what the mouse has marked" in told
        assert "Shift-drag" in told
        if key == "ctrl+q":
            pilot.app.screen.text_select_all()
        await pilot.press(key)
        assert pilot.app._exit
