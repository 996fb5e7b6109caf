"""The game on a disk that breaks: `python -m tests.broken_disk CONTROL FOLDER WORDS…` plays with WORDS as arguments.

As long as the file CONTROL holds a call and the name of an error, as in `fsync ENOSPC`, that call fails with that
error for every path in FOLDER; `write` fails with half of the data written, as a disk does that fills up.
"""

from __future__ import annotations

import builtins
import errno
import io
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

#: Every call that can break, and the errors with which a disk breaks it.
BREAKS = {
    "write": ("ENOSPC", "EDQUOT", "EIO"),
    "fsync": ("ENOSPC", "EDQUOT", "EIO"),
    "open": ("ENOSPC", "EACCES", "EROFS", "EMFILE"),
    "replace": ("ENOSPC", "EACCES", "EROFS", "EIO"),
    "lock": ("ENOSPC", "EACCES", "EROFS", "ENOLCK"),
}


class BrokenDisk:
    """A layer over the calls that write; it breaks them as the control file says."""

    def __init__(self, control: Path, folder: Path) -> None:
        self.control = control
        self.folder = os.fspath(folder)
        self.mine: set[int] = set()
        self.real_open: Callable[..., Any] = io.open
        self.real_fsync = os.fsync
        self.real_replace = os.replace
        self.real_rename = os.rename
        self.real_link = os.link
        self.real_os_open = os.open

    def install(self) -> None:
        """Put the layer over Python's own calls."""
        for place in (io, builtins):
            setattr(place, "open", self.open)  # noqa: B010 - as an assignment it has no type
        os.fsync = self.fsync  # type: ignore[assignment]
        os.replace = self.replace  # type: ignore[assignment]
        os.rename = self.rename  # type: ignore[assignment]
        os.link = self.link  # type: ignore[assignment]
        os.open = self.os_open

    def breaks(self, call: str, path: object) -> None:
        """Raise the error that is asked for, if this call is to break on this path."""
        if self.folder not in str(path):
            return
        asked = self.asked()
        if asked[:1] == [call]:
            number = getattr(errno, asked[1])
            raise OSError(number, os.strerror(number), str(path))

    def asked(self) -> list[str]:
        """What is to break now."""
        try:
            with self.real_open(self.control) as file:
                return str(file.read()).split()
        except OSError:
            return []

    def open(self, path: Any, mode: str = "r", *rest: Any, **more: Any) -> Any:
        """`open`, whose file may fill up."""
        if "r" in mode or isinstance(path, int) or self.folder not in str(path):
            return self.real_open(path, mode, *rest, **more)
        self.breaks("open", path)
        file = self.real_open(path, mode, *rest, **more)
        self.mine.add(file.fileno())
        if self.asked()[:1] == ["write"]:
            return _Full(file, lambda: self.breaks("write", path))
        return file

    def fsync(self, handle: int) -> None:
        """`os.fsync`."""
        if handle in self.mine:
            self.breaks("fsync", self.folder)
        self.real_fsync(handle)

    def replace(self, source: Any, target: Any, **more: Any) -> None:
        """`os.replace`."""
        self.breaks("replace", target)
        self.real_replace(source, target, **more)

    def rename(self, source: Any, target: Any, **more: Any) -> None:
        """`os.rename`."""
        self.breaks("replace", target)
        self.real_rename(source, target, **more)

    def link(self, source: Any, target: Any, **more: Any) -> None:
        """`os.link`, with which a new file gets its name."""
        self.breaks("replace", target)
        self.real_link(source, target, **more)

    def os_open(self, path: Any, flags: int, *rest: Any, **more: Any) -> int:
        """`os.open`, with which the lock's file is opened."""
        if flags & (os.O_WRONLY | os.O_RDWR):
            self.breaks("lock", path)
        return self.real_os_open(path, flags, *rest, **more)


class _Full:
    """A file on a disk that is filling up: half of what is written arrives."""

    def __init__(self, file: Any, fails: Callable[[], None]) -> None:
        self.file = file
        self.fails = fails

    def write(self, data: Any) -> int:
        """Write half and fail."""
        self.file.write(data[: len(data) // 2])
        self.file.flush()
        self.fails()
        return int(self.file.write(data[len(data) // 2 :]))

    def __enter__(self) -> _Full:
        return self

    def __exit__(self, *exception: Any) -> None:
        self.file.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.file, name)


if __name__ == "__main__":
    BrokenDisk(Path(sys.argv[1]), Path(sys.argv[2])).install()
    from game.cli import main

    sys.exit(main(sys.argv[3:]))
