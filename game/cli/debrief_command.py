"""`sixteen-points debrief KEY…`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from game.cli.locations import add_pack_option, load_pack, show_path, write_files
from game.cli.standard_streams import note
from game.text.clean import clean
from game.text.diagnostics import UserError
from game.text.validation import MAX_FILE_BYTES


def add(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    parser.add_argument(
        "key", nargs="*", metavar="KEY", help="a run's key, in quotes or without spaces; else one a line from input"
    )
    parser.add_argument("--out", metavar="FILE.html", type=Path, help="write a page to print instead of text")
    add_pack_option(parser)


def run(args: argparse.Namespace) -> int:
    """Print a report on the runs of a class, or write it as a page; return 1 if a key could not be read.

    Raises:
        UserError: if there is no key, or the page exists already or cannot be written.
    """
    from game.export.kit.debrief import build_debrief, debrief_html, debrief_text

    # Groups of four letters without quotes are one key.
    one = bool(args.key) and all(len(word) <= 4 for word in args.key)
    keys = [" ".join(args.key)] if one else args.key or _read_keys()
    if not keys:
        raise UserError("No key was given; write them behind the command.")
    pack = load_pack(args)
    found = build_debrief(pack, keys)
    if args.out is None:
        print(debrief_text(pack, found))
    else:
        write_files({args.out: debrief_html(pack, found)})
        for key in found.unread_keys:
            note(f"Key {key.number}, {key.key}: {key.message}")
        print(f"The report is in {show_path(args.out)}.")
    return 1 if found.unread_keys else 0


def _read_keys() -> list[str]:
    """Return the keys on standard input, one a line.

    Raises:
        UserError: if it cannot be read, or is too long for keys.
    """
    try:
        text = sys.stdin.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        raise UserError(f"The keys cannot be read: {error.strerror}.") from None
    if len(text) > MAX_FILE_BYTES:
        raise UserError("What came as input is no list of keys: it does not end.")
    return [clean(line).strip() for line in text.splitlines() if line.strip()]
