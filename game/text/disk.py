"""Reading files safely: no device is waited for, no file is read without end, and no file name ends the program."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from game.text.validation import MAX_FILE_BYTES

#: Do not wait for a FIFO or a device, and do not adopt a terminal; Windows has neither.
_CAREFULLY = sum(getattr(os, name, 0) for name in ("O_NONBLOCK", "O_NOCTTY", "O_CLOEXEC", "O_BINARY"))


def read_file(path: Path | str, most: int = MAX_FILE_BYTES) -> bytes:
    """Return the bytes of a file; the program reads every file here that it did not bring along.

    A folder may hold a FIFO, a device, a socket, a link that leads nowhere or round in a circle, or an endless file.

    Args:
        path: the file; links are followed.
        most: the most bytes that are useful; one more is read from a larger file, so that the caller can tell.

    Raises:
        OSError: if there is no such file, it cannot be read, or it is not a regular file; `strerror` says so in words.
    """
    try:
        # Checked before it is opened, since opening some devices has effects.
        _require_file(os.stat(path))  # noqa: PTH116 - a pack is read at every start, and needs no Path for each file
        handle = os.open(path, os.O_RDONLY | _CAREFULLY)
    except ValueError:
        # NUL, or characters that no file system accepts.
        raise OSError(errno.EINVAL, "no file can have this name", str(path)) from None
    try:
        size = _require_file(os.fstat(handle))
        parts: list[bytes] = []
        left = most + 1
        # Ask for no more memory than the file needs, but do not trust the size that it states.
        while left > 0 and (part := os.read(handle, min(left, max(size + 1, 1 << 12)))):
            parts.append(part)
            left -= len(part)
        return b"".join(parts)
    finally:
        os.close(handle)


def append_to_file(path: Path, data: bytes) -> None:
    """Add bytes at the end of a file; a missing file is made, readable by its owner alone.

    Raises:
        OSError: if it cannot be written, or is not a regular file.
    """
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | _CAREFULLY, 0o600)
    try:
        _require_file(os.fstat(handle))
        with os.fdopen(handle, "ab", closefd=False) as file:
            file.write(data)
    finally:
        os.close(handle)


def make_private(folder: Path) -> None:
    """Make one of our folders accessible to its owner alone; a missing folder, a file or a link stays as it is."""
    try:
        mode = folder.lstat().st_mode
        if stat.S_ISDIR(mode) and mode & 0o077:
            folder.chmod(0o700)
    except (OSError, ValueError):
        pass  # The folder belongs to someone else; the files that we write in it are private all the same.


def is_regular_file(path: Path | str) -> bool:
    """Return whether a path leads to a regular file; the path may be impossible as a file name."""
    try:
        return stat.S_ISREG(os.stat(path).st_mode)  # noqa: PTH116
    except (OSError, ValueError):
        return False


def is_folder(path: Path | str) -> bool:
    """Return whether a path leads to a folder; the path may be impossible as a file name."""
    try:
        return stat.S_ISDIR(os.stat(path).st_mode)  # noqa: PTH116
    except (OSError, ValueError):
        return False


def exists(path: Path | str) -> bool:
    """Return whether anything has this path, a broken link too; False for a path that no file can have."""
    try:
        os.lstat(path)
    except (OSError, ValueError):
        return False
    return True


def _require_file(status: os.stat_result) -> int:
    """Return the size of a regular file; raise `OSError` for anything else."""
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, "it is a folder")
    if not stat.S_ISREG(status.st_mode):
        raise OSError(errno.EINVAL, "it is no file, but a device, a pipe or a socket")
    return status.st_size
