"""L5: every ending tells the outcome."""

from __future__ import annotations

from collections.abc import Iterator

from game.proof.context import ProofContext, Violation
from game.text.prose import find_labels


def check_outcome(context: ProofContext) -> Iterator[Violation]:
    """L5: every ending's fate is one of the role's, with claims, and its text footnotes a claim of the outcome.

    So do its calm and easy versions, which replace the text.
    """
    outcomes = set(context.pack.story.outcome_claims)
    documented = {fate.id for fate in context.role.fates if fate.claims}
    for scene in context.role.scenes:
        if scene.ending is None:
            continue
        if scene.ending.fate not in documented:
            message = f'the fate "{scene.ending.fate}" is not documented by any claim.'
            yield Violation("L5", scene.id, ("ending", "fate"), message)
        for text in scene.list_texts():
            told = text.part == "text" and text.version != "projector"
            if told and not outcomes & set(find_labels(text.text)):
                message = (
                    "the ending does not tell the outcome: footnote one of the claims that story.yaml lists "
                    'under "outcome_claims".'
                )
                yield Violation("L5", scene.id, text.key, message)
