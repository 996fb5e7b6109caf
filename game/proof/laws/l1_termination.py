"""L1: every run ends."""

from __future__ import annotations

from collections.abc import Iterator

from game.proof.context import ProofContext, Violation


def check_termination(context: ProofContext) -> Iterator[Violation]:
    """L1: every run reaches an ending: no state is stuck, and no run can come back to a state in which it was."""
    space = context.space
    for scene in context.scenes:
        if scene in context.endings or not space.is_reached(scene) or not space.is_complete(scene):
            continue
        stuck = space.find_stuck_run(scene)
        if stuck is not None:
            message = "a run can get stuck here: no choice is open; leave one without a guard."
            yield Violation("L1", scene, ("choices",), message, stuck)
    circle = space.find_circle()
    if circle is not None:
        scene, run = circle
        yield Violation("L1", scene, (), "a run can go round in a circle through here and never end.", run)
