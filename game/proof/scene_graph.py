"""The outline of a role: its graph of scenes without guards, in the order in which runs reach them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from game.story.types import Role
from game.text.moments import Moment

#: A strongly connected component: the ids of scenes that lead to one another, or of a single scene.
Component = tuple[str, ...]


def find_components(role: Role) -> list[Component]:
    """Return the scenes to which the start leads, each after all that lead to it.

    Scenes that lead to one another form one component (Kosaraju's strongly connected components); every other scene is
    a component by itself.
    """
    after = {scene.id: [spec.to for spec in scene.choices] for scene in role.scenes}
    finished = list(_finished([role.first_scene], after, set()))
    before: dict[str, list[str]] = {name: [] for name in finished}
    for name in finished:
        for other in after[name]:
            before[other].append(name)
    seen: set[str] = set()
    return [tuple(_finished([name], before, seen)) for name in reversed(finished) if name not in seen]


def find_ancestors(role: Role, goals: Iterable[str]) -> set[str]:
    """Return the scenes that lead to some scenes, ignoring guards; it includes these scenes."""
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
    """Return, for every scene but the start, the latest moment to begin among the scenes on the paths to it.

    Args:
        role: the role.
        order: its components, from `find_components`.
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
    """Yield each scene in depth-first order, once all scenes to which it leads are finished."""
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
