"""`sixteen-points schema DIR`."""

from __future__ import annotations

import argparse
from pathlib import Path

from game.cli.locations import show_path, write_files


def add(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    parser.add_argument("folder", metavar="DIR", type=Path, help="where the schemas are written")


def run(args: argparse.Namespace) -> int:
    """Write the schemas, replacing older ones, and say how an editor finds them.

    Raises:
        UserError: if the folder cannot be written.
    """
    from game.story.schemas import build_schemas

    folder: Path = args.folder
    write_files({folder / name: text + "\n" for name, text in build_schemas().items()}, over=True)
    print(f"{len(build_schemas())} schemas are in {show_path(folder)}.")
    print(
        f"An editor uses one where a file begins with: # yaml-language-server: $schema={show_path(folder)}/scenes.json"
    )
    return 0
