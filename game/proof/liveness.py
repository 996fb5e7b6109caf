"""What later pages can tell apart: per scene, the thresholds at which each variable still matters."""

from __future__ import annotations

from collections.abc import Sequence

from game.proof.scene_graph import Component
from game.story.effects import value_range
from game.story.guards import find_thresholds
from game.story.types import Role, Scene

#: By variable the values at which something changes: a threshold `c` parts the values below `c` from the others. Where
#: every value counts, or more than `MAX_THRESHOLDS` might, it is the whole range.
Thresholds = dict[str, frozenset[int] | range]
#: With more thresholds a variable's values are not merged any more, so that a range of a billion values costs nothing.
MAX_THRESHOLDS = 1024


def list_guards(scene: Scene) -> list[str]:
    """The guards of a scene: those of its passages and those of its choices."""
    guards = [passage.if_ for passage in scene.passages] + [spec.if_ for spec in scene.choices]
    return [guard for guard in guards if guard]


def find_live_thresholds(role: Role, order: Sequence[Component], observed: str | None = None) -> dict[str, Thresholds]:
    """For every scene the thresholds of the variables that a guard or passage, there or later, can still tell apart.

    A threshold `c` parts the values below `c` from the others. After a choice that adds `n`, a later threshold `c` lies
    at `c - n`; after one that sets the variable, nowhere. Since a sum saturates at the range's ends and thresholds lie
    inside the range, this is exact: two states with the same values between the thresholds have the same runs before
    them. A variable that has no thresholds in a scene is dead there, and not named. Answers and endings read no
    variables, so guards and passages are all there is.

    Args:
        role: the role.
        order: its components, as `game.proof.scene_graph.find_components` gives them.
        observed: a variable whose every value counts in every scene.
    """
    scenes = {scene.id: scene for scene in role.scenes}
    names = [variable.id for variable in role.variables]
    ranges = {variable.id: value_range(variable) for variable in role.variables}

    every = {name: range(low + 1, high + 1) for name, (low, high) in ranges.items()}

    def join(name: str, known: frozenset[int] | range, places: frozenset[int] | range) -> frozenset[int] | range:
        if isinstance(known, range) or isinstance(places, range):
            return every[name]
        found = known.union(place for place in places if place in every[name])
        return found if len(found) <= MAX_THRESHOLDS else every[name]

    thresholds: dict[str, Thresholds] = {}
    for scene in scenes.values():
        here = thresholds.setdefault(scene.id, {observed: every[observed]} if observed is not None else {})
        for guard in list_guards(scene):
            for name, told_apart in find_thresholds(guard, names).items():
                places = every[name] if told_apart is None else told_apart
                if found := join(name, here.get(name, frozenset()), places):
                    here[name] = found
    for component in reversed(order):
        changed = True
        while changed:
            changed = False
            for scene in map(scenes.__getitem__, component):
                here = thresholds[scene.id]
                for spec in scene.choices:
                    for name, places in thresholds[spec.to].items():
                        if name in spec.sets:
                            continue
                        step = spec.adds.get(name, 0)
                        if step and not isinstance(places, range):
                            places = frozenset(place - step for place in places)
                        known = here.get(name, frozenset())
                        # Another scene of the circle may have looked here already, wherever this came from.
                        if (found := join(name, known, places)) and found != known:
                            here[name] = found
                            changed = True
    return thresholds
