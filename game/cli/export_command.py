"""`sixteen-points export RUN`."""

from __future__ import annotations

import argparse

from game.cli.find_run import add_run_argument, explain_mismatch, find_run, replay_saved
from game.cli.locations import add_pack_option, add_saves_option, load_pack, open_store
from game.cli.standard_streams import note


def add(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    add_run_argument(parser)
    parser.add_argument("--format", choices=["md", "html", "txt"], default="md", help="how to write it")
    add_pack_option(parser)
    add_saves_option(parser)


def run(args: argparse.Namespace) -> int:
    """Print the story of a run, with footnotes, ledger and bibliography.

    Raises:
        UserError: if the run is not found or belongs to another pack.
    """
    from game.export.transcript import export_transcript

    pack = load_pack(args)
    found = find_run(pack, open_store(args), args.run, args.role)
    journal = replay_saved(pack, found.saved_run)
    if message := explain_mismatch(found, journal):
        note(message)
    print(export_transcript(pack, journal, found.saved_run.run.name, args.format))
    return 0
