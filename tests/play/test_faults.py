"""A slice of `python -m tests.benchmarks.faults`: the real program while the world breaks."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from game.story.types import Pack
from tests.benchmarks.faults import Fault, faults, injected, stopped
from tests.conftest import MILL
from tests.players import Table

# test_terminal.py has the other faults of the terminal.


SLICE = [("plain", *fault) for fault in faults(10)]
SLICE += [("terminal", *fault) for fault in faults(10) if fault[1] is stopped]


@pytest.mark.parametrize(("face", "name", "fault", "times"), SLICE, ids=[f"{face}-{name}" for face, name, *_ in SLICE])
def test_nothing_that_was_shown_is_lost(
    face: str, name: str, fault: Fault, times: int, mill: Pack, tmp_path: Path
) -> None:
    count = injected(Table(tmp_path, mill, MILL, Random(1956)), name, face, fault, times)
    assert count.injected == times
    assert count.shown
    assert count.well, count
