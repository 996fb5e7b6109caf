"""The base of the program's parts, each of which has a file of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from game.tui.app import GameApp


class AppPart:
    """A part of `GameApp`, which alone inherits from it."""

    @property
    def _game(self) -> GameApp:
        return cast("GameApp", self)
