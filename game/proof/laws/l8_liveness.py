"""L8: every scene, choice, passage, variable and attempt is alive."""

from __future__ import annotations

from collections.abc import Iterator

from game.proof.context import KeyPath, ProofContext, Violation
from game.proof.reasons import explain_dead_choice
from game.story.guards import find_variables
from game.story.types import Scene


def check_liveness(context: ProofContext) -> Iterator[Violation]:
    """L8: every scene is reached, every choice is offered in some state, every passage stands in some and not in all.

    No guard is always true, every variable is read by a guard or a passage, every attempt is made by a choice.
    """
    role, graph = context.role, context.graph
    read: set[str] = set()
    for scene in role.scenes:
        guards = [passage.if_ for passage in scene.passages] + [spec.if_ for spec in scene.choices if spec.if_]
        read |= {name for guard in guards for name in find_variables(guard, graph.encoding.names)}
        if not graph.is_complete(scene.id):
            continue
        if scene.id not in graph.states:
            yield Violation("L8", scene.id, (), "no run reaches this scene; lead a choice to it.")
            continue
        yield from _guards(context, scene)
    for variable in role.variables:
        if variable.id not in read:
            yield Violation("L8", "", ("variables",), f'no guard or passage reads the variable "{variable.id}".')
    made = {spec.attempt for scene in role.scenes for spec in scene.choices}
    for attempt in role.attempts:
        if attempt.id not in made:
            yield Violation("L8", f"attempt:{attempt.id}", (), "no choice makes this attempt.")


def _guards(context: ProofContext, scene: Scene) -> Iterator[Violation]:
    for index, passage in enumerate(scene.passages):
        holds = context.graph.guard_holds(scene.id, passage.if_)
        key: KeyPath = ("passages", index, "if")
        if not any(holds):
            yield Violation("L8", scene.id, key, f'no run ever meets this passage: "{passage.if_}" never holds here.')
        elif all(holds):
            yield Violation("L8", scene.id, key, f'the guard of this passage always holds here: "{passage.if_}".')
    for choice, column in context.graph.columns[scene.id]:
        key = ("choices", choice.spec.id, "if")
        if all(after < 0 for after in column):
            yield Violation(
                "L8", scene.id, key, f"no run ever meets this choice: {explain_dead_choice(context, choice)}"
            )
        elif choice.spec.if_ and -1 not in column:
            yield Violation("L8", scene.id, key, f'the guard of this choice always holds here: "{choice.spec.if_}".')
