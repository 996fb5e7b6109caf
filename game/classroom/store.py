"""The log of a lesson on disk, append-only, in SQLite; what it has acknowledged survives a power cut."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec

from game.classroom.events import AnyEvent, Closed, Dismissed, Opened, Voted
from game.classroom.state import fold
from game.play.store.files import FILE_RIGHTS, FOLDER_RIGHTS, SaveError
from game.text.diagnostics import UserError

LOG_FORMAT = 1
#: Parts of a path, in lower case, that mark a folder which is synchronised with other machines.
SYNCED_FOLDERS = (
    "dropbox", "onedrive", "google drive", "googledrive", "icloud", "mobile documents", "nextcloud", "owncloud",
    "syncthing", "pcloud",
)  # fmt: skip
#: Linux's names of file systems on other machines.
NETWORK_FILE_SYSTEMS = ("nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "fuse.sshfs", "davfs", "fuse.rclone")

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
class LogEntry:
    """The entry of one command: its id and its events."""

    command: str
    events: tuple[AnyEvent, ...]


class LessonLog:
    """The log of one lesson; only one program can open it at a time.

    Attributes:
        path: its file.
        events: the events when it was last read, in order, without the votes of ballots that were closed since.
        command_ids: the ids of its commands; those of votes are deleted with the votes.
        entry_number: the number of its last entry.
        latest_time: the time in UTC of the last entry when it was last read; None if there was none.
    """

    def __init__(self, path: Path, connect: Callable[..., Any] = sqlite3.connect) -> None:
        """Open a log, or make it; its file is touched and made private.

        Args:
            connect: opens the database, for tests.

        Raises:
            UserError: if it is not a file, is corrupt, open in another program, from a newer version, or cannot be
                written; it is left as it is.
        """
        self.path = path
        if path.exists() and not path.is_file():
            raise UserError(f"{path} is no file, so no lesson can be in it; it was left as it is.")
        try:
            # Made before the database, since SQLite gives the files beside it the same rights.
            path.touch(mode=FILE_RIGHTS)
            for each in files_of(path):
                # Not every disk has rights: a USB stick has none, and can hold a lesson all the same.
                with contextlib.suppress(OSError):
                    each.chmod(FILE_RIGHTS)
            self._open(connect)
        except OSError as error:
            raise UserError(f"{path} cannot be written ({error.strerror}); choose another with --data DIR.") from None
        except sqlite3.Error as error:
            raise UserError(_explain_database_error(error, path)) from None

    def _open(self, connect: Callable[..., Any]) -> None:
        # Every statement is its own transaction unless we begin one.
        self._database = connect(str(self.path.absolute()), timeout=0.3, isolation_level=None)
        try:
            self._read_held()
        except UnicodeDecodeError:
            # SQLite's error message contains bytes of the file, which may not be text.
            self.close()
            raise sqlite3.DatabaseError("malformed") from None
        except BaseException:
            # The error would keep the file open, and the next one to open it would see a wrong reason.
            self.close()
            raise

    def _read_held(self) -> None:
        path = self.path.absolute()
        # Held by this program alone, so that a second server on the same lesson is refused. On macOS only a full flush
        # reaches the disk itself; elsewhere the pragma changes nothing.
        for pragma in ("locking_mode=EXCLUSIVE", "journal_mode=WAL", "synchronous=FULL", "fullfsync=ON",
                       "secure_delete=ON"):  # fmt: skip
            self._database.execute(f"PRAGMA {pragma}").fetchall()
        found = self._database.execute("PRAGMA user_version").fetchone()[0]
        if found > LOG_FORMAT:
            raise UserError(f"{path} is of a newer version of the program (format {found}); it was left as it is.")
        if found == 0:
            if self._database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                raise sqlite3.DatabaseError("malformed")  # another program's database
            self._database.execute("BEGIN IMMEDIATE")
            self._database.execute(_SCHEMA)
            self._database.execute(f"PRAGMA user_version={LOG_FORMAT}")
            self._database.execute("COMMIT")
        if self._database.execute("PRAGMA quick_check").fetchone()[0] != "ok":
            raise sqlite3.DatabaseError("malformed")
        self.read()

    def read(self) -> None:
        """Read the log from disk, after rolling back an unfinished transaction.

        Raises:
            sqlite3.Error: if it cannot be read, or no lesson could have written it.
        """
        if self._database.in_transaction:
            self._database.execute("ROLLBACK")
        try:
            rows = self._database.execute("SELECT number, at, command, event FROM log ORDER BY number").fetchall()
            self.events: list[AnyEvent] = [msgspec.json.decode(row[3], type=AnyEvent) for row in rows]
            fold(self.events)
            self.latest_time = datetime.fromisoformat(rows[-1][1]).astimezone(UTC) if rows else None
        except (ValueError, TypeError, LookupError, OverflowError, OSError):
            # Unknown words, a seat that nobody took, an impossible phase or time.
            raise sqlite3.DatabaseError("malformed") from None
        self.command_ids: set[str] = {row[2] for row in rows if row[2]}
        self.entry_number: int = rows[-1][0] if rows else 0

    def append(self, entries: Sequence[LogEntry]) -> None:
        """Write entries, all or none; they are on disk when this returns.

        Closing a ballot, or freeing every seat, deletes the entries of its votes: from then on nothing links a seat to
        its vote, in the database or in its write-ahead log.

        Raises:
            SaveError: if they could not be written; nothing has changed then.
        """
        at = datetime.now(UTC).isoformat(timespec="seconds")
        rows: list[tuple[object, ...]] = []
        commands = self.command_ids | {entry.command for entry in entries}
        number, scrub = self.entry_number, False
        for entry in entries:
            for event in entry.events:
                if isinstance(event, Closed | Dismissed):
                    # Votes before it in the same batch are never written; those of a later ballot are.
                    commands -= {str(row[2]) for row in rows if row[3] == "voted"}
                    rows = [row for row in rows if row[3] != "voted"]
                    scrub = True
                kind = event.__struct_config__.tag
                number += 1
                rows.append((number, at, entry.command, kind, msgspec.json.encode(event).decode()))
        # A single statement is a transaction; each further statement would let other threads run between a vote and its
        # answer.
        places = ", ".join(["(?, ?, ?, ?, ?)"] * len(rows))
        insert = f"INSERT INTO log (number, at, command, kind, event) VALUES {places}"  # noqa: S608 - question marks
        values = [value for row in rows for value in row]
        try:
            if scrub:
                commands -= self._append_and_delete_votes(insert, values)
            else:
                self._database.execute(insert, values)
        except sqlite3.Error as error:
            raise SaveError(_explain_database_error(error, self.path)) from None
        self.entry_number, self.command_ids = number, commands
        if scrub:
            self.events = [event for event in self.events if not isinstance(event, Voted)]

    def _append_and_delete_votes(self, insert: str, values: list[object]) -> set[str]:
        """Write entries and delete those of votes, from the write-ahead log too; return the ids of these votes."""
        self._database.execute("BEGIN IMMEDIATE")
        try:
            gone = {row[0] for row in self._database.execute("SELECT command FROM log WHERE kind = 'voted'").fetchall()}
            self._database.execute("DELETE FROM log WHERE kind = 'voted'")
            self._database.execute(insert, values)
            self._database.execute("COMMIT")
        except BaseException:
            if self._database.in_transaction:
                self._database.execute("ROLLBACK")
            raise
        self._database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        return gone

    def close(self) -> None:
        """Close the file; whatever was acknowledged is on disk already, even if closing fails."""
        with contextlib.suppress(sqlite3.Error):
            self._database.close()


def files_of(path: Path) -> tuple[Path, Path, Path]:
    """Return the file of a lesson, and the two files that SQLite may keep beside it."""
    return path, path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")


def list_lesson_files(folder: Path) -> list[Path]:
    """Return the files of lessons in a folder, sorted by name.

    Raises:
        UserError: if the folder cannot be read.
    """
    try:
        return sorted(path for path in folder.glob("*.lesson") if path.is_file())
    except OSError as error:
        raise UserError(f"{folder} cannot be read ({error.strerror}); choose another folder with --data DIR.") from None


def find_free_path(folder: Path, name: str, now: datetime) -> Path:
    """Return a free path for a new lesson, with the class's name as far as a file name allows.

    Raises:
        UserError: if the folder cannot be made, or is synchronised with other machines or on one.
    """
    if reason := explain_shared_folder(folder):
        raise UserError(reason)
    try:
        folder.mkdir(mode=FOLDER_RIGHTS, parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"{folder} cannot be made ({error.strerror}); choose another folder with --data DIR.") from None
    first = f"{make_file_stem(name)}-{now:%Y-%m-%d}"
    for number in range(1, 1000):
        path = folder / (f"{first}.lesson" if number == 1 else f"{first}-{number}.lesson")
        if not path.exists():
            return path
    raise UserError(f"{folder} is full of lessons named {first}; erase some.")


def make_file_stem(name: str) -> str:
    """Return the start of the file names of a class's lessons: its name as far as a file name allows."""
    return "".join(sign if sign.isalnum() else "-" for sign in name)[:40].strip("-") or "lesson"


