"""How the time of reading, searching and choosing grows with 1, 4 and 16 times the content."""

from __future__ import annotations

import gc
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from random import Random
from time import process_time

from game.play.journal import Journal
from game.play.page_builder import build_page
from game.record.search import list_entries, search
from game.story.machine import RoleMachine
from game.story.parse import _load_file, parse_pack
from game.story.read_pack import read_pack
from tests.benchmarks.measure import REPEATS, Row
from tests.benchmarks.play import walked
from tests.packs.generated import Size, generated

#: The scenes of the smallest pack; a chapter, with its event and its attempt, has ten of them.
SCENES = 100
TIMES = (1, 4, 16)
#: How many choices one measurement takes, for runs of any length.
CHOICES = 400


def rows() -> Iterable[Row]:
    """One row for each thing and size: the time against that of the smallest pack."""
    with tempfile.TemporaryDirectory() as folder:
        found = [_things(times, Path(folder) / str(times)) for times in TIMES]
        for name, smallest in found[0].items():
            for times, things in zip(TIMES[1:], found[1:], strict=True):
                here, there = _least(things[name]), _least(smallest)
                note = f"{here * 1000:.2f} ms against {there * 1000:.2f} ms"
                yield Row(f"{name} {times}×", f"{times} times the content (processor time)", "once the content",
                          here / there, note=note)  # fmt: skip


def _least(function: Callable[[], object]) -> float:
    """The least seconds of the processor that a call takes: other programs on the machine only add to them."""
    times: list[float] = []
    for _ in range(REPEATS):
        gc.collect()
        start = process_time()
        function()
        times.append(process_time() - start)
    return min(times)


def _things(times: int, folder: Path) -> dict[str, Callable[[], object]]:
    files = generated(Size(scenes=SCENES * times, chapters=10 * times))
    for name, data in files.items():
        path = folder / "pack" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    pack = read_pack(folder / "pack", folder / "cache")
    machine = RoleMachine(pack.roles[0])
    run = walked(machine, Random(1956))
    searched = list_entries(pack.record)

    def parsed() -> None:
        _load_file.cache_clear()
        assert not parse_pack(files)[1]

    def played() -> None:
        left = CHOICES
        while left:
            journal = Journal(machine, machine.role.first_scene, machine.start_values)
            for choice in run[:left]:
                assert journal.choose(choice)
                build_page(pack, journal)
                left -= 1

    return {
        "reading YAML": parsed,
        "reading the cache": lambda: read_pack(folder / "pack", folder / "cache"),
        "search": lambda: search(searched, "event"),
        f"{CHOICES} choices": played,
    }
