"""The check finds sources that serve nobody, and years that nobody saw."""

from __future__ import annotations

import pytest

from game.proof.report import check
from tests.conftest import line_with, planted

SOURCES = "record/sources.yaml"


@pytest.mark.parametrize(
    ("old", "new", "says", "needle"),
    [
        ("    URL: https://example.org/memoir\n", "", "cannot be found again", "id: memoir"),
        ("references:\n", "references:\n  - {id: lost, type: book, title: A, publisher: B, custom: {kind: press}}\n",
         "nothing in the record rests on this source", "id: lost"),
    ],
)  # fmt: skip
def test_a_source_that_is_unused_or_cannot_be_found_is_a_fault(old: str, new: str, says: str, needle: str) -> None:
    files = planted(SOURCES, old, new)
    (fault,) = check(files).violations
    assert says in fault.says
    assert (fault.file, fault.line, fault.rule) == (SOURCES, line_with(SOURCES, needle, files), "L6")


@pytest.mark.parametrize(
    ("issued", "guessed"),
    [("1931", False), ("1931-05", False), ("1931-05-06", False), ("1931?", True), ("about 1931", True), ("193x", True),
     ("[1931]", True), ("1931-02-30", True), ("1931-05-06 evening", True)],
)  # fmt: skip
def test_a_guessed_year_is_a_fault(issued: str, guessed: bool) -> None:
    files = planted(SOURCES, 'issued: "1931"', f'issued: "{issued}"')
    faults = check(files).violations
    assert [fault.line for fault in faults] == [line_with(SOURCES, f'issued: "{issued}"', files)] * guessed
    assert all("a year that nobody saw is left out" in fault.says and fault.rule == "L6" for fault in faults)
