"""The documented course of a role, and a run beside it."""

from __future__ import annotations

from game.branches.compare import Comparison, compare_runs
from game.play.journal import Journal, replay
from game.play.store.saved_runs import RunStore, SavedRun
from game.story.types import Pack


def find_documented_course(pack: Pack, store: RunStore, role: str) -> SavedRun | None:
    """Return the run of a role that ships as what the record says was done; None if there is none."""
    runs = (saved for saved in store.list_runs(pack) if saved.is_shipped and saved.run.documented)
    return next((saved for saved in runs if saved.run.role == role), None)


def compare_with_course(pack: Pack, course: SavedRun, name: str, journal: Journal) -> Comparison:
    """Return a run beside the documented course of its role."""
    documented = replay(journal.machine, course.run.choices)
    return compare_runs(pack, [(name, journal), (course.run.name, documented)])
