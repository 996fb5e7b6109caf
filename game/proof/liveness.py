"""What later pages can tell apart: per scene, the thresholds at which each variable still matters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from game.proof.scene_graph import Component
from game.story.effects import value_range
from game.story.guards import find_thresholds
from game.story.types import Role, Scene

#: By variable the values at which something changes: a threshold `c` parts the values below `c` from the others.
Thresholds = dict[str, frozenset[int]]


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

    def inside(name: str, places: Iterable[int]) -> frozenset[int]:
        low, high = ranges[name]
        return frozenset(index for index in places if low < index <= high)

    thresholds: dict[str, Thresholds] = {}
    every: Thresholds = {}
    if observed is not None:
        low, high = ranges[observed]
        every = {observed: frozenset(range(low + 1, high + 1))}
    for scene in scenes.values():
        here = thresholds.setdefault(scene.id, {**every})
        for guard in list_guards(scene):
            for name, places in find_thresholds(guard, names).items():
                low, high = ranges[name]
                found = inside(name, range(low + 1, high + 1) if places is None else places)
                if found:
                    here[name] = here.get(name, frozenset()) | found
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
                        more = inside(name, (index - step for index in places)) if step else places
                        known = here.get(name, frozenset())
                        if not more <= known:
                            # Another scene of the circle may have looked here already, wherever this came from.
                            here[name] = known | more
                            changed = True
    return thresholds
