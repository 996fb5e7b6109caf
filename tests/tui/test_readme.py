"""The README's picture and numbers are made, not typed: both are held to what the shipped pack is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from game.play.store.saved_runs import RunStore
from game.play.store.settings_file import SettingsFile
from game.proof.report import Report
from game.proof.report_formats import format_summary
from game.story.types import Pack
from game.tui.app import GameApp
from tests.tui.conftest import read

ROOT = Path(__file__).parent.parent.parent


def test_the_picture_in_the_readme(snap_compare: Any, shipped: Pack, store: RunStore, settings: SettingsFile) -> None:
    async def play(pilot: Pilot[None]) -> None:
        await read(pilot)
        for key in ("enter", "3", "1", "1"):
            await pilot.press(key)
        await pilot.pause()

    app = GameApp(lambda: shipped, lambda: store, settings, shipped.roles[0].id)
    assert snap_compare(app, terminal_size=(120, 40), run_before=play)


def test_the_readme_shows_a_picture_that_is_there() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    picture = text.split("](", 1)[1].split(")", 1)[0]
    assert (ROOT / picture).is_file()


def test_the_numbers_in_the_readme_are_those_of_the_pack(shipped_report: Report) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    told = text.split("<!-- numbers: ", 1)[1].split("-->", 1)[1].split("<!-- /numbers -->", 1)[0]
    assert told.strip() == format_summary(shipped_report).strip()
