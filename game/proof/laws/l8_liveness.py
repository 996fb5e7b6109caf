"""L8: every scene, choice, passage, variable and attempt is alive."""

from __future__ import annotations

from collections.abc import Iterator

from game.proof.context import KeyPath, ProofContext, Violation
from game.proof.liveness import list_guards
from game.proof.reasons import explain_dead_choice
from game.story.guards import find_variables
from game.story.past_choices import parse_after
from game.story.types import Passage, Scene


def check_liveness(context: ProofContext) -> Iterator[Violation]:
    """L8: every scene is reached, every choice is offered in some state, every passage stands in some and not in all.

    No guard is always true, every variable is read by a guard or a passage, every attempt is made by a choice. Each
    choice that a passage asks for was taken by some run that comes to its scene, and not by all.
    """
    role, space = context.role, context.space
    read: set[str] = set()
    for scene in role.scenes:
        read |= {name for guard in list_guards(scene) for name in find_variables(guard, space.encoding.names)}
        if not space.is_complete(scene.id):
            continue
        if not space.is_reached(scene.id):
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
        yield from _passage(context, scene, index, passage)
    for choice in context.space.machine.get_choices(scene.id):
        key = ("choices", choice.spec.id, "if")
        sometimes, always = context.space.test_choice(choice)
        if not sometimes:
            yield Violation(
                "L8", scene.id, key, f"no run ever meets this choice: {explain_dead_choice(context, choice)}"
            )
        elif choice.spec.if_ and always:
            yield Violation("L8", scene.id, key, f'the guard of this choice always holds here: "{choice.spec.if_}".')


def _passage(context: ProofContext, scene: Scene, index: int, passage: Passage) -> Iterator[Violation]:
    key: KeyPath = ("passages", index, "after" if passage.after else "if")
    if passage.after:
        asks = f'after "{passage.after}"' + (f' if "{passage.if_}"' if passage.if_ else "")
        group, (met, missed) = context.past_groups[scene.id, index], context.passage_pasts[scene.id, index]
        condition = parse_after(passage.after)
        for number, ref in enumerate(condition.refs):
            taken = group.mask(lambda values, number=number: bool(values[number]))  # type: ignore[misc]
            if not (met | missed) & taken:
                yield Violation("L8", scene.id, key, f'no run has taken "{ref}" when it comes to this scene.')
                return
            if not (met | missed) & ~taken:
                yield Violation("L8", scene.id, key, f'every run has taken "{ref}" when it comes to this scene.')
                return
        read = group.mask(condition.holds_for)
        stands, lacks = met & read, missed or met & ~read
    else:
        asks = f'"{passage.if_}"'
        some, every = context.space.test_guard(scene.id, passage.if_ or "true")
        stands, lacks = int(some), int(not every)
    if not stands:
        yield Violation("L8", scene.id, key, f"no run ever meets this passage: {asks} never holds here.")
    elif not lacks:
        yield Violation("L8", scene.id, key, f"the guard of this passage always holds here: {asks}.")
