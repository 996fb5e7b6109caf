"""What all tests share: the small pack, and packs with one changed file."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
from hypothesis import settings

from game.branches.tree import RunTree
from game.play.session import Session, get_machine
from game.play.store.saved_runs import RunStore
from game.proof.report import Report, run_check
from game.story.machine import RoleMachine
from game.story.read_pack import read_pack, read_pack_files
from game.story.types import Pack

MILL = Path(__file__).parent / "packs" / "mill"
SCENES = Path(__file__).parent.parent / "scenes"
SAMPLE = Path(__file__).parent.parent / "game" / "sample"

# How long an example takes depends on who else uses the machine; speed is a matter of tests/benchmarks.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Two workers a core: a test of a terminal or a browser waits for most of its time."""
    return 2 * (os.cpu_count() or 1)


@pytest.fixture(scope="session")
def mill() -> Pack:
    """The small pack of the tests."""
    return read_pack(MILL)


@pytest.fixture(scope="session")
def shipped() -> Pack:
    """The pack that ships."""
    return read_pack(SCENES)


@pytest.fixture(scope="session")
def shipped_report() -> Report:
    """The check of the pack that ships."""
    return run_check(read_pack_files(SCENES))


@pytest.fixture(scope="session")
def sample() -> Pack:
    """The pack that `new` writes, for authors to begin from."""
    return read_pack(SAMPLE)


@pytest.fixture
def store(tmp_path: Path) -> RunStore:
    """An empty folder of runs."""
    return RunStore(tmp_path / "runs")


@pytest.fixture
def weaver(mill: Pack) -> RoleMachine:
    """The machine of the small pack's first role."""
    return get_machine(mill, "weaver")


@pytest.fixture
def session(mill: Pack, store: RunStore) -> Session:
    """A run of the small pack's first role that has not begun."""
    return Session(mill, store, store.new_run(mill, "weaver"))


def planted(name: str, old: str, new: str) -> dict[str, bytes]:
    """The files of the small pack with one text of one file replaced."""
    files = read_pack_files(MILL)
    text = files[name].decode()
    assert old in text, f"{old!r} does not stand in {name}"
    files[name] = text.replace(old, new, 1).encode()
    return files


def tree_of(machine: RoleMachine, runs: Iterable[Sequence[str]], present: Sequence[str] | None = None) -> RunTree:
    """The tree of some runs of one role, each given by its choices."""
    tree = RunTree(machine)
    for run in runs:
        tree.add_run(run)
    if present is not None:
        tree.mark_present(present)
    return tree


def line_with(name: str, needle: str, files: dict[str, bytes]) -> int:
    """The line of a file, counted from 1, that holds a text."""
    lines = files[name].decode().split("\n")
    return next(number for number, line in enumerate(lines, 1) if needle in line)
