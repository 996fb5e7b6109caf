"""`sixteen-points compare RUN RUN…`."""

from __future__ import annotations

import argparse
import dataclasses
import json

from game.cli.places import add_pack, add_saves, pack_of, store_of
from game.cli.runs import add_run, find_run, journal_of


def add(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    add_run(parser, several=True)
    parser.add_argument("--format", choices=["text", "json", "html"], default="text", help="how to print it")
    add_pack(parser)
    add_saves(parser)


def run(args: argparse.Namespace) -> int:
    """Print runs side by side."""
    from game.branches.compare import compare
    from game.export.comparison import comparison_html, comparison_text
    from game.text.faults import Fault, FaultError

    pack, store = pack_of(args), store_of(args)
    if len(args.run) < 2:
        raise FaultError([Fault("compare", 0, "", "name two runs or more.", "file")])
    found = [find_run(pack, store, [word], None) for word in args.run]
    named = [(saved.run.name or word, journal_of(pack, saved)) for saved, word in zip(found, args.run, strict=True)]
    comparison = compare(pack, named)
    match args.format:
        case "json":
            print(json.dumps(dataclasses.asdict(comparison), ensure_ascii=False, indent=2, default=str))
        case "html":
            print(comparison_html(comparison))
        case _:
            print(comparison_text(comparison, 100))
    return 0
