"""`sixteen-points new DIR`."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from game.cli.locations import find_shipped_folder, shell_quote, show_path, write_files
from game.text.diagnostics import UserError

SAMPLE_FOLDER = Path(__file__).parent.parent / "sample"


def add(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    parser.add_argument("folder", metavar="DIR", type=Path, help="the folder of the new pack; it must not exist yet")


def run(args: argparse.Namespace) -> int:
    """Write the pack and its schemas, and say what to do next.

    Raises:
        UserError: if the folder exists already or cannot be written.
    """
    from game.story.schemas import build_schemas

    folder: Path = args.folder
    if os.path.lexists(folder):
        raise UserError(f"The folder {folder} is there already, and nothing in it was touched; name another one.")
    sample = [path for path in sorted(SAMPLE_FOLDER.rglob("*")) if path.is_file()]
    files = {folder / path.relative_to(SAMPLE_FOLDER): path.read_text(encoding="utf-8") for path in sample}
    write_files(files | {folder / "schemas" / name: text + "\n" for name, text in build_schemas().items()})
    print(f"A small pack is in {show_path(folder)}. Play it, and have it checked at every save while you change it:")
    print(f"  sixteen-points --scenes {shell_quote(folder)}")
    print(f"  sixteen-points check --scenes {shell_quote(folder)} --watch")
    print(f"How it is written: {find_shipped_folder('scenes') / 'README.md'}")
    return 0
