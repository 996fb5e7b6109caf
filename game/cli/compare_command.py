"""`sixteen-points compare RUN RUN…`."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from game.cli.find_run import add_run_argument, explain_mismatch, find_run, replay_saved
from game.cli.locations import add_pack_option, add_saves_option, load_pack, open_store
from game.cli.standard_streams import note
from game.text.clean import clean

if TYPE_CHECKING:
    from game.play.journal import Journal


def add(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    add_run_argument(parser, several=True)
    parser.add_argument("--format", choices=["text", "json", "html"], default="text", help="how to print it")
    add_pack_option(parser)
    add_saves_option(parser)


def run(args: argparse.Namespace) -> int:
    """Print runs side by side.

    Raises:
        UserError: if a run is not found or belongs to another pack, or only one is named.
    """
    import msgspec

    from game.branches.compare import compare_runs
    from game.export.comparison import comparison_html, comparison_text
    from game.text.diagnostics import UserError
    from game.text.validation import encode_moment

    pack, store = load_pack(args), open_store(args)
    if len(args.run) < 2:
        raise UserError("There is nothing to compare; name two runs or more.")
    named: list[tuple[str, Journal]] = []
    for word in args.run:
        found = find_run(pack, store, [word], None)
        journal = replay_saved(pack, found.saved_run)
        named.append((found.saved_run.run.name or clean(word), journal))
        if message := explain_mismatch(found, journal):
            note(f"{clean(word)}: {message}")
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