def explain_shared_folder(folder: Path, mounts: Path = Path("/proc/mounts")) -> str:
    """Return a sentence if a folder is synchronised with other machines or on one; else an empty string.

    Args:
        mounts: Linux's list of mounted file systems; replaced in tests.
    """
    folder = folder.absolute()
    for part in folder.parts:
        if any(name in part.lower() for name in SYNCED_FOLDERS):
            return (
                f"{folder} looks like a folder that is copied to other machines ({part}); "
                "a lesson stays on this one: choose another folder with --data DIR."
            )
    try:
        lines = [line.split() for line in mounts.read_text(encoding="utf-8", errors="replace").splitlines()]
    except OSError:
        return ""
    above = [line for line in lines if len(line) > 2 and folder.is_relative_to(line[1].replace("\\040", " "))]
    if above and (kind := max(above, key=lambda line: len(line[1]))[2]) in NETWORK_FILE_SYSTEMS:
        return f"{folder} lies on another machine ({kind}); a lesson stays on this one: choose another with --data DIR."
    return ""


def peek_opened(path: Path) -> Opened | None:
    """Return the first event of a lesson's file; None if it cannot be read now."""
    try:
        base = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=0.2)
        try:
            row = base.execute("SELECT event FROM log WHERE kind = 'opened'").fetchone()
        finally:
            base.close()
        return msgspec.json.decode(row[0], type=Opened) if row else None
    except (sqlite3.Error, ValueError, TypeError):
        return None


def _explain_database_error(error: sqlite3.Error, path: Path) -> str:
    """Return an error of the database as a sentence: what happened, where, and what to do."""
    message = str(error).lower()
    if "full" in message:
        return f"The disk is full, so nothing was recorded in {path}; free some space and try again."
    if "locked" in message or "busy" in message:
        return f"Another program holds {path}: the lesson is already being served; close it there first."
    if any(sign in message for sign in ("malformed", "not a database", "corrupt", "decode", "no such", "unsupported")):
        return (
            f"{path} is damaged and was left as it is; begin a new lesson with --new, and keep the file if you need it."
        )
    if "readonly" in message or "unable to open" in message:
        return f"{path} cannot be written; choose another folder with --data DIR."
    return f"{path} cannot be used ({error}); choose another folder with --data DIR."
