"""L2: time never runs backwards."""

from __future__ import annotations

from collections.abc import Iterator

from game.proof.context import ProofContext, Violation
from game.proof.paths import TrackedFacts
from game.proof.scene_graph import find_latest_predecessors


def check_monotonic_time(context: ProofContext) -> Iterator[Violation]:
    """L2: time never runs backwards along any run.

    Moments are as wide as they are known, so a run keeps the law if an instant can be chosen inside each of its
    scenes' moments such that none is before the one of the scene before it: no scene may be over before one that the
    run has passed began.
    """
    for name, floor in find_latest_predecessors(context.role, context.space.components).items():
        scene = context.scenes[name]
        if floor.earliest < scene.at.latest:
            continue
        # It is possible in the outline; the states decide.
        later = [other.id for other in context.role.scenes if other.at.earliest >= scene.at.latest]
        gains = {f"{other}.{spec.id}": 1 for other in later for spec in context.scenes[other].choices}
        facts = TrackedFacts(added_on_choice=gains)
        if context.find_carried(facts, {name: 1}):
            run, _ = context.find_run(facts, 1, {name})
            passed = {choice_ref.partition(".")[0] for choice_ref in run} & set(later)
            first = max((context.scenes[other].at for other in passed), key=lambda at: at.earliest)
            message = f"the clock runs backwards: it is {scene.at.words} here, and a run comes from {first.words}."
            yield Violation("L2", name, ("at",), message, run)
