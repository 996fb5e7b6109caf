"""The topological order of the explored states, and circles."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from game.proof.state_graph import StateGraph, StateId

#: States of one scene that are counted together, since no choice leads from one of them to another.
Batch = tuple[str, Sequence[int]]


def sort_topologically(graph: StateGraph) -> tuple[list[Batch], list[StateId]]:
    """Return all states, each after all that lead to it, and the states on or after a circle, which have no order."""
    batches: list[Batch] = []
    rest: list[StateId] = []
    for component in graph.components:
        names = [scene for scene in component if scene in graph.states]
        if component[0] not in graph.cyclic_scenes:
            batches += [(scene, range(len(graph.states[scene]))) for scene in names]
        else:
            rest += _sort_component(graph, names, batches)
    return batches, rest


def _sort_component(graph: StateGraph, names: list[str], batches: list[Batch]) -> list[StateId]:
    """Order the states of a component (Kahn's algorithm); return those that cannot be ordered."""
    waits: Counter[StateId] = Counter()
    for state in _list_states(graph, names):
        waits.update(after for _, after in graph.successors(state) if after[0] in names)
    ready = [state for state in _list_states(graph, names) if not waits[state]]
    left = {state for state in _list_states(graph, names) if waits[state]}
    while ready:
        together: dict[str, list[int]] = defaultdict(list)
        for scene, index in ready:
            together[scene].append(index)
        batches += together.items()
        afterwards: list[StateId] = []
        for state in ready:
            for _, after in graph.successors(state):
                if after[0] in names:
                    waits[after] -= 1
                    if not waits[after]:
                        afterwards.append(after)
                        left.discard(after)
        ready = afterwards
    return [state for state in _list_states(graph, names) if state in left]


def _list_states(graph: StateGraph, names: Iterable[str]) -> Iterator[StateId]:
    return ((scene, index) for scene in names for index in range(len(graph.states[scene])))


def find_shortest_circle(graph: StateGraph, states: Collection[StateId]) -> tuple[str, tuple[str, ...]]:
    """Return the scene of a circle, and a shortest run that reaches and closes it.

    Args:
        graph: the explored states.
        states: the states on or after a circle, from `sort_topologically`; at least one.
    """
    inside = set(states)
    runs = graph.shortest_runs
    best: tuple[StateId, tuple[str, ...]] | None = None
    for begin in sorted(inside, key=runs.length):
        if best is not None and runs.length(begin) >= runs.length(best[0]) + len(best[1]):
            break
        found = _find_cycle(graph, begin, inside)
        if found and (best is None or runs.length(begin) + len(found) < runs.length(best[0]) + len(best[1])):
            best = begin, found
    assert best is not None, "states that cannot be brought into an order hold a circle"
    return best[0][0], (*runs.run_to(best[0]), *best[1])


def _find_cycle(graph: StateGraph, begin: StateId, inside: set[StateId]) -> tuple[str, ...]:
    came: dict[StateId, tuple[str, ...]] = {begin: ()}
    waiting = deque([begin])
    while waiting:
        state = waiting.popleft()
        for choice, after in graph.successors(state):
            way = (*came[state], choice.id)
            if after == begin:
                return way
            if after in inside and after not in came:
                came[after] = way
                waiting.append(after)
    return ()
