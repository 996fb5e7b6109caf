"""The log of a lesson on disk: append-only, in SQLite; what it has acknowledged survives the loss of power."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec

from game.classroom.events import AnyEvent, Closed, Dismissed, Opened
from game.play.store.files import SaveError

FORMAT = 1
#: A lesson is erased at the first start after this many days without an event.
KEPT_DAYS = 60
#: Parts of a path, in lower case, by which folders are known that are copied to other machines.
SYNCED = (
    "dropbox", "onedrive", "google drive", "googledrive", "icloud", "mobile documents", "nextcloud", "owncloud",
    "syncthing", "pcloud",
)  # fmt: skip
#: File systems that lie on another machine, as Linux names them.
NETWORK = ("nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "fuse.sshfs", "davfs", "fuse.rclone")

_SCHEMA = """
CREATE TABLE log (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    command TEXT NOT NULL,
    kind TEXT NOT NULL,
    event TEXT NOT NULL
)
"""


@dataclass(frozen=True)
class Entry:
    """What one command gives to the log: the command's id and its events."""

    command: str
    events: tuple[AnyEvent, ...]


class Log:
    """The log of one lesson; one program holds it at a time.

    Attributes:
        path: its file.
        events: the events that it held when it was opened, in order.
        commands: the ids of the commands that it holds.
        number: the number of its last entry.
        latest: the time in UTC of its last entry when it was opened; None if it held none.
    """

    def __init__(self, path: Path, connect: Callable[..., Any] = sqlite3.connect) -> None:
        """Open a log, or make it.

        Args:
            connect: opens the database, for tests.

        Raises:
            SaveError: with a sentence, if the file is corrupt, held by another program, from a newer version, or
                cannot be written; it is left as it is.
        """
        self.path = path
        try:
            self._open(connect)
        except sqlite3.Error as error:
            raise SaveError(_explain(error, path)) from None

    def _open(self, connect: Callable[..., Any]) -> None:
        path = self.path
        # Every statement is its own transaction unless we begin one.
        self._base = connect(str(path), timeout=0.3, isolation_level=None)
        # Held by this program alone, so that a second server on the same lesson is refused.
        for pragma in ("locking_mode=EXCLUSIVE", "journal_mode=WAL", "synchronous=FULL", "secure_delete=ON"):
            self._base.execute(f"PRAGMA {pragma}").fetchall()
        found = self._base.execute("PRAGMA user_version").fetchone()[0]
        if found > FORMAT:
            raise SaveError(f"{path} is of a newer version of the program (format {found}); it was left as it is.")
        if found == 0:
            self._base.execute("BEGIN IMMEDIATE")
            self._base.execute(_SCHEMA)
            self._base.execute(f"PRAGMA user_version={FORMAT}")
            self._base.execute("COMMIT")
        if self._base.execute("PRAGMA quick_check").fetchone()[0] != "ok":
            raise sqlite3.DatabaseError("malformed")
        rows = self._base.execute("SELECT number, at, command, event FROM log ORDER BY number").fetchall()
        try:
            self.events: list[AnyEvent] = [msgspec.json.decode(row[3], type=AnyEvent) for row in rows]
        except msgspec.DecodeError:
            raise sqlite3.DatabaseError("malformed") from None
        self.commands: set[str] = {row[2] for row in rows if row[2]}
        self.number: int = rows[-1][0] if rows else 0
        self.latest = datetime.fromisoformat(rows[-1][1]) if rows else None

    def append(self, entries: Sequence[Entry]) -> None:
        """Write entries, all or none; they are on the disk when this returns.

        The entries of votes are deleted together with the ballot's closing, or with the freeing of every seat: from
        then on nothing links a seat to its vote, in the database or in its write-ahead log.

        Raises:
            SaveError: with a sentence, if they could not be written; nothing has changed then.
        """
        at = datetime.now(UTC).isoformat(timespec="seconds")
        rows: list[tuple[object, ...]] = []
        number, scrub = self.number, False
        for entry in entries:
            for event in entry.events:
                if isinstance(event, Closed | Dismissed):
                    # Votes that came before it in the same batch are never written; those of a ballot after it are.
                    rows = [row for row in rows if row[3] != "voted"]
                    scrub = True
                kind = event.__struct_config__.tag
                number += 1
                rows.append((number, at, entry.command, kind, msgspec.json.encode(event).decode()))
        # One statement is a transaction of its own; each further one would let other threads run between a vote and its
        # answer.
        places = ", ".join(["(?, ?, ?, ?, ?)"] * len(rows))
        insert = f"INSERT INTO log (number, at, command, kind, event) VALUES {places}"  # noqa: S608 - question marks
        values = [value for row in rows for value in row]
        try:
            if scrub:
                self._scrub(insert, values)
            else:
                self._base.execute(insert, values)
        except sqlite3.Error as error:
            raise SaveError(_explain(error, self.path)) from None
        self.number = number
        self.commands.update(entry.command for entry in entries)

    def _scrub(self, insert: str, values: list[object]) -> None:
        """Write entries and delete those of votes, from the write-ahead log too."""
        self._base.execute("BEGIN IMMEDIATE")
        try:
            self._base.execute("DELETE FROM log WHERE kind = 'voted'")
            self._base.execute(insert, values)
            self._base.execute("COMMIT")
        except BaseException:
            if self._base.in_transaction:
                self._base.execute("ROLLBACK")
            raise
        self._base.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def close(self) -> None:
        """Let go of the file."""
        self._base.close()


