"""Reading the shipped pack: from YAML against the bare C loader on the same bytes, and from the cache."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path

import yaml

from game.story.parse import _load_file, parse_pack
from game.story.read_pack import read_pack, read_pack_files
from tests.benchmarks.measure import Row, measure
from tests.conftest import SCENES


def rows() -> Iterable[Row]:
    """The whole pack from YAML, and from the cache."""
    files = read_pack_files(SCENES)

    def loaded() -> None:
        for data in files.values():
            yaml.load(data, Loader=yaml.CSafeLoader)

    def parsed() -> None:
        # What is kept from the last turn would be measured instead of read.
        _load_file.cache_clear()
        assert not parse_pack(files)[1]

    found = measure(parsed, loaded)
    size = sum(map(len, files.values())) / 1e6
    note = f"{found.seconds * 1000:.0f} ms against {found.against * 1000:.0f} ms for {size:.1f} MB"
    yield Row("read yaml", "the pack from YAML, checked", "the bare C loader", found.ratio, most=1.4, note=note)
    with tempfile.TemporaryDirectory() as name:
        cache = Path(name)
        read_pack(SCENES, cache)
        found = measure(lambda: read_pack(SCENES, cache), parsed)
    note = f"{found.seconds * 1000:.0f} ms against {found.against * 1000:.0f} ms"
    yield Row("read cache", "the pack from the cache", "the pack from YAML", found.ratio, most=0.1, note=note)
