"""Erasing the lessons that nobody opens again: said a month ahead, so that no wrong clock erases one."""

from __future__ import annotations

import contextlib
from datetime import date, datetime, timedelta
from pathlib import Path

from game.classroom.store import files_of, list_lesson_files
from game.text.moments import MONTHS

#: After so long without use a lesson's erasure is announced.
UNUSED_TIME = timedelta(days=30)
#: So long after the announcement it is erased.
NOTICE_TIME = timedelta(days=30)


def erase_old(folder: Path, now: datetime) -> list[str]:
    """Announce the erasure of lessons that have not been used for `UNUSED_TIME`, and erase those whose day has come.

    Clocks are wrong, and files are copied with old dates. So a date in the future counts as today, and nothing is
    erased by one look: a first start must find a lesson unused and write its day beside it, another must find it still
    unused `NOTICE_TIME` later. A clock that was wrong at one of them erases nothing.

    Args:
        now: the time that the clock shows.

    Returns:
        A sentence for each lesson that was announced or erased.

    Raises:
        UserError: with a sentence, if the folder cannot be read.
    """
    told = []
    for path in list_lesson_files(folder):
        # What cannot be erased now is tried again at the next start, and keeps no other lesson from being held.
        with contextlib.suppress(OSError):
            told += _check_lesson(path, now)
    return told


def format_day(day: date) -> str:
    """A day as a sentence names it."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _check_lesson(path: Path, now: datetime) -> list[str]:
    notice = path.with_name(f"{path.name}-due")
    unused = now.timestamp() - path.stat().st_mtime
    if unused < 0:
        path.touch()
    if unused < UNUSED_TIME.total_seconds():
        notice.unlink(missing_ok=True)
        return []
    if notice.exists() and not notice.is_file():
        return []
    due = _read_due_day(notice)
    if due is None or due > (now + NOTICE_TIME).date():
        # Not announced yet, or by a clock that ran ahead.
        due = (now + NOTICE_TIME).date()
        notice.write_text(due.isoformat(), encoding="ascii")
        return [f"{path.name} has not been used for a month. It is erased at the first start after {format_day(due)}."]
    if now.date() <= due:
        return []
    for each in (*files_of(path), notice):
        each.unlink(missing_ok=True)
    return [f"{path.name} was erased, as announced: nobody had used it for {(UNUSED_TIME + NOTICE_TIME).days} days."]


def _read_due_day(notice: Path) -> date | None:
    """The day that an announcement names, or None if there is none."""
    try:
        with notice.open("rb") as file:
            return date.fromisoformat(file.read(10).decode("ascii"))
    except (OSError, ValueError):
        return None
