"""Moments: points in time, exactly as precise as they are known."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from functools import lru_cache, total_ordering

MONTHS = [
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]

#: The parts of a day and their hours, counted from midnight. They overlap, as they do in speech.
DAY_PARTS = {
    "small hours": (0, 5),
    "dawn": (4, 8),
    "morning": (6, 12),
    "noon": (11, 14),
    "afternoon": (12, 18),
    "evening": (16, 23),
    "night": (20, 29),
}

# Not \d, which takes the digits of every script: a footnote would print them.
_WRITTEN_FORM = re.compile(
    r"(?P<year>[0-9]{4})(-(?P<month>[0-9][0-9])(-(?P<day>[0-9][0-9])"
    rf"((T(?P<hour>[0-9][0-9])(:(?P<minute>[0-9][0-9]))?)| (?P<part>{'|'.join(DAY_PARTS)}))?)?)?"
)

#: The precision of a written form without a part of the day, by its length.
_PRECISION = {4: "year", 7: "month", 10: "day", 13: "hour", 16: "minute"}

#: The written forms as a pattern without named groups, which JSON Schema does not have.
MOMENT_PATTERN = "^" + re.sub(r"\?P<\w+>", "?:", _WRITTEN_FORM.pattern) + "$"


@total_ordering
class Moment:
    """A point in time whose written form is its precision, in the local time of the pack's own place.

    Moments are ordered by `earliest`, then by `latest`.

    Attributes:
        text: the written form: `1848`, `1848-03`, `1848-03-15`, `1848-03-15 evening`, `1848-03-15T11`
            or `1848-03-15T11:30`.
        earliest: the first minute that it can mean.
        latest: the first minute that it can no longer mean.
    """

    # msgspec would read a dataclass as a mapping; it passes a plain class to our hook, which reads the written form.
    __slots__ = ("earliest", "latest", "text")

    def __init__(self, text: str, earliest: datetime, latest: datetime) -> None:
        self.text = text
        self.earliest = earliest
        self.latest = latest

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"moment({self.text!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Moment) and self.text == other.text

    def __lt__(self, other: Moment) -> bool:
        return (self.earliest, self.latest) < (other.earliest, other.latest)

    def __hash__(self) -> int:
        return hash(self.text)

    @property
    def precision(self) -> str:
        """`year`, `month`, `day`, `part`, `hour` or `minute`."""
        if " " in self.text:
            return "part"
        return _PRECISION[len(self.text)]

    @property
    def is_precise(self) -> bool:
        """Whether it is more precise than a day."""
        return len(self.text) > 10

    @property
    def date(self) -> str:
        """The day in words, or the month or year where no day is known: `Wednesday 15 March 1848`."""
        first = self.earliest
        if self.precision == "year":
            return str(first.year)
        if self.precision == "month":
            return f"{MONTHS[first.month - 1]} {first.year}"
        return f"{DAYS[first.weekday()]} {first.day} {MONTHS[first.month - 1]} {first.year}"

    @property
    def hour(self) -> str:
        """The hour in words, as precise as it is known: `20:40`, `about 20:00`, `evening`; empty if it is not known."""
        match self.precision:
            case "minute":
                return self.text[11:]
            case "hour":
                return f"about {self.text[11:]}:00"
            case "part":
                return self.text[11:]
        return ""

    @property
    def words(self) -> str:
        """Day and hour in words: `Wednesday 15 March 1848 · 20:40`."""
        return " · ".join(part for part in (self.date, self.hour) if part)

    @property
    def short(self) -> str:
        """Day and hour for a narrow column: `15 Mar 20:40`; where no day is known, as `date`."""
        first = self.earliest
        if self.precision in {"year", "month"}:
            return self.date
        hour = self.hour.removeprefix("about ")
        return f"{first.day} {MONTHS[first.month - 1][:3]} {hour}".rstrip()

    def short_in(self, year: int) -> str:
        """Return `short`, with the year added if it is not the year that the reader has in mind.

        Args:
            year: the year that the reader has in mind.
        """
        if self.earliest.year == year or self.precision in {"year", "month"}:
            return self.short
        day, month, *hour = self.short.split(" ")
        return " ".join([day, month, str(self.earliest.year), *hour])

    def relative_to(self, other: Moment) -> str:
        """Return the moment in few words beside another: only the hour on the same day, no year in the same year."""
        same_day = self.date == other.date and self.precision in {"minute", "hour", "part"}
        return self.hour if same_day else self.short_in(other.earliest.year)


@lru_cache(maxsize=8192)
def parse_moment(text: str) -> Moment:
    """Read a moment from one of the written forms that `Moment.text` names.

    Raises:
        ValueError: with a sentence, if the text has none of the written forms, or there is no such day or hour.
    """
    found = _WRITTEN_FORM.fullmatch(text)
    if not found:
        raise ValueError(
            f'"{text}" is not a moment: write it like 1848-03, 1848-03-15, "1848-03-15 evening" or 1848-03-15T11:30.'
        )
    number = {name: int(value) for name, value in found.groupdict().items() if value and name != "part"}
    try:
        earliest, latest = _bounds(number, found["part"])
        # The day after must exist too: a map asks for the hour that follows, and the calendar ends with the year 9999.
        latest + timedelta(days=1)
    except (ValueError, OverflowError):
        raise ValueError(f'"{text}" is not a moment: there is no such day or hour.') from None
    return Moment(text, earliest, latest)


def _bounds(number: dict[str, int], part: str | None) -> tuple[datetime, datetime]:
    """Return the first minute of a written form, and the first one after it.

    Raises:
        ValueError, OverflowError: if there is no such day or hour, or the calendar ends with it.
    """
    start = datetime(
        number["year"], number.get("month", 1), number.get("day", 1), number.get("hour", 0), number.get("minute", 0)
    )
    if part:
        first, last = DAY_PARTS[part]
        return start + timedelta(hours=first), start + timedelta(hours=last)
    if "minute" in number:
        return start, start + timedelta(minutes=1)
    if "hour" in number:
        return start, start + timedelta(hours=1)
    if "day" in number:
        return start, start + timedelta(days=1)
    if "month" in number:
        return start, datetime(start.year + start.month // 12, start.month % 12 + 1, 1)
    return start, datetime(start.year + 1, 1, 1)
