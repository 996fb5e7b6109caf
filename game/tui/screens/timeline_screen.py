"""The timeline: all events in the order of time, with the scenes of the player's run among them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from game.play.encounters import find_encounters
from game.record.types import Event
from game.story.usage import format_scene_ref
from game.text.moments import Moment
from game.tui.player_commands import list_bindings
from game.tui.screens.linked_text_screen import FilterListScreen, ListRow
from game.wording import record_words

TIMELINE_VIEWS = (record_words.VIEW_ALL, record_words.VIEW_RUN, record_words.VIEW_ROLE)
MET_MARKS = {"seen": record_words.MARK_SEEN, "heard": record_words.MARK_HEARD}


class TimelineScreen(FilterListScreen):
    """All events; those of a busy day are under the day, others under the year."""

    SCREEN_KIND = "timeline"
    BINDINGS = list_bindings("timeline")
    HEADING = record_words.TIMELINE
    LEAD_WIDTH = 15

    def __init__(self) -> None:
        super().__init__()
        self.view = 0

    def show_first(self) -> None:
        """Show the list, from the run's hour on."""
        self.links.show(self.lines, find=self._find_current_target() if self.game.current_run is not None else None)

    def about(self) -> str:
        """Return which view is shown, and what the marks mean."""
        if self.game.current_run is None:
            return record_words.TIMELINE_ABOUT.format(count=len(self.game.record_index.record.events))
        return record_words.TIMELINE_ABOUT_RUN.format(view=TIMELINE_VIEWS[self.view])

    def rows(self) -> list[ListRow]:
        """Return the events that may be seen, with the scenes of the run among them."""
        game = self.game
        record, visibility, session = game.record_index.record, game.visibility, game.current_run
        marks = find_encounters(game.story, session.journal) if session is not None else {}
        events = [event for event in record.events if visibility.can_see(event)]
        hidden = len(record.events) - len(events)
        if self.view == 1:
            events = [event for event in events if event.id in marks]
        elif self.view == 2 and session is not None:
            events = [event for event in events if self._reachable(event)]
        items: list[tuple[Moment, int, ListRow]] = []
        for event in events:
            names = [record.places_by_id[name].name for name in event.places if name in record.places_by_id]
            names += [record.people_by_id[name].name for name in event.people if name in record.people_by_id]
            mark = MET_MARKS[marks[event.id].how] if event.id in marks else ""
            row = ListRow(event.title, ("event", event.id), _lead(event.at), mark, search_words=" ".join(names))
            items.append((event.at, 0, row))
        if session is not None:
            role = session.journal.machine.role
            for scene in session.journal.path:
                place = record.places_by_id[scene.place].name
                row = ListRow(
                    f"◂ {scene.title} · {place}", ("scene", format_scene_ref(role, scene)), _lead(scene.at), "you"
                )
                items.append((scene.at, 1, row))
        items.sort(key=lambda item: (item[0].earliest, item[1]))
        days = Counter(event.at.text[:10] for event in record.events if len(event.at.text) >= 10)
        rows = list(_add_headings(items, {day for day, count in days.items() if count > 2}))
        if hidden:
            rows.append(ListRow(record_words.EVENTS_HIDDEN.format(hidden=hidden), None, "…"))
        return rows

    def action_view(self) -> None:
        """Switch between everything, what the run has met, and what its role can meet."""
        if self.game.current_run is None:
            self.notify_line(record_words.NO_VIEW)
            return
        self.view = (self.view + 1) % len(TIMELINE_VIEWS)
        self.links.show(self.lines)

    def _find_current_target(self) -> tuple[str, str]:
        session = self.game.current_run
        assert session is not None
        return ("scene", format_scene_ref(session.journal.machine.role, session.journal.scene))

    def _reachable(self, event: Event) -> bool:
        """Return whether a scene of the run's role depicts or tells the event, or its channels carry news of it."""
        session = self.game.current_run
        assert session is not None
        role = session.journal.machine.role
        channels = {*role.news_from, *(name for scene in role.scenes for name in scene.news_from or ())}
        uses = self.game.record_index.usage.scenes_by_event.get(event.id, [])
        return any(use.role.id == role.id for use in uses) or any(news.channel in channels for news in event.news)


def _add_headings(items: list[tuple[Moment, int, ListRow]], full: set[str]) -> Iterator[ListRow]:
    """Yield the rows under headings: the day if it is a busy one, else the year."""
    before = ""
    for at, _, row in items:
        dense = at.text[:10] in full
        head = at.date if dense else str(at.earliest.year)
        if head != before:
            yield ListRow(head)
            before = head
        yield (
            row
            if not dense
            else ListRow(
                row.text, row.target, at.hour or record_words.THAT_DAY, row.aside, search_words=row.search_words
            )
        )


def _lead(at: Moment) -> str:
    if at.precision == "year":
        return record_words.THAT_YEAR
    return at.date.rpartition(" ")[0] if at.precision == "month" else at.short
