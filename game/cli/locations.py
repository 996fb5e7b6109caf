"""The locations of the shipped pack, the player's folders and the cache."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from game.text.clean import clean

# Imported where they are used, so that the first frame does not wait for them.
if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Mapping

    from game.play.store.saved_runs import RunStore
    from game.story.types import Pack

APP_NAME = "sixteen-points"


def add_pack_option(parser: argparse.ArgumentParser) -> None:
    """Add the option that names another pack."""
    parser.add_argument("--scenes", metavar="DIR", type=Path, help="the folder of another pack")


def add_saves_option(parser: argparse.ArgumentParser) -> None:
    """Add the option that names another folder of runs."""
    parser.add_argument("--saves", metavar="DIR", type=Path, help="keep your runs in this folder")


def show_path(path: Path | str) -> str:
    """Return a path for a sentence, without control characters."""
    return clean(str(path))


def shell_quote(path: Path) -> str:
    """Return a path quoted for a shell."""
    import shlex

    return shlex.quote(show_path(path))


def find_shipped_folder(name: str) -> Path:
    """Return a shipped folder, `scenes` or `saves`, of the checkout or the installed package."""
    package = Path(__file__).resolve().parent.parent
    checkout = package.parent / name
    # An installed package contains a copy; a checkout has the folder beside the code.
    return package / "shipped" / name if (package / "shipped" / name).is_dir() else checkout


def find_pack_folder(args: argparse.Namespace) -> Path:
    """Return the folder of the requested pack."""
    return args.scenes if args.scenes is not None else find_shipped_folder("scenes")


def find_data_folder() -> Path:
    """Return the folder of a player's runs, settings and lessons; in a served game, the one that the server names.

    Our own folder is made private, in case an older version made it; a folder that the user names, or links to, keeps
    its rights.

    Raises:
        UserError: if the system knows no folder of this user.
    """
    if os.environ.get("SIXTEEN_POINTS_DATA"):
        return Path(os.environ["SIXTEEN_POINTS_DATA"])
    from platformdirs import user_data_path

    from game.text.disk import make_private

    folder = _at_home(user_data_path)
    if folder is None:
        from game.text.diagnostics import UserError

        raise UserError(
            "There is no home folder in which your runs could be kept; set HOME or SIXTEEN_POINTS_DATA to a folder."
        )
    make_private(folder)
    return folder


def find_cache_folder() -> Path | None:
    """Return the folder of the cache, which may be lost; None if the system knows no folder of this user."""
    from platformdirs import user_cache_path

    return _at_home(user_cache_path)


def _at_home(place: Callable[..., Path]) -> Path | None:
    """Return a folder of this user; None without a home, where the library raises or leaves `~` unresolved."""
    try:
        folder = place(APP_NAME, appauthor=False)
    except RuntimeError:
        return None
    return folder if folder.is_absolute() else None


def load_pack(args: argparse.Namespace) -> Pack:
    """Return the requested pack, read and checked.

    Raises:
        UserError: if it cannot be read or played.
    """
    from game.story.read_pack import read_pack

    return read_pack(find_pack_folder(args), find_cache_folder())


def load_cached_pack(args: argparse.Namespace) -> Pack | None:
    """Return the requested pack, if the cache has it."""
    from game.story.read_pack import load_cached_pack

    cache = find_cache_folder()
    return load_cached_pack(find_pack_folder(args), cache) if cache is not None else None


def load_proof_lines(args: argparse.Namespace) -> list[str]:
    """Return the lines of the requested pack's `proof.txt`."""
    from game.story.read_pack import read_proof

    return read_proof(find_pack_folder(args))


def open_store(args: argparse.Namespace) -> RunStore:
    """Return the store of the player's saved runs, with the shipped runs if the pack is the shipped one."""
    from game.play.store.saved_runs import RunStore

    folder = args.saves if args.saves is not None else find_data_folder() / "runs"
    return RunStore(folder, find_shipped_folder("saves") if args.scenes is None else None)


def write_files(files: Mapping[Path, str], *, over: bool = False) -> None:
    """Write text files and their folders: all of them completely, or none.

    Args:
        files: the text of each file by its path.
        over: whether existing files are replaced; if not, nothing is written if there is one.

    Raises:
        SaveError: if one exists already or cannot be written.
    """
    from game.play.store.files import write_new_files

    write_new_files({path: text.encode() for path, text in files.items()}, over=over)
