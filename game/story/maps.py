"""A pack's map as types: a city as coordinates; `scenes/README.md` says how it is written."""

# Annotations are not deferred here: msgspec would evaluate each of them from its text, at every start.

import msgspec

from game.record.types import Id, Text
from game.text.shape import Struct


class Bridge(Struct, frozen=True):
    """A bridge on the map: its two ends (latitude, longitude), and whether it could be crossed in the story's time."""

    id: Id
    name: Text
    from_: tuple[float, float] = msgspec.field(name="from")
    to: tuple[float, float]
    stood: bool = True


class River(Struct, frozen=True):
    """A river as a line of points (latitude, longitude)."""

    name: Text
    line: list[tuple[float, float]]


class Island(Struct, frozen=True):
    """An island as an outline of points (latitude, longitude)."""

    name: Text
    outline: list[tuple[float, float]]


class Bounds(Struct, frozen=True):
    """The edges of a map, in degrees."""

    north: float
    south: float
    west: float
    east: float


class Map(Struct, frozen=True):
    """`map.yaml`: a city as coordinates, from which the map of the moment is drawn."""

    title: Text
    bounds: Bounds
    river: River
    islands: list[Island] = []
    bridges: list[Bridge] = []
