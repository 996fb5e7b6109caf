"""What the parts of the program share, each of which is written in a file of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from game.tui.app import GameApp


class AppPart:
    """A part of the program: `GameApp` inherits it, and nothing else does."""

    @property
    def _game(self) -> GameApp:
        return cast("GameApp", self)
