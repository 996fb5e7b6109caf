"""Collecting the player's runs of a role in a tree, together with the documented course."""

from __future__ import annotations

from game.branches.tree import RunTree
from game.play.session import Session, get_machine
from game.play.store.saved_runs import RunStore, SavedRun
from game.story.types import Pack


def collect_tree(pack: Pack, store: RunStore, role: str, present: Session | None = None) -> RunTree:
    """Return the tree of all runs of a role.

    Args:
        pack: the pack.
        store: where the runs are read from.
        role: the role's id.
        present: the run that is being played or replayed, if there is one.
    """
    tree = begin_tree(pack, role, present)
    for found in store.iterate(pack):
        if isinstance(found, SavedRun):
            add_saved_run(tree, found, present)
    return tree


def collect_all_trees(pack: Pack, store: RunStore) -> list[RunTree]:
    """Return the trees of all roles, in their order; each saved run is read once."""
    trees = {role.id: RunTree(get_machine(pack, role.id)) for role in pack.roles}
    for found in store.iterate(pack):
        if isinstance(found, SavedRun) and found.run.role in trees:
            add_saved_run(trees[found.run.role], found)
    return list(trees.values())


def begin_tree(pack: Pack, role: str, present: Session | None = None) -> RunTree:
    """Return the tree of the present run alone; without one, of the role's first scene."""
    tree = RunTree(get_machine(pack, role))
    if present is not None:
        if not present.is_replay:
            tree.add_run(present.run.choices)
        tree.mark_present(present.journal.choice_refs)
    return tree


def add_saved_run(tree: RunTree, saved: SavedRun, present: Session | None = None) -> None:
    """Add a saved run to the tree, if it belongs to the tree's role.

    Of the runs that ship, only the documented course is added.
    """
    if saved.run.role != tree.machine.role.id:
        return
    if saved.run.documented and saved.is_shipped:
        tree.mark_documented(saved.run.choices)
    elif not saved.is_shipped and (present is None or present.is_replay or present.saved_run.path != saved.path):
        tree.add_run(saved.run.choices)
