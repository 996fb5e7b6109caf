"""The rules of a class excerpt: a class plays a few scenes of a role up to an hour, the gate."""

from __future__ import annotations

from collections.abc import Iterator

from game.proof.context import ProofContext, Violation
from game.proof.paths import TrackedFacts
from game.story.lessons import ClassExcerpt

#: How many scenes a class plays on its way to the gate, so that they fit into one lesson.
MIN_SCENES, MAX_SCENES = 5, 7


def check_class_excerpt_rules(context: ProofContext) -> Iterator[Violation]:
    """Yield violations of the rules of a class excerpt; roles without one, or with unknown states, pass.

    In the excerpt every path from the start to the gate, or to an ending before it, plays five to seven scenes; every
    other scene on such a path has an automatic choice; and the excerpt names nothing that no such path reaches.
    """
    cut = context.role.class_excerpt
    if cut is None or context.space.limit_exceeded:
        return
    gates = {
        scene.id
        for scene in context.role.scenes
        if scene.ending is not None or scene.at.earliest > cut.plays_until.earliest
    }
    # A bit for each number of scenes that a path in the excerpt has played; the last bit for all that are too many.
    too_many = 1 << MAX_SCENES + 1
    right, every = too_many - (1 << MIN_SCENES), 2 * too_many - 1
    facts = _count_played(context, cut, gates, too_many)
    named = {*cut.played_scenes, *cut.auto_choices}
    if stray := context.find_carried(facts, dict.fromkeys(context.scenes.keys() - gates - named, every)):
        run, scene = context.find_run(facts, stray & -stray, context.scenes.keys() - gates - named)
        message = "a run under the class's cut comes here, and it neither plays the scene nor passes it."
        yield Violation("class-cut", scene, (), message, run)
        return
    if wrong := context.find_carried(facts, dict.fromkeys(gates, every & ~right)):
        run, scene = context.find_run(facts, wrong & -wrong, gates)
        count = sum(choice_ref.partition(".")[0] in cut.played_scenes for choice_ref in run)
        message = f"a class plays {MIN_SCENES} to {MAX_SCENES} scenes up to the gate; this way plays {count}."
        yield Violation("class-cut", scene, (), message, run)
        return
    carried = context.carry(facts, named)
    for name in dict.fromkeys([*cut.played_scenes, *cut.auto_choices]):
        if name in gates or not carried.into(name):
            yield Violation("class-cut", "", ("class_excerpt",), f'no run under the class\'s cut comes to "{name}".')


def _count_played(context: ProofContext, cut: ClassExcerpt, gates: set[str], too_many: int) -> TrackedFacts:
    """Return how many scenes paths in the excerpt have played; they end at the gate and where no choice is set."""
    every = 2 * too_many - 1
    added, removed = {}, {}
    for choice in context.space.machine.list_choices():
        is_taken = cut.auto_choices.get(choice.source) in {None, choice.spec.id}
        if choice.source in gates or not is_taken:
            removed[choice.id] = every
        elif choice.source in cut.played_scenes:
            added[choice.id] = every & ~1
            removed[choice.id] = every & ~too_many
    return TrackedFacts(initial=1, added_on_choice=added, added_above=1, removed_on_choice=removed)
