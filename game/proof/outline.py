"""The outline of a role: its scenes alone, guards left aside, in the order in which runs come to them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from game.story.types import Role
from game.text.moments import Moment

Knot = tuple[str, ...]


def knots(role: Role) -> list[Knot]:
    """The scenes that the start leads to, each after all that lead to it.

    Scenes that lead back to one another stand together as one knot (Kosaraju's strongly connected components); every
    other scene is a knot of its own.
    """
    after = {scene.id: [option.to for option in scene.choices] for scene in role.scenes}
    finished = list(_finished([role.starts], after, set()))
    before: dict[str, list[str]] = {name: [] for name in finished}
    for name in finished:
        for other in after[name]:
            before[other].append(name)
    seen: set[str] = set()
    return [tuple(_finished([name], before, seen)) for name in reversed(finished) if name not in seen]


def reached(role: Role, starts: Iterable[str], stops: Collection[str]) -> set[str]:
    """The scenes to which some scenes lead, guards left aside, through none of some others; these are arrived at."""
    after = {scene.id: [option.to for option in scene.choices] for scene in role.scenes}
    found = set(starts)
    waiting = list(found)
    for name in waiting:
        if name not in stops:
            ahead = [other for other in dict.fromkeys(after[name]) if other not in found]
            found.update(ahead)
            waiting += ahead
    return found


def floors(role: Role, order: Iterable[Knot]) -> dict[str, Moment]:
    """For every scene the latest beginning of those that lead to it, itself left aside and guards too."""
    scenes = {scene.id: scene for scene in role.scenes}
    found: dict[str, Moment] = {}
    for knot in order:
        later = True
        while later:
            later = False
            for name in knot:
                here = scenes[name].at
                if name in found and found[name].earliest > here.earliest:
                    here = found[name]
                for option in scenes[name].choices:
                    if option.to not in found or found[option.to].earliest < here.earliest:
                        found[option.to] = here
                        later = later or option.to in knot
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
