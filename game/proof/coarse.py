"""A coarser look at a role that outgrew the exploration: what can be proved of it all the same."""

from __future__ import annotations

from collections.abc import Collection

from game.proof.case import Case
from game.proof.explore import Graph, explore
from game.proof.laws import LAWS
from game.proof.laws.answered import unbrought

#: The most states of a coarse look.
FEW = 500_000
#: The laws that ask for no states.
_OF_TEXT = {"L5", "L6", "L7", "council"}
#: The laws that hold of a role if they hold of more runs than it has.
_OF_ALL_RUNS = {"L2", "L3", "L4", "L9"}


def coarse_look(case: Case, few: int = FEW) -> Case:
    """The role with some variables forgotten: a guard that reads one of them holds if it does for any value.

    All runs of the role are among the runs of that look.

    Args:
        case: the role.
        few: the most states of the look; the fewer, the more variables are forgotten.
    """
    return Case(case.pack, _explored(case.graph, few))


def undecided(case: Case, look: Case, laws: Collection[str]) -> frozenset[str]:
    """The laws that stay open for a role whose states were not all explored.

    A law that no run of a coarse look breaks is proved. That a run never gets stuck follows where a choice of every
    scene has no guard.

    Args:
        case: the role.
        look: a coarse look at it.
        laws: the short names of the laws that were asked for.
    """
    left = set(laws) - _OF_TEXT
    if case.role.class_cut is None:
        left.discard("class-cut")
    if look.graph.outgrown:
        return frozenset(left)
    proved = {law for law in _OF_ALL_RUNS & left if next(LAWS[law][1](look), None) is None}
    # That some run brings an attempt to each of its answers is nothing that more runs than the role's could show.
    if "L4" in proved and next(unbrought(case), None) is not None:
        proved.discard("L4")
    left -= proved
    free = all(scene.ending or any(option.if_ is None for option in scene.choices) for scene in case.role.scenes)
    if free and not look.numbers.circular:
        left.discard("L1")
    return frozenset(left)


def _explored(graph: Graph, few: int) -> Graph:
    """The role with half of its variables, a quarter and so on until it fits: those that multiply its states least."""
    names = list(graph.packing.spread(graph.fullest))[::-1]
    kept = len(names)
    while True:
        kept //= 2
        look = explore(graph.machine, few, forgotten=names[kept:])
        if not look.outgrown or not kept:
            return look
