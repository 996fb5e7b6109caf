"""L1: every run ends."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from game.proof.case import Breach, Case
from game.proof.explore import Node


def ends(case: Case) -> Iterator[Breach]:
    """L1: every run reaches an ending: no state is stuck, and no run can come back to a state in which it was."""
    for scene, columns in case.graph.columns.items():
        if scene in case.endings or not case.graph.decided(scene):
            continue
        if any(-1 not in column for _, column in columns):
            continue
        stuck = case.ways.nearest(scene, lambda place, columns=columns: all(c[place] < 0 for _, c in columns))  # type: ignore[misc]
        if stuck is not None:
            says = "a run can get stuck here: no choice is open; leave one without a guard."
            yield Breach("L1", scene, ("choices",), says, case.ways.to(stuck))
    if case.numbers.circular:
        node, round_ = _circle(case)
        says = "a run can go round in a circle through here and never end."
        yield Breach("L1", node[0], (), says, (*case.ways.to(node), *round_))


def _circle(case: Case) -> tuple[Node, tuple[str, ...]]:
    """The state of a circle that a shortest run reaches and closes, and the choices of the circle."""
    inside = set(case.numbers.circular)
    best: tuple[Node, tuple[str, ...]] | None = None
    for begin in sorted(inside, key=case.ways.length):
        if best is not None and case.ways.length(begin) >= case.ways.length(best[0]) + len(best[1]):
            break
        found = _round(case, begin, inside)
        if found and (best is None or case.ways.length(begin) + len(found) < case.ways.length(best[0]) + len(best[1])):
            best = begin, found
    assert best is not None, "states that cannot be brought into an order hold a circle"
    return best


def _round(case: Case, begin: Node, inside: set[Node]) -> tuple[str, ...]:
    came: dict[Node, tuple[str, ...]] = {begin: ()}
    waiting = deque([begin])
    while waiting:
        node = waiting.popleft()
        for choice, after in case.graph.opened(node):
            way = (*came[node], choice.id)
            if after == begin:
                return way
            if after in inside and after not in came:
                came[after] = way
                waiting.append(after)
    return ()
