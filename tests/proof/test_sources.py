"""The check finds citations that lead nowhere, sources that serve nobody, and years that nobody saw."""

from __future__ import annotations

import re

import pytest

from game.proof.report import run_check
from tests.conftest import line_with, planted

SOURCES = "record/sources.yaml"
EVENTS = "record/events/1930.yaml"


@pytest.mark.parametrize(
    ("file", "key", "needle"),
    [
        (EVENTS, "wage-cut.claims.tenth.cites", "cites: [{source: ledger-book}]"),
        (EVENTS, "wage-cut.news[1].cites", "cites: [{source: memoir}]"),
        (EVENTS, "walk-out.claims.sixty.cites", "cites: [{source: ledger-book}, {source: memoir}]"),
        (EVENTS, "walk-out.disputes.walked-out.readings[1].cites", "- {says: Sixty., cites: [{source: ledger-book}]}"),
        ("record/people.yaml", "ada-weber.cites", "cites: [{source: ledger-book}]"),
    ],
)
def test_a_citation_that_leads_nowhere_is_one_fault_at_its_line_in_the_record(file: str, key: str, needle: str) -> None:
    # A note on what a source is good for tells nobody where to look.
    files = planted(SOURCES, "    URL: https://example.org/memoir\n", "    publisher: Town Press\n")
    for name in (EVENTS, "record/people.yaml"):
        files[name] = re.sub(rb", where: (p\. )?\w+( page)?(?=})", b"", files[name])
    (fault,) = [fault for fault in run_check(files).violations if fault.key == key]
    assert (fault.file, fault.line, fault.rule) == (file, line_with(file, needle, files), "L6")
    assert 'add "where:" to the citation' in fault.message


@pytest.mark.parametrize(
    ("source", "count"),
    [
        ("type: article-newspaper, container-title: Post, issued: 1930-05-06", 0),
        ("type: article-newspaper, container-title: Post, issued: 1930-05", 1),
        ("type: article-newspaper, publisher: Post, issued: 1930-05-06", 1),
        ("type: book, container-title: Post, issued: 1930-05-06", 1),
        ("type: book, URL: 'https://example.org'", 0),
        ("type: book, publisher: Press, note: It is in it", 1),
    ],
)
def test_a_source_is_its_own_place_at_its_address_or_as_an_article_of_a_day(source: str, count: int) -> None:
    files = planted(EVENTS, "cites: [{source: ledger-book, where: p. 12}]", "cites: [{source: post}]")
    files[SOURCES] += f"  - {{id: post, title: News, custom: {{kind: press}}, {source}}}\n".encode()
    assert [fault.key for fault in run_check(files).violations] == ["wage-cut.claims.tenth.cites"] * count


@pytest.mark.parametrize(("verdict", "times"), [("confirms", 0), ("corrects", 1), ("disputes", 1)])
def test_a_claim_that_corrects_an_article_by_that_article_alone_is_found(verdict: str, times: int) -> None:
    files = planted("story.yaml", "version: 1\n", "version: 1\narticle_source: ledger-book\n")
    statement = f"- {{id: s1, says: It was a fifth., verdict: {verdict}, answered_by: [wage-cut.tenth]}}\n"
    files["record/article.yaml"] = statement.encode()
    found = [fault for fault in run_check(files).violations if "rests on it alone" in fault.message]
    assert [(fault.file, fault.line) for fault in found] == [(EVENTS, line_with(EVENTS, "where: p. 12", files))] * times


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
    (fault,) = [fault for fault in run_check(files).violations if fault.file == SOURCES]
    assert says in fault.message
    assert (fault.file, fault.line, fault.rule) == (SOURCES, line_with(SOURCES, needle, files), "L6")


@pytest.mark.parametrize(
    ("issued", "guessed"),
    [("1931", False), ("1931-05", False), ("1931-05-06", False), ("1931?", True), ("about 1931", True), ("193x", True),
     ("[1931]", True), ("1931-02-30", True), ("1931-05-06 evening", True)],
)  # fmt: skip
def test_a_guessed_year_is_a_fault(issued: str, guessed: bool) -> None:
    files = planted(SOURCES, 'issued: "1931"', f'issued: "{issued}"')
    faults = run_check(files).violations
    assert [fault.line for fault in faults] == [line_with(SOURCES, f'issued: "{issued}"', files)] * guessed
    assert all("a year that nobody saw is left out" in fault.message and fault.rule == "L6" for fault in faults)
