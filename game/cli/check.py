"""`sixteen-points check`."""

from __future__ import annotations

import argparse

from game.cli.places import add_pack, scenes_of


def add(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    add_pack(parser)
    parser.add_argument("--format", choices=["text", "json"], default="text", help="how to print the report")


def run(args: argparse.Namespace) -> int:
    """Check a pack and print what was found; 1 if anything was."""
    from game.proof.report import check
    from game.story.read import read_bytes

    report = check(read_bytes(scenes_of(args)))
    print(report.as_json() if args.format == "json" else report.as_text())
    return 1 if report.violations else 0
