"""Counting runs exactly: their number, their lengths, and the share that passes through each scene and choice."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, MutableSequence, Sequence
from dataclasses import dataclass, field
from itertools import compress
from operator import add, mul, or_, truediv
from typing import TypeVar

from game.proof.circles import Batch, sort_topologically
from game.proof.state_graph import StateGraph, StateId, Successors
from game.story.machine import Choice

#: For every scene and each of its choices, the share of the runs at each state that take the choice.
EdgeShares = dict[str, list["array[float]"]]
Number = TypeVar("Number", int, float)


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
    counted = count_ahead(graph, batches)
    numbers = RunCounts(counted.runs, counted.shortest, counted.longest)
    _add_shares(graph, _spread_weights(graph, batches, counted.shares), counted.shares, numbers)
    return numbers


@dataclass
class CountedAhead:
    """What was counted of the runs ahead of states.

    Attributes:
        runs: the number of all runs.
        shortest, longest: the scenes of the shortest and of the longest one.
        shares: the share of the runs at each state that takes each choice.
        ahead: by scene that is kept, the number of runs ahead of each of its states, and 0 at the end.
    """

    runs: int
    shortest: int
    longest: int
    shares: EdgeShares
    ahead: dict[str, list[int]]


def count_ahead(graph: StateGraph, batches: list[Batch], kept: Collection[str] = ()) -> CountedAhead:
    """Count the runs ahead of every state.

    Args:
        graph: the explored states, without circles.
        batches: all of them in order, from `sort_topologically`.
        kept: the scenes whose numbers are kept.
    """
    # Each list ends with what a closed choice has ahead, whose place is -1.
    ahead: dict[str, list[int]] = {}
    #: For every state the set of the lengths of the runs ahead, as bits.
    lengths: dict[str, list[int]] = {}

    def begin(scene: str) -> None:
        ahead[scene], lengths[scene] = ([0] * (len(graph.states[scene]) + 1) for _ in range(2))

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
        _count_batch(graph, scene, places, ahead, lengths, shares[scene])
        for done in last.get(scene, ()):
            del lengths[done]
            if done not in kept:
                del ahead[done]
    scene, index = graph.start
    found = lengths[scene][index]
    return CountedAhead(ahead[scene][index], (found & -found).bit_length(), found.bit_length(), shares, ahead)


def _count_batch(
    graph: StateGraph,
    scene: str,
    places: Sequence[int],
    ahead: dict[str, list[int]],
    lengths: dict[str, list[int]],
    shares: list[array[float]],
) -> None:
    whole = len(places) == len(graph.states[scene])
    total, found = [0] * len(places), [0] * len(places)
    columns = [
        (column if whole else [column[place] for place in places], choice.spec.to, share)
        for choice, column, share in list_reachable_choices(graph, scene, shares)
    ]
    for column, to, _ in columns:
        total = list(map(add, total, map(ahead[to].__getitem__, column)))
        found = list(map(or_, found, map(lengths[to].__getitem__, column)))
    total = [runs or 1 for runs in total]
    for column, to, share in columns:
        _put(share, places, map(truediv, map(ahead[to].__getitem__, column), total))
    _put(ahead[scene], places, total)
    _put(lengths[scene], places, [bits << 1 or 1 for bits in found])


def _put(values: MutableSequence[Number], places: Iterable[int], new: Iterable[Number]) -> None:
    for place, value in zip(places, new, strict=True):
        values[place] = value


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


def _spread_weights(graph: StateGraph, batches: list[Batch], shares: EdgeShares) -> dict[str, list[float]]:
    """Return, for every state, the share of all runs that pass through it, carried forward from the start."""
    # The last place takes what closed choices carry on, which is nothing.
    weight = {scene: [0.0] * (len(states) + 1) for scene, states in graph.states.items()}
    weight[graph.start[0]][graph.start[1]] = 1.0
    for scene, places in batches:
        here = weight[scene]
        for choice, column, share in list_reachable_choices(graph, scene, shares[scene]):
            there = weight[choice.spec.to]
            for place in places:
                there[column[place]] += here[place] * share[place]
    for values in weight.values():
        del values[-1]
    return weight


def _add_shares(graph: StateGraph, weight: dict[str, list[float]], shares: EdgeShares, numbers: RunCounts) -> None:
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
            numbers.open_shares[choice.id] = sum(compress(here, map((-1).__lt__, column))) / through
            numbers.taken_shares[choice.id] = sum(map(mul, here, share))
