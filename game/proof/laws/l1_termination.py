"""L1: every run ends."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from game.proof.context import ProofContext, Violation
from game.proof.explore import StateId


def check_termination(context: ProofContext) -> Iterator[Violation]:
    """L1: every run reaches an ending: no state is stuck, and no run can come back to a state in which it was."""
    for scene, columns in context.graph.columns.items():
        if scene in context.endings or not context.graph.is_complete(scene):
            continue
        if any(-1 not in column for _, column in columns):
            continue
        stuck = context.shortest_runs.nearest(
            scene,
            lambda index, columns=columns: all(c[index] < 0 for _, c in columns),  # type: ignore[misc]
        )
        if stuck is not None:
            message = "a run can get stuck here: no choice is open; leave one without a guard."
            yield Violation("L1", scene, ("choices",), message, context.shortest_runs.run_to(stuck))
    if context.cyclic_states:
        state, round_ = _find_shortest_cycle(context)
        message = "a run can go round in a circle through here and never end."
        yield Violation("L1", state[0], (), message, (*context.shortest_runs.run_to(state), *round_))


def _find_shortest_cycle(context: ProofContext) -> tuple[StateId, tuple[str, ...]]:
    """The state of a circle that a shortest run reaches and closes, and the choices of the circle."""
    inside = set(context.cyclic_states)
    best: tuple[StateId, tuple[str, ...]] | None = None
    for begin in sorted(inside, key=context.shortest_runs.length):
        if best is not None and context.shortest_runs.length(begin) >= context.shortest_runs.length(best[0]) + len(
            best[1]
        ):
            break
        found = _find_cycle(context, begin, inside)
        if found and (
            best is None
            or context.shortest_runs.length(begin) + len(found) < context.shortest_runs.length(best[0]) + len(best[1])
        ):
            best = begin, found
    assert best is not None, "states that cannot be brought into an order hold a circle"
    return best


def _find_cycle(context: ProofContext, begin: StateId, inside: set[StateId]) -> tuple[str, ...]:
    came: dict[StateId, tuple[str, ...]] = {begin: ()}
    waiting = deque([begin])
    while waiting:
        state = waiting.popleft()
        for choice, after in context.graph.successors(state):
            way = (*came[state], choice.id)
            if after == begin:
                return way
            if after in inside and after not in came:
                came[after] = way
                waiting.append(after)
    return ()
