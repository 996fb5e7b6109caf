"""L8: every scene, choice, passage, variable and attempt is alive."""

from __future__ import annotations

from collections.abc import Iterator

from game.proof.case import Breach, Case, Key
from game.proof.reasons import reason
from game.story.guards import find_variables
from game.story.types import Scene


def alive(case: Case) -> Iterator[Breach]:
    """L8: every scene is reached, every choice is offered in some state, every passage stands in some and not in all.

    No guard is always true, every variable is read by a guard or a passage, every attempt is made by a choice.
    """
    role, graph = case.role, case.graph
    read: set[str] = set()
    for scene in role.scenes:
        guards = [passage.if_ for passage in scene.also] + [option.if_ for option in scene.choices if option.if_]
        read |= {name for guard in guards for name in find_variables(guard, graph.packing.names)}
        if not graph.decided(scene.id):
            continue
        if scene.id not in graph.states:
            yield Breach("L8", scene.id, (), "no run reaches this scene; lead a choice to it.")
            continue
        yield from _guards(case, scene)
    for variable in role.variables:
        if variable.id not in read:
            yield Breach("L8", "", ("variables",), f'no guard or passage reads the variable "{variable.id}".')
    made = {option.diverges for scene in role.scenes for option in scene.choices}
    for attempt in role.attempts:
        if attempt.id not in made:
            yield Breach("L8", f"attempt:{attempt.id}", (), "no choice makes this attempt.")


def _guards(case: Case, scene: Scene) -> Iterator[Breach]:
    for place, passage in enumerate(scene.also):
        holds = case.graph.holds(scene.id, passage.if_)
        key: Key = ("also", place, "if")
        if not any(holds):
            yield Breach("L8", scene.id, key, f'no run ever meets this passage: "{passage.if_}" never holds here.')
        elif all(holds):
            yield Breach("L8", scene.id, key, f'the guard of this passage always holds here: "{passage.if_}".')
    for choice, column in case.graph.columns[scene.id]:
        key = ("choices", choice.spec.id, "if")
        if all(after < 0 for after in column):
            yield Breach("L8", scene.id, key, f"no run ever meets this choice: {reason(case, choice)}")
        elif choice.spec.if_ and -1 not in column:
            yield Breach("L8", scene.id, key, f'the guard of this choice always holds here: "{choice.spec.if_}".')
