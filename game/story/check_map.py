"""What can be checked of a map: its edges stand in order, and no coordinate is written the wrong way round."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from game.record.record import Record
from game.story.maps import Bounds, Map
from game.text.safe_yaml import PathStep
from game.text.validation import SourceFile

#: The least height and width of a map, in degrees: some hundred metres.
LEAST = 0.001


def check_map(file: SourceFile, city: Map, record: Record) -> None:
    """Report what is wrong with a map whose parts have the right shape, and with the places of the record on it."""
    bounds = city.bounds
    for low, high in (("south", "north"), ("west", "east")):
        span = getattr(bounds, high) - getattr(bounds, low)
        if span < LEAST:
            says = f"{high} is {getattr(bounds, high)} and {low} {getattr(bounds, low)}; {high} is the greater one"
            says += ", by a hundred metres at least." if span > 0 else "."
            file.report(("bounds", high), f"bounds.{high}", says)
    for name, count in Counter(bridge.id for bridge in city.bridges).items():
        if count > 1:
            file.report(("bridges",), "bridges", f'"{name}" stands here {count} times; an id stands once.', "id")
    for path, lat, lon in _points(city):
        if _exchanged(bounds, lat, lon):
            key = "".join(f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in path).lstrip(".")
            file.report(path, key, f"[{lat}, {lon}] is not on the map, but [{lon}, {lat}] is: latitude stands first.")
    exchanged = [
        place.id
        for place in record.places
        if place.lat is not None and place.lon is not None and _exchanged(bounds, place.lat, place.lon)
    ]
    if exchanged:
        says = f"{', '.join(exchanged)} would lie on the map with lat and lon exchanged; look which of them is wrong."
        file.report(("bounds",), "bounds", says)


def _points(city: Map) -> Iterator[tuple[tuple[PathStep, ...], float, float]]:
    """Every point that is drawn, with the keys and positions that lead to it."""
    for number, point in enumerate(city.river.line):
        yield ("river", "line", number), *point
    for place, island in enumerate(city.islands):
        for number, point in enumerate(island.outline):
            yield ("islands", place, "outline", number), *point
    for place, bridge in enumerate(city.bridges):
        yield ("bridges", place, "from"), *bridge.from_
        yield ("bridges", place, "to"), *bridge.to


def _exchanged(bounds: Bounds, lat: float, lon: float) -> bool:
    """Whether a point lies outside the map and would lie on it with latitude and longitude exchanged.

    Where the map's latitudes and longitudes overlap, a point beside it may be right, and nothing is said.
    """
    if bounds.south <= bounds.east and bounds.west <= bounds.north:
        return False
    return _on(bounds, lon, lat) and not _on(bounds, lat, lon)


def _on(bounds: Bounds, lat: float, lon: float) -> bool:
    return bounds.south <= lat <= bounds.north and bounds.west <= lon <= bounds.east
