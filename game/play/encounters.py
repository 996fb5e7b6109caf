"""Which events of the record a run has seen, and which it has heard of."""

from __future__ import annotations

from dataclasses import dataclass

from game.play.journal import Journal
from game.play.news import find_bulletins
from game.story.types import Pack


@dataclass(frozen=True)
class Encounter:
    """How a run met an event, `seen` or `heard`, and the title of the scene where it did."""

    how: str
    scene_title: str


def find_encounters(pack: Pack, journal: Journal) -> dict[str, Encounter]:
    """Return the events that a run has met so far, by id; an event both heard of and seen counts as seen."""
    found: dict[str, Encounter] = {}
    for number, scene in enumerate(journal.path):
        until = Journal(journal.machine, scene.id, journal.values, journal.taken[:number])
        heard = [*scene.tells, *(event.id for event, _ in find_bulletins(pack, until))]
        for event in heard:
            found.setdefault(event, Encounter("heard", scene.title))
        for event in scene.depicts:
            if event not in found or found[event].how != "seen":
                found[event] = Encounter("seen", scene.title)
    return found
