"""The tree of runs in words: an indented outline, also for screen readers, and the marks that every face shows."""

from __future__ import annotations

from collections.abc import Sequence

from game.branches.tree import TreeNode, TreeRow
from game.story.types import Role
from game.wording import tree_words


def format_outline(role: Role, rows: Sequence[TreeRow]) -> list[str]:
    """Return the lines of a tree in words, numbered from 1 and indented by two spaces for each fork."""
    return [f"{'  ' * count_depth(row)}{number}. {describe_row(role, row)}" for number, row in enumerate(rows, 1)]


def count_depth(row: TreeRow) -> int:
    """Return how many forks the line is indented by."""
    return len(row.prefix) // 3


def describe_row(role: Role, row: TreeRow, here: Sequence[str] | None = None) -> str:
    """Return one line of the tree as sentences, without the title of a scene that was never visited.

    Args:
        role: the role.
        row: the line.
        here: the choices of the present run, if there is one.
    """
    node = row.node
    if row.untaken_choice is not None:
        return tree_words.NOT_TAKEN.format(choice=_ended(row.untaken_choice.spec.text))
    if not node.is_visited:
        if row.is_untaken and node.incoming_choice is not None:
            return tree_words.NOT_TAKEN_DOCUMENTED.format(choice=_ended(node.incoming_choice.spec.text))
        return tree_words.NOT_VISITED.format(hour=format_hour(role, node))
    choice = row.incoming_choice.spec.text if row.incoming_choice is not None else ""
    said = tree_words.SCENE_BY if choice else tree_words.SCENE
    parts = [said.format(choice=choice, hour=format_hour(role, node), scene=_ended(node.scene.title))]
    parts += [f"{mark[0].upper()}{mark[1:]}." for mark in list_marks(role, node)]
    if here is not None and row.choice_refs == tuple(here):
        parts.append(tree_words.HERE)
    return " ".join(parts)


def list_marks(role: Role, node: TreeNode) -> list[str]:
    """Return the marks of a visited scene: that it diverged from the record, met it again or ended, and its runs."""
    ending = node.scene.ending
    return [
        *([tree_words.PARTED] if node.attempt else []),
        *([tree_words.MET_AGAIN] if node.answered_attempts else []),
        *([tree_words.DOCUMENTED] if node.is_documented else []),
        *([tree_words.END.format(fate=role.get_fate(ending.fate).label)] if ending is not None else []),
        *([tree_words.RUNS.format(count=node.run_count)] if node.run_count > 1 else []),
    ]


def format_hour(role: Role, node: TreeNode) -> str:
    """Return a scene's day and hour in few words, with the year if the role begins in another one."""
    first = next(scene.at for scene in role.scenes if scene.id == role.first_scene)
    return node.scene.at.short_in(first.earliest.year if node.choice_refs else 0)


def _ended(text: str) -> str:
    return text if text[-1:] in ".?!" else f"{text}."
