"""Check a map: its edges are in order, and no coordinate has latitude and longitude exchanged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from game.record.record import Record
from game.story.maps import Bounds, Map
from game.text.safe_yaml import PathStep
from game.text.validation import SourceFile

#: The least height and width of a map, in degrees: some hundred metres.
LEAST_EXTENT = 0.001


def check_map(file: SourceFile, city: Map, record: Record) -> None:
    """Report what is wrong with a valid map, and with the coordinates of the record's places on it."""
    bounds = city.bounds
    for low, high in (("south", "north"), ("west", "east")):
        span = getattr(bounds, high) - getattr(bounds, low)
        if span < LEAST_EXTENT:
            message = f"{high} is {getattr(bounds, high)} and {low} {getattr(bounds, low)}; {high} is the greater one"
            message += ", by a hundred metres at least." if span > 0 else "."
            file.report(("bounds", high), message)
    for name, count in Counter(bridge.id for bridge in city.bridges).items():
        if count > 1:
            file.report(("bridges",), f'"{name}" stands here {count} times; an id stands once.', "id")
    for path, lat, lon in _list_points(city):
        if _is_exchanged(bounds, lat, lon):
            file.report(path, f"[{lat}, {lon}] is not on the map, but [{lon}, {lat}] is: latitude stands first.")
    exchanged = [
        place.id
        for place in record.places
        if place.lat is not None and place.lon is not None and _is_exchanged(bounds, place.lat, place.lon)
    ]
    if exchanged:
        message = (
            f"{', '.join(exchanged)} would lie on the map with lat and lon exchanged; look which of them is wrong."
        )
        file.report(("bounds",), message)


def _list_points(city: Map) -> Iterator[tuple[tuple[PathStep, ...], float, float]]:
    """Yield every point that is drawn, with the keys and positions that lead to it."""
    for number, point in enumerate(city.river.line):
        yield ("river", "line", number), *point
    for index, island in enumerate(city.islands):
        for number, point in enumerate(island.outline):
            yield ("islands", index, "outline", number), *point
    for index, bridge in enumerate(city.bridges):
        yield ("bridges", index, "from"), *bridge.from_
        yield ("bridges", index, "to"), *bridge.to


def _is_exchanged(bounds: Bounds, lat: float, lon: float) -> bool:
    """Return whether a point lies outside the map and would lie on it with latitude and longitude exchanged.

    Where the map's latitudes and longitudes overlap, a point beside the map may be right and is not reported.
    """
    if bounds.south <= bounds.east and bounds.west <= bounds.north:
        return False
    return _is_on_map(bounds, lon, lat) and not _is_on_map(bounds, lat, lon)


def _is_on_map(bounds: Bounds, lat: float, lon: float) -> bool:
    return bounds.south <= lat <= bounds.north and bounds.west <= lon <= bounds.east
