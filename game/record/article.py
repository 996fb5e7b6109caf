"""The article that a pack began from: each of its statements, and what the record answers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from game.record.record import Record
from game.record.types import Statement


@dataclass(frozen=True)
class AnsweredStatement:
    """One statement with its answer.

    Attributes:
        answers: for each claim or dispute that answers it, the label and the claim's sentence or dispute's question.
    """

    statement: Statement
    answers: tuple[tuple[str, str], ...]


def list_article_answers(record: Record) -> list[AnsweredStatement]:
    """Return every statement of the article, in its order, with the claims and disputes that answer it."""
    return [
        AnsweredStatement(statement, tuple((label, _words(record, label)) for label in statement.answered_by))
        for statement in record.article
    ]


def count_article_verdicts(record: Record) -> dict[str, int]:
    """Return how many statements have each verdict: `confirmed`, `corrected`, `disputed`, `undecided`, `missing`."""
    known = record.claims_by_label.keys() | record.disputes_by_label.keys()
    answered = [statement for statement in record.article if known & set(statement.answered_by)]
    verdicts = Counter(statement.verdict for statement in answered)
    return {
        "confirmed": verdicts["confirms"],
        "corrected": verdicts["corrects"],
        "disputed": verdicts["disputes"],
        "undecided": verdicts["undecided"],
        "missing": len(record.article) - len(answered),
    }


def _words(record: Record, label: str) -> str:
    if label in record.claims_by_label:
        return record.claims_by_label[label].says
    dispute = record.disputes_by_label.get(label)
    return dispute.question if dispute is not None else ""
