"""The player's runs of a role as a tree, with the documented course through it."""

from __future__ import annotations

from game.branches.tree import Tree
from game.play.session import Session, get_machine
from game.play.store.saved_runs import RunStore, SavedRun
from game.story.types import Pack


def gathered(pack: Pack, store: RunStore, role: str, present: Session | None = None) -> Tree:
    """The tree of all runs of a role.

    Args:
        pack: the pack.
        store: where the runs are read from.
        role: the role's id.
        present: the run that is being played or replayed, if there is one.
    """
    tree = begun(pack, role, present)
    for found in store.iterate(pack):
        if isinstance(found, SavedRun):
            gather(tree, found, present)
    return tree


def gathered_all(pack: Pack, store: RunStore) -> list[Tree]:
    """The trees of all roles, in their order; the folder is read once."""
    trees = {role.id: Tree(get_machine(pack, role.id)) for role in pack.roles}
    for found in store.iterate(pack):
        if isinstance(found, SavedRun) and found.run.role in trees:
            gather(trees[found.run.role], found)
    return list(trees.values())


def begun(pack: Pack, role: str, present: Session | None = None) -> Tree:
    """The tree of the present run alone; without one, of the role's first scene."""
    tree = Tree(get_machine(pack, role))
    if present is not None:
        if not present.is_replay:
            tree.add(present.run.choices)
        tree.mark_present(present.journal.choice_refs)
    return tree


def gather(tree: Tree, saved: SavedRun, present: Session | None = None) -> None:
    """Add a saved run to the tree, if it belongs there.

    The runs that ship are not the player's; of them only the documented course is drawn.
    """
    if saved.run.role != tree.machine.role.id:
        return
    if saved.run.documented and saved.is_shipped:
        tree.mark_documented(saved.run.choices)
    elif not saved.is_shipped and (present is None or present.is_replay or present.saved_run.path != saved.path):
        tree.add(saved.run.choices)
