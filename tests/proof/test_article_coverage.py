"""The article's statements count as played where enough runs read their answer, and nowhere else."""

from __future__ import annotations

import json

import pytest

from game.proof.article_coverage import TOTAL_PER_BULLETIN, ArticleCoverage
from game.proof.report import Report, run_check
from tests.proof.tiny import files

#: Thirty choices of one scene; only the first leads to the scene `rare`.
RARELY = ", ".join(
    f"{{id: c{number}, letter_in_run_key: '{letter}', to: {'often' if number else 'rare'}}}"
    for number, letter in enumerate("0123456789ABCDEFGHJKMNPQRSTVWX")
)


def played(scenes: str, answer: str = "fire.burnt", **parts: str) -> ArticleCoverage:
    """What is played of an article with one statement, which one claim answers."""
    statement = {"id": "s1", "says": "It burnt.", "verdict": "confirms", "answered_by": [answer]}
    pack = files(scenes, **parts) | {"record/article.yaml": json.dumps([statement]).encode()}
    report = run_check(pack, laws=())
    assert report.violations == []
    return report.article_coverage


@pytest.mark.parametrize(
    ("where", "scenes"),
    [
        ("a scene's text", "[{id: a, depicts: [fire], text: 'It burnt.[^fire.burnt]', to: [b]}, {id: b}]"),
        ("what follows", "[{id: a, choices: [{id: x, result: 'It burnt.[^fire.burnt]', to: b}]}, {id: b}]"),
        ("a passage", "[{id: a, passages: [{if: trust < 1, text: 'It burnt.[^fire.burnt]'}], to: [b]}, {id: b}]"),
        ("an ending", "[{id: a, to: [b]}, {id: b, text: 'It burnt.[^fire.burnt][^verdict.given]'}]"),
    ],
)
def test_a_statement_is_told_where_a_text_footnotes_its_answer(where: str, scenes: str) -> None:
    assert played(scenes, variables="[{id: trust, start: 0, highest: 1}]") == ArticleCoverage(told=("s1",)), where


def test_what_fewer_than_one_run_in_twenty_reads_is_not_played_unless_it_is_an_ending() -> None:
    told = "text: 'It burnt.[^fire.burnt][^verdict.given]'"
    scene = f"[{{id: a, choices: [{RARELY}]}}, {{id: rare, {told}, to: [often]}}, {{id: often}}]"
    assert played(scene).unplayed == ("s1",)
    result = scene.replace(told, "text: Words.").replace("to: rare}", "to: rare, result: 'It burnt.[^fire.burnt]'}")
    assert "result" in result
    assert played(result).unplayed == ("s1",)
    ending = f"[{{id: a, choices: [{RARELY}]}}, {{id: rare, {told}}}, {{id: often}}]"
    assert played(ending).told == ("s1",)


def test_a_passage_that_never_stands_and_the_answer_to_an_attempt_do_not_count() -> None:
    scenes = "[{id: a, passages: [{if: trust > 0, text: 'It burnt.[^fire.burnt]'}], to: [b]}, {id: b}]"
    assert played(scenes, variables="[{id: trust, start: 0, highest: 1}]").unplayed == ("s1",)
    attempt = "[{id: a, choices: [{id: x, attempt: try, to: b}]}, {id: b, answers_attempts: [try]}]"
    answered = "[{id: try, record_claims: [fire.burnt], why_record_stood: 'It burnt.[^fire.burnt]'}]"
    assert played(attempt, attempts=answered).unplayed == ("s1",)


def test_a_bulletin_counts_where_it_is_heard_and_only_beside_texts() -> None:
    late = "[{id: a, at: 1930-05-05, to: [b]}, {id: b, at: 1930-05-06}]"
    heard = played(late, answer="inquiry.held")
    assert (heard.told, heard.heard, heard.played) == ((), ("s1",), 0)
    assert played(late.replace("05-06", "05-05"), answer="inquiry.held").unplayed == ("s1",)


def test_bulletins_are_at_most_a_fifth_of_what_counts() -> None:
    many = ArticleCoverage(told=tuple("abcdefgh"), heard=tuple("ijklm"))
    assert many.played == 10
    assert (many.played - len(many.told)) * TOTAL_PER_BULLETIN <= many.played
    assert ArticleCoverage(told=tuple("abcdefgh"), heard=("i",)).played == 9


def test_of_the_article_that_the_story_began_from_at_least_150_statements_are_played(shipped_report: Report) -> None:
    assert shipped_report.article_coverage.played >= 150
