"""Finding the run that somebody means: a file, the name of a saved run, a key, or a role and its choices."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from game.text.clean import clean
from game.text.diagnostics import Diagnostic, DiagnosticsError, did_you_mean
from game.text.disk import exists, is_folder

if TYPE_CHECKING:
    from game.play.journal import Journal
    from game.play.run import Run
    from game.play.store.saved_runs import RunStore, SavedRun
    from game.story.types import Pack

RUN_HELP = "a run: its file, its name, its key, or with --role the choices as scene.choice"
RUNS_HELP = "a run: its file, its name, or its key in quotation marks"

#: The most runs that an error names.
MAX_NAMED_RUNS = 12


@dataclass(frozen=True)
class FoundRun:
    """A run that was found; `message` is a sentence on what of its key no longer fits, or empty."""

    saved_run: SavedRun
    message: str = ""


def find_run(pack: Pack, store: RunStore, words: list[str], role: str | None) -> FoundRun:
    """The run that some words mean.

    Args:
        words: the name of a file, of a saved run, or a key; with a role, its choices as `scene.choice`.

    Raises:
        DiagnosticsError: with a sentence, if there is no such run, of which it names those that there are; no such
            role; or if the file holds no run.
    """
    from game.branches.run_keys import InvalidKeyError, decode_key
    from game.play.store.saved_runs import SavedRun

    if role is not None:
        if role not in {found.id for found in pack.roles}:
            raise _error(role, no_such_role(pack, role))
        return FoundRun(SavedRun(_run(pack, role, [clean(word) for word in words])))
    # A file is sought by the letters it was typed with: its accents may be signs of their own.
    typed = " ".join(words)
    text = clean(typed)
    for path in (Path(typed), *(store.folder / name for name in (text, f"{text}.yaml"))):
        # A folder may have the name of a run; whatever else has it was meant, and is said to be no file.
        if exists(path) and not is_folder(path):
            return FoundRun(store.read(path))
    saved_runs = store.list_runs(pack)
    for saved in saved_runs:
        if saved.path is not None and text in {saved.path.stem, saved.path.name, saved.run.name}:
            return FoundRun(saved)
    names = [saved.path.stem for saved in saved_runs if saved.path is not None]
    if not text:
        raise _error("run", f"name a run.{_list_names(names)}")
    try:
        read = decode_key(pack, text)
    except InvalidKeyError as fault:
        why = did_you_mean(text, names) or f" As a key: {fault}"
        raise _error(text[:60], f"no saved run has this name.{why}{_list_names(names)}") from None
    return FoundRun(SavedRun(_run(pack, read.role, list(read.choice_refs))), read.message)


def no_such_role(pack: Pack, role: str) -> str:
    """A sentence on a word that names no role that can be played: the role's fault, or the nearest name."""
    if role in pack.unplayable:
        return pack.missing(role)
    known = [found.id for found in pack.roles]
    return f"there is no such role.{did_you_mean(role, known)} The roles are: {', '.join(known)}."


def explain_mismatch(found: FoundRun, journal: Journal) -> str:
    """What a player must know of a run that was found: that its key or its choices no longer fit; else empty."""
    unfit = f"{journal.mismatch} Only what comes before it is shown." if journal.mismatch else ""
    return " ".join(part for part in (found.message, unfit) if part)


def replay_saved(pack: Pack, saved: SavedRun) -> Journal:
    """A saved run, replayed as far as it fits; all of its choices, also those that it stepped back over.

    Raises:
        DiagnosticsError: with a sentence, if it belongs to another pack or to a role that the pack lacks.
    """
    from game.play.journal import replay
    from game.play.session import get_machine

    if saved.run.pack != pack.story.id:
        raise _error(_name(saved), f'this run belongs to the pack "{saved.run.pack}"; name its folder with --scenes.')
    if saved.run.role not in {role.id for role in pack.roles}:
        raise _error(_name(saved), f"{pack.missing(saved.run.role)} The run was left as it is.")
    return replay(get_machine(pack, saved.run.role), saved.run.choices)


def add_run_argument(parser: argparse.ArgumentParser, *, several: bool = False) -> None:
    """Add the arguments that name a run."""
    # As it was typed: it may be a file, whose name is kept letter by letter.
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


def _name(saved: SavedRun) -> str:
    return saved.path.name if saved.path is not None else saved.run.role


def _error(where: str, message: str) -> DiagnosticsError:
    return DiagnosticsError([Diagnostic(where, 0, "", message, "file")])
