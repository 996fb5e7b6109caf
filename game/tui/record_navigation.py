"""Opening the screens of the record from everywhere, showing no more than the run has reached."""

from __future__ import annotations

import importlib
from functools import cached_property
from typing import TYPE_CHECKING

from game.tui.app_part import AppPart
from game.tui.screens.base_screens import GameScreen
from game.wording import record_words

# What only these screens need is imported when the first of them opens.
if TYPE_CHECKING:
    from game.play.session import Session
    from game.record.search import SearchEntry
    from game.tui.record_index import RecordIndex, Visibility
    from game.tui.widgets.linked_text import Target

#: Each screen's module under `screens/` and its class.
RECORD_SCREEN_CLASSES = {
    "contents": ("record_menu_screen", "RecordMenuScreen"),
    "timeline": ("timeline_screen", "TimelineScreen"),
    "city": ("city_map_screen", "CityMapScreen"),
    "people": ("list_screens", "PeopleScreen"),
    "places": ("list_screens", "PlacesScreen"),
    "glossary": ("list_screens", "GlossaryScreen"),
    "documents": ("list_screens", "DocumentsScreen"),
    "disputes": ("list_screens", "DisputesScreen"),
    "sources": ("list_screens", "SourcesScreen"),
    "search": ("search_screen", "SearchScreen"),
}


class RecordNavigation(AppPart):
    """The part of `GameApp` that opens the record.

    Attributes:
        reveals_future: whether the screens show what is still to come.
    """

    reveals_future = False

    @cached_property
    def record_index(self) -> RecordIndex:
        """The record with the indexes of its screens."""
        from game.tui.record_index import RecordIndex

        return RecordIndex(self._game.story)

    @property
    def current_run(self) -> Session | None:
        """The run from which the screen was opened, in play or in a replay."""
        from game.tui.screens.play_screen import PlayScreen

        scenes = (screen for screen in reversed(self._game.screen_stack) if isinstance(screen, PlayScreen))
        return next((scene.session for scene in scenes), None)

    @property
    def hides_future(self) -> bool:
        """Whether a run has not ended, so that something is still to come."""
        return self.current_run is not None and not self.current_run.journal.scene.ending

    @property
    def visibility(self) -> Visibility:
        """What the screens show: what the run has reached, or everything."""
        from game.play.encounters import find_encounters
        from game.story.usage import format_scene_ref
        from game.tui.record_index import Visibility

        session = self.current_run
        if session is None or self.reveals_future or not self.hides_future:
            return Visibility()
        journal = session.journal
        read = frozenset(format_scene_ref(journal.machine.role, scene) for scene in journal.path)
        return Visibility(
            max(scene.at.latest for scene in journal.path), read, frozenset(find_encounters(self._game.story, journal))
        )

    def search_entries(self) -> list[SearchEntry]:
        """Return what a search may find: what has begun in the run, and the scenes that it has read.

        The list takes megabytes, so a search keeps it only for as long as its screen is open.
        """
        from game.record.search import list_entries
        from game.story.usage import SceneRef, make_scene_entry

        visibility, event, session = self.visibility, self.record_index.record.events_by_id, self.current_run
        told = {"event", "claim", "dispute"}
        found = [
            entry
            for entry in list_entries(self.record_index.record, spoilers=visibility.until is None)
            if entry.kind not in told or visibility.can_see(event[entry.id.partition(".")[0]])
        ]
        if session is not None:
            scenes = {scene.id: scene for scene in session.journal.path}
            found += [make_scene_entry(SceneRef(session.journal.machine.role, scene)) for scene in scenes.values()]
        return found

    def open_entry(self, target: Target, *, is_asked_for: bool = False) -> None:
        """Open the entry to which a link leads.

        Args:
            is_asked_for: show it even if it is still to come, since a page that the player has read leads there.
        """
        from game.tui.screens.entry_screen import EntryScreen
        from game.tui.screens.search_screen import SearchScreen

        kind, name = target
        self._game.push_screen(
            SearchScreen(name) if kind == "search" else EntryScreen(target, is_asked_for=is_asked_for)
        )

    def action_room(self, name: str) -> None:
        """Open a screen of the record; if the pack has a single document, open that."""
        pack = self._game.pack
        if pack is None:
            return
        if name == "city" and pack.map is None:
            self._notify(record_words.NO_MAP)
        elif name == "documents" and len(pack.record.documents) == 1:
            self.open_entry(("document", pack.record.documents[0].id))
        else:
            module, room = RECORD_SCREEN_CLASSES[name]
            self._game.open_screen(getattr(importlib.import_module(f"game.tui.screens.{module}"), room))

    def action_reveal(self) -> None:
        """Show or hide what is still to come in the run."""
        if not self.hides_future:
            self._notify(record_words.NOTHING_HIDDEN)
            return
        self.reveals_future = not self.reveals_future
        for screen in self._game.screen_stack:
            if isinstance(screen, GameScreen):
                screen.on_visibility_changed()
        self._notify(record_words.FUTURE_SHOWN if self.reveals_future else record_words.FUTURE_HIDDEN)

    def _notify(self, sentence: str) -> None:
        screen = self._game.screen
        if isinstance(screen, GameScreen):
            screen.notify_line(sentence)
