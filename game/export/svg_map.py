"""The map of a role as a self-contained SVG that prints well."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from game.branches.role_map import MapEdge, MapNode, RoleMap
from game.export.layered_layout import Layout, lay_out
from game.wording import export_words

#: The width of a box, the gap between boxes, the height of a line of text, and the distance of two layers, in units of
#: the drawing (pixels on the screen); the height of a box; the margin around the drawing.
BOX_WIDTH, BOX_GAP, LINE_HEIGHT, LAYER_HEIGHT = 168, 22, 17, 118
BOX_HEIGHT = 62
MAP_MARGIN = 24
#: The most letters in a line of a box.
LETTERS_PER_LINE = 23

MAP_STYLE = """
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

#: The style with which a drawing fills one sheet when it is printed alone.
PRINT_STYLE = "svg { background: #fff } @page { margin: 12mm } @media print { svg { width: 100vw; height: 100vh } }"


@dataclass(frozen=True)
class Drawing:
    """A drawn map.

    Attributes:
        content: the marks, as SVG.
        width, height: its size, in units of the drawing.
        page_breaks: the heights, between two layers, at which it may be cut for printing.
    """

    content: str
    width: float
    height: float
    page_breaks: tuple[float, ...]


def map_svg(found: RoleMap) -> str:
    """Return a role's map as one SVG file."""
    drawing = draw_map(found)
    width, height = drawing.width, drawing.height
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" '
        f'width="{width:.0f}" height="{height:.0f}" role="img" class="map">'
        f"<title>{escape(found.role)}</title><style>{PRINT_STYLE}{MAP_STYLE}</style>{drawing.content}</svg>"
    )


def draw_map(found: RoleMap) -> Drawing:
    """Draw a map with time running downwards; each choice is a line with its text as title."""
    widths = {node.id: float(BOX_WIDTH + BOX_GAP if _boxed(node) else 40) for node in found.nodes}
    layout = lay_out(widths, [(edge.start, edge.end) for edge in found.edges])
    nodes = {node.id: node for node in found.nodes}
    parts = [
        _draw_edge(edge, layout, nodes) for edge in sorted(found.edges, key=lambda edge: (edge.documented, edge.taken))
    ]
    parts += [_draw_node(found, node, layout) for node in found.nodes]
    layers = max(layout.layer.values(), default=0) + 1
    cuts = tuple(_top(layer) - (LAYER_HEIGHT - BOX_HEIGHT) / 2 for layer in range(1, layers))
    return Drawing("".join(parts), layout.width + 2 * MAP_MARGIN, _top(layers - 1) + BOX_HEIGHT + MAP_MARGIN, cuts)


def _boxed(node: MapNode) -> bool:
    return node.at is not None


def _top(layer: int) -> float:
    return MAP_MARGIN + layer * LAYER_HEIGHT


def _draw_node(found: RoleMap, node: MapNode, layout: Layout) -> str:
    x, y = MAP_MARGIN + layout.x[node.id], _top(layout.layer[node.id])
    if not _boxed(node):
        return f'<g><circle cx="{x:.0f}" cy="{y + 14:.0f}" r="13"/><text x="{x:.0f}" y="{y + 19:.0f}">?</text></g>'
    scene = node.scene
    ending = scene.ending if scene is not None else None
    kinds = [*(["end"] if ending is not None else []), *(["known"] if node.documented else [])]
    lines: list[tuple[str, str]] = [("hour", format_node_hour(found, node))]
    lines += [("", line) for line in (_wrap_title(scene.title, 2) if scene is not None else ["?"])]
    if ending is not None:
        lines = [*lines[:2], *(("fate", line) for line in _wrap_title(found.fates[ending.fate], 1))]
    first = y + (BOX_HEIGHT - (len(lines) - 1) * LINE_HEIGHT) / 2 + 4
    texts = "".join(
        f'<text class="{kind}" x="{x:.0f}" y="{first + number * LINE_HEIGHT:.0f}">{escape(text)}</text>'
        for number, (kind, text) in enumerate(lines)
    )
    full = escape(scene.title) if scene is not None else export_words.NOT_VISITED
    return (
        f'<g class="{" ".join(kinds)}"><title>{full}</title>'
        f'<rect x="{x - BOX_WIDTH / 2:.0f}" y="{y:.0f}" width="{BOX_WIDTH}" height="{BOX_HEIGHT}" rx="6"/>{texts}</g>'
    )


def format_node_hour(found: RoleMap, node: MapNode) -> str:
    """Return a node's hour in few words, with the year if the role begins in another; empty if it is hidden."""
    if node.at is None:
        return ""
    first = found.nodes[0].at
    return node.at.short_in(first.earliest.year if first is not None else 0)


def list_edge_marks(edge: MapEdge) -> list[str]:
    """Return what is to be said of a choice: that it is documented, or against the record."""
    marks = ((export_words.AS_DOCUMENTED, edge.documented), (export_words.AGAINST_RECORD, edge.is_divergent))
    return [mark for mark, holds in marks if holds]


def _wrap_title(text: str, lines: int) -> list[str]:
    return textwrap.wrap(text, LETTERS_PER_LINE, max_lines=lines, placeholder="…")


def _draw_edge(edge: MapEdge, layout: Layout, nodes: dict[str, MapNode]) -> str:
    start = (MAP_MARGIN + layout.x[edge.start], _top(layout.layer[edge.start]) + BOX_HEIGHT)
    end = (MAP_MARGIN + layout.x[edge.end], _top(layout.layer[edge.end]))
    points: list[tuple[float, float]] = [start]
    for layer, x in layout.bends.get((edge.start, edge.end), ()):
        points += [(MAP_MARGIN + x, _top(layer)), (MAP_MARGIN + x, _top(layer) + BOX_HEIGHT)]
    points.append(end)
    kinds = [
        *(["taken"] if edge.taken else []), *(["documented"] if edge.documented else []),
        *(["against"] if edge.is_divergent else []), *(["untaken"] if not _boxed(nodes[edge.end]) else []),
    ]  # fmt: skip
    text = escape(edge.text)
    if edge.is_divergent:
        text = export_words.MARKED.format(text=text, mark=export_words.AGAINST_RECORD)
    return f'<path class="{" ".join(kinds)}" d="{_curve(points)}"><title>{text}</title></path>'


def _curve(points: Sequence[tuple[float, float]]) -> str:
    """Return a curve that passes each point downwards."""
    parts = [f"M{points[0][0]:.0f} {points[0][1]:.0f}"]
    for (x, y), (to_x, to_y) in pairwise(points):
        middle = (y + to_y) / 2
        parts.append(f"C{x:.0f} {middle:.0f} {to_x:.0f} {middle:.0f} {to_x:.0f} {to_y:.0f}")
    return "".join(parts)
