"""The rules of a role that is cut to a lesson: a class plays a few scenes up to an hour, the gate."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator

from game.proof.context import ProofContext, Violation
from game.proof.explore import StateId
from game.proof.run_counts import sort_topologically
from game.story.lessons import ClassExcerpt

#: How many scenes a class plays on its way to the gate: what fits into one lesson beside the telling.
MIN_SCENES, MAX_SCENES = 5, 7

#: The choices of a run, and how many scenes it has played.
PartialRun = tuple[tuple[str, ...], int]


def check_class_excerpt_rules(context: ProofContext) -> Iterator[Violation]:
    """The rules of a class excerpt; roles without one pass, and so do those with unknown or circling states.

    Under the cut every way from the start to the gate, or to an ending before it, plays five to seven scenes; every
    other scene on such a way is passed by a choice; and nothing is named in the cut that no such way reaches.
    """
    cut = context.role.class_excerpt
    if cut is None or context.graph.limit_exceeded or context.cyclic_states:
        return
    at = {scene.id: scene.at for scene in context.role.scenes}
    few: dict[StateId, PartialRun] = {context.graph.start: ((), 0)}
    many: dict[StateId, PartialRun] = {context.graph.start: ((), 0)}
    met: set[str] = set()
    for scene, places in sort_topologically(context.graph)[0]:
        for state in [state for index in places if (state := (scene, index)) in few]:
            if scene in context.endings or at[scene].earliest > cut.plays_until.earliest:
                for run, count in (few.pop(state), many.pop(state)):
                    if not MIN_SCENES <= count <= MAX_SCENES:
                        message = (
                            f"a class plays {MIN_SCENES} to {MAX_SCENES} scenes up to the gate; this way plays {count}."
                        )
                        yield Violation("class-cut", scene, (), message, run)
                        return
                continue
            met.add(scene)
            if scene not in cut.played_scenes and scene not in cut.auto_choices:
                message = "a run under the class's cut comes here, and it neither plays the scene nor passes it."
                yield Violation("class-cut", scene, (), message, few[state][0])
                return
            _step(context, cut, state, few, operator.lt)
            _step(context, cut, state, many, operator.gt)
    for name in dict.fromkeys([*cut.played_scenes, *cut.auto_choices]):
        if name not in met:
            yield Violation("class-cut", "", ("class_excerpt",), f'no run under the class\'s cut comes to "{name}".')


def _step(
    context: ProofContext,
    cut: ClassExcerpt,
    state: StateId,
    ways: dict[StateId, PartialRun],
    better: Callable[[int, int], bool],
) -> None:
    """Go on from a state by every choice that the cut leaves open; of two ways to a state the better one stays."""
    run, count = ways[state]
    count += state[0] in cut.played_scenes
    passing = cut.auto_choices.get(state[0])
    for choice, after in context.graph.successors(state):
        if passing in {None, choice.spec.id} and (after not in ways or better(count, ways[after][1])):
            ways[after] = ((*run, choice.id), count)