def rooms(folder: Path) -> list[Path]:
    """The files of lessons in a folder, the latest first."""
    return sorted(folder.glob("*.lesson"), key=lambda path: path.stat().st_mtime, reverse=True)


def new_path(folder: Path, name: str, now: datetime) -> Path:
    """A free place for the file of a new lesson; it bears the class's name as far as a file name can.

    Raises:
        SaveError: with a sentence, if the folder cannot be made, or is copied to other machines or lies on one.
    """
    if reason := shared(folder):
        raise SaveError(reason)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SaveError(f"{folder} cannot be made ({error.strerror}); choose another folder with --data DIR.") from None
    first = f"{stem_of(name)}-{now:%Y-%m-%d}"
    for number in range(1, 1000):
        path = folder / (f"{first}.lesson" if number == 1 else f"{first}-{number}.lesson")
        if not path.exists():
            return path
    raise SaveError(f"{folder} is full of lessons named {first}; erase some.")


def stem_of(name: str) -> str:
    """How the files of a class's lessons begin: its name as far as a file name can bear it."""
    return "".join(sign if sign.isalnum() else "-" for sign in name)[:40].strip("-") or "lesson"


def erase_old(folder: Path, now: datetime) -> list[str]:
    """Erase the lessons that nobody has touched for `KEPT_DAYS` days; returns the names of the files that went."""
    gone = []
    for path in rooms(folder):
        if now - datetime.fromtimestamp(path.stat().st_mtime, UTC) > timedelta(days=KEPT_DAYS):
            # What cannot be erased now is tried again at the next start, and keeps no other lesson from being held.
            with contextlib.suppress(OSError):
                for each in (path, path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")):
                    each.unlink(missing_ok=True)
                gone.append(path.name)
    return gone


def shared(folder: Path, mounts: Path = Path("/proc/mounts")) -> str:
    """A sentence if a folder is copied to other machines or lies on one; else an empty string.

    Args:
        mounts: the list of mounted file systems, as Linux keeps it; for tests.
    """
    folder = folder.absolute()
    for part in folder.parts:
        if any(name in part.lower() for name in SYNCED):
            return (
                f"{folder} looks like a folder that is copied to other machines ({part}); "
                "a lesson stays on this one: choose another folder with --data DIR."
            )
    try:
        lines = [line.split() for line in mounts.read_text(encoding="utf-8", errors="replace").splitlines()]
    except OSError:
        return ""
    above = [line for line in lines if len(line) > 2 and folder.is_relative_to(line[1].replace("\\040", " "))]
    if above and (kind := max(above, key=lambda line: len(line[1]))[2]) in NETWORK:
        return f"{folder} lies on another machine ({kind}); a lesson stays on this one: choose another with --data DIR."
    return ""


def lesson_of(path: Path) -> Opened | None:
    """What a lesson's file says it is, or None if that cannot be read now."""
    try:
        base = sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=0.2)
        try:
            row = base.execute("SELECT event FROM log WHERE kind = 'opened'").fetchone()
        finally:
            base.close()
        return msgspec.json.decode(row[0], type=Opened) if row else None
    except (sqlite3.Error, msgspec.DecodeError):
        return None


def _explain(error: sqlite3.Error, path: Path) -> str:
    """An error of the database as a sentence: what happened, where, and what to do."""
    says = str(error).lower()
    if "full" in says:
        return f"The disk is full, so nothing was recorded in {path}; free some space and try again."
    if "locked" in says or "busy" in says:
        return f"Another program holds {path}: the lesson is already being served; close it there first."
    if "malformed" in says or "not a database" in says or "corrupt" in says:
        return (
            f"{path} is damaged and was left as it is; begin a new lesson with --new, and keep the file if you need it."
        )
    if "readonly" in says or "unable to open" in says:
        return f"{path} cannot be written; choose another folder with --data DIR."
    return f"{path} cannot be used ({error}); choose another folder with --data DIR."
