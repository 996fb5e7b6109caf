"""Writing a file so that it is there whole or not at all, and saying in a sentence why it could not be written."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path


class SaveError(Exception):
    """Raised when something could not be saved; its text is a sentence for the player."""


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Make a folder if it is missing, and hold its lock, so that two programs never write there at once.

    Raises:
        SaveError: with a sentence, if the folder cannot be made or written to, or the lock is not to be had.
    """
    # Imported only when something is written: the first frame waits for none of it.
    from filelock import FileLock, Timeout

    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / ".lock", timeout=3)
        lock.acquire()
    except Timeout:
        raise SaveError(
            f"Another program has been writing in {folder} for some time; close it, or choose again."
        ) from None
    except OSError as error:
        raise SaveError(explain(error, folder / "the file")) from None
    try:
        # Whoever wrote these was killed before they were whole; what they were to replace is still there.
        for torn in folder.glob(".*.new"):
            with contextlib.suppress(OSError):
                torn.unlink()
        yield
    finally:
        lock.release()


def write_whole(path: Path, data: bytes) -> None:
    """Write a file beside its place, flush it to the disk, and rename it into place; the folder must be `locked`.

    Raises:
        SaveError: with a sentence, if it could not be written: the disk is full, the folder is missing or read-only,
            another program holds the file; what was there before is there still.
    """
    beside = path.with_name(f".{path.name}.new")
    try:
        with beside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        _replace(beside, path)
        _flush_folder(path.parent)
    except OSError as error:
        try:
            beside.unlink(missing_ok=True)
        except OSError:
            pass
        raise SaveError(explain(error, path)) from None


def explain(error: OSError, path: Path) -> str:
    """An error of the disk as a sentence: what happened, where, and what to do."""
    what, folder = path.name, path.parent
    elsewhere = "choose another folder with --saves DIR"
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return f"The disk is full, so {what} could not be written in {folder}; free some space and try again."
        case errno.EROFS | errno.EACCES | errno.EPERM:
            return f"{folder} cannot be written to, so {what} was not saved; {elsewhere}."
        case errno.ENOENT | errno.ENOTDIR | errno.EEXIST:
            return f"There is no folder {folder}, so {what} was not saved; {elsewhere}."
    return f"{what} could not be saved in {folder} ({error.strerror}); try again, or {elsewhere}."


def _replace(beside: Path, path: Path) -> None:
    """Rename into place; on Windows a file that another program holds open cannot be replaced at once."""
    for attempt in range(6):
        try:
            beside.replace(path)
            return
        except PermissionError:
            if sys.platform != "win32" or attempt == 5:
                raise
            time.sleep(0.05 * (attempt + 1))


def _flush_folder(folder: Path) -> None:
    """Flush the folder's own entry, without which a rename may be lost with the power; Windows has no such call."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
