"""The outline of a role: its scenes alone, guards left aside, in the order in which runs come to them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from game.story.types import Role
from game.text.moments import Moment

#: A strongly connected component: the ids of scenes that lead back to one another, or of one scene alone.
Component = tuple[str, ...]


def find_components(role: Role) -> list[Component]:
    """The scenes that the start leads to, each after all that lead to it.

    Scenes that lead back to one another stand together as one component (Kosaraju's strongly connected components);
    every other scene is a component of its own.
    """
    after = {scene.id: [spec.to for spec in scene.choices] for scene in role.scenes}
    finished = list(_finished([role.first_scene], after, set()))
    before: dict[str, list[str]] = {name: [] for name in finished}
    for name in finished:
        for other in after[name]:
            before[other].append(name)
    seen: set[str] = set()
    return [tuple(_finished([name], before, seen)) for name in reversed(finished) if name not in seen]


def find_reachable(role: Role, starts: Iterable[str], sinks: Collection[str]) -> set[str]:
    """The scenes to which some scenes lead, guards left aside; these are among them.

    Args:
        role: the role.
        starts: the ids of the scenes to begin from.
        sinks: the ids of scenes at which a way ends: they are arrived at, and not gone on from.
    """
    after = {scene.id: [spec.to for spec in scene.choices] for scene in role.scenes}
    found = set(starts)
    waiting = list(found)
    for name in waiting:
        if name not in sinks:
            ahead = [other for other in dict.fromkeys(after[name]) if other not in found]
            found.update(ahead)
            waiting += ahead
    return found


def find_ancestors(role: Role, goals: Iterable[str]) -> set[str]:
    """The scenes that lead to some scenes, guards left aside; these are among them."""
    before: dict[str, list[str]] = {}
    for scene in role.scenes:
        for spec in scene.choices:
            before.setdefault(spec.to, []).append(scene.id)
    found = set(goals)
    waiting = list(found)
    for name in waiting:
        ahead = [other for other in dict.fromkeys(before.get(name, ())) if other not in found]
        found.update(ahead)
        waiting += ahead
    return found


def find_latest_predecessors(role: Role, order: Iterable[Component]) -> dict[str, Moment]:
    """For every scene but the start, of the scenes on the ways to it (guards left aside) the moment that begins latest.

    Args:
        role: the role.
        order: its components, as `components` gives them.
    """
    scenes = {scene.id: scene for scene in role.scenes}
    found: dict[str, Moment] = {}
    for component in order:
        later = True
        while later:
            later = False
            for name in component:
                here = scenes[name].at
                if name in found and found[name].earliest > here.earliest:
                    here = found[name]
                for spec in scenes[name].choices:
                    if spec.to not in found or found[spec.to].earliest < here.earliest:
                        found[spec.to] = here
                        later = later or spec.to in component
    return found


def _finished(roots: Sequence[str], after: Mapping[str, Sequence[str]], seen: set[str]) -> Iterator[str]:
    """Depth first: each scene once all that it leads to are finished."""
    for root in roots:
        if root in seen:
            continue
        seen.add(root)
        stack = [(root, iter(after[root]))]
        while stack:
            name, rest = stack[-1]
            ahead = next((other for other in rest if other not in seen), None)
            if ahead is None:
                stack.pop()
                yield name
            else:
                seen.add(ahead)
                stack.append((ahead, iter(after[ahead])))
