"""Things in place of a file, and useless files."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path


def _socket(path: Path) -> None:
    # The name of a socket may have a hundred letters only.
    here = Path.cwd()
    os.chdir(path.parent)
    try:
        with socket.socket(socket.AF_UNIX) as found:
            found.bind(path.name)
    finally:
        os.chdir(here)


def _sparse(path: Path) -> None:
    path.touch()
    os.truncate(path, 1 << 42)


def _unreadable(path: Path) -> None:
    path.write_bytes(b"format: 1\n")
    path.chmod(0)


#: Each makes its thing at a place that is free.
THINGS: dict[str, Callable[[Path], object]] = {
    "a pipe": os.mkfifo,
    "a socket": _socket,
    "a folder": Path.mkdir,
    "a device without end": lambda path: path.symlink_to("/dev/zero"),
    "a full device": lambda path: path.symlink_to("/dev/full"),
    "a terminal": lambda path: path.symlink_to("/dev/tty"),
    "a link to itself": lambda path: path.symlink_to(path.name),
    "a link to nothing": lambda path: path.symlink_to("nowhere"),
    "a file of terabytes": _sparse,
    "an unreadable file": _unreadable,
    "a file of the system": lambda path: path.symlink_to("/proc/self/mem"),
    "an empty file": Path.touch,
    "bytes": lambda path: path.write_bytes(bytes(range(256)) * 64),
}
