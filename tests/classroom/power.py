"""A disk that loses its power: it keeps what was flushed, and of what was not any part, as real disks do."""

from __future__ import annotations

import random
from collections import defaultdict
from pathlib import Path
from typing import Any

import apsw

SECTOR = 512


class Disk(apsw.VFS):
    """A file system below SQLite that remembers what has been flushed and what has only been written.

    Attributes:
        flushed: what each file holds for certain, by its path.
        pending: the writes since its last flush: the place, the bytes; or the length, None for a truncation.
    """

    def __init__(self, name: str) -> None:
        self.flushed: dict[str, bytes] = defaultdict(bytes)
        self.pending: dict[str, list[tuple[int, bytes | None]]] = defaultdict(list)
        super().__init__(name, "")
        self.vfs = name

    def xOpen(self, name: Any, flags: list[int]) -> apsw.VFSFile:
        path = name.filename() if hasattr(name, "filename") else str(name)
        return _File(self, path, name, flags)

    def xDelete(self, filename: str, syncdir: bool) -> None:
        super().xDelete(filename, syncdir)
        self.flushed.pop(filename, None)
        self.pending.pop(filename, None)

    def connect(self, path: str, **_: Any) -> apsw.Connection:
        """Open a database on this disk, as `sqlite3.connect` would."""
        return apsw.Connection(path, vfs=self.vfs)

    def lose_power(self, folder: Path, chance: random.Random) -> Path:
        """What is left: every flushed byte, and any part of the rest, torn between sectors. Returns the database."""
        base = folder / "after"
        base.mkdir(parents=True)
        main = None
        for path in set(self.flushed) | set(self.pending):
            data = bytearray(self.flushed.get(path, b""))
            for place, piece in self.pending.get(path, []):
                if piece is None:
                    if chance.random() < 0.5:
                        del data[place:]
                    continue
                for start in range(0, len(piece), SECTOR):
                    if chance.random() < 0.5:
                        end = place + start + len(piece[start : start + SECTOR])
                        data.extend(b"\0" * (end - len(data)))
                        data[place + start : end] = piece[start : start + SECTOR]
            (base / Path(path).name).write_bytes(data)
            if path.endswith(".lesson"):
                main = base / Path(path).name
        assert main is not None
        return main


class _File(apsw.VFSFile):
    def __init__(self, disk: Disk, path: str, name: Any, flags: list[int]) -> None:
        super().__init__("", name, flags)
        self.disk = disk
        self.path = path

    def xWrite(self, data: bytes, offset: int) -> None:
        super().xWrite(data, offset)
        self.disk.pending[self.path].append((offset, bytes(data)))

    def xTruncate(self, length: int) -> None:
        super().xTruncate(length)
        self.disk.pending[self.path].append((length, None))

    def xSync(self, flags: int) -> None:
        super().xSync(flags)
        self.disk.flushed[self.path] = Path(self.path).read_bytes()
        self.disk.pending[self.path].clear()
