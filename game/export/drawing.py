"""The map of a role as a drawing: an SVG that asks nothing of any other address and prints well."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from game.branches.role_map import MapEdge, MapNode, RoleMap
from game.export.layers import Layout, lay_out

#: In units of the drawing, a pixel each on the screen: the width of a box, the room between two, the height of a line
#: of text, and how far one layer stands below the other; the height of a box; the margin around the whole.
BOX, GAP, LINE, STEP = 168, 22, 17, 118
HEIGHT = 62
MARGIN = 24
#: The letters that a line of a box has room for.
LETTERS = 23

STYLE = """
.map { font-family: Georgia, "Times New Roman", serif; font-size: 14px }
.map rect { fill: var(--paper, #fff); stroke: var(--quiet, #6b6255); stroke-width: 1.2 }
.map text { fill: var(--ink, #1d1a15); text-anchor: middle } .map .hour { font-size: 12px; fill: var(--quiet, #6b6255) }
.map .end rect { stroke-width: 3 } .map .end .fate { font-style: italic; font-size: 12.5px }
.map .known rect { stroke: var(--accent, #8a3a12); stroke-width: 2.4 }
.map path { fill: none; stroke: var(--quiet, #6b6255); stroke-width: 1.3 } .map .taken { stroke-width: 2.4 }
.map .documented { stroke: var(--accent, #8a3a12); stroke-width: 3.2 }
.map .against { stroke-dasharray: 6 4 } .map .untaken { stroke-dasharray: 2 3 }
.map circle { fill: var(--paper, #fff); stroke: var(--quiet, #6b6255); stroke-dasharray: 2 3 }
"""

#: Printed alone, a drawing fills one sheet.
PAPER = "svg { background: #fff } @page { margin: 12mm } @media print { svg { width: 100vw; height: 100vh } }"


@dataclass(frozen=True)
class Drawing:
    """A map that is drawn.

    Attributes:
        content: the marks, as SVG.
        width, height: its size, in units of the drawing.
        cuts: heights at which it may be cut for printing, between two layers.
    """

    content: str
    width: float
    height: float
    cuts: tuple[float, ...]


def map_svg(found: RoleMap) -> str:
    """A role's map as one SVG file."""
    drawing = drawn(found)
    width, height = drawing.width, drawing.height
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" '
        f'width="{width:.0f}" height="{height:.0f}" role="img" class="map">'
        f"<title>{escape(found.role)}</title><style>{PAPER}{STYLE}</style>{drawing.content}</svg>"
    )


def drawn(found: RoleMap) -> Drawing:
    """Draw a map: time runs downwards, each choice is a line, whose words stand in its title."""
    widths = {stop.id: float(BOX + GAP if _boxed(stop) else 40) for stop in found.nodes}
    layout = lay_out(widths, [(way.start, way.end) for way in found.edges])
    stops = {stop.id: stop for stop in found.nodes}
    parts = [_line(way, layout, stops) for way in sorted(found.edges, key=lambda way: (way.documented, way.taken))]
    parts += [_stop(found, stop, layout) for stop in found.nodes]
    layers = max(layout.layer.values(), default=0) + 1
    cuts = tuple(_top(layer) - (STEP - HEIGHT) / 2 for layer in range(1, layers))
    return Drawing("".join(parts), layout.width + 2 * MARGIN, _top(layers - 1) + HEIGHT + MARGIN, cuts)


def _boxed(stop: MapNode) -> bool:
    return stop.at is not None


def _top(layer: int) -> float:
    return MARGIN + layer * STEP


def _stop(found: RoleMap, stop: MapNode, layout: Layout) -> str:
    x, y = MARGIN + layout.x[stop.id], _top(layout.layer[stop.id])
    if not _boxed(stop):
        return f'<g><circle cx="{x:.0f}" cy="{y + 14:.0f}" r="13"/><text x="{x:.0f}" y="{y + 19:.0f}">?</text></g>'
    scene = stop.scene
    ending = scene.ending if scene is not None else None
    kinds = [*(["end"] if ending is not None else []), *(["known"] if stop.documented else [])]
    lines: list[tuple[str, str]] = [("hour", hour_of(found, stop))]
    lines += [("", line) for line in (_short(scene.title, 2) if scene is not None else ["?"])]
    if ending is not None:
        lines = [*lines[:2], *(("fate", line) for line in _short(found.fates[ending.fate], 1))]
    first = y + (HEIGHT - (len(lines) - 1) * LINE) / 2 + 4
    texts = "".join(
        f'<text class="{kind}" x="{x:.0f}" y="{first + number * LINE:.0f}">{escape(text)}</text>'
        for number, (kind, text) in enumerate(lines)
    )
    full = escape(scene.title) if scene is not None else "not visited"
    return (
        f'<g class="{" ".join(kinds)}"><title>{full}</title>'
        f'<rect x="{x - BOX / 2:.0f}" y="{y:.0f}" width="{BOX}" height="{HEIGHT}" rx="6"/>{texts}</g>'
    )


def hour_of(found: RoleMap, stop: MapNode) -> str:
    """A stop's hour in few words, with the year where it is not that in which the role begins; empty if not told."""
    if stop.at is None:
        return ""
    first = found.nodes[0].at
    return stop.at.short_in(first.earliest.year if first is not None else 0)


def _short(text: str, lines: int) -> list[str]:
    return textwrap.wrap(text, LETTERS, max_lines=lines, placeholder="…")


def _line(way: MapEdge, layout: Layout, stops: dict[str, MapNode]) -> str:
    start = (MARGIN + layout.x[way.start], _top(layout.layer[way.start]) + HEIGHT)
    end = (MARGIN + layout.x[way.end], _top(layout.layer[way.end]))
    points: list[tuple[float, float]] = [start]
    for layer, x in layout.bends.get((way.start, way.end), ()):
        points += [(MARGIN + x, _top(layer)), (MARGIN + x, _top(layer) + HEIGHT)]
    points.append(end)
    kinds = [
        *(["taken"] if way.taken else []), *(["documented"] if way.documented else []),
        *(["against"] if way.is_divergent else []), *(["untaken"] if not _boxed(stops[way.end]) else []),
    ]  # fmt: skip
    against = " (against the record)" if way.is_divergent else ""
    return f'<path class="{" ".join(kinds)}" d="{_curve(points)}"><title>{escape(way.text)}{against}</title></path>'


def _curve(points: Sequence[tuple[float, float]]) -> str:
    """A line through points that leaves and meets each of them downwards."""
    parts = [f"M{points[0][0]:.0f} {points[0][1]:.0f}"]
    for (x, y), (to_x, to_y) in pairwise(points):
        middle = (y + to_y) / 2
        parts.append(f"C{x:.0f} {middle:.0f} {to_x:.0f} {middle:.0f} {to_x:.0f} {to_y:.0f}")
    return "".join(parts)
