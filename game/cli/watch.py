"""Watching the files of a folder for changes."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

from game.story.read_pack import read_pack_files, yaml_paths
from game.text.diagnostics import UserError

#: How often the folder is checked, in seconds. A check takes a millisecond, so no library for changes is needed.
POLL_SECONDS = 0.2


def watch_files(folder: Path, pause: Callable[[float], object] = time.sleep) -> Iterator[dict[str, bytes]]:
    """Yield the YAML files of a pack, now and after each change, forever.

    Args:
        folder: the pack's folder.
        pause: sleeps for some seconds; replaced in tests.

    Raises:
        UserError: as `read_pack_files`, unless the folder has changed in the meantime.
    """
    seen: dict[Path, tuple[int, int]] | None = None
    while True:
        now = _signature(folder)
        if now != seen:
            try:
                files = read_pack_files(folder)
            except UserError:
                if now == _signature(folder):
                    raise
                # A file disappeared between the check and the reading.
                continue
            seen = now
            yield files
        pause(POLL_SECONDS)


def _signature(folder: Path) -> dict[Path, tuple[int, int]]:
    found: dict[Path, tuple[int, int]] = {}
    for path in map(Path, yaml_paths(folder)):
        try:
            status = path.stat()
        except OSError:
            # An editor that saves by renaming leaves a moment without the file; the next check finds it.
            continue
        found[path] = (status.st_mtime_ns, status.st_size)
    return found
