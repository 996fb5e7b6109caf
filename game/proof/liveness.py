"""Liveness: for each scene, the thresholds at which later pages still distinguish values of a variable."""

from __future__ import annotations

from collections.abc import Sequence

from game.proof.scene_graph import Component
from game.story.effects import value_range
from game.story.guards import find_thresholds
from game.story.types import Role, Scene

#: The thresholds of each variable: a threshold `c` separates the values below `c` from the others. It is the whole
#: range if every value counts, or if more than `MAX_THRESHOLDS` might.
Thresholds = dict[str, frozenset[int] | range]
#: With more thresholds than this a variable's values are not merged, so that a range of a billion values costs nothing.
MAX_THRESHOLDS = 1024


def list_guards(scene: Scene) -> list[str]:
    """Return the guards of a scene: those of its passages and those of its choices."""
    guards = [passage.if_ for passage in scene.passages] + [spec.if_ for spec in scene.choices]
    return [guard for guard in guards if guard]


def find_live_thresholds(role: Role, order: Sequence[Component], observed: str | None = None) -> dict[str, Thresholds]:
    """Return, for every scene, the thresholds at which a guard or passage, there or later, distinguishes variables.

    A threshold `c` separates the values below `c` from the others. Before a choice that adds `n`, a later threshold `c`
    becomes `c - n`; before one that sets the variable, it disappears. Sums saturate at the range's ends and thresholds
    lie inside the range, so this is exact: two states whose values lie between the same thresholds have the same runs
    ahead of them. A variable without thresholds in a scene is dead there, and left out. Only guards and passages read
    variables; answers and endings do not.

    Args:
        role: the role.
        order: its components, from `game.proof.scene_graph.find_components`.
        observed: a variable of which every value counts in every scene.
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
                        # A new threshold must reach the other scenes of the circle too.
                        if (found := join(name, known, places)) and found != known:
                            here[name] = found
                            changed = True
    return thresholds
