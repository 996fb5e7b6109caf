"""L2: time never runs backwards."""

from __future__ import annotations

from collections.abc import Iterator

from game.proof.case import Breach, Case
from game.proof.outline import floors
from game.proof.paths import Luggage, carried, shortest


def clock(case: Case) -> Iterator[Breach]:
    """L2: time never runs backwards along any run.

    Moments are as wide as they are known, so a run keeps the law if an instant can be chosen inside each of its
    scenes' moments such that none is before the one of the scene before it: no scene may be over before one that the
    run has passed began.
    """
    for name, floor in floors(case.role, case.graph.knots).items():
        scene = case.scenes[name]
        if floor.earliest < scene.at.latest or name not in case.graph.states:
            continue
        # The outline allows it; the states decide.
        later = [other.id for other in case.role.scenes if other.at.earliest >= scene.at.latest]
        gains = {f"{other}.{option.id}": 1 for other in later for option in case.scenes[other].choices}
        luggage = Luggage(gains=gains)
        if any(carried(case.graph, luggage)[name]):
            run, _ = shortest(case.graph, luggage, 1, lambda node, name=name: node[0] == name)  # type: ignore[misc]
            passed = {pair.partition(".")[0] for pair in run} & set(later)
            first = max((case.scenes[other].at for other in passed), key=lambda at: at.earliest)
            says = f"the clock runs backwards: it is {scene.at.words} here, and a run comes from {first.words}."
            yield Breach("L2", name, ("at",), says, run)
