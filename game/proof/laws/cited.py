"""L6, as far as it speaks of a role: every footnote leads to a claim, and a fixed point is told where it is footnoted.

The record's own part, that every citation leads into its source, is in `game.proof.sources`.
"""

from __future__ import annotations

from collections.abc import Iterator

from game.proof.case import Breach, Case, Key
from game.story.types import Scene
from game.text.prose import find_labels


def cited(case: Case) -> Iterator[Breach]:
    """L6: every footnote leads to a claim, and a scene tells a fixed point where its text footnotes it, nowhere else.

    A scene whose text footnotes a fixed point depicts or tells it, and one that tells a fixed point footnotes it in its
    text: what the proof takes to be told must stand there to be read.
    """
    record = case.pack.record
    told: set[str] = set()
    for scene, key, label in _footnotes(case):
        if label not in record.claims_by_label and label not in told:
            yield Breach("L6", scene, key, f'the footnote "{label}" leads to no claim.')
        told.add(label)
    yield from _told(case)


def _told(case: Case) -> Iterator[Breach]:
    """Fixed points that a scene tells without a footnote, or footnotes without telling or depicting them."""
    points = {point.event for point in case.role.fixed_points}
    for scene in case.role.scenes:
        footnoted = points & {label.partition(".")[0] for label in find_labels(scene.text)}
        for name in scene.tells:
            if name in points - footnoted:
                says = f'it is said to tell the fixed point "{name}", but its text has no footnote to it.'
                yield Breach("L6", scene.id, ("tells",), says)
        for name in sorted(footnoted.difference(scene.depicts, scene.tells)):
            says = f'its text footnotes the fixed point "{name}"; add it to "tells", or to "depicts".'
            yield Breach("L6", scene.id, ("text",), says, needle=f"[^{name}.")


def _footnotes(case: Case) -> Iterator[tuple[str, Key, str]]:
    """Every footnote of a role: the scene or attempt and the key where it stands, and the claim's label."""
    for scene in case.role.scenes:
        for key, text in _texts(scene):
            for label in find_labels(text):
                yield scene.id, key, label
    for attempt in case.role.attempts:
        name = f"attempt:{attempt.id}"
        for label in attempt.record:
            yield name, ("record",), label
        for part in ("changed", "stood", "otherwise", "reach"):
            for label in find_labels(getattr(attempt, part) or ""):
                yield name, (part,), label
    for position, fate in enumerate(case.role.fates):
        for label in fate.claims:
            yield "", ("fates", position, "claims"), label


def _texts(scene: Scene) -> Iterator[tuple[Key, str]]:
    yield ("text",), scene.text
    for name in ("calm", "easy", "wall"):
        if (text := getattr(scene, name)) is not None:
            yield (name,), text
    for number, card in enumerate(scene.because):
        yield ("because", number, "text"), card.text
    for number, passage in enumerate(scene.also):
        yield ("also", number, "text"), passage.text
    for option in scene.choices:
        if option.then is not None:
            yield ("choices", option.id, "then"), option.then
