"""Saved runs: small readable YAML files in the player's folder, and read-only ones that ship with the game."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
from msgspec.structs import replace

from game.play.run import RUN_FORMAT, Run
from game.play.store.files import lock_folder, write_atomic
from game.play.store.run_format import dump_run, parse_run
from game.story.types import Pack
from game.text.clean import clean
from game.text.diagnostics import UserError
from game.text.disk import exists, read_file

#: The format of times, which sort as text.
TIMESTAMP_FORMAT = "%Y-%m-%dT%H:%M:%S.%fZ"


class SavedRun(msgspec.Struct, frozen=True):
    """A run on disk.

    Attributes:
        path: its file; None before it is first written.
        last_bytes: the bytes of the file when this program last read or wrote it.
        is_shipped: whether it ships with the game and is read-only.
    """

    run: Run
    path: Path | None = None
    last_bytes: bytes = b""
    is_shipped: bool = False


class BrokenFile(msgspec.Struct, frozen=True):
    """A file that does not hold a usable run; `message` is a sentence that says why."""

    path: Path
    message: str


class RunStore(msgspec.Struct):
    """The player's runs and the runs that ship.

    Attributes:
        folder: the folder of the player's runs; it is made with the first one.
        shipped_folder: a folder of runs that are only read.
        now: a class with the method `now`; tests put in a clock of their own.
    """

    folder: Path
    shipped_folder: Path | None = None
    now: type[datetime] = datetime
    _latest_stamp: str | None = None

    def new_run(self, pack: Pack, role: str) -> SavedRun:
        """Return a new run; it is written with its first choice."""
        stamp = self._stamp()
        return SavedRun(
            Run(
                format=RUN_FORMAT,
                pack=pack.story.id,
                version=pack.story.version,
                role=role,
                started=stamp,
                saved=stamp,
            )
        )

    def save(self, saved: SavedRun) -> SavedRun:
        """Write a run to disk and return it with its file.

        If another program changed the file since this one last saw it, the run is written to a new file instead.

        Raises:
            SaveError: if it could not be written; nothing on disk has changed then.
        """
        written = self._write(replace(saved, run=replace(saved.run, saved=self._monotonic_stamp())))
        self._latest_stamp = written.run.saved
        return written

    def _write(self, saved: SavedRun, times: os.stat_result | None = None) -> SavedRun:
        """Write a run as it is; its file gets the given times, else the time at which the run was saved."""
        run = saved.run
        data = dump_run(run)
        path = saved.path if not saved.is_shipped else None
        with lock_folder(self.folder):
            if path is not None and not _holds(path, saved.last_bytes):
                path = times = None
            path = path or self._free_path(run)
            write_atomic(path, data)
            _set_mtime(path, run.saved, times)
        return SavedRun(run, path, data)

    def list_runs(self, pack: Pack) -> list[SavedRun]:
        """Return the runs of a pack, the latest first; those that ship come last."""
        return sorted(
            (found for found in self.iterate(pack) if isinstance(found, SavedRun)), key=sort_key, reverse=True
        )

    def iterate(self, pack: Pack) -> Iterator[SavedRun | BrokenFile]:
        """Yield the runs of a pack, the player's before those that ship, each read when it is needed.

        Unusable files in the player's folder are yielded too, whatever their pack.
        """
        for found in self._read(self.folder, shipped=False):
            if isinstance(found, BrokenFile) or found.run.pack == pack.story.id:
                yield found
        for found in self._read(self.shipped_folder, shipped=True):
            if isinstance(found, SavedRun) and found.run.pack == pack.story.id:
                yield found

    def find_latest(self, pack: Pack) -> SavedRun | None:
        """Return the run that was played last, if there is one."""
        return self._find_latest(pack.story.id)

    def _find_latest(self, pack: str) -> SavedRun | None:
        """Return the latest saved run of a pack, or of any (""); the times of the files tell, so that few are read.

        If files were copied without their times, the file that was copied last may be taken for the latest.
        """
        found: list[SavedRun] = []
        until = 0
        for time, path in sorted(((_mtime(path), path) for path in self._files(self.folder)), reverse=True):
            # Files written within one second may have times in any order.
            if found and time < until:
                break
            with contextlib.suppress(UserError):
                saved = self.read(path)
                if pack in {saved.run.pack, ""}:
                    found.append(saved)
                    until = until or time - 1_000_000_000
        return max(found, key=sort_key, default=None)

    def rename(self, saved: SavedRun, name: str) -> SavedRun:
        """Rename a run, with the name cleaned and cut to 200 characters; its saved time and place in the list stay.

        Raises:
            SaveError: as `save`.
        """
        times = None
        with contextlib.suppress(OSError):
            times = saved.path.stat() if saved.path is not None else None
        return self._write(replace(saved, run=replace(saved.run, name=clean(name).strip()[:200])), times)

    def read(self, path: Path) -> SavedRun:
        """Read one run from a file.

        Raises:
            UserError: if the file cannot be read, or holds no usable run.
        """
        try:
            data = read_file(path)
        except OSError as error:
            raise UserError(f"{clean(str(path))} cannot be read: {error.strerror}.") from None
        return SavedRun(parse_run(data, clean(path.name)), path, data)

    def _read(self, folder: Path | None, *, shipped: bool) -> Iterator[SavedRun | BrokenFile]:
        for path in self._files(folder):
            try:
                yield replace(self.read(path), is_shipped=shipped)
            except UserError as error:
                yield BrokenFile(path, str(error))

    def _files(self, folder: Path | None) -> list[Path]:
        with contextlib.suppress(OSError, ValueError):
            return sorted(folder.glob("*.yaml")) if folder is not None else []
        return []

    def _stamp(self) -> str:
        return self.now.now(UTC).strftime(TIMESTAMP_FORMAT)

    def _monotonic_stamp(self) -> str:
        """Return the time, or just after the latest run if the clock was set back, so that runs stay in order."""
        stamp = self._stamp()
        if self._latest_stamp is None:
            newest = self._find_latest("")
            self._latest_stamp = newest.run.saved if newest is not None else ""
        if stamp > self._latest_stamp:
            return stamp
        try:
            latest = datetime.strptime(self._latest_stamp, TIMESTAMP_FORMAT)
            return (latest + timedelta(microseconds=1)).strftime(TIMESTAMP_FORMAT)
        except (ValueError, OverflowError):
            return stamp

    def _free_path(self, run: Run) -> Path:
        stamp = re.sub(r"\D", "", run.started)[:14]
        while True:
            path = self.folder / f"{run.role}-{stamp}-{os.urandom(2).hex()}.yaml"
            if not exists(path):
                return path


def sort_key(saved: SavedRun) -> tuple[bool, str]:
    """Return a key that sorts shipped runs first, then the player's own by the time at which they were saved."""
    return not saved.is_shipped, "" if saved.is_shipped else saved.run.saved


def _set_mtime(path: Path, stamp: str, times: os.stat_result | None) -> None:
    """Give a file its earlier times, else the time in its run, which is in order even if the clock was set back."""
    with contextlib.suppress(OSError, ValueError, OverflowError):
        if times is not None:
            os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
            return
        time = datetime.strptime(stamp, TIMESTAMP_FORMAT).replace(tzinfo=UTC).timestamp()
        os.utime(path, (time, time))


def _mtime(path: Path) -> int:
    """Return when a file was last written, in nanoseconds; 0 if it has gone."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def _holds(path: Path, seen: bytes) -> bool:
    """Return whether a file is as this program last saw it, or gone."""
    try:
        return read_file(path) == seen
    except FileNotFoundError:
        return True
    except OSError:
        return False
