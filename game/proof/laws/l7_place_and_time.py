"""L7: what is seen is seen at its place and hour."""

from __future__ import annotations

from collections.abc import Iterator

from game.proof.context import ProofContext, Violation


def check_place_and_time(context: ProofContext) -> Iterator[Violation]:
    """L7: a scene that depicts an event stands at one of its places, or within one, and can be in its hours.

    Hours are as wide as they are known; they agree if some minute may belong to both.
    """
    record = context.pack.record
    for scene in context.role.scenes:
        for name in scene.depicts:
            event = record.events_by_id[name]
            if not any(record.is_within(scene.place, place) for place in event.places):
                places = ", ".join(event.places)
                message = f'it depicts "{name}", which was at {places}, not at {scene.place}.'
                yield Violation("L7", scene.id, ("place",), message)
            ends_at = max(event.at.latest, event.until.latest) if event.until else event.at.latest
            if scene.at.latest <= event.at.earliest or scene.at.earliest >= ends_at:
                hours = event.at.words + (f" to {event.until.words}" if event.until else "")
                message = f'it depicts "{name}" ({hours}) at another hour, {scene.at.words}.'
                yield Violation("L7", scene.id, ("at",), message)
