"""The player's runs of a role as a tree, with the documented course through it."""

from __future__ import annotations

from game.branches.tree import Tree
from game.play.session import Session, machine_of
from game.play.store.runs import Saved, Store
from game.story.types import Pack


def gathered(pack: Pack, store: Store, role: str, present: Session | None = None) -> Tree:
    """The tree of all runs of a role.

    Args:
        pack: the pack.
        store: where the runs are read from.
        role: the role's id.
        present: the run that is being played or replayed, if there is one.
    """
    tree = begun(pack, role, present)
    for found in store.each(pack):
        if isinstance(found, Saved):
            gather(tree, found, present)
    return tree


def gathered_all(pack: Pack, store: Store) -> list[Tree]:
    """The trees of all roles, in their order; the folder is read once."""
    trees = {role.id: Tree(machine_of(pack, role.id)) for role in pack.roles}
    for found in store.each(pack):
        if isinstance(found, Saved) and found.run.role in trees:
            gather(trees[found.run.role], found)
    return list(trees.values())


def begun(pack: Pack, role: str, present: Session | None = None) -> Tree:
    """The tree of the present run alone; without one, of the role's first scene."""
    tree = Tree(machine_of(pack, role))
    if present is not None:
        if not present.watched:
            tree.add(present.run.choices)
        tree.mark_present(present.journal.pairs)
    return tree


def gather(tree: Tree, saved: Saved, present: Session | None = None) -> None:
    """Add a saved run to the tree, if it belongs there.

    The runs that ship are not the player's; of them only the documented course is drawn.
    """
    if saved.run.role != tree.machine.role.id:
        return
    if saved.run.documented and saved.shipped:
        tree.mark_documented(saved.run.choices)
    elif not saved.shipped and (present is None or present.watched or present.saved.path != saved.path):
        tree.add(saved.run.choices)
