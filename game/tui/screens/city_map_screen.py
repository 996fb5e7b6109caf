"""The map of the city: events hour by hour, the run's way through it, and the same facts as a list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from game.record.types import Event
from game.story.maps import Map
from game.text.moments import parse_moment
from game.tui.braille_map import EVENT_SIGN, YOU_SIGN, Projection, draw_city, find_located_place, is_on_map
from game.tui.entries.entry_builder import EntryBuilder
from game.tui.player_commands import list_bindings
from game.tui.screens.linked_text_screen import LinkedTextScreen
from game.tui.text_layout import join_lines, make_content
from game.tui.widgets.linked_text import LinkedText, LinkLine
from game.wording import record_words

#: Symbols for the events of an hour; further events share the last.
EVENT_SIGNS = "123456789"


class CityMapScreen(LinkedTextScreen):
    """The map beside a list of the events of an hour; ← and → go from hour to hour."""

    SCREEN_KIND = "city"
    BINDINGS = list_bindings("city")

    def __init__(self) -> None:
        super().__init__()
        self.hours: list[datetime] = []
        self.hour_index = 0
        self.events: list[Event] = []
        self.wide_places: set[str] = set()

    def compose_body(self) -> Iterable[Widget]:
        """Yield the hour, the map and the list."""
        yield Static(id="heading", classes="heading", markup=False)
        with Horizontal(id="city"):
            yield Static(id="map", markup=False)
            yield LinkedText(id="links")

    def show_first(self) -> None:
        """Begin at the run's hour, or on the day with the most events."""
        self._read()
        session = self.game.current_run
        if session is not None:
            here = session.page.at.earliest
            self.hour_index = max((n for n, hour in enumerate(self.hours) if hour <= here), default=0)
        elif self.hours:
            days = Counter(event.at.earliest.date() for event in self.events if event.at.is_precise)
            busiest = max(days, key=lambda day: days[day])
            self.hour_index = next(n for n, hour in enumerate(self.hours) if hour.date() == busiest)
        super().show_first()
        self.call_after_refresh(self._draw)

    def on_visibility_changed(self) -> None:
        """Redraw with what may be seen now."""
        hour = self.hours[self.hour_index] if self.hours else None
        self._read()
        if hour is not None:
            self.hour_index = max((n for n, other in enumerate(self.hours) if other <= hour), default=0)
        self._draw()

    def on_resize(self) -> None:  # type: ignore[override]  # Textual finds handlers in every class by name
        """Redraw the map at the new height."""
        self.call_after_refresh(self._draw)

    @property
    def city(self) -> Map:
        """The pack's map."""
        found = self.game.story.map
        assert found is not None
        return found

    def _read(self) -> None:
        """Find the hours at which events on the map begin."""
        record, visibility = self.game.record_index.record, self.game.visibility
        # A whole city contains most places on its map, and is not a point on it.
        inner = [place for place in record.places if place.lat is not None and is_on_map(self.city.bounds, place)]
        counts = Counter(name for place in inner for name in record.enclosing_places(place.id)[1:])
        self.wide_places = {name for name, count in counts.items() if count * 2 > len(inner)}
        self.events = [event for event in record.events if visibility.can_see(event) and self._places(event)]
        self.hours = sorted({event.at.earliest.replace(minute=0) for event in self.events if event.at.is_precise})

    def _places(self, event: Event) -> list[str]:
        record = self.game.record_index.record
        places = (record.places_by_id[name] for name in event.places if name not in self.wide_places)
        return [place.id for place in places if is_on_map(self.city.bounds, place)]

    def list_events(self, hour: datetime) -> list[Event]:
        """Return the events that begin in an hour, then those of the same day that last through it."""
        end = hour + timedelta(hours=1)
        begins = [event for event in self.events if hour <= event.at.earliest < end and event.at.is_precise]
        lasts = [
            event
            for event in self.events
            if event.at.earliest < hour
            and (event.until or event.at).latest > hour
            and (event.until or event.at).latest - event.at.earliest <= timedelta(days=1)
        ]
        return begins + lasts

    def action_earlier(self) -> None:
        """Go to the hour before."""
        self._go(self.hour_index - 1)

    def action_later(self) -> None:
        """Go to the hour after."""
        self._go(self.hour_index + 1)

    def action_day(self, step: int) -> None:
        """Go to the first hour of the day before or after."""
        if not self.hours:
            return
        day = self.hours[self.hour_index].date()
        days = sorted({hour.date() for hour in self.hours})
        index = days.index(day) + step
        if 0 <= index < len(days):
            self._go(next(n for n, hour in enumerate(self.hours) if hour.date() == days[index]))
        else:
            self._go(-1 if step < 0 else len(self.hours))

    def _go(self, to: int) -> None:
        if 0 <= to < len(self.hours):
            self.hour_index = to
            self.notify_line("")
            self._draw()
            return
        last = record_words.LAST_HOUR_OF_RUN if self.game.visibility.until else record_words.LAST_HOUR
        self.notify_line(last if to > 0 else record_words.FIRST_HOUR)

    def _draw(self) -> None:
        if not self.hours or not self.is_ready:
            return
        hour = self.hours[self.hour_index]
        when = parse_moment(hour.isoformat(timespec="hours"))
        self.query_one("#heading", Static).update(
            make_content(
                record_words.CITY_HOUR.format(
                    title=self.city.title, date=when.date, hour=hour, next_hour=hour + timedelta(hours=1)
                )
            )
        )
        space = self.query_one("#city", Horizontal).size
        if not space.height:
            return
        picture = self._map(hour, max(20, space.width // 2 - 2), space.height - 1)
        box = self.query_one("#map", Static)
        box.styles.width = picture[0].cell_length + 4 if picture else 0
        box.update(join_lines(picture))
        self.links.show(self.lines)

    def _map(self, hour: datetime, width: int, most: int) -> list[Content]:
        record = self.game.record_index.record
        canvas = draw_city(self.city, width, most)
        projection = Projection(self.city.bounds, canvas.width, canvas.height)
        spots = []
        for name, _ in self._list_path(hour):
            place = find_located_place(record, name)
            if place is not None and is_on_map(self.city.bounds, place):
                spots.append(projection.point(place.lat or 0.0, place.lon or 0.0))
        for start, end in pairwise(spots):
            canvas.line(start, end, "$accent", every=3)
        for number, event in reversed(list(enumerate(self.list_events(hour)))):
            for name in self._places(event):
                place = record.places_by_id[name]
                x, y = projection.point(place.lat or 0.0, place.lon or 0.0)
                canvas.symbols[(round(x) // 2, round(y) // 4)] = (_sign(number), "bold $accent")
        if spots:
            x, y = spots[-1]
            canvas.symbols[(round(x) // 2, round(y) // 4)] = (YOU_SIGN, "bold $foreground")
        return canvas.lines()

    def _list_path(self, hour: datetime) -> list[tuple[str, str]]:
        """Return the places of the run up to an hour, with their scenes."""
        session = self.game.current_run
        end = hour + timedelta(hours=1)
        path = session.journal.path if session is not None else []
        return [(scene.place, scene.title) for scene in path if scene.at.earliest < end]

    def lines(self, width: int) -> Sequence[LinkLine]:
        """Return the facts of the hour: the events with symbol, hour and places; the run's scene; the legend."""
        builder = EntryBuilder(width)
        if not self.hours:
            builder.text(record_words.CITY_NOTHING, "$quiet italic")
            return builder.lines
        hour, record = self.hours[self.hour_index], self.game.record_index.record
        for number, event in enumerate(self.list_events(hour)):
            builder.blank()
            builder.field(_sign(number), event.title, ("event", event.id), "bold", column=3)
            last = f" – {event.until.short}" if event.until is not None else ""
            names = ", ".join(record.places_by_id[name].name for name in self._places(event))
            builder.text(f"{event.at.hour or event.at.short}{last} · {names}", "$quiet", indent=3)
        way = self._list_path(hour)
        if way:
            place, title = way[-1]
            name = record.places_by_id[place].name
            found = find_located_place(record, place)
            off = found is None or not is_on_map(self.city.bounds, found)
            said = (record_words.CITY_YOU_OFF_MAP if off else record_words.CITY_YOU).format(place=name, scene=title)
            builder.blank()
            builder.field(YOU_SIGN, said, ("place", place), column=3)
            if len(way) > 1:
                builder.text(record_words.CITY_WAY, "$quiet", indent=3)
        builder.section(record_words.CITY_SHOWN)
        for bridge in self.city.bridges:
            builder.text(
                bridge.name if bridge.passable else record_words.BRIDGE_CLOSED.format(bridge=bridge.name), "$quiet"
            )
        for island in self.city.islands:
            builder.text(island.name, "$quiet")
        builder.text(record_words.CITY_RIVER.format(name=self.city.river.name), "$quiet")
        return builder.lines


def _sign(number: int) -> str:
    return EVENT_SIGNS[number] if number < len(EVENT_SIGNS) else EVENT_SIGN
