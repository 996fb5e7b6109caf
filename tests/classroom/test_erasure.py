"""Erasing old lessons: the promise holds, and no clock that is wrong in either direction breaks it."""

from __future__ import annotations

import errno
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from game.classroom.erasure import NOTICE_TIME, UNUSED_TIME, erase_old
from game.classroom.store import LessonLog, LogEntry
from tests.classroom.lessons import OPENED

NOW = datetime(2026, 11, 29, 8, 0, tzinfo=UTC)
DAY = timedelta(days=1)


def lesson(folder: Path, used: datetime, name: str = "9B-2026-11-26") -> Path:
    """A lesson that was last used at some time, as its file's date says."""
    path = folder / f"{name}.lesson"
    log = LessonLog(path)
    log.append([LogEntry("", (OPENED,))])
    log.close()
    os.utime(path, (used.timestamp(), used.timestamp()))
    return path


def test_a_lesson_that_nobody_uses_is_announced_and_then_erased_sixty_days_after_its_use(tmp_path: Path) -> None:
    old = lesson(tmp_path, NOW)
    assert UNUSED_TIME + NOTICE_TIME == 60 * DAY
    assert erase_old(tmp_path, NOW + 29 * DAY) == []
    (told,) = erase_old(tmp_path, NOW + 30 * DAY)
    assert "9B-2026-11-26.lesson" in told and "after 28 January 2027" in told
    assert erase_old(tmp_path, NOW + 31 * DAY) == erase_old(tmp_path, NOW + 60 * DAY) == []
    assert old.exists()
    young = lesson(tmp_path, NOW + 50 * DAY, "8A-2027-01-18")
    (told,) = erase_old(tmp_path, NOW + 61 * DAY)
    assert "was erased" in told
    assert list(tmp_path.iterdir()) == [young]


@pytest.mark.parametrize("used", [datetime(2020, 1, 1, tzinfo=UTC), datetime(1970, 1, 1, tzinfo=UTC)])
def test_a_lesson_held_by_a_clock_that_stood_or_copied_with_an_old_date_has_a_month(
    tmp_path: Path, used: datetime
) -> None:
    path = lesson(tmp_path, used)
    for days in (0, 0, 1, 7, 30):
        erase_old(tmp_path, NOW + days * DAY)
        assert path.exists()
    LessonLog(path).close()  # it is used again, which the real clock dates
    os.utime(path, ((NOW + 30 * DAY).timestamp(),) * 2)
    erase_old(tmp_path, NOW + 45 * DAY)
    assert list(tmp_path.iterdir()) == [path], "and nothing is left of the announcement"


def test_a_clock_that_jumps_ahead_by_years_erases_nothing_and_is_forgotten(tmp_path: Path) -> None:
    path = lesson(tmp_path, NOW - DAY)
    ahead = NOW + 5 * 365 * DAY
    for day in (ahead, ahead + 2 * DAY, NOW, NOW + DAY):
        erase_old(tmp_path, day)
        assert path.exists()
    assert list(tmp_path.iterdir()) == [path]
    # Also where the lesson was old when the clock jumped: it has its month by the real one.
    erase_old(tmp_path, ahead)
    (told,) = erase_old(tmp_path, NOW + 40 * DAY)
    assert "is erased at the first start after" in told
    erase_old(tmp_path, NOW + 69 * DAY)
    assert path.exists()
    erase_old(tmp_path, NOW + 71 * DAY)
    assert not path.exists()


def test_a_date_in_the_future_does_not_keep_a_lesson_for_ever(tmp_path: Path) -> None:
    path = lesson(tmp_path, NOW + 5 * 365 * DAY)
    assert erase_old(tmp_path, NOW) == []
    # The file takes today's date, which in this test is the real one.
    today = datetime.now(UTC)
    assert abs(path.stat().st_mtime - today.timestamp()) < 3600
    erase_old(tmp_path, today + 31 * DAY)
    erase_old(tmp_path, today + 63 * DAY)
    assert not path.exists()


@pytest.mark.parametrize("note", [b"", b"\xff" * 50, b"9999-12-31", b"0000-00-00", b"tomorrow"])
def test_an_announcement_that_is_none_is_made_again(tmp_path: Path, note: bytes) -> None:
    path = lesson(tmp_path, NOW - 90 * DAY)
    (tmp_path / f"{path.name}-due").write_bytes(note)
    (told,) = erase_old(tmp_path, NOW)
    assert "after 29 December 2026" in told and path.exists()


def test_what_is_no_file_is_passed_over_and_a_file_that_stays_keeps_no_other_from_being_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(tmp_path / "pipe.lesson")
    (tmp_path / "link.lesson").symlink_to(tmp_path / "nowhere")
    path = lesson(tmp_path, NOW - 90 * DAY)
    os.mkfifo(tmp_path / f"{path.name}-due")
    assert erase_old(tmp_path, NOW) == []
    (tmp_path / f"{path.name}-due").unlink()

    def refused(path: Path, missing_ok: bool = False) -> None:
        raise PermissionError(errno.EACCES, "planted")

    erase_old(tmp_path, NOW)
    monkeypatch.setattr("pathlib.Path.unlink", refused)
    assert erase_old(tmp_path, NOW + 31 * DAY) == []
    assert erase_old(tmp_path / "nowhere", NOW) == []
