"""Writing files completely or not at all, and explaining in a sentence why one could not be written."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from game.text.clean import clean
from game.text.diagnostics import UserError
from game.text.disk import append_to_file

#: The rights of a player's files, and of folders that are made for them: their owner's alone. An existing folder keeps
#: its own.
FILE_RIGHTS, FOLDER_RIGHTS = 0o600, 0o700
#: What to do if a run or the settings cannot be saved, and if a requested file cannot.
OTHER_SAVES = "choose another folder with --saves DIR"
OTHER_PLACE = "name another place"


class SaveError(UserError):
    """Raised when something could not be written to disk; what was there before is there still."""


@contextlib.contextmanager
def lock_folder(folder: Path) -> Iterator[None]:
    """Make a folder if it is missing and hold its lock, so that no two programs write there at once.

    Raises:
        SaveError: if the folder cannot be made or written to, or another program keeps the lock.
    """
    # Imported only for writing, so that the first frame does not wait for it.
    from filelock import FileLock, Timeout

    try:
        _make_private(folder)
        lock = FileLock(folder / ".lock", timeout=3, mode=FILE_RIGHTS)
        lock.acquire()
    except Timeout:
        message = f"Another program has been writing in {clean(str(folder))} for some time; close it, or choose again."
        raise SaveError(message) from None
    except (OSError, ValueError) as error:
        raise SaveError(explain_os_error(error, folder / "the file")) from None
    try:
        # A killed program left these incomplete files; the files that they were to replace are still there.
        with contextlib.suppress(OSError):
            for torn in folder.glob(".*.new"):
                with contextlib.suppress(OSError):
                    torn.unlink()
        yield
    finally:
        lock.release()


def write_atomic(path: Path, data: bytes) -> None:
    """Write a temporary file, flush it to the disk, and rename it into place; the caller holds `lock_folder`.

    Only its owner can read it, even if others could read the file before.

    Raises:
        SaveError: if it could not be written: the disk is full, the folder is missing or read-only, or another program
            holds the file; the file is as it was before.
    """
    beside = path.with_name(f".{os.getpid()}-{os.urandom(2).hex()}.new")
    try:
        _write(beside, data, FILE_RIGHTS)
        _replace(beside, path)
        _flush_folder(path.parent)
    except OSError as error:
        try:
            beside.unlink(missing_ok=True)
        except OSError:
            pass
        raise SaveError(explain_os_error(error, path)) from None


def write_new_files(files: Mapping[Path, bytes], *, over: bool = False) -> None:
    """Write files, and their folders: all of them completely, or none.

    All are written under temporary names and flushed to the disk before the first is renamed, so a full disk or a
    killed program leaves no file that looks complete and is not.

    Args:
        files: the bytes of each file by its path.
        over: whether existing files are replaced; if not, nothing is written if there is one.

    Raises:
        SaveError: if one exists already or could not be written; what was begun is removed.
    """
    made: list[Path] = []
    at = next(iter(files), Path())
    try:
        for at in files:
            if not over and at.exists():
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(at))
        beside: dict[Path, Path] = {}
        for number, (at, data) in enumerate(files.items()):
            made += _list_missing(at.parent)
            at.parent.mkdir(parents=True, exist_ok=True)
            # A short name: the requested one may be as long as the file system allows.
            beside[at] = at.with_name(f".{os.getpid()}-{number}.new")
            made.append(beside[at])
            _write(beside[at], data, 0o666)
        for at, whole in beside.items():
            if over:
                _replace(whole, at)
            else:
                _put_in_place(whole, at)
                made.append(at)
        for folder in {path.parent for path in files}:
            _flush_folder(folder)
    except BaseException as error:
        for path in reversed(made):
            with contextlib.suppress(OSError, ValueError):
                path.rmdir() if path.is_dir() else path.unlink()
        if not isinstance(error, OSError | ValueError):
            raise
        if isinstance(error, FileExistsError) and os.path.lexists(at):
            raise SaveError(f"{at} is there already, and nothing was touched; {OTHER_PLACE}.") from None
        raise SaveError(explain_os_error(error, at, OTHER_PLACE)) from None
    for whole in beside.values():
        with contextlib.suppress(OSError):
            whole.unlink(missing_ok=True)


def explain_os_error(error: OSError | ValueError, path: Path, elsewhere: str = OTHER_SAVES) -> str:
    """Return an error of the disk, or an impossible file name, as a sentence: what happened, where, and what to do.

    Args:
        elsewhere: how to choose another place, as the end of the sentence.
    """
    what, folder = clean(path.name), clean(str(path.parent))
    match getattr(error, "errno", errno.EINVAL):
        case errno.ENOSPC | errno.EDQUOT:
            return f"The disk is full, so {what} could not be written in {folder}; free some space and try again."
        case errno.EROFS | errno.EACCES | errno.EPERM:
            return f"{folder} cannot be written to, so {what} was not saved; {elsewhere}."
        case errno.ENOENT | errno.ENOTDIR | errno.EEXIST:
            return f"There is no folder {folder}, so {what} was not saved; {elsewhere}."
    reason = getattr(error, "strerror", None) or "no file can have this name"
    return f"{what} could not be saved in {folder} ({reason}); try again, or {elsewhere}."


def record_fault(error: BaseException, folder: Path) -> str:
    """Append the traceback of a fault in the program to `error.log` in a folder.

    Returns:
        A sentence that says where it is, after a space; empty if it could not be written.
    """
    import traceback
    from datetime import UTC, datetime

    told = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}\n{''.join(traceback.format_exception(error))}\n"
    try:
        _make_private(folder)
        append_to_file(folder / "error.log", told.encode("utf-8", "replace"))
    except (OSError, ValueError):
        return ""
    return f" What happened is written in {clean(str(folder / 'error.log'))}."


def _make_private(folder: Path) -> None:
    """Make a folder and its missing parents, for their owner alone; existing folders stay as they are."""
    for each in _list_missing(folder):
        each.mkdir(mode=FOLDER_RIGHTS, exist_ok=True)
    folder.mkdir(exist_ok=True)


def _write(path: Path, data: bytes, rights: int) -> None:
    """Write a new file with these rights, as far as the umask allows them."""
    with open(path, "xb", opener=lambda name, flags: os.open(name, flags, rights)) as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _list_missing(folder: Path) -> list[Path]:
    """Return those of a folder and its parents that do not exist yet, the outermost first."""
    return [each for each in (folder, *folder.parents) if not each.exists()][::-1]


def _put_in_place(whole: Path, path: Path) -> None:
    """Give a complete file its name.

    Raises:
        FileExistsError: if another file has the name.
    """
    try:
        os.link(whole, path)
    except FileExistsError:
        raise
    except OSError:
        # The file system of a USB stick has no links: reserve the name with an empty file, then replace that.
        path.open("xb").close()
        try:
            _replace(whole, path)
        except BaseException:
            path.unlink(missing_ok=True)
            raise


def _replace(beside: Path, path: Path) -> None:
    """Rename into place, with retries on Windows, where a file that another program has open cannot be replaced."""
    for attempt in range(6):
        try:
            beside.replace(path)
            return
        except PermissionError:
            if sys.platform != "win32" or attempt == 5:
                raise
            time.sleep(0.05 * (attempt + 1))


def _flush_folder(folder: Path) -> None:
    """Flush the folder's entry, without which a power cut may undo a rename; Windows has no such call."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
