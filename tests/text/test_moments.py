"""A moment is as precise as its written form."""

from __future__ import annotations

import pytest

from game.text.moments import parse_moment


@pytest.mark.parametrize(
    ("form", "words", "precision"),
    [
        ("1956", "1956", "year"),
        ("1956-10", "October 1956", "month"),
        ("1956-10-23", "Tuesday 23 October 1956", "day"),
        ("1956-10-23 evening", "Tuesday 23 October 1956 · evening", "part"),
        ("1956-10-24 small hours", "Wednesday 24 October 1956 · small hours", "part"),
        ("1956-10-23T20", "Tuesday 23 October 1956 · about 20:00", "hour"),
        ("1956-10-23T20:40", "Tuesday 23 October 1956 · 20:40", "minute"),
        ("1958-06-16T05:09", "Monday 16 June 1958 · 05:09", "minute"),
    ],
)
def test_a_moment_is_told_as_precisely_as_it_is_known(form: str, words: str, precision: str) -> None:
    assert (parse_moment(form).words, parse_moment(form).precision) == (words, precision)


@pytest.mark.parametrize(
    "form",
    [
        *("1956-13", "1956-02-30", "1956-10-23T24", "1956-10-23 teatime", "56", "1956-10-23T1:30"),
        # The calendar ends with the year 9999.
        *(
            "0000",
            "9999",
            "9999-12",
            "9999-12-31",
            "9999-12-31 night",
            "9999-12-31T23",
            "9999-12-31T23:59",
            "9999-12-31T23:00",
        ),
    ],
)
def test_what_is_no_moment_is_refused_with_a_sentence(form: str) -> None:
    with pytest.raises(ValueError, match="is not a moment"):
        parse_moment(form)


def test_wide_moments_hold_the_narrow_ones() -> None:
    day, hour, minute = parse_moment("1956-10-23"), parse_moment("1956-10-23T20"), parse_moment("1956-10-23T20:40")
    assert day.earliest <= hour.earliest <= minute.earliest < minute.latest <= hour.latest <= day.latest
    assert parse_moment("1956-12").latest == parse_moment("1957-01").earliest


def test_a_narrow_column_tells_the_year_where_it_is_another_one() -> None:
    assert parse_moment("1956-10-23T20:40").short_in(1956) == "23 Oct 20:40"
    assert parse_moment("1956-11-23 morning").short_in(1957) == "23 Nov 1956 morning"
    assert parse_moment("1958-06-17").short_in(1989) == "17 Jun 1958"
    assert parse_moment("1963-03").short_in(1989) == "March 1963"


def test_beside_another_moment_what_goes_without_saying_is_left_out() -> None:
    night = parse_moment("1956-10-23T02")
    assert parse_moment("1956-10-23T01").relative_to(night) == "about 01:00"
    assert parse_moment("1956-10-22T23").relative_to(night) == "22 Oct 23:00"
    assert parse_moment("1955-10-22T23").relative_to(night) == "22 Oct 1955 23:00"
