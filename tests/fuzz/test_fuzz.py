"""A slice of `python -m tests.benchmarks.fuzz`: hostile input at everything that reads any."""

from __future__ import annotations

import pytest

from tests.benchmarks.fuzz import TARGETS, at_terminals, throw
from tests.fuzz import screens

#: How often each target is tried here: the quick ones oftener.
TIMES = {"packs": 12, "saves": 12, "settings": 8, "keys": 80, "guards": 80, "footnotes": 80, "plain mode": 20}


@pytest.mark.parametrize("name", TARGETS)
def test_hostile_input_breaks_nothing(name: str) -> None:
    throw(name, TIMES.get(name, 10), seed=1956)


async def test_keys_clicks_and_sizes_break_no_screen() -> None:
    assert await screens.played(seed=1956, count=40)


def test_no_byte_ends_the_real_program_badly_and_no_sequence_of_a_text_leaves_it() -> None:
    at_terminals(50, seed=1956)
