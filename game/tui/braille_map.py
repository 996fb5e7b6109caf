"""The map of the moment: a city drawn in braille dots from its coordinates, with the player and the events."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise

import msgspec
from textual.content import Content

from game.play.page import Page
from game.record.record import Record
from game.record.types import Place
from game.story.maps import Bounds, Map
from game.story.types import Pack
from game.tui.text_layout import assemble
from game.wording import record_words

YOU_SIGN, EVENT_SIGN, BOTH_SIGN = "●", "◆", "◉"

#: The bits of a braille character by row and column.
_DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))

Point = tuple[float, float]


class Canvas(msgspec.Struct):
    """A field of braille dots, two across and four down in each cell.

    Attributes:
        width, height: its size in cells.
        dots: the bits of a cell's braille character, and its style, by the cell's column and row.
        symbols: a letter or other character that replaces the dots of a cell, and its style.
    """

    width: int
    height: int
    dots: dict[tuple[int, int], tuple[int, str]] = {}
    symbols: dict[tuple[int, int], tuple[str, str]] = {}

    def dot(self, x: int, y: int, style: str) -> None:
        """Set a dot; the style of the last dot colours its cell."""
        if 0 <= x < self.width * 2 and 0 <= y < self.height * 4:
            cell = (x // 2, y // 4)
            bits, _ = self.dots.get(cell, (0, ""))
            self.dots[cell] = (bits | _DOTS[y % 4][x % 2], style)

    def line(self, start: Point, end: Point, style: str, every: int = 1) -> None:
        """Draw a straight line of dots between two points; with `every`, only each such dot."""
        steps = max(1, math.ceil(max(abs(end[0] - start[0]), abs(end[1] - start[1]))))
        begins, ends = self._within(start, end)
        # Only the visible steps: a river may begin thousands of canvases away.
        for step in range(math.floor(begins * steps / every) * every, math.ceil(ends * steps) + 1, every):
            part = step / steps
            self.dot(round(start[0] + (end[0] - start[0]) * part), round(start[1] + (end[1] - start[1]) * part), style)

    def _within(self, start: Point, end: Point) -> tuple[float, float]:
        """Return the part of a line that lies on the canvas, from 0 to 1; the second number is smaller if none does.

        A dot's width is added on each side (Liang–Barsky clipping).
        """
        begins, ends = 0.0, 1.0
        for here, there, size in zip(start, end, (self.width * 2, self.height * 4), strict=True):
            if here == there:
                if not -1 <= here <= size:
                    return 0.0, -1.0
            else:
                edges = sorted(((-1 - here) / (there - here), (size - here) / (there - here)))
                begins, ends = max(begins, edges[0]), min(ends, edges[1])
        return begins, max(ends, -1.0)

    def lines(self) -> list[Content]:
        """Return the canvas as lines."""
        return [assemble(self._row(y)) for y in range(self.height)]

    def _row(self, y: int) -> Iterator[tuple[str, str]]:
        style = ""
        for x in range(self.width):
            if (x, y) in self.symbols:
                yield self.symbols[(x, y)]
                continue
            bits, own = self.dots.get((x, y), (0, ""))
            # An empty cell has no colour, so it does not split a piece of text.
            style = own or style
            yield chr(0x2800 + bits) if bits else " ", style


class Projection(msgspec.Struct, frozen=True):
    """The projection from degrees to dots: all of the bounds fits, and a kilometre is as long north as east.

    Attributes:
        width, height: the size of the canvas in cells.
    """

    bounds: Bounds
    width: int
    height: int

    def point(self, lat: float, lon: float) -> Point:
        """Return the position of a coordinate (degrees, WGS 84) on the canvas, in dots from its upper left corner."""
        bounds = self.bounds
        east = (bounds.east - bounds.west) * math.cos(math.radians((bounds.north + bounds.south) / 2))
        north = bounds.north - bounds.south
        scale = min((self.width * 2 - 1) / east, (self.height * 4 - 1) / north)
        x = (lon - bounds.west) / (bounds.east - bounds.west) * east * scale
        y = (bounds.north - lat) * scale
        return x + (self.width * 2 - 1 - east * scale) / 2, y + (self.height * 4 - 1 - north * scale) / 2


def map_lines(pack: Pack, page: Page, width: int, max_lines: int) -> list[Content]:
    """Return the map of the moment in lines; none if the pack has no map.

    Args:
        width: the cells of a line.
        max_lines: the most lines.
    """
    city = pack.map
    if city is None:
        return []
    canvas = draw_city(city, width, max_lines)
    projection = Projection(city.bounds, canvas.width, canvas.height)
    spots: dict[tuple[int, int], set[str]] = {}
    for sign, names in ((EVENT_SIGN, list_event_places(pack, page)), (YOU_SIGN, [page.place])):
        for name in names:
            place = find_located_place(pack.record, name)
            if place is None or not is_on_map(city.bounds, place):
                continue
            x, y = projection.point(place.lat or 0.0, place.lon or 0.0)
            spots.setdefault((round(x) // 2, round(y) // 4), set()).add(sign)
    for cell, signs in spots.items():
        sign = BOTH_SIGN if signs == {YOU_SIGN, EVENT_SIGN} else next(iter(signs))
        canvas.symbols[cell] = (sign, "bold $accent")
    return canvas.lines()


def describe_places(pack: Pack, page: Page) -> list[tuple[str, str]]:
    """Return each symbol on the map and its meaning."""
    here = pack.record.places_by_id[page.place].name
    city = pack.map
    place = find_located_place(pack.record, page.place)
    off = city is not None and (place is None or not is_on_map(city.bounds, place))
    found = [(YOU_SIGN, (record_words.MOMENT_YOU_OFF_MAP if off else record_words.MOMENT_YOU).format(place=here))]
    for event in page.depicted_events:
        entry = pack.record.events_by_id[event]
        names = [pack.record.places_by_id[name].name for name in entry.places if name in pack.record.places_by_id]
        found.append((EVENT_SIGN, f"{entry.title}: {', '.join(names)}"))
    if page.depicted_events and page.place in list_event_places(pack, page) and city is not None and not off:
        found.append((BOTH_SIGN, record_words.BOTH_ONCE))
    return found


def list_event_places(pack: Pack, page: Page) -> list[str]:
    """Return the places of the events seen on a page."""
    return [place for event in page.depicted_events for place in pack.record.events_by_id[event].places]


def find_located_place(record: Record, name: str | None) -> Place | None:
    """Return the place, or the nearest one around it, with known coordinates; None if there is none."""
    seen: set[str] = set()
    while name is not None and name not in seen:
        seen.add(name)
        place = record.places_by_id.get(name)
        if place is None:
            return None
        if place.lat is not None and place.lon is not None:
            return place
        name = place.within
    return None


def is_on_map(bounds: Bounds, place: Place) -> bool:
    """Return whether a place lies within the map."""
    lat, lon = place.lat, place.lon
    if lat is None or lon is None:
        return False
    return bounds.south <= lat <= bounds.north and bounds.west <= lon <= bounds.east


def draw_city(city: Map, width: int, max_lines: int) -> Canvas:
    """Draw the river, islands and bridges on a canvas whose height follows from the bounds.

    Args:
        width: its width in cells.
        max_lines: its greatest height in cells.
    """
    bounds = city.bounds
    east = (bounds.east - bounds.west) * math.cos(math.radians((bounds.north + bounds.south) / 2))
    height = max(3, min(max_lines, math.ceil((bounds.north - bounds.south) / east * width * 2 / 4)))
    canvas = Canvas(width, height)
    projection = Projection(bounds, width, height)
    for start, end in pairwise(projection.point(*point) for point in city.river.line):
        canvas.line(start, end, "$quiet")
        canvas.line((start[0] + 1, start[1]), (end[0] + 1, end[1]), "$quiet")
    for island in city.islands:
        outline = [projection.point(*point) for point in island.outline]
        for start, end in pairwise([*outline, *outline[:1]]):
            canvas.line(start, end, "$foreground")
    for bridge in city.bridges:
        # A bridge that could not be crossed is drawn as a broken line.
        ends = projection.point(*bridge.from_), projection.point(*bridge.to)
        canvas.line(*ends, "$foreground", every=1 if bridge.passable else 3)
    return canvas
