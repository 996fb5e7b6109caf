"""Files and what is none: nothing is waited for, nothing is read without end, and no name ends the program."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from game.text.validation import MAX_FILE_BYTES

#: A FIFO or a device is not waited for, and no terminal becomes the program's own; Windows has neither.
_CAREFULLY = sum(getattr(os, name, 0) for name in ("O_NONBLOCK", "O_NOCTTY", "O_CLOEXEC", "O_BINARY"))


def read_file(path: Path | str, most: int = MAX_FILE_BYTES) -> bytes:
    """The bytes of a file.

    Everything that the program reads and did not bring along is read here: what a folder holds may be a FIFO, a device,
    a socket, a link that leads nowhere or round in a circle, or a file without end.

    Args:
        path: its place; a link is followed.
        most: the most bytes that may be of use; one more is read of a larger file, so that whoever asks can tell.

    Raises:
        OSError: if there is no such file, it cannot be read, or it is something else than a file; its `strerror` says
            so in words.
    """
    try:
        # Looked at before it is opened, since opening some devices does something.
        _require_file(os.stat(path))  # noqa: PTH116 - a pack is read at every start, and needs no Path for each file
        handle = os.open(path, os.O_RDONLY | _CAREFULLY)
    except ValueError:
        # NUL, or letters that no file system writes.
        raise OSError(errno.EINVAL, "no file can have this name", str(path)) from None
    try:
        size = _require_file(os.fstat(handle))
        parts: list[bytes] = []
        left = most + 1
        # No more room than the file needs, and no trust in what it says of its size.
        while left > 0 and (part := os.read(handle, min(left, max(size + 1, 1 << 12)))):
            parts.append(part)
            left -= len(part)
        return b"".join(parts)
    finally:
        os.close(handle)


def append_to_file(path: Path, data: bytes) -> None:
    """Add bytes at the end of a file, which is made if it is missing, as its owner's alone.

    Raises:
        OSError: if that cannot be, or it is something else than a file.
    """
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | _CAREFULLY, 0o600)
    try:
        _require_file(os.fstat(handle))
        with os.fdopen(handle, "ab", closefd=False) as file:
            file.write(data)
    finally:
        os.close(handle)


def make_private(folder: Path) -> None:
    """Take a folder of ours from everybody but its owner; one that is not there, no folder or a link stays as it is."""
    try:
        mode = folder.lstat().st_mode
        if stat.S_ISDIR(mode) and mode & 0o077:
            folder.chmod(0o700)
    except (OSError, ValueError):
        pass  # Then it is somebody else's, and what it holds is written as its writer's alone.


def is_regular_file(path: Path | str) -> bool:
    """Whether there is a file at a place, which may be no name of one."""
    try:
        return stat.S_ISREG(os.stat(path).st_mode)  # noqa: PTH116
    except (OSError, ValueError):
        return False


def is_folder(path: Path | str) -> bool:
    """Whether there is a folder at a place, which may be no name of one."""
    try:
        return stat.S_ISDIR(os.stat(path).st_mode)  # noqa: PTH116
    except (OSError, ValueError):
        return False


def exists(path: Path | str) -> bool:
    """Whether there is anything at a place, a link that leads nowhere too; False for what is no name of one."""
    try:
        os.lstat(path)
    except (OSError, ValueError):
        return False
    return True


def _require_file(status: os.stat_result) -> int:
    """The size of a file; `OSError` if it is something else."""
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, "it is a folder")
    if not stat.S_ISREG(status.st_mode):
        raise OSError(errno.EINVAL, "it is no file, but a device, a pipe or a socket")
    return status.st_size
