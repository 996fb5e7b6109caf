"""`sixteen-points compare RUN RUN…`."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from game.cli.places import add_pack, add_saves, pack_of, store_of
from game.cli.runs import add_run, find_run, journal_of, says_of
from game.cli.streams import note
from game.text.clean import clean

if TYPE_CHECKING:
    from game.play.journal import Journal


def add(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    add_run(parser, several=True)
    parser.add_argument("--format", choices=["text", "json", "html"], default="text", help="how to print it")
    add_pack(parser)
    add_saves(parser)


def run(args: argparse.Namespace) -> int:
    """Print runs side by side.

    Raises:
        FaultError: with a sentence, if a run is not found or belongs to another pack, or only one is named.
    """
    import msgspec

    from game.branches.compare import compare_runs
    from game.export.comparison import comparison_html, comparison_text
    from game.text.diagnostics import Diagnostic, DiagnosticsError
    from game.text.validation import encode_moment

    pack, store = pack_of(args), store_of(args)
    if len(args.run) < 2:
        raise DiagnosticsError([Diagnostic("compare", 0, "", "name two runs or more.", "file")])
    named: list[tuple[str, Journal]] = []
    for word in args.run:
        found = find_run(pack, store, [word], None)
        journal = journal_of(pack, found.saved)
        named.append((found.saved.run.name or clean(word), journal))
        if says := says_of(found, journal):
            note(f"{clean(word)}: {says}")
    comparison = compare_runs(pack, named)
    match args.format:
        case "json":
            told = msgspec.json.encode(comparison, enc_hook=encode_moment)
            print(msgspec.json.format(told, indent=2).decode())
        case "html":
            print(comparison_html(comparison, pack.story.language))
        case _:
            print(comparison_text(comparison, 100))
    return 0
