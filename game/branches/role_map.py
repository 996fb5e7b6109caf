"""The map of a role: its scenes and choices as a graph, complete or as far as the player's runs have visited it."""

from __future__ import annotations

from dataclasses import dataclass

from game.branches.tree import RunTree
from game.story.types import Scene
from game.text.moments import Moment


@dataclass(frozen=True)
class MapNode:
    """A scene on the map, or the hidden end of a choice that was not taken.

    Attributes:
        id: its id on the map: the scene's id, or `scene.choice` for a choice that was not taken.
        scene: the scene, if the player may know it; None for a choice that was not taken, and for a scene that only the
            documented course has visited.
        at: the scene's hour; None for a choice that was not taken.
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
        text: its text; empty if the player has not seen its scene.
        is_divergent: whether it goes against the record, if the player may know.
        taken: whether the player took it.
        documented: whether the documented course took it.
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
        fates: the labels of the fates of the endings on it, by id.
        includes_unvisited: whether all scenes are on it, or only visited ones.
        nodes: the scenes, in the role's order, followed by the choices that were not taken.
        edges: the choices.
    """

    role: str
    fates: dict[str, str]
    includes_unvisited: bool
    nodes: tuple[MapNode, ...]
    edges: tuple[MapEdge, ...]


def build_role_map(tree: RunTree, include_unvisited: bool) -> RoleMap:
    """Return the map of a tree's role.

    Args:
        include_unvisited: whether scenes that no run visited are shown too.
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
                # The end of a choice that was not taken stays hidden, even if it is a scene that was visited.
                end = name
                nodes.append(MapNode(name, None, None, False))
            known = include_unvisited or scene.id in visited
            edges.append(
                MapEdge(
                    id=name,
                    start=scene.id,
                    end=end,
                    text=choice.spec.text if known else "",
                    # Whether a choice goes against the record stays hidden until it is taken.
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
