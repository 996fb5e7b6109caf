"""The city of the shipped pack as coordinates: bridges span its river, and places stand where they stood."""

from __future__ import annotations

from itertools import pairwise
from math import cos, hypot, radians

from game.record.types import Place
from game.story.types import Pack

Point = tuple[float, float]


def _side(start: Point, end: Point, point: Point) -> bool:
    return (end[1] - start[1]) * (point[0] - start[0]) > (end[0] - start[0]) * (point[1] - start[1])


def _cross(one: tuple[Point, Point], other: tuple[Point, Point]) -> bool:
    return _side(*one, other[0]) != _side(*one, other[1]) and _side(*other, one[0]) != _side(*other, one[1])


def _metres(one: Place, other: Place) -> float:
    assert one.lat and one.lon and other.lat and other.lon
    return 111_320 * hypot(one.lat - other.lat, (one.lon - other.lon) * cos(radians(one.lat)))


#: The documented lengths of the bridges, in metres.
LENGTHS = {
    "margit-hid": 607, "lanchid": 380, "erzsebet-hid": 378, "szabadsag-hid": 333, "petofi-hid": 514, "arpad-hid": 928,
    "kossuth-hid": 355, "southern-railway-bridge": 480,
}  # fmt: skip


def test_every_bridge_spans_the_river_and_ends_on_its_banks(shipped: Pack) -> None:
    city = shipped.map
    assert city is not None
    assert {bridge.id for bridge in city.bridges} == LENGTHS.keys()
    for bridge in city.bridges:
        span = (bridge.from_, bridge.to)
        assert any(_cross(span, part) for part in pairwise(city.river.line)), bridge.id
        ends = [Place(id=bridge.id, name=bridge.name, lat=lat, lon=lon) for lat, lon in span]
        assert 1 < _metres(*ends) / LENGTHS[bridge.id] < 1.4, bridge.id


def test_the_islands_lie_in_the_river_at_their_size(shipped: Pack) -> None:
    assert shipped.map is not None
    for island in shipped.map.islands:
        sides = list(pairwise([*island.outline, island.outline[0]]))
        assert any(_cross(part, side) for part in pairwise(shipped.map.river.line) for side in sides), island.name
        long = 111_320 * (max(lat for lat, _ in island.outline) - min(lat for lat, _ in island.outline))
        assert 2_400 < long < 2_800, island.name


def test_houses_stand_on_their_own_side_of_the_street(shipped: Pack) -> None:
    place = shipped.record.places_by_id
    garden, street, radio = place["muzeum-korut"], place["brody-sandor-utca"], place["radio-building"]
    assert garden.lat and street.lat and radio.lat
    assert garden.lat < radio.lat <= street.lat
    assert _metres(radio, street) < 100
    assert _metres(place["corvin-koz"], place["kilian"]) > 140
