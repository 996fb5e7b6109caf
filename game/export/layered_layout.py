"""The layout of a graph in layers from top to bottom, after Sugiyama: layers by the longest path from a start, bends on
long edges, and the order in a layer by the mean position of a node's neighbours.

K. Sugiyama, S. Tagawa, M. Toda: Methods for Visual Understanding of Hierarchical System Structures, 1981.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

Edge = tuple[str, str]
Neighbours = dict[str, list[str]]

#: How often the layers are ordered, down and up in turns; more sweeps change little.
SWEEP_COUNT = 16
#: The width of an edge where it passes a layer.
BEND_WIDTH = 10.0


@dataclass(frozen=True)
class Layout:
    """The layout of a graph; positions and widths are in the unit of the given widths.

    Attributes:
        layer: the layer of each node, from 0 at the top.
        x: the middle of each node.
        bends: for each downward edge, the positions (layer, x) where it passes the layers between its ends, from top
            to bottom.
        width: the width of the graph.
    """

    layer: dict[str, int]
    x: dict[str, float]
    bends: dict[Edge, list[tuple[int, float]]]
    width: float


def lay_out(widths: Mapping[str, float], edges: Sequence[Edge]) -> Layout:
    """Lay out a graph.

    Args:
        widths: the width of every node, including the gap to the next.
        edges: the edges, each from its upper to its lower node; an edge that closes a cycle gets no bends.
    """
    layer = _layers(list(widths), edges)
    rows: list[list[str]] = [[] for _ in range(max(layer.values(), default=-1) + 1)]
    for node in widths:
        rows[layer[node]].append(node)
    room = dict(widths)
    above: Neighbours = defaultdict(list)
    below: Neighbours = defaultdict(list)
    chains: dict[Edge, list[str]] = {}
    for edge in dict.fromkeys(edges):
        start, end = edge
        chain: list[str] = []
        for passed in range(layer[start] + 1, layer[end]):
            # A name that no node can have.
            chain.append("\0".join([start, end, str(passed)]))
            room[chain[-1]] = BEND_WIDTH
            rows[passed].append(chain[-1])
        if layer[start] < layer[end]:
            chains[edge] = chain
            for one, other in pairwise([start, *chain, end]):
                below[one].append(other)
                above[other].append(one)
    _order(rows, above, below)
    x = _across(rows, above, below, room)
    left = min((x[name] - room[name] / 2 for name in room), default=0.0)
    x = {name: place - left for name, place in x.items()}
    return Layout(
        layer=layer,
        x={node: x[node] for node in widths},
        bends={
            edge: [(layer[edge[0]] + 1 + number, x[name]) for number, name in enumerate(chain)]
            for edge, chain in chains.items()
        },
        width=max((x[name] + room[name] / 2 for name in room), default=0),
    )


def _layers(nodes: Sequence[str], edges: Sequence[Edge]) -> dict[str, int]:
    """Return the length of the longest path to each node; in a cycle the search ends after one round per node."""
    layer = dict.fromkeys(nodes, 0)
    for _ in nodes:
        changed = False
        for start, end in edges:
            if layer[end] <= layer[start] < len(nodes):
                layer[end] = layer[start] + 1
                changed = True
        if not changed:
            break
    return layer


def _order(rows: list[list[str]], above: Neighbours, below: Neighbours) -> None:
    """Order each layer so that few edges cross, and keep the best order found."""
    best, least = [list(row) for row in rows], _crossings(rows, below)
    for sweep in range(SWEEP_COUNT):
        down = sweep % 2 == 0
        for index in range(1, len(rows)) if down else range(len(rows) - 2, -1, -1):
            _sort(rows[index], rows[index - 1 if down else index + 1], above if down else below)
        count = _crossings(rows, below)
        if count < least:
            best, least = [list(row) for row in rows], count
    rows[:] = best


def _sort(row: list[str], other: list[str], beside: Neighbours) -> None:
    """Sort a layer by the mean position of each node's neighbours in another; a node without any stays in place."""
    at = {node: number for number, node in enumerate(other)}
    now = {node: number for number, node in enumerate(row)}
    middle: dict[str, float] = {}
    for node in row:
        places = [at[found] for found in beside[node] if found in at]
        middle[node] = sum(places) / len(places) if places else now[node]
    row.sort(key=middle.__getitem__)


def _crossings(rows: list[list[str]], below: Neighbours) -> int:
    count = 0
    for row, under in pairwise(rows):
        at = {node: number for number, node in enumerate(under)}
        ends = [end for node in row for end in sorted(at[found] for found in below[node] if found in at)]
        count += sum(ends[i] > ends[j] for i in range(len(ends)) for j in range(i + 1, len(ends)))
    return count


def _across(rows: list[list[str]], above: Neighbours, below: Neighbours, room: Mapping[str, float]) -> dict[str, float]:
    """Return the middle of each node: near its neighbours in other layers, without overlaps."""
    widest = max((sum(room[node] for node in row) for row in rows), default=0.0)
    x: dict[str, float] = {}
    for row in rows:
        edge = (widest - sum(room[node] for node in row)) / 2
        for node in row:
            x[node] = edge + room[node] / 2
            edge += room[node]
    for sweep in range(SWEEP_COUNT):
        beside = above if sweep % 2 == 0 else below
        for row in rows if sweep % 2 == 0 else rows[::-1]:
            wanted = [
                sum(x[found] for found in beside[node]) / len(beside[node]) if beside[node] else x[node] for node in row
            ]
            x.update(zip(row, _apart(wanted, [room[node] for node in row], widest), strict=True))
    return x


def _apart(wanted: list[float], rooms: list[float], widest: float) -> list[float]:
    """Return positions in the given order, as near as possible to the wanted ones, without overlaps."""
    left: list[float] = []
    edge = 0.0
    for want, room in zip(wanted, rooms, strict=True):
        left.append(max(want, edge + room / 2))
        edge = left[-1] + room / 2
    right: list[float] = []
    edge = widest
    for want, room in zip(reversed(wanted), reversed(rooms), strict=True):
        right.append(min(want, edge - room / 2))
        edge = right[-1] - room / 2
    # The mean of all pushed to the right and all pushed to the left keeps order and distances.
    return [(one + other) / 2 for one, other in zip(left, reversed(right), strict=True)]
