"""The tree of runs in words: an indented outline, also for screen readers, and the marks that every face shows."""

from __future__ import annotations

from collections.abc import Sequence

from game.branches.tree import TreeNode, TreeRow
from game.story.types import Role


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
        return f"Not taken: {_ended(row.untaken_choice.spec.text)}"
    if not node.is_visited:
        if row.is_untaken and node.incoming_choice is not None:
            return f"Not taken, as documented: {_ended(node.incoming_choice.spec.text)}"
        return f"As documented, {format_hour(role, node)}; not visited."
    by = f"By “{row.incoming_choice.spec.text}”: " if row.incoming_choice is not None else ""
    parts = [f"{by}{format_hour(role, node)}, {_ended(node.scene.title)}"]
    parts += [f"{mark[0].upper()}{mark[1:]}." for mark in list_marks(role, node)]
    if here is not None and row.choice_refs == tuple(here):
        parts.append("Here you stand.")
    return " ".join(parts)


def list_marks(role: Role, node: TreeNode) -> list[str]:
    """Return the marks of a visited scene: that it diverged from the record, met it again or ended, and its runs."""
    ending = node.scene.ending
    return [
        *(["parted from the record"] if node.attempt else []),
        *(["met the record again"] if node.answered_attempts else []),
        *(["as documented"] if node.is_documented else []),
        *([f"end: {role.get_fate(ending.fate).label}"] if ending is not None else []),
        *([f"{node.run_count} runs"] if node.run_count > 1 else []),
    ]


def format_hour(role: Role, node: TreeNode) -> str:
    """Return a scene's day and hour in few words, with the year if the role begins in another one."""
    first = next(scene.at for scene in role.scenes if scene.id == role.first_scene)
    return node.scene.at.short_in(first.earliest.year if node.choice_refs else 0)


def _ended(text: str) -> str:
    return text if text[-1:] in ".?!" else f"{text}."
