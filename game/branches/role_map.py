"""The map of a role: its scenes and choices as a graph, whole or as far as the player's runs have visited them."""

from __future__ import annotations

from dataclasses import dataclass

from game.branches.tree import RunTree
from game.story.types import Scene
from game.text.moments import Moment


@dataclass(frozen=True)
class MapNode:
    """A scene on the map, or a choice not taken, whose end is not told.

    Attributes:
        id: its id on the map: the scene's, or of a choice not taken the choice's `scene.choice`.
        scene: the scene, if the player may know it; None for a choice not taken, and for a scene that only the record
            has visited.
        at: the scene's hour; None for a choice not taken.
        documented: whether the documented course comes here.
    """

    id: str
    scene: Scene | None
    at: Moment | None
    documented: bool


@dataclass(frozen=True)
class MapEdge:
    """A choice on the map.

    Attributes:
        id: the choice as `scene.choice`.
        start, end: the ids of two nodes.
        text: what it says; empty where the player has not seen its scene.
        is_divergent: whether it goes against the record, where that is told.
        taken: whether the player took it.
        documented: whether the documented course does.
    """

    id: str
    start: str
    end: str
    text: str
    is_divergent: bool
    taken: bool
    documented: bool


@dataclass(frozen=True)
class RoleMap:
    """The map of a role.

    Attributes:
        role: the role's name.
        fates: what the fates of the endings that are told are called, by id.
        includes_unvisited: whether all scenes are on it, or only those that were visited.
        nodes: the scenes, in the role's order, and after them the choices not taken.
        edges: the choices.
    """

    role: str
    fates: dict[str, str]
    includes_unvisited: bool
    nodes: tuple[MapNode, ...]
    edges: tuple[MapEdge, ...]


def build_role_map(tree: RunTree, include_unvisited: bool) -> RoleMap:
    """The map of the role whose runs are in a tree.

    Args:
        include_unvisited: whether all scenes are shown, also those that no run visited.
    """
    machine = tree.machine
    role = machine.role
    visited = {node.scene.id for node in tree if node.is_visited}
    documented = {node.scene.id for node in tree if node.is_documented}
    taken = {node.incoming_choice.id for node in tree if node.is_visited and node.incoming_choice is not None}
    course = {node.incoming_choice.id for node in tree if node.is_documented and node.incoming_choice is not None}
    untaken = {choice.id for node in tree for choice in tree.untaken_choices(node)} | course
    scenes = [scene for scene in role.scenes if include_unvisited or scene.id in visited | documented]
    nodes = [
        MapNode(scene.id, scene if include_unvisited or scene.id in visited else None, scene.at, scene.id in documented)
        for scene in scenes
    ]
    edges: list[MapEdge] = []
    for scene in scenes:
        for choice in machine.get_choices(scene.id):
            name, end = choice.id, choice.spec.to
            if not include_unvisited and name not in taken and name not in course:
                if scene.id not in visited or name not in untaken:
                    continue
                # Where a choice not taken leads is not told, also where it leads to a scene that was visited.
                end = name
                nodes.append(MapNode(name, None, None, False))
            known = include_unvisited or scene.id in visited
            edges.append(
                MapEdge(
                    id=name,
                    start=scene.id,
                    end=end,
                    text=choice.spec.text if known else "",
                    # That a choice would go against the record is not told before it is taken.
                    is_divergent=machine.is_divergent(choice.spec) and (include_unvisited or name in taken),
                    taken=name in taken,
                    documented=name in course,
                )
            )
    met = {node.scene.ending.fate for node in nodes if node.scene is not None and node.scene.ending is not None}
    return RoleMap(
        role.name,
        {fate.id: fate.label for fate in role.fates if fate.id in met},
        include_unvisited,
        tuple(nodes),
        tuple(edges),
    )
