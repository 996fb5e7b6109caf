"""Finding a run by its file, the name of a saved run, its key, or a role and its choices."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from game.text.clean import clean
from game.text.diagnostics import UserError, did_you_mean
from game.text.disk import exists, is_folder

if TYPE_CHECKING:
    from game.play.journal import Journal
    from game.play.run import Run
    from game.play.store.saved_runs import RunStore, SavedRun
    from game.story.types import Pack

RUN_HELP = "a run: its file, its name, its key, or with --role the choices as scene.choice"
RUNS_HELP = "a run: its file, its name, or its key in quotation marks"

#: The most runs that an error lists.
MAX_NAMED_RUNS = 12


@dataclass(frozen=True)
class FoundRun:
    """A run that was found; `message` says in a sentence what of its key no longer fits, or is empty."""

    saved_run: SavedRun
    message: str = ""


def find_run(pack: Pack, store: RunStore, words: list[str], role: str | None) -> FoundRun:
    """Return the run that the words name.

    Args:
        words: the name of a file or of a saved run, or a key; with a role, the choices as `scene.choice`.

    Raises:
        UserError: if there is no such run (the message lists the existing ones) or role, or the file holds no run.
    """
    from game.branches.run_keys import InvalidKeyError, decode_key
    from game.play.store.saved_runs import SavedRun

    if role is not None:
        if role not in pack.roles_by_id:
            raise UserError(pack.explain_missing_role(role))
        return FoundRun(SavedRun(_run(pack, role, [clean(word) for word in words])))
    # Files are looked up as typed, not cleaned: their accents may be separate characters.
    typed = " ".join(words)
    text = clean(typed)
    for path in (Path(typed), *(store.folder / name for name in (text, f"{text}.yaml"))):
        # A folder may have the name of a run; anything else of that name was meant.
        if exists(path) and not is_folder(path):
            return FoundRun(store.read(path))
    saved_runs = store.list_runs(pack)
    for saved in saved_runs:
        if saved.path is not None and text in {saved.path.stem, saved.path.name, saved.run.name}:
            return FoundRun(saved)
    names = [saved.path.stem for saved in saved_runs if saved.path is not None]
    if not text:
        raise UserError(f"Name a run.{_list_names(names)}")
    try:
        read = decode_key(pack, text)
    except InvalidKeyError as fault:
        why = did_you_mean(text, names) or f" As a key: {fault}"
        raise UserError(f'No saved run has the name "{text[:60]}".{why}{_list_names(names)}') from None
    return FoundRun(SavedRun(_run(pack, read.role, list(read.choice_refs))), read.message)


def explain_mismatch(found: FoundRun, journal: Journal) -> str:
    """Return sentences that say if a run's key or choices no longer fit; else an empty string."""
    unfit = f"{journal.mismatch} Only what comes before it is shown." if journal.mismatch else ""
    return " ".join(part for part in (found.message, unfit) if part)


def replay_saved(pack: Pack, saved: SavedRun) -> Journal:
    """Replay all choices of a saved run as far as they fit, also those that it stepped back over.

    Raises:
        UserError: if it belongs to another pack or to a role that the pack lacks.
    """
    from game.play.journal import replay
    from game.play.session import get_run_machine

    return replay(get_run_machine(pack, saved), saved.run.choices)


def add_run_argument(parser: argparse.ArgumentParser, *, several: bool = False) -> None:
    """Add the arguments that name a run."""
    # Not cleaned: it may be the name of a file.
    message = RUNS_HELP if several else RUN_HELP
    parser.add_argument("run", nargs="+" if several else "*", metavar="RUN", type=str, help=message)
    if not several:
        parser.add_argument("--role", metavar="ROLE", help="the role, where the choices themselves are given")


def _run(pack: Pack, role: str, pairs: list[str]) -> Run:
    from game.play.run import RUN_FORMAT, Run

    return Run(
        format=RUN_FORMAT, pack=pack.story.id, version=pack.story.version, role=role, cursor=len(pairs), choices=pairs
    )


def _list_names(names: list[str]) -> str:
    if not names:
        return " No run has been saved yet."
    more = (
        f" and {len(names) - MAX_NAMED_RUNS} more; sixteen-points replay lists all"
        if len(names) > MAX_NAMED_RUNS
        else ""
    )
    return f" The runs are: {', '.join(names[:MAX_NAMED_RUNS])}{more}."
