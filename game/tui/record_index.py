"""What the screens of the record read: the record with its links both ways, and how much of it a run may see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from game.record.backlinks import Backlinks
from game.record.types import Event
from game.story.types import Pack
from game.story.usage import RecordUsage, SceneRef, format_scene_ref


class RecordIndex:
    """A pack's record, with what is worked out once and only when a screen first asks for it."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.record = pack.record

    @cached_property
    def backlinks(self) -> Backlinks:
        """From sources, people and places back to what names them."""
        return Backlinks(self.record)

    @cached_property
    def usage(self) -> RecordUsage:
        """From the record back to the scenes."""
        return RecordUsage(self.pack)

    def find_scene(self, name: str) -> SceneRef:
        """The scene that is named `role/scene`."""
        role_id, _, scene_id = name.partition("/")
        role = self.pack.get_role(role_id)
        return SceneRef(role, next(scene for scene in role.scenes if scene.id == scene_id))


@dataclass(frozen=True)
class Visibility:
    """How much a reader may see: all of it, or what a run has reached.

    Attributes:
        until: what begins at this minute or later is still to come; None hides nothing.
        read_scenes: the scenes that the run has read, as `role/scene`; None for all.
        met_events: the events that the run has seen or heard of.
    """

    until: datetime | None = None
    read_scenes: frozenset[str] | None = None
    met_events: frozenset[str] = frozenset()

    def can_see(self, event: Event) -> bool:
        """Whether the run has met an event, or it has surely begun; what is known to the day begins with its day."""
        if self.until is None or event.id in self.met_events:
            return True
        return event.at.latest <= self.until if event.at.is_precise else event.at.earliest < self.until

    def has_read(self, use: SceneRef) -> bool:
        """Whether a scene may be shown."""
        return self.read_scenes is None or format_scene_ref(use.role, use.scene) in self.read_scenes


EVERYTHING = Visibility()
