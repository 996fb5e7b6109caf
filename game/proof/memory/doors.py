"""Doors: choices, and the scenes behind them, that depend on an act at least two scenes earlier."""

from __future__ import annotations

from dataclasses import dataclass

from game.proof.context import ProofContext
from game.proof.memory.word_overlap import share_of_stretches
from game.story.guards import find_variables

#: A variable that more choices write, without setting it, is a sum and does not remember an act.
MOST_WRITERS = 3
#: The fewest scenes between an act and the door that it opens.
SCENES_BETWEEN = 2
#: Two scenes with a larger share of their stretches of words in common are one scene under two ids.
ALIKE_STRETCHES = 0.4


@dataclass
class Door:
    """A choice whose guard depends on an act.

    Attributes:
        choice: the choice, as `scene.choice`.
        to: the scene that it leads to.
        reads: the variables of its guard that remember an act.
        twins: the choices of its scene that lead to the same scene.
        arrivals: how many drawn runs reached its scene; `opened` is how many of these found it open.
    """

    choice: str
    to: str
    reads: tuple[str, ...]
    twins: tuple[str, ...]
    arrivals: int = 0
    opened: int = 0

    @property
    def rate(self) -> float:
        """The share of the arrivals for which it is open."""
        return self.opened / self.arrivals if self.arrivals else 0.0


def find_doors(context: ProofContext) -> list[Door]:
    """Return the doors of a role, in the order of its scenes."""
    names = [variable.id for variable in context.role.variables]
    acts = _find_acts(context)
    found: list[Door] = []
    for scene in context.role.scenes:
        for spec in scene.choices:
            reads = find_variables(spec.if_, names) if spec.if_ else frozenset()
            if kept := tuple(sorted(name for name in reads if scene.id in acts.get(name, ()))):
                twins = tuple(other.id for other in scene.choices if other is not spec and other.to == spec.to)
                found.append(Door(f"{scene.id}.{spec.id}", spec.to, kept, twins))
    return found


def find_scenes_behind(context: ProofContext, doors: list[Door]) -> list[str]:
    """Return the scenes to which nothing but doors lead, in the order of the role."""
    opened = {door.choice for door in doors}
    ways: dict[str, list[str]] = {}
    for scene in context.role.scenes:
        for spec in scene.choices:
            ways.setdefault(spec.to, []).append(f"{scene.id}.{spec.id}")
    return [scene.id for scene in context.role.scenes if ways.get(scene.id) and set(ways[scene.id]) <= opened]


def find_alike_scenes(context: ProofContext) -> list[tuple[str, str, float]]:
    """Return pairs of scenes that are one scene under two ids, with the share of five-word stretches in common."""
    scenes = context.role.scenes
    shares = (
        (one.id, other.id, share_of_stretches("\n".join(one.list_body()), "\n".join(other.list_body())))
        for number, one in enumerate(scenes)
        for other in scenes[:number]
    )
    return [(one, other, share) for one, other, share in shares if share > ALIKE_STRETCHES]


def _find_acts(context: ProofContext) -> dict[str, set[str]]:
    """Return, for every variable that remembers an act, the scenes at least two after a choice that writes it."""
    writers: dict[str, list[str]] = {}
    is_set: set[str] = set()
    for scene in context.role.scenes:
        for spec in scene.choices:
            for name in (*spec.sets, *spec.adds):
                writers.setdefault(name, []).append(spec.to)
            is_set.update(spec.sets)
    later: dict[str, set[str]] = {}
    ahead = {scene.id: {spec.to for spec in scene.choices} for scene in context.role.scenes}
    for name, places in writers.items():
        if name in is_set or len(places) <= MOST_WRITERS:
            # The scene after the act is one scene away; the scenes after that are two away.
            found = set().union(*(ahead[place] for place in places))
            waiting = list(found)
            for place in waiting:
                new = ahead[place] - found
                found |= new
                waiting += new
            later[name] = found
    return later
