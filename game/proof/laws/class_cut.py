"""The rules of a role that is cut to a lesson: a class plays a few scenes up to an hour, the gate."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator

from game.proof.case import Breach, Case
from game.proof.explore import Node
from game.proof.numbers import batches_of
from game.story.lessons import ClassExcerpt

#: How many scenes a class plays on its way to the gate: what fits into one lesson beside the telling.
FEWEST, MOST = 5, 7

#: The choices of a run, and how many scenes it has played.
Way = tuple[tuple[str, ...], int]


def class_cut(case: Case) -> Iterator[Breach]:
    """The rules of a class's cut; roles without one pass, and so do those whose states are not all known, or go round.

    Under the cut every way from the start to the gate, or to an ending before it, plays five to seven scenes; every
    other scene on such a way is passed by a choice; and nothing is named in the cut that no such way reaches.
    """
    cut = case.role.class_cut
    if cut is None or case.graph.outgrown or case.numbers.circular:
        return
    at = {scene.id: scene.at for scene in case.role.scenes}
    few: dict[Node, Way] = {case.graph.start: ((), 0)}
    many: dict[Node, Way] = {case.graph.start: ((), 0)}
    met: set[str] = set()
    for scene, places in batches_of(case.graph)[0]:
        for node in [node for place in places if (node := (scene, place)) in few]:
            if scene in case.endings or at[scene].earliest > cut.gate.earliest:
                for run, count in (few.pop(node), many.pop(node)):
                    if not FEWEST <= count <= MOST:
                        says = f"a class plays {FEWEST} to {MOST} scenes up to the gate; this way plays {count}."
                        yield Breach("class-cut", scene, (), says, run)
                        return
                continue
            met.add(scene)
            if scene not in cut.plays and scene not in cut.passes:
                says = "a run under the class's cut comes here, and it neither plays the scene nor passes it."
                yield Breach("class-cut", scene, (), says, few[node][0])
                return
            _step(case, cut, node, few, operator.lt)
            _step(case, cut, node, many, operator.gt)
    for name in dict.fromkeys([*cut.plays, *cut.passes]):
        if name not in met:
            yield Breach("class-cut", "", ("class_cut",), f'no run under the class\'s cut comes to "{name}".')


def _step(case: Case, cut: ClassExcerpt, node: Node, ways: dict[Node, Way], better: Callable[[int, int], bool]) -> None:
    """Go on from a state by every choice that the cut leaves open; of two ways to a state the better one stays."""
    run, count = ways[node]
    count += node[0] in cut.plays
    passing = cut.passes.get(node[0])
    for choice, after in case.graph.opened(node):
        if passing in {None, choice.spec.id} and (after not in ways or better(count, ways[after][1])):
            ways[after] = ((*run, choice.id), count)
