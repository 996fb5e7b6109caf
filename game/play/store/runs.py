"""Saved runs: small readable YAML files in the player's folder, and those that ship, read-only."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
from msgspec.structs import replace

from game.play.runs import FORMAT, Run
from game.play.store.files import locked, write_whole
from game.play.store.written import parse_run, text_of
from game.story.types import Pack
from game.text.clean import clean
from game.text.diagnostics import Diagnostic, DiagnosticsError
from game.text.disk import exists, read_file

#: How times are written, so that their order is that of their letters.
STAMP = "%Y-%m-%dT%H:%M:%S.%fZ"


class Saved(msgspec.Struct, frozen=True):
    """A run on disk.

    Attributes:
        path: its file; None before it is first written.
        seen: the bytes of the file when this program last read or wrote it.
        shipped: whether it belongs to the game and is read-only.
    """

    run: Run
    path: Path | None = None
    seen: bytes = b""
    shipped: bool = False


class Broken(msgspec.Struct, frozen=True):
    """A file that should hold a run and does not; `says` is a sentence, and the file stays as it is."""

    path: Path
    says: str


class Store(msgspec.Struct):
    """The folder of the player's runs, and beside it the runs that ship.

    Attributes:
        folder: where the player's runs are written; it is made when the first one is.
        shipped: a folder of runs that are only read.
        now: what has the method `now`; tests put in a clock of their own.
    """

    folder: Path
    shipped: Path | None = None
    now: type[datetime] = datetime
    _newest: str | None = None

    def new(self, pack: Pack, role: str) -> Saved:
        """A run that has not begun; it is written with its first choice."""
        stamp = self._stamp()
        return Saved(
            Run(
                format=FORMAT,
                pack=pack.story.id,
                version=pack.story.version,
                role=role,
                started=stamp,
                saved=stamp,
            )
        )

    def save(self, saved: Saved) -> Saved:
        """Write a run to disk and return it with its file.

        If another program changed the file since it was last seen, that file is left alone and this run goes into a
        new one.

        Raises:
            SaveError: with a sentence, if it could not be written; nothing on disk has changed then.
        """
        written = self._write(replace(saved, run=replace(saved.run, saved=self._later())))
        self._newest = written.run.saved
        return written

    def _write(self, saved: Saved, times: os.stat_result | None = None) -> Saved:
        """Write a run as it is; its file bears the times that are given, else the one at which the run was saved."""
        run = saved.run
        data = text_of(run)
        path = saved.path if not saved.shipped else None
        with locked(self.folder):
            if path is not None and not _holds(path, saved.seen):
                path = times = None
            path = path or self._free_path(run)
            write_whole(path, data)
            _date(path, run.saved, times)
        return Saved(run, path, data)

    def runs(self, pack: Pack) -> list[Saved]:
        """The runs of a pack, the latest first; those that ship come last."""
        return sorted((found for found in self.each(pack) if isinstance(found, Saved)), key=order_of, reverse=True)

    def each(self, pack: Pack) -> Iterator[Saved | Broken]:
        """The runs of a pack, the player's before those that ship, read one after the other.

        Between them stand the files in the player's folder, of whatever pack, that hold no run that can be used.
        """
        for found in self._read(self.folder, shipped=False):
            if isinstance(found, Broken) or found.run.pack == pack.story.id:
                yield found
        for found in self._read(self.shipped, shipped=True):
            if isinstance(found, Saved) and found.run.pack == pack.story.id:
                yield found

    def broken(self) -> list[Broken]:
        """The files in the player's folder that hold no run that can be used, with the reason."""
        return [found for found in self._read(self.folder, shipped=False) if isinstance(found, Broken)]

    def latest(self, pack: Pack) -> Saved | None:
        """The run that was played last, if there is one."""
        return self._latest(pack.story.id)

    def _latest(self, pack: str) -> Saved | None:
        """The run of a pack, or of any (""), that was saved last; the times of the files tell it, so that few are read.

        Where files were copied without their times, the one that was copied last may pass for it.
        """
        found: list[Saved] = []
        until = 0
        for time, path in sorted(((_written(path), path) for path in self._files(self.folder)), reverse=True):
            # What was written within one second may bear times in any order.
            if found and time < until:
                break
            with contextlib.suppress(DiagnosticsError):
                saved = self.open(path)
                if pack in {saved.run.pack, ""}:
                    found.append(saved)
                    until = until or time - 1_000_000_000
        return max(found, key=order_of, default=None)

    def rename(self, saved: Saved, name: str) -> Saved:
        """Give a run another name, cleaned and cut to 200 characters; when it was saved, and its place, stay.

        Raises:
            SaveError: as `save`.
        """
        times = None
        with contextlib.suppress(OSError):
            times = saved.path.stat() if saved.path is not None else None
        return self._write(replace(saved, run=replace(saved.run, name=clean(name).strip()[:200])), times)

    def open(self, path: Path) -> Saved:
        """Read one run from a file.

        Raises:
            FaultError: with a sentence, if the file holds no run that can be used.
        """
        try:
            data = read_file(path)
        except OSError as error:
            says = f"the file cannot be read: {error.strerror}."
            raise DiagnosticsError([Diagnostic(clean(str(path)), 0, "", says, "file")]) from None
        return Saved(parse_run(data, clean(path.name)), path, data)

    def _read(self, folder: Path | None, *, shipped: bool) -> Iterator[Saved | Broken]:
        for path in self._files(folder):
            try:
                yield replace(self.open(path), shipped=shipped)
            except DiagnosticsError as error:
                yield Broken(path, str(error))

    def _files(self, folder: Path | None) -> list[Path]:
        with contextlib.suppress(OSError, ValueError):
            return sorted(folder.glob("*.yaml")) if folder is not None else []
        return []

    def _stamp(self) -> str:
        return self.now.now(UTC).strftime(STAMP)

    def _later(self) -> str:
        """The time, or just after the latest run if the clock was set back: the run played last stays the latest."""
        stamp = self._stamp()
        if self._newest is None:
            newest = self._latest("")
            self._newest = newest.run.saved if newest is not None else ""
        if stamp > self._newest:
            return stamp
        try:
            latest = datetime.strptime(self._newest, STAMP)
            return (latest + timedelta(microseconds=1)).strftime(STAMP)
        except (ValueError, OverflowError):
            return stamp

    def _free_path(self, run: Run) -> Path:
        stamp = re.sub(r"\D", "", run.started)[:14]
        while True:
            path = self.folder / f"{run.role}-{stamp}-{os.urandom(2).hex()}.yaml"
            if not exists(path):
                return path


def order_of(saved: Saved) -> tuple[bool, str]:
    """What runs are put in order by: those that ship before the player's own, which go by when they were saved."""
    return not saved.shipped, "" if saved.shipped else saved.run.saved


def _date(path: Path, stamp: str, times: os.stat_result | None) -> None:
    """Give a file its earlier times, or else the one that its run bears: right also after the clock was set back."""
    with contextlib.suppress(OSError, ValueError, OverflowError):
        if times is not None:
            os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
            return
        time = datetime.strptime(stamp, STAMP).replace(tzinfo=UTC).timestamp()
        os.utime(path, (time, time))


def _written(path: Path) -> int:
    """When a file was last written, in nanoseconds; 0 if it has gone meanwhile."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def _holds(path: Path, seen: bytes) -> bool:
    """Whether a file is as this program has seen it last, or gone."""
    try:
        return read_file(path) == seen
    except FileNotFoundError:
        return True
    except OSError:
        return False
