"""Finding the reachable states of a role, one by one or as sets, depending on their number."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from importlib.util import find_spec
from typing import Any

from game.proof.dense_sets import MAX_COMBINATIONS, DenseSets
from game.proof.explore import MAX_STATES, explore
from game.proof.liveness import list_guards
from game.proof.set_algebra import SetAlgebra
from game.proof.set_steps import MAX_POSITIONS
from game.proof.state_graph import StateGraph
from game.proof.state_sets import StateSets
from game.proof.state_space import ReportProgress, StateSpace
from game.story.guards import find_variables
from game.story.machine import RoleMachine

#: The most states that are walked one by one, in half a second; then runs can be counted too.
WALKED_STATES = 500_000
#: The most bits of the dense sets of all scenes: on the first try, where they are the quickest method, and on the last,
#: which takes about ten seconds.
QUICK_BITS, MAX_BITS = 1 << 28, 1 << 34


def reach(
    machine: RoleMachine,
    max_states: int = MAX_STATES,
    observed: str | None = None,
    report_progress: ReportProgress | None = None,
) -> StateSpace:
    """Find the reachable states of a role.

    A small role is walked state by state. For a larger one the states are found as sets: dense sets if there are few
    combinations of values, else decision diagrams, if their library is installed, and if these grow too large, dense
    sets as long as they fit. If all that fails, the walk goes on until there are too many states.

    Args:
        machine: the role's machine.
        max_states: with more states than this, a walk leaves most of the rest unexplored and says so; sets are tried
            only if it is more than `WALKED_STATES`.
        observed: a variable of which every value counts, even if no page distinguishes it.
        report_progress: is called with the progress.
    """
    few = min(max_states, WALKED_STATES)
    walked = explore(machine, few, observed=observed, report_progress=report_progress)
    if not walked.limit_exceeded or max_states <= few:
        return walked
    # The states that were walked so far are let go before sets take their room.
    del walked
    for kind in _list_kinds(len(machine.role.scenes)):
        try:
            return StateSets(machine, kind, observed, report_progress)
        except MemoryError:
            continue
    walked = explore(machine, max_states, observed=observed, report_progress=report_progress)
    if walked.limit_exceeded:
        walked.limit_exceeded += f" {_explain_failure(walked)}"
    return walked


def _list_kinds(scenes: int) -> Iterator[Callable[[Sequence[int]], SetAlgebra[Any]]]:
    yield partial(DenseSets, most=min(MAX_COMBINATIONS, QUICK_BITS // scenes))
    if has_diagrams():
        from game.proof.diagrams import DiagramSets

        yield DiagramSets
    yield partial(DenseSets, most=min(MAX_COMBINATIONS, MAX_BITS // scenes))


def has_diagrams() -> bool:
    """Return whether the library of decision diagrams is installed, which comes with the extra `proof`."""
    return find_spec("oxidd") is not None


def _explain_failure(walked: StateGraph) -> str:
    """Return a sentence on why the states do not fit into sets, and what to do."""
    role, names = walked.machine.role, walked.encoding.names
    guards = [(guard, scene) for scene in role.scenes for guard in list_guards(scene)]
    for guard, scene in guards:
        for name in sorted(find_variables(guard, names)):
            values = walked.encoding.representatives(scene.id).get(name, ())
            if len(values) > MAX_POSITIONS:
                return f'{len(values):,} values of "{name}" matter to "{guard}" in {scene.id}: give it a smaller range.'
    if not has_diagrams():
        return "Decision diagrams decide many such roles: pip install 'sixteen-points[proof]'."
    guard, scene = max(guards, key=lambda found: len(find_variables(found[0], names)))
    return (
        f'No kind of sets holds them either, as guards join too many variables, such as "{guard}" in {scene.id}: '
        "let fewer of them matter at once, or set them back sooner."
    )
