"""The tree of runs in words: an indented outline for those who listen, and the marks that every face shows."""

from __future__ import annotations

from collections.abc import Sequence

from game.branches.tree import Node, Row
from game.story.types import Role


def outline(role: Role, rows: Sequence[Row]) -> list[str]:
    """The lines of a tree in words, numbered from 1 and indented by two spaces for each parting."""
    return [f"{'  ' * depth(row)}{number}. {in_words(role, row)}" for number, row in enumerate(rows, 1)]


def depth(row: Row) -> int:
    """How many partings the line is indented by."""
    return len(row.prefix) // 3


def in_words(role: Role, row: Row, here: Sequence[str] | None = None) -> str:
    """One line of the tree as sentences; the title of a scene that was never visited is not told.

    Args:
        role: the role.
        row: the line.
        here: the choices that lead to where the present run stands, if there is one.
    """
    node = row.node
    if row.choice is not None:
        return f"Not taken: {_ended(row.choice.spec.text)}"
    if not node.visited:
        if row.road and node.by is not None:
            return f"Not taken, as documented: {_ended(node.by.spec.text)}"
        return f"As documented, {when(role, node)}; not visited."
    by = f"By “{row.by.spec.text}”: " if row.by is not None else ""
    parts = [f"{by}{when(role, node)}, {_ended(node.scene.title)}"]
    parts += [f"{mark[0].upper()}{mark[1:]}." for mark in marks(role, node)]
    if here is not None and row.pairs == tuple(here):
        parts.append("Here you stand.")
    return " ".join(parts)


def marks(role: Role, node: Node) -> list[str]:
    """What is marked on a visited scene: where it parted from the record, met it again, or ended, and by how many."""
    ending = node.scene.ending
    return [
        *(["parted from the record"] if node.attempt else []),
        *(["met the record again"] if node.met else []),
        *(["as documented"] if node.documented else []),
        *([f"end: {fate_label(role, ending.fate)}"] if ending is not None else []),
        *([f"{node.runs} runs"] if node.runs > 1 else []),
    ]


def fate_label(role: Role, fate: str) -> str:
    """The words for a fate, given by its id."""
    return next(found.label for found in role.fates if found.id == fate)


def when(role: Role, node: Node) -> str:
    """A scene's day and hour in few words, with the year where it is not that in which the role begins."""
    first = next(scene.at for scene in role.scenes if scene.id == role.starts)
    return node.scene.at.short_in(first.earliest.year if node.pairs else 0)


def _ended(text: str) -> str:
    return text if text[-1:] in ".?!" else f"{text}."
