"""Where things are: the pack that ships, the player's folders, the cache."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from game.text.clean import clean

# Imported where they are used: the first frame waits for none of it.
if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

    from game.play.store.runs import Store
    from game.story.types import Pack

NAME = "sixteen-points"


def add_pack(parser: argparse.ArgumentParser) -> None:
    """Add the option that names another pack."""
    parser.add_argument("--scenes", metavar="DIR", type=Path, help="the folder of another pack")


def add_saves(parser: argparse.ArgumentParser) -> None:
    """Add the option that names another folder of runs."""
    parser.add_argument("--saves", metavar="DIR", type=Path, help="keep your runs in this folder")


def shown(path: Path | str) -> str:
    """A place as a sentence names it, without what a terminal would obey."""
    return clean(str(path))


def typed(path: Path) -> str:
    """A place as a shell reads it."""
    import shlex

    return shlex.quote(shown(path))


def shipped(name: str) -> Path:
    """A folder that ships, `scenes` or `saves`: of the checkout, or inside the installed package."""
    package = Path(__file__).resolve().parent.parent
    checkout = package.parent / name
    # An installed package has its own copy; only a checkout has the folder beside the code.
    return package / "shipped" / name if (package / "shipped" / name).is_dir() else checkout


def scenes_of(args: argparse.Namespace) -> Path:
    """The folder of the pack that the arguments ask for."""
    return args.scenes if args.scenes is not None else shipped("scenes")


def data_folder() -> Path:
    """The folder of what a player keeps: runs and settings; in a served game the one that the server names."""
    if os.environ.get("SIXTEEN_POINTS_DATA"):
        return Path(os.environ["SIXTEEN_POINTS_DATA"])
    from platformdirs import user_data_path

    return user_data_path(NAME, appauthor=False)


def cache_folder() -> Path:
    """The folder of the cache: what is lost with it is made again."""
    from platformdirs import user_cache_path

    return user_cache_path(NAME, appauthor=False)


def pack_of(args: argparse.Namespace) -> Pack:
    """The pack that the arguments ask for, read whole and checked.

    Raises:
        FaultError: with every fault, if it cannot be played.
    """
    from game.story.read import read_pack

    return read_pack(scenes_of(args), cache_folder())


def kept_pack_of(args: argparse.Namespace) -> Pack | None:
    """The pack that the arguments ask for, if the cache has it."""
    from game.story.read import kept_pack

    return kept_pack(scenes_of(args), cache_folder())


def proof_of(args: argparse.Namespace) -> list[str]:
    """The lines in which the author of that pack keeps what was proved of it."""
    from game.story.read import read_proof

    return read_proof(scenes_of(args))


def store_of(args: argparse.Namespace) -> Store:
    """The player's saved runs, and the runs that ship beside them if the pack is the shipped one."""
    from game.play.store.runs import Store

    folder = args.saves if args.saves is not None else data_folder() / "runs"
    return Store(folder, shipped("saves") if args.scenes is None else None)


def write_files(files: Mapping[Path, str], *, over: bool = False) -> None:
    """Write files, and the folders above them: all of them whole, or none.

    Args:
        files: the text of each file by its path.
        over: whether a file that is there already is replaced; else nothing is written if there is one.

    Raises:
        FaultError: with a sentence, if one is there already or cannot be written.
    """
    from game.play.store.files import SaveError, write_new
    from game.text.faults import Fault, FaultError

    try:
        write_new({path: text.encode() for path, text in files.items()}, over=over)
    except SaveError as error:
        raise FaultError([Fault("", 0, "", str(error), "file")]) from None
