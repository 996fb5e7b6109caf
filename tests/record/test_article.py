"""The article that the project began from is answered statement by statement."""

from __future__ import annotations

import json

from game.proof.report import Report
from game.proof.report_formats import format_json
from game.record.article import count_article_verdicts, list_article_answers
from game.story.types import Pack


def test_every_statement_of_the_article_is_answered(shipped: Pack) -> None:
    numbers = count_article_verdicts(shipped.record)
    assert numbers["missing"] == 0
    assert sum(numbers.values()) == len(shipped.record.article) == 273


def test_an_answer_tells_the_sentence_that_confirms_or_corrects(shipped: Pack) -> None:
    account = {answered.statement.id: answered for answered in list_article_answers(shipped.record)}
    assert account["s098"].statement.verdict == "corrects"
    assert "born a Pole" in account["s098"].answers[0][1]
    assert all(words for answered in account.values() for _, words in answered.answers)


def test_a_dispute_is_answered_by_a_dispute_or_by_claims_that_differ(shipped: Pack) -> None:
    for statement in shipped.record.article:
        if statement.verdict == "disputes":
            assert len(statement.answered_by) > 1 or statement.answered_by[0] in shipped.record.disputes_by_label, (
                statement.id
            )


def test_a_statement_that_the_record_does_not_decide_is_counted_apart(shipped: Pack) -> None:
    undecided = [statement for statement in shipped.record.article if statement.verdict == "undecided"]
    assert 0 < len(undecided) == count_article_verdicts(shipped.record)["undecided"]
    assert all(statement.answer.startswith("The record does not decide it") for statement in undecided)


def test_every_point_of_a_document_tells_what_became_of_it(shipped: Pack) -> None:
    (document,) = shipped.record.documents
    assert [point.number for point in document.points] == list(range(1, 17))
    assert all(point.became for point in document.points)


def test_the_check_tells_how_much_there_is_and_how_the_article_was_answered(shipped_report: Report) -> None:
    told = json.loads(format_json(shipped_report))
    least = {
        "events": 250,
        "claims": 1000,
        "disputes": 60,
        "sources": 350,
        "people": 150,
        "places": 120,
        "glossary": 80,
    }
    assert all(told[name] >= number for name, number in least.items())
    assert set(told["article"]) == {"confirmed", "corrected", "disputed", "undecided", "missing"}
    assert told["article"]["missing"] == 0
