"""The keys of the runs that ship: written on worksheets, they go on meaning the same choices."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.branches.run_keys import decode_key, encode_key
from game.play.journal import replay
from game.play.session import get_machine
from game.play.store.saved_runs import RunStore
from game.story.types import Pack
from tests.conftest import SCENES

KEYS = {
    "council-as-documented": "M4KG GGG8 RA2V",
    "council-other-votes": "M4JG 0GE8 PHCF",
    "nagy-documented-course": "BGE4 N79R T7AJ 903V B2F3 TEP1",
    "nagy-sheet-signed": "B5RM P3R4 PKN7 P5AT 2Q1Q 7V",
    "radio-crowd-at-home": "ZJ5Q G05T N8KX 6AEM SC",
    "radio-crowd-whose-coat": "ZD52 MYVY 3YCG H5FB QNNW D3E",
    "student-exile-over-andau": "4A50 ZBYB 9XJV 6ATK HZX1 1XW",
    "student-kept-silent": "4WFJ K1Q2 QT9D 0AGJ ZWPK S3Z",
}


@pytest.mark.parametrize("name", KEYS)
def test_a_run_that_ships_replays_whole_and_keeps_its_key(name: str, shipped: Pack, tmp_path: Path) -> None:
    saves = RunStore(tmp_path, SCENES.parent / "saves")
    run = next(saved.run for saved in saves.list_runs(shipped) if saved.path is not None and saved.path.stem == name)
    journal = replay(get_machine(shipped, run.role), run.choices)
    assert journal.mismatch == ""
    assert journal.choice_refs == run.choices
    assert encode_key(shipped, journal) == KEYS[name]
    assert list(decode_key(shipped, KEYS[name]).choice_refs) == run.choices
