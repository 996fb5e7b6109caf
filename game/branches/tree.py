"""The tree of a role's runs: every scene that some run visited, each reached by the choices that lead to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from game.play.journal import Journal
from game.story.guards import State as Values
from game.story.machine import Choice, RoleMachine
from game.story.types import Scene


@dataclass
class Node:
    """One scene as some runs reached it, by the same choices.

    Attributes:
        scene: the scene.
        values: the values of the role's variables there.
        pairs: the choices that lead there.
        runs: how many runs pass here.
        present: whether the present run does.
        children: the choices that some run took here, with where they led, in the scene's order.
        untaken: the choices that are open here and that no run took.
    """

    scene: Scene
    values: Values
    pairs: tuple[str, ...]
    runs: int = 0
    present: bool = False
    children: list[tuple[Choice, Node]] = field(default_factory=list)
    untaken: list[Choice] = field(default_factory=list)


@dataclass(frozen=True)
class Row:
    """One line of the drawn tree: a scene that was visited, or (`choice`) a road not taken there.

    Attributes:
        prefix: the box characters before it.
        by: the choice that led to it, where the tree parts above it; else None.
    """

    prefix: str
    node: Node
    by: Choice | None = None
    choice: Choice | None = None


def tree_of(machine: RoleMachine, runs: Sequence[Journal], present: Sequence[str] = ()) -> Node:
    """The tree of some runs of one role.

    Args:
        runs: the runs, replayed as far as they fit.
        present: the choices of the present run.
    """
    root = Node(machine.scene(machine.role.starts), machine.start, ())
    for journal in runs:
        node = root
        node.runs += 1
        for taken in journal.taken:
            found = next((child for choice, child in node.children if choice is taken.choice), None)
            if found is None:
                found = Node(machine.scene(taken.choice.option.to), taken.after, (*node.pairs, taken.choice.id))
                node.children.append((taken.choice, found))
            node = found
            node.runs += 1
    here: Node | None = root
    for wanted in [*present, ""]:
        if here is None:
            break
        here.present = True
        here = next((child for choice, child in here.children if choice.id == wanted), None)
    for node in nodes(root):
        order = {choice.option.id: place for place, choice in enumerate(machine.choices(node.scene.id))}
        node.children.sort(key=lambda child: order[child[0].option.id])
        taken_here = {choice.option.id for choice, _ in node.children}
        node.untaken = [
            choice
            for choice in machine.choices(node.scene.id)
            if choice.option.id not in taken_here and choice.open(node.values)
        ]
    return root


def nodes(root: Node) -> Iterator[Node]:
    """Every node of a tree, the root first."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        yield node
        waiting += [child for _, child in reversed(node.children)]


def rows(root: Node) -> list[Row]:
    """The tree as lines, time downwards: a straight run stays in its column, and only a parting indents.

    At a parting the side roads come first, each under the choice that leads there, and the last child goes on in the
    same column; that is the present run's, if it passes here.
    """
    found: list[Row] = []
    # An explicit stack, since a run may be as long as its author likes.
    waiting: list[tuple[str, Node, Choice | None, str]] = [("", root, None, "")]
    while waiting:
        prefix, node, by, head = waiting.pop()
        found.append(Row(prefix + head, node, by))
        column = prefix + {"": "", "├─ ": "│  "}[head]
        found += [Row(f"{column}├┄ ", node, choice=choice) for choice in node.untaken]
        children = sorted(node.children, key=lambda child: child[1].present)
        if not children:
            continue
        parts = len(children) > 1
        choice, last = children[-1]
        waiting.append((column, last, choice if parts else None, ""))
        waiting += [(column, child, choice, "├─ ") for choice, child in reversed(children[:-1])]
    return found
