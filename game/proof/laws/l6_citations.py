"""The part of L6 about roles: every footnote leads to a claim, and a fixed point is told where it is footnoted.

The part about the record, that every citation leads into its source, is in `game.proof.source_checks`.
"""

from __future__ import annotations

from collections.abc import Iterator

from game.proof.context import KeyPath, ProofContext, Violation
from game.text.prose import find_labels


def check_citations(context: ProofContext) -> Iterator[Violation]:
    """L6: every footnote leads to a claim, and a scene tells a fixed point where its text footnotes it, nowhere else.

    A scene whose text footnotes a fixed point depicts or tells it, and one that tells a fixed point footnotes it in its
    text: what the proof takes to be told must stand there to be read.
    """
    record = context.pack.record
    told: set[str] = set()
    for scene, key, label in _footnotes(context):
        if label not in record.claims_by_label and label not in told:
            yield Violation("L6", scene, key, f'the footnote "{label}" leads to no claim.')
        told.add(label)
    yield from _check_fixed_points(context)


def _check_fixed_points(context: ProofContext) -> Iterator[Violation]:
    """Yield fixed points that a scene tells without a footnote, or footnotes without telling or depicting them."""
    points = {point.event for point in context.role.fixed_points}
    for scene in context.role.scenes:
        footnoted = points & {label.partition(".")[0] for label in find_labels(scene.text)}
        for name in scene.tells:
            if name in points - footnoted:
                message = f'it is said to tell the fixed point "{name}", but its text has no footnote to it.'
                yield Violation("L6", scene.id, ("tells",), message)
        for name in sorted(footnoted.difference(scene.depicts, scene.tells)):
            message = f'its text footnotes the fixed point "{name}"; add it to "tells", or to "depicts".'
            yield Violation("L6", scene.id, ("text",), message, needle=f"[^{name}.")


def _footnotes(context: ProofContext) -> Iterator[tuple[str, KeyPath, str]]:
    """Yield every footnote of a role: its scene or attempt, its key, and the claim's label."""
    for label in find_labels(context.role.prologue or ""):
        yield "", ("prologue",), label
    for scene in context.role.scenes:
        for text in scene.list_texts():
            for label in find_labels(text.text):
                yield scene.id, text.key, label
    for attempt in context.role.attempts:
        name = f"attempt:{attempt.id}"
        for label in attempt.record_claims:
            yield name, ("record_claims",), label
        for part in ("what_changed", "why_record_stood", "what_it_would_take", "reach"):
            for label in find_labels(getattr(attempt, part) or ""):
                yield name, (part,), label
    for index, fate in enumerate(context.role.fates):
        for label in fate.claims:
            yield "", ("fates", index, "claims"), label
