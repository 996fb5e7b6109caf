"""How the screens look, kept as pictures; update them with `pytest tests/tui --snapshot-update` and look at them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest
from textual.pilot import Pilot

from tests.tui.conftest import MakeGame, read

Compare = Callable[..., bool]


def after(*keys: str) -> Callable[[Pilot[None]], Awaitable[None]]:
    """Wait for the story, then press keys."""

    async def run(pilot: Pilot[None]) -> None:
        await read(pilot)
        for key in keys:
            await pilot.press(key)
            await read(pilot)

    return run


@pytest.mark.parametrize(
    ("name", "role", "size", "keys"),
    [
        ("title", None, (80, 24), ()),
        ("scene", "weaver", (80, 24), ()),
        ("documented", "weaver", (120, 40), ("3", "d")),
        ("answer", "weaver", (80, 40), ("2",)),
        ("why", "weaver", (80, 24), ("2", "r")),
        ("footnotes", "weaver", (80, 24), ("3", "f")),
        ("ledger", "weaver", (100, 60), ("2", "2", "l")),
        ("least", "weaver", (60, 20), ("1",)),
    ],
    ids=lambda value: value if isinstance(value, str) and value.isalpha() else "",
)
def test_looks(
    snap_compare: Compare,
    make_game: MakeGame,
    name: str,
    role: str | None,
    size: tuple[int, int],
    keys: tuple[str, ...],
) -> None:
    assert snap_compare(make_game(role), terminal_size=size, run_before=after(*keys)), name
