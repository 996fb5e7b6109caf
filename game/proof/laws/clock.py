"""L2."""

from __future__ import annotations

from collections.abc import Iterator

from game.proof.case import Breach, Case
from game.proof.paths import Luggage, carried, shortest
from game.text.moments import Moment


def clock(case: Case) -> Iterator[Breach]:
    """L2: time never runs backwards along any run.

    Moments are as wide as they are known, so a run keeps the law if an instant can be chosen inside each of its
    scenes' moments such that none is before the one of the scene before it: no scene may be over before one that the
    run has passed began.
    """
    for name, floor in _floors(case).items():
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


def _floors(case: Case) -> dict[str, Moment]:
    """For every scene the latest beginning of those that lead to it, guards left aside."""
    floors: dict[str, Moment] = {}
    for knot in case.graph.knots:
        later = True
        while later:
            later = False
            for name in knot:
                here = case.scenes[name].at
                if name in floors and floors[name].earliest > here.earliest:
                    here = floors[name]
                for option in case.scenes[name].choices:
                    if option.to not in floors or floors[option.to].earliest < here.earliest:
                        floors[option.to] = here
                        later = later or option.to in knot
    return floors
