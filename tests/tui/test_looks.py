"""How the main screens look at every size and in every look; `python -m tests.benchmarks.looks DIR` draws them all.

The snapshots are text, so that a change can be read: the lines of a screen, and each style with its number of characters.
After a change on purpose: `pytest tests/tui/test_looks.py --snapshot-update`, and look at what git shows.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from game.story.types import Pack
from tests.looks import LOOKS, MAIN, NO_COLOUR, ROOMS, SIZES, dressed, game, opened, taken
from tests.tui.conftest import read


@pytest.mark.parametrize("name", MAIN)
async def test_the_main_screens(name: str, mill: Pack, tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    app = game(mill, tmp_path)
    async with app.run_test(size=SIZES[0]) as pilot:
        await read(pilot)
        await opened(pilot, MAIN[name])
        for size in SIZES:
            await pilot.resize_terminal(*size)
            await pilot.pause()
            picture = await taken(pilot)
            assert all(len(line) <= size[0] for line in picture.text.split("\n"))
            assert picture.text == snapshot(name="{}x{}".format(*size))
        for look, settings in LOOKS.items():
            await dressed(pilot, settings)
            dressed_up = await taken(pilot)
            assert dressed_up.text == picture.text, "nothing is told by colour alone"
            assert dressed_up.unreadable(7.0 if look == "contrast" else 4.5) == []
            assert dressed_up.legend() == snapshot(name=look)


#: Rooms that differ from `people` in their words only, which other tests read; and the palette, which is Textual's own.
LEFT_OUT = {"places", "glossary", "disputes", "sources", "palette"}


async def test_the_rooms(mill: Pack, tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    app = game(mill, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await read(pilot)
        for name, opener in ROOMS.items():
            if name in LEFT_OUT:
                continue
            await opened(pilot, opener)
            for size in ((120, 40), (60, 20)):
                await pilot.resize_terminal(*size)
                await pilot.pause()
                assert (await taken(pilot)).text == snapshot(name="{} {}x{}".format(name, *size))


async def test_without_colour_nothing_has_any(
    mill: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, snapshot: SnapshotAssertion
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = game(mill, tmp_path)
    monkeypatch.delenv("NO_COLOR")
    async with app.run_test(size=(80, 24)) as pilot:
        await read(pilot)
        for name, opener in MAIN.items():
            await opened(pilot, opener)
            picture = await taken(pilot)
            for style in picture.styles:
                for colour in (style.color, style.bgcolor):
                    assert colour is None or colour.triplet is None or len(set(colour.triplet)) == 1, style
            assert picture.unreadable(4.5) == []
            assert picture.legend() == snapshot(name=f"{name}, {NO_COLOUR}")
