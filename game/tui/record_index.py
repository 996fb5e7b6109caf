"""The data of the record's screens: the record, its links in both directions, and what a run may see of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from game.record.backlinks import Backlinks
from game.record.types import Event
from game.story.types import Pack
from game.story.usage import RecordUsage, SceneRef, format_scene_ref


class RecordIndex:
    """A pack's record, with indexes that are built when a screen first needs them."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.record = pack.record

    @cached_property
    def backlinks(self) -> Backlinks:
        """The references to sources, people and places."""
        return Backlinks(self.record)

    @cached_property
    def usage(self) -> RecordUsage:
        """The scenes that use each part of the record."""
        return RecordUsage(self.pack)

    def find_scene(self, name: str) -> SceneRef:
        """Return the scene with the name `role/scene`."""
        role_id, _, scene_id = name.partition("/")
        role = self.pack.get_role(role_id)
        return SceneRef(role, next(scene for scene in role.scenes if scene.id == scene_id))


@dataclass(frozen=True)
class Visibility:
    """How much of the record a reader may see: all of it, or what a run has reached.

    Attributes:
        until: whatever begins at this minute or later is hidden; None hides nothing.
        read_scenes: the scenes that the run has read, as `role/scene`; None for all.
        met_events: the events that the run has seen or heard of.
    """

    until: datetime | None = None
    read_scenes: frozenset[str] | None = None
    met_events: frozenset[str] = frozenset()

    def can_see(self, event: Event) -> bool:
        """Return whether the run has met an event, or the event has begun; one known to the day begins with its day."""
        if self.until is None or event.id in self.met_events:
            return True
        return event.at.latest <= self.until if event.at.is_precise else event.at.earliest < self.until

    def has_read(self, use: SceneRef) -> bool:
        """Return whether a scene may be shown."""
        return self.read_scenes is None or format_scene_ref(use.role, use.scene) in self.read_scenes


EVERYTHING = Visibility()
