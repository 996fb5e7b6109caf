"""The rooms of the record, as the program opens them: from anywhere, and showing no more than the run has reached."""

from __future__ import annotations

import importlib
from functools import cached_property
from typing import TYPE_CHECKING

from game.tui.part import Part
from game.tui.screens.base import Base

# What only the rooms need is imported when the first of them opens.
if TYPE_CHECKING:
    from game.play.session import Session
    from game.record.search import SearchEntry
    from game.tui.library import Library, Sight
    from game.tui.widgets.links import Target

#: Each room's module under `screens/` and its class.
ROOMS = {
    "contents": ("contents", "Contents"),
    "timeline": ("timeline", "Timeline"),
    "city": ("citymap", "CityRoom"),
    "people": ("lists", "People"),
    "places": ("lists", "Places"),
    "glossary": ("lists", "Glossary"),
    "documents": ("lists", "Documents"),
    "disputes": ("lists", "Disputes"),
    "sources": ("lists", "Sources"),
    "search": ("search", "SearchRoom"),
}


class RecordRooms(Part):
    """The part of the program that opens the record.

    Attributes:
        revealed: whether the rooms show what is still to come in the run.
    """

    revealed = False

    @cached_property
    def library(self) -> Library:
        """The record, with what its rooms work out once."""
        from game.tui.library import Library

        return Library(self._game.story)

    @property
    def running(self) -> Session | None:
        """The run from which a room was opened, played or replayed."""
        from game.tui.screens.scene import Scene

        scenes = (screen for screen in reversed(self._game.screen_stack) if isinstance(screen, Scene))
        return next((scene.session for scene in scenes), None)

    @property
    def hides(self) -> bool:
        """Whether there is a run that has not ended, so that something is still to come."""
        return self.running is not None and not self.running.journal.scene.ending

    @property
    def sight(self) -> Sight:
        """How much the rooms show: what the run has reached, or everything."""
        from game.play.encounters import find_encounters
        from game.story.usage import format_scene_ref
        from game.tui.library import Sight

        session = self.running
        if session is None or self.revealed or not self.hides:
            return Sight()
        journal = session.journal
        read = frozenset(format_scene_ref(journal.machine.role, scene) for scene in journal.path)
        return Sight(
            max(scene.at.latest for scene in journal.path), read, frozenset(find_encounters(self._game.story, journal))
        )

    def search_entries(self) -> list[SearchEntry]:
        """What may be found: what has begun in the run, and the scenes that it has read."""
        from game.story.usage import SceneRef, make_scene_entry

        sight, event, session = self.sight, self.library.record.events_by_id, self.running
        told = {"event", "claim", "dispute"}
        found = [
            entry
            for entry in (self.library.entries if sight.until is None else self.library.entries_without_endings)
            if entry.kind not in told or sight.sees(event[entry.id.partition(".")[0]])
        ]
        if session is not None:
            scenes = {scene.id: scene for scene in session.journal.path}
            found += [make_scene_entry(SceneRef(session.journal.machine.role, scene)) for scene in scenes.values()]
        return found

    def look_up(self, target: Target, *, asked: bool = False) -> None:
        """Open what a link leads to.

        Args:
            asked: show it even if it is still to come, since a page that was read leads there.
        """
        from game.tui.screens.entry import EntryRoom
        from game.tui.screens.search import SearchRoom

        kind, name = target
        self._game.push_screen(SearchRoom(name) if kind == "search" else EntryRoom(target, asked=asked))

    def action_room(self, name: str) -> None:
        """Open a room of the record; where the pack has one document, that one."""
        pack = self._game.pack
        if pack is None:
            return
        if name == "city" and pack.map is None:
            self._tell("This story has no map.")
        elif name == "documents" and len(pack.record.documents) == 1:
            self.look_up(("document", pack.record.documents[0].id))
        else:
            module, room = ROOMS[name]
            self._game.enter(getattr(importlib.import_module(f"game.tui.screens.{module}"), room))

    def action_reveal(self) -> None:
        """Show or hide what is still to come in the run."""
        if not self.hides:
            self._tell("Nothing is hidden here.")
            return
        self.revealed = not self.revealed
        for screen in self._game.screen_stack:
            if isinstance(screen, Base):
                screen.settled()
        self._tell(
            "What is still to come is shown; h hides it." if self.revealed else "What is still to come is hidden."
        )

    def _tell(self, sentence: str) -> None:
        screen = self._game.screen
        if isinstance(screen, Base):
            screen.say(sentence)
