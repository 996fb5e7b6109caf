"""Finding the run that somebody means: a file, the name of a saved run, a key, or a role and its choices."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from game.text.faults import Fault, FaultError, nearest

if TYPE_CHECKING:
    from game.play.journal import Journal
    from game.play.runs import Run
    from game.play.store.runs import Saved, Store
    from game.story.types import Pack

HELP = "a run: its file, its name, its key, or with --role the choices as scene.choice"


def find_run(pack: Pack, store: Store, words: list[str], role: str | None) -> Saved:
    """The run that some words mean.

    Args:
        words: the name of a file, of a saved run, or a key; with a role, its choices as `scene.choice`.

    Raises:
        FaultError: with a sentence, if there is no such run.
    """
    from game.branches.keys import KeyFault, read_key
    from game.play.store.runs import Saved

    if role is not None:
        if role not in {found.id for found in pack.roles}:
            raise _fault(role, f"there is no such role.{nearest(role, [found.id for found in pack.roles])}")
        return Saved(_run(pack, role, words))
    text = " ".join(words)
    for path in (Path(text), *(store.folder / name for name in (text, f"{text}.yaml"))):
        if path.is_file():
            return store.open(path)
    for saved in store.runs(pack):
        if saved.path is not None and text in {saved.path.stem, saved.path.name, saved.run.name}:
            return saved
    try:
        read = read_key(pack, text)
        if read.says:
            print(read.says, file=sys.stderr)
    except KeyFault as fault:
        names = [saved.path.stem for saved in store.runs(pack) if saved.path is not None]
        hint = nearest(text, names)
        raise _fault(
            text[:60], hint.strip() if hint else f"no saved run has this name, and as a key: {fault}"
        ) from None
    return Saved(_run(pack, read.role, list(read.pairs)))


def journal_of(pack: Pack, saved: Saved) -> Journal:
    """A saved run, replayed as far as it fits; all of its choices, also those that it stepped back over.

    Raises:
        FaultError: with a sentence, if it belongs to another pack or to a role that the pack lacks.
    """
    from game.play.journal import replay
    from game.play.session import machine_of

    if saved.run.pack != pack.story.id:
        raise _fault(_name(saved), f'this run belongs to the pack "{saved.run.pack}".')
    if saved.run.role not in {role.id for role in pack.roles}:
        raise _fault(_name(saved), f'the pack has no role "{saved.run.role}" any more.')
    return replay(machine_of(pack, saved.run.role), saved.run.choices)


def add_run(parser: argparse.ArgumentParser, *, several: bool = False) -> None:
    """Add the arguments that name a run."""
    parser.add_argument("run", nargs="*" if not several else "+", metavar="RUN", help=HELP)
    if not several:
        parser.add_argument("--role", metavar="ROLE", help="the role, where the choices themselves are given")


def _run(pack: Pack, role: str, pairs: list[str]) -> Run:
    from game.play.runs import FORMAT, Run

    return Run(format=FORMAT, pack=pack.story.id, version=pack.story.version, role=role, here=len(pairs), choices=pairs)


def _name(saved: Saved) -> str:
    return saved.path.name if saved.path is not None else saved.run.role


def _fault(where: str, says: str) -> FaultError:
    return FaultError([Fault(where, 0, "", says, "file")])
