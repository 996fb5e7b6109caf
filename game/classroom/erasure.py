"""Erasing lessons that nobody uses any more, announced a month ahead, so that a wrong clock cannot erase one."""

from __future__ import annotations

import contextlib
from datetime import date, datetime, timedelta
from pathlib import Path

from game.classroom.store import files_of, list_lesson_files
from game.text.moments import MONTHS

#: How long a lesson is unused before its erasure is announced.
UNUSED_TIME = timedelta(days=30)
#: How long after the announcement it is erased.
NOTICE_TIME = timedelta(days=30)


def erase_old(folder: Path, now: datetime) -> list[str]:
    """Announce the erasure of lessons unused for `UNUSED_TIME`, and erase those that are due.

    Clocks may be wrong, and copied files may have old dates. So a date in the future counts as today, and it takes two
    starts to erase a lesson: the first finds it unused and writes its day beside it, the second finds it still unused
    `NOTICE_TIME` later. A clock that is wrong at one of them erases nothing.

    Args:
        now: the clock's time.

    Returns:
        A sentence for each lesson that was announced or erased.

    Raises:
        UserError: if the folder cannot be read.
    """
    told = []
    for path in list_lesson_files(folder):
        # A lesson that cannot be erased now is tried again at the next start, and stops no other lesson.
        with contextlib.suppress(OSError):
            told += _check_lesson(path, now)
    return told


def format_day(day: date) -> str:
    """Return a day in words."""
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
        # Not announced yet, or announced by a clock that was fast.
        due = (now + NOTICE_TIME).date()
        notice.write_text(due.isoformat(), encoding="ascii")
        return [f"{path.name} has not been used for a month. It is erased at the first start after {format_day(due)}."]
    if now.date() <= due:
        return []
    for each in (*files_of(path), notice):
        each.unlink(missing_ok=True)
    return [f"{path.name} was erased, as announced: nobody had used it for {(UNUSED_TIME + NOTICE_TIME).days} days."]


def _read_due_day(notice: Path) -> date | None:
    """Return the day in an announcement; None if it has none."""
    try:
        with notice.open("rb") as file:
            return date.fromisoformat(file.read(10).decode("ascii"))
    except (OSError, ValueError):
        return None
