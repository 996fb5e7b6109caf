"""Playing in lines: numbered choices on standard input."""

from __future__ import annotations

from game.play.store.runs import Store
from game.story.types import Pack


def play(pack: Pack, store: Store, role: str | None) -> int:
    """Play until the run ends, the player quits or the input ends; returns the exit code."""
    raise NotImplementedError
