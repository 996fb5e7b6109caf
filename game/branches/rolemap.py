"""The map of a role: its scenes and choices as a graph, whole or as far as the player's runs have visited them."""

from __future__ import annotations

from dataclasses import dataclass

from game.branches.tree import Tree
from game.story.types import Scene
from game.text.moments import Moment


@dataclass(frozen=True)
class Stop:
    """A scene on the map, or a road not taken, whose end is not told.

    Attributes:
        id: its id on the map: the scene's, or of a road the choice's `scene.choice`.
        scene: the scene, if the player may know it; None for a road, and for a scene that only the record has visited.
        at: the scene's hour; None for a road.
        documented: whether the documented course comes here.
    """

    id: str
    scene: Scene | None
    at: Moment | None
    documented: bool


@dataclass(frozen=True)
class Way:
    """A choice on the map.

    Attributes:
        id: the choice as `scene.choice`.
        start, end: the ids of two stops.
        text: what it says; empty where the player has not seen its scene.
        against: whether it goes against the record, where that is told.
        taken: whether the player took it.
        documented: whether the documented course does.
    """

    id: str
    start: str
    end: str
    text: str
    against: bool
    taken: bool
    documented: bool


@dataclass(frozen=True)
class RoleMap:
    """The map of a role.

    Attributes:
        role: the role's name.
        fates: what the fates of the endings that are told are called, by id.
        whole: whether all scenes are on it, or only those that were visited.
        stops: the scenes, in the role's order, and after them the roads not taken.
        ways: the choices.
    """

    role: str
    fates: dict[str, str]
    whole: bool
    stops: tuple[Stop, ...]
    ways: tuple[Way, ...]


def role_map(tree: Tree, whole: bool) -> RoleMap:
    """The map of the role whose runs are in a tree.

    Args:
        whole: whether all scenes are shown, also those that no run visited.
    """
    machine = tree.machine
    role = machine.role
    visited = {node.scene.id for node in tree if node.visited}
    documented = {node.scene.id for node in tree if node.documented}
    taken = {node.by.id for node in tree if node.visited and node.by is not None}
    course = {node.by.id for node in tree if node.documented and node.by is not None}
    untaken = {choice.id for node in tree for choice in tree.untaken(node)} | course
    scenes = [scene for scene in role.scenes if whole or scene.id in visited | documented]
    stops = [
        Stop(scene.id, scene if whole or scene.id in visited else None, scene.at, scene.id in documented)
        for scene in scenes
    ]
    ways: list[Way] = []
    for scene in scenes:
        for choice in machine.get_choices(scene.id):
            name, end = choice.id, choice.spec.to
            if not whole and name not in taken and name not in course:
                if scene.id not in visited or name not in untaken:
                    continue
                # Where a road not taken leads is not told, also where it leads to a scene that was visited.
                end = name
                stops.append(Stop(name, None, None, False))
            known = whole or scene.id in visited
            ways.append(
                Way(
                    id=name,
                    start=scene.id,
                    end=end,
                    text=choice.spec.text if known else "",
                    # That a choice would go against the record is not told before it is taken.
                    against=machine.is_divergent(choice.spec) and (whole or name in taken),
                    taken=name in taken,
                    documented=name in course,
                )
            )
    met = {stop.scene.ending.fate for stop in stops if stop.scene is not None and stop.scene.ending is not None}
    return RoleMap(
        role.name, {fate.id: fate.label for fate in role.fates if fate.id in met}, whole, tuple(stops), tuple(ways)
    )
