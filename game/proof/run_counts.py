"""Counting runs exactly: their number, their lengths, and the share that passes through each scene and choice."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import compress

from game.proof.circles import Batch, sort_topologically
from game.proof.state_graph import StateGraph, StateId, Successors
from game.story.machine import Choice

#: For every scene and each of its choices, the share of the runs at each state that take the choice.
EdgeShares = dict[str, list["array[float]"]]


@dataclass
class RunCounts:
    """The numbers of a role's runs.

    All are zero or empty if the runs cannot be counted, because of a circle or unexplored states. Shares below 1e-308
    are zero, and what depends on them is left out.

    Attributes:
        runs: the exact number of distinct runs.
        shortest, longest: the number of scenes of the shortest and of the longest run.
        scene_shares: for every scene, the share of all runs that pass through it, from 0 to 1; a run that passes it
            twice counts twice.
        open_shares: for every choice (`scene.choice`), the share of the visits to its scene in which it is open.
        taken_shares: for every choice, the share of all runs that take it.
        passage_shares: for every passage with only a guard (`scene[1]`, counted from 1), the share of the visits to its
            scene that show it; `game.proof.past_shares` measures passages under `after`.
        cyclic_states: the states on a circle or after one.
    """

    runs: int = 0
    shortest: int = 0
    longest: int = 0
    scene_shares: dict[str, float] = field(default_factory=dict)
    open_shares: dict[str, float] = field(default_factory=dict)
    taken_shares: dict[str, float] = field(default_factory=dict)
    passage_shares: dict[str, float] = field(default_factory=dict)
    cyclic_states: list[StateId] = field(default_factory=list)


def count_runs(graph: StateGraph) -> RunCounts:
    """Count the runs through the explored states.

    The numbers of runs ahead of each state are exact, whatever their size, and give every choice its exact share of the
    runs at a state. These shares are then carried forward as floating-point numbers (15 digits).
    """
    batches, rest = sort_topologically(graph)
    if rest:
        return RunCounts(cyclic_states=rest)
    if graph.limit_exceeded:
        return RunCounts()
    numbers, shares = count_ahead(graph, batches)
    _add_shares(graph, spread_weights(graph, batches, shares), shares, numbers)
    return numbers


def count_ahead(graph: StateGraph, batches: list[Batch]) -> tuple[RunCounts, EdgeShares]:
    """Count the runs ahead of every state.

    Args:
        graph: the explored states, without circles.
        batches: all of them in order, from `sort_topologically`.

    Returns:
        The number and the lengths of all runs, and the share of the runs at each state that takes each choice.
    """
    numbers = RunCounts()
    ahead: dict[str, list[int]] = {}
    spans: dict[str, tuple[list[int], list[int]]] = {}

    def begin(scene: str) -> None:
        size = len(graph.states[scene])
        ahead[scene], spans[scene] = [0] * size, ([0] * size, [0] * size)

    # The scenes of a component take turns, and each may read another before that has had its first turn.
    for scene in graph.cyclic_scenes & graph.states.keys():
        begin(scene)
    shares: EdgeShares = {
        scene: [array("d", bytes(8 * len(column))) for _, column in columns] for scene, columns in graph.columns.items()
    }
    last = _last_uses(graph)
    for scene, places in reversed(batches):
        if scene not in ahead:
            begin(scene)
        _count_batch(graph, scene, places, ahead, spans, shares[scene])
        for done in last.get(scene, ()):
            del ahead[done], spans[done]
    scene, index = graph.start
    numbers.runs = ahead[scene][index]
    numbers.shortest, numbers.longest = spans[scene][0][index], spans[scene][1][index]
    return numbers, shares


def _count_batch(
    graph: StateGraph,
    scene: str,
    places: Iterable[int],
    ahead: dict[str, list[int]],
    spans: dict[str, tuple[list[int], list[int]]],
    shares: list[array[float]],
) -> None:
    total, (low, high) = ahead[scene], spans[scene]
    columns = list_reachable_choices(graph, scene, shares)
    for choice, column, _ in columns:
        runs, (least, most) = ahead[choice.spec.to], spans[choice.spec.to]
        for index in places:
            if (after := column[index]) >= 0:
                low[index] = min(low[index], least[after] + 1) if total[index] else least[after] + 1
                high[index] = max(high[index], most[after] + 1)
                total[index] += runs[after]
    for index in places:
        if not total[index]:
            total[index] = low[index] = high[index] = 1
    for choice, column, share in columns:
        runs = ahead[choice.spec.to]
        for index in places:
            if (after := column[index]) >= 0:
                share[index] = runs[after] / total[index]


def list_reachable_choices(
    graph: StateGraph, scene: str, shares: list[array[float]]
) -> list[tuple[Choice, Successors, array[float]]]:
    """Return the choices of a scene that some state opens, with their columns and shares."""
    pairs = zip(graph.columns[scene], shares, strict=True)
    return [(choice, column, share) for (choice, column), share in pairs if choice.spec.to in graph.states]


def _last_uses(graph: StateGraph) -> dict[str, list[str]]:
    """Return, for every scene, the scenes whose numbers are no longer needed once it has been counted."""
    first: dict[str, str] = {}
    for component in graph.components:
        for scene in component:
            for choice, _ in graph.columns.get(scene, ()):
                if choice.spec.to in graph.states:
                    first.setdefault(choice.spec.to, scene)
    found: dict[str, list[str]] = defaultdict(list)
    for scene, source in first.items():
        # The states of a component take turns, so what it needs stays until its end.
        if source not in graph.cyclic_scenes:
            found[source].append(scene)
    return found


def spread_weights(graph: StateGraph, batches: list[Batch], shares: EdgeShares) -> dict[str, array[float]]:
    """Return, for every state, the share of all runs that pass through it, carried forward from the start."""
    weight = {scene: array("d", [0.0]) * len(states) for scene, states in graph.states.items()}
    weight[graph.start[0]][graph.start[1]] = 1.0
    for scene, places in batches:
        for choice, column, share in list_reachable_choices(graph, scene, shares[scene]):
            there = weight[choice.spec.to]
            here = weight[scene]
            for index in places:
                if (after := column[index]) >= 0:
                    there[after] += here[index] * share[index]
    return weight


def _add_shares(graph: StateGraph, weight: dict[str, array[float]], shares: EdgeShares, numbers: RunCounts) -> None:
    for scene, here in weight.items():
        through = numbers.scene_shares[scene] = sum(here)
        if not through:
            # So few of the runs reach this state that their share underflows to zero.
            continue
        for number, passage in enumerate(graph.machine.get_scene(scene).passages, 1):
            if passage.after:
                continue
            holds = graph.guard_holds(scene, passage.if_ or "true")
            numbers.passage_shares[f"{scene}[{number}]"] = sum(compress(here, holds)) / through
        for (choice, column), share in zip(graph.columns[scene], shares[scene], strict=True):
            opened = sum([part for part, after in zip(here, column, strict=True) if after >= 0])
            numbers.open_shares[choice.id] = opened / through
            numbers.taken_shares[choice.id] = sum([part * each for part, each in zip(here, share, strict=True)])
