"""An abstraction of a role with too many states, of which some laws can be proved all the same."""

from __future__ import annotations

from collections.abc import Collection

from game.proof.context import ProofContext
from game.proof.explore import explore
from game.proof.laws import LAWS
from game.proof.laws.l4_answers import find_unreachable_answers
from game.proof.state_graph import StateGraph

#: The most states of an abstraction.
ABSTRACTION_STATES = 500_000
#: The laws that need no states.
_TEXT_LAWS = {"L5", "L6", "L7", "L10", "council"}
#: The laws that hold for a role if they hold for a superset of its runs.
_UNIVERSAL_LAWS = {"L2", "L3", "L4", "L9"}


def build_abstraction(context: ProofContext, max_states: int = ABSTRACTION_STATES) -> ProofContext:
    """Return the role without some variables: a guard that reads one of them holds if it does for any value.

    All runs of the role are among the runs of the abstraction.

    Args:
        context: the role.
        max_states: the most states of the abstraction; the fewer, the more variables are left out.
    """
    return ProofContext(context.pack, _explore_abstraction(context.graph, max_states))


def find_undecided_laws(context: ProofContext, abstraction: ProofContext, laws: Collection[str]) -> frozenset[str]:
    """Return the laws that remain undecided for a role whose states were not all explored.

    A law that no run of an abstraction breaks is proved. A run never gets stuck if every scene has a choice without a
    guard.

    Args:
        context: the role.
        abstraction: an abstraction of it.
        laws: the short names of the requested laws.
    """
    left = set(laws) - _TEXT_LAWS
    if context.role.class_excerpt is None:
        left.discard("class-cut")
    if abstraction.space.limit_exceeded:
        return frozenset(left)
    proved = {law for law in _UNIVERSAL_LAWS & left if next(LAWS[law][1](abstraction), None) is None}
    # A superset of the role's runs cannot show that some run brings an attempt to each of its answers.
    if "L4" in proved and next(find_unreachable_answers(context), None) is not None:
        proved.discard("L4")
    left -= proved
    free = all(scene.ending or any(spec.if_ is None for spec in scene.choices) for scene in context.role.scenes)
    if free and not abstraction.graph.cyclic_states:
        left.discard("L1")
    return frozenset(left)


def _explore_abstraction(graph: StateGraph, max_states: int) -> StateGraph:
    """Return the role with half of its variables, then a quarter and so on until it fits; the cheapest ones stay."""
    names = list(graph.encoding.count_values(graph.largest_scene))[::-1]
    kept = len(names)
    while True:
        kept //= 2
        abstraction = explore(graph.machine, max_states, forgotten=names[kept:])
        if not abstraction.limit_exceeded or not kept:
            return abstraction
