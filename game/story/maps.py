"""A pack's map as types: a city as coordinates; `scenes/README.md` says how it is written."""

# No `from __future__ import annotations` here: msgspec would evaluate each annotation from its text at every start.

from typing import Annotated

import msgspec

from game.record.types import Id, Latitude, Longitude
from game.text.validation import Line, StrictStruct

#: Latitude and longitude in degrees (WGS 84).
Coordinates = tuple[Latitude, Longitude]


class Bridge(StrictStruct, frozen=True):
    """A bridge on the map.

    Attributes:
        id: its id.
        name: the name that readers see.
        from_: its one end, as latitude and longitude in degrees: `[50.0865, 14.4093]`.
        to: its other end, written like `from`.
        passable: `false` if it could not be crossed in the story's time; it is drawn broken.
    """

    id: Id
    name: Line
    from_: Coordinates = msgspec.field(name="from")
    to: Coordinates
    passable: bool = True


class River(StrictStruct, frozen=True):
    """A river as a line.

    Attributes:
        name: the name that readers see.
        line: its course as two points or more, each as latitude and longitude in degrees:
            `[[50.04, 14.41], [50.06, 14.41]]`.
    """

    name: Line
    line: Annotated[list[Coordinates], msgspec.Meta(min_length=2)]


class Island(StrictStruct, frozen=True):
    """An island as an outline.

    Attributes:
        name: the name that readers see.
        outline: its shore as three points or more, each as latitude and longitude in degrees; the last is joined to
            the first.
    """

    name: Line
    outline: Annotated[list[Coordinates], msgspec.Meta(min_length=3)]


class Bounds(StrictStruct, frozen=True):
    """The edges of a map, in degrees.

    Attributes:
        north, south: the latitude of this edge, in degrees: `50.11`; north is the greater one.
        west, east: the longitude of this edge, in degrees: `14.38`; east is the greater one.
    """

    north: Latitude
    south: Latitude
    west: Longitude
    east: Longitude


class Map(StrictStruct, frozen=True):
    """`map.yaml`: a city as coordinates, from which the map of the moment is drawn.

    Attributes:
        title: the map's title, beside the page: the city and its time.
        bounds: the edges of what is drawn.
        river: the river of the city.
        islands: the islands in it.
        bridges: the bridges over it.
    """

    title: Line
    bounds: Bounds
    river: River
    islands: list[Island] = []
    bridges: list[Bridge] = []
