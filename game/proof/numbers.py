"""Counting runs exactly: how many there are, how long, and what share of them passes through each scene and choice."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import compress

from game.proof.explore import Column, Graph, Node
from game.story.machine import Choice

#: States of one scene that are counted together: no choice leads from one of them to another.
Batch = tuple[str, Iterable[int]]


@dataclass
class Numbers:
    """The numbers of a role's runs.

    All are zero or empty where the runs cannot be counted: in a circle, or where states are left unexplored. Shares
    below 1e-308 are zero, and what depends on them is left out.

    Attributes:
        runs: the exact number of distinct runs.
        shortest, longest: the scenes of the shortest and of the longest run.
        scenes: for every scene the share of all runs that pass through it, from 0 to 1; a run that passes a scene
            twice counts twice.
        open: for every choice (`scene.choice`) the share of the passages through its scene in which it is open.
        taken: for every choice the share of all runs that take it.
        stands: for every guarded passage (`scene[1]`, counted from 1) the share of the visits to its scene in which it
            stands.
        circular: the states that lie on a circle or after one.
    """

    runs: int = 0
    shortest: int = 0
    longest: int = 0
    scenes: dict[str, float] = field(default_factory=dict)
    open: dict[str, float] = field(default_factory=dict)
    taken: dict[str, float] = field(default_factory=dict)
    stands: dict[str, float] = field(default_factory=dict)
    circular: list[Node] = field(default_factory=list)


def count(graph: Graph) -> Numbers:
    """Count the runs through the explored states.

    The numbers of runs ahead of each state are exact, whatever their size. From them every choice has its exact share
    of the runs that come to a state; shares are then carried forward as floating-point numbers (15 digits).
    """
    batches, rest = batches_of(graph)
    if rest:
        return Numbers(circular=rest)
    if graph.outgrown:
        return Numbers()
    numbers = Numbers()
    ahead: dict[str, list[int]] = {}
    spans: dict[str, tuple[list[int], list[int]]] = {}

    def begin(scene: str) -> None:
        size = len(graph.states[scene])
        ahead[scene], spans[scene] = [0] * size, ([0] * size, [0] * size)

    # The scenes of a knot are counted by turns, and each may look at another before that has its first turn.
    for scene in graph.tied & graph.states.keys():
        begin(scene)
    shares: dict[str, list[array[float]]] = {
        scene: [array("d", bytes(8 * len(column))) for _, column in columns] for scene, columns in graph.columns.items()
    }
    last = _last_uses(graph)
    for scene, places in reversed(batches):
        if scene not in ahead:
            begin(scene)
        _count_batch(graph, scene, places, ahead, spans, shares[scene])
        for done in last.get(scene, ()):
            del ahead[done], spans[done]
    scene, place = graph.start
    numbers.runs = ahead[scene][place]
    numbers.shortest, numbers.longest = spans[scene][0][place], spans[scene][1][place]
    _share(graph, batches, shares, numbers)
    return numbers


def _count_batch(
    graph: Graph,
    scene: str,
    places: Iterable[int],
    ahead: dict[str, list[int]],
    spans: dict[str, tuple[list[int], list[int]]],
    shares: list[array[float]],
) -> None:
    total, (low, high) = ahead[scene], spans[scene]
    columns = _leading(graph, scene, shares)
    for choice, column, _ in columns:
        runs, (least, most) = ahead[choice.spec.to], spans[choice.spec.to]
        for place in places:
            if (after := column[place]) >= 0:
                low[place] = min(low[place], least[after] + 1) if total[place] else least[after] + 1
                high[place] = max(high[place], most[after] + 1)
                total[place] += runs[after]
    for place in places:
        if not total[place]:
            total[place] = low[place] = high[place] = 1
    for choice, column, share in columns:
        runs = ahead[choice.spec.to]
        for place in places:
            if (after := column[place]) >= 0:
                share[place] = runs[after] / total[place]


def _leading(graph: Graph, scene: str, shares: list[array[float]]) -> list[tuple[Choice, Column, array[float]]]:
    """The choices of a scene that lead somewhere, with their columns and shares; others are open in no state."""
    pairs = zip(graph.columns[scene], shares, strict=True)
    return [(choice, column, share) for (choice, column), share in pairs if choice.spec.to in graph.states]


def _last_uses(graph: Graph) -> dict[str, list[str]]:
    """For every scene those whose numbers nothing needs any more once it has been counted, from the end on."""
    first: dict[str, str] = {}
    for knot in graph.knots:
        for scene in knot:
            for choice, _ in graph.columns.get(scene, ()):
                if choice.spec.to in graph.states:
                    first.setdefault(choice.spec.to, scene)
    found: dict[str, list[str]] = defaultdict(list)
    for scene, source in first.items():
        # The states of a knot are counted by turns; what a knot needs stays until the end.
        if source not in graph.tied:
            found[source].append(scene)
    return found


def _share(graph: Graph, batches: list[Batch], shares: dict[str, list[array[float]]], numbers: Numbers) -> None:
    weight = {scene: array("d", [0.0]) * len(states) for scene, states in graph.states.items()}
    weight[graph.start[0]][graph.start[1]] = 1.0
    for scene, places in batches:
        for choice, column, share in _leading(graph, scene, shares[scene]):
            there = weight[choice.spec.to]
            here = weight[scene]
            for place in places:
                if (after := column[place]) >= 0:
                    there[after] += here[place] * share[place]
    for scene, here in weight.items():
        through = numbers.scenes[scene] = sum(here)
        if not through:
            # So few of the runs come here that no floating-point number tells their share from none.
            continue
        for number, passage in enumerate(graph.machine.get_scene(scene).also, 1):
            holds = graph.holds(scene, passage.if_)
            numbers.stands[f"{scene}[{number}]"] = sum(compress(here, holds)) / through
        for (choice, column), share in zip(graph.columns[scene], shares[scene], strict=True):
            opened = sum([part for part, after in zip(here, column, strict=True) if after >= 0])
            numbers.open[choice.id] = opened / through
            numbers.taken[choice.id] = sum([part * each for part, each in zip(here, share, strict=True)])


def batches_of(graph: Graph) -> tuple[list[Batch], list[Node]]:
    """All states, each after all that lead to it; and those on or after a circle, which have no such order."""
    batches: list[Batch] = []
    rest: list[Node] = []
    for knot in graph.knots:
        names = [scene for scene in knot if scene in graph.states]
        if knot[0] not in graph.tied:
            batches += [(scene, range(len(graph.states[scene]))) for scene in names]
        else:
            rest += _untie(graph, names, batches)
    return batches, rest


def _untie(graph: Graph, names: list[str], batches: list[Batch]) -> list[Node]:
    """Order the states of a knot (Kahn's algorithm); returns those that cannot be ordered."""
    waits: Counter[Node] = Counter()
    for node in _nodes(graph, names):
        waits.update(after for _, after in graph.opened(node) if after[0] in names)
    ready = [node for node in _nodes(graph, names) if not waits[node]]
    left = {node for node in _nodes(graph, names) if waits[node]}
    while ready:
        together: dict[str, list[int]] = defaultdict(list)
        for scene, place in ready:
            together[scene].append(place)
        batches += together.items()
        afterwards: list[Node] = []
        for node in ready:
            for _, after in graph.opened(node):
                if after[0] in names:
                    waits[after] -= 1
                    if not waits[after]:
                        afterwards.append(after)
                        left.discard(after)
        ready = afterwards
    return [node for node in _nodes(graph, names) if node in left]


def _nodes(graph: Graph, names: Iterable[str]) -> Iterator[Node]:
    return ((scene, place) for scene in names for place in range(len(graph.states[scene])))
