"""`sixteen-points export RUN`."""

from __future__ import annotations

import argparse

from game.cli.places import add_pack, add_saves, pack_of, store_of
from game.cli.runs import add_run, find_run, journal_of, says_of
from game.cli.streams import note


def add(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    add_run(parser)
    parser.add_argument("--format", choices=["md", "html", "txt"], default="md", help="how to write it")
    add_pack(parser)
    add_saves(parser)


def run(args: argparse.Namespace) -> int:
    """Print the story of a run, with footnotes, ledger and bibliography.

    Raises:
        FaultError: with a sentence, if the run is not found or belongs to another pack.
    """
    from game.export.transcript import export_transcript

    pack = pack_of(args)
    found = find_run(pack, store_of(args), args.run, args.role)
    journal = journal_of(pack, found.saved)
    if says := says_of(found, journal):
        note(says)
    print(export_transcript(pack, journal, found.saved.run.name, args.format))
    return 0
