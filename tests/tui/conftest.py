"""What the tests of the terminal game share: the game on the small pack, and what is seen of it."""

# ruff: noqa: E402

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

# Textual reads these once, when it is imported; a developer's own must not change what the tests see.
# The snapshot plugin keeps a folder of its own under such a name.
for _name in [name for name in os.environ if name == "NO_COLOR" or name.startswith("TEXTUAL")]:
    if _name != "TEXTUAL_SNAPSHOT_TEMPDIR":
        del os.environ[_name]

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from game.play.store.saved_runs import RunStore
from game.play.store.settings_file import SettingsFile
from game.story.types import Pack
from game.tui.app import GameApp
from game.tui.widgets.line_view import LineView

Playing = Callable[..., AbstractAsyncContextManager[Pilot[None]]]
MakeGame = Callable[..., GameApp]


@pytest.fixture(autouse=True)
def _still(monkeypatch: pytest.MonkeyPatch) -> None:
    """No cursor blinks in a snapshot."""
    monkeypatch.setattr(Input, "cursor_blink", False, raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.fixture
def settings(tmp_path: Path) -> SettingsFile:
    """A settings' file that does not exist yet."""
    return SettingsFile(tmp_path / "settings.yaml")


@pytest.fixture
def make_game(mill: Pack, store: RunStore, settings: SettingsFile) -> MakeGame:
    """Makes a game on the small pack, or on another one."""

    def make(role: str | None = None, pack: Pack | None = None) -> GameApp:
        return GameApp(lambda: pack or mill, lambda: store, settings, role)

    return make


@pytest.fixture
def playing(make_game: MakeGame) -> Playing:
    """Runs a game, with its story read."""

    @asynccontextmanager
    async def run(
        role: str | None = "weaver", pack: Pack | None = None, size: tuple[int, int] = (80, 24)
    ) -> AsyncIterator[Pilot[None]]:
        async with make_game(role, pack).run_test(size=size) as pilot:
            await read(pilot)
            if room(pilot) == "OpeningScreen":
                await pilot.press("enter")
            yield pilot

    return run


async def read(pilot: Pilot[None]) -> None:
    """Wait until the story, or what else a thread works on, is there."""
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


def game(pilot: Pilot[None]) -> GameApp:
    """The game that is being tested."""
    assert isinstance(pilot.app, GameApp)
    return pilot.app


def seen(pilot: Pilot[None]) -> str:
    """Everything on the screen."""
    strips = pilot.app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in strips)


def whole(pilot: Pilot[None]) -> str:
    """Everything that the screen's texts hold, seen or scrolled out of sight."""
    texts = [str(static.visual) for static in pilot.app.screen.query(Static)]
    return "\n".join([*texts, *(lines.text for lines in pilot.app.screen.query(LineView))])


def room(pilot: Pilot[None]) -> str:
    """The name of the screen that is open."""
    return type(pilot.app.screen).__name__
