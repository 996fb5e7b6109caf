"""Playing: in the terminal, or as lines with `--plain`."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

from game.cli.locations import (
    add_pack_option,
    add_saves_option,
    find_data_folder,
    load_cached_pack,
    load_pack,
    load_proof_lines,
    open_store,
)
from game.cli.standard_streams import tell
from game.text.clean import clean

if TYPE_CHECKING:
    import argparse

NO_TERMINAL_MESSAGE = (
    "This is no terminal in which the game could be drawn; start it with --plain to play as lines of text."
)


def add(parser: argparse.ArgumentParser) -> None:
    """Add the options of playing."""
    parser.add_argument("--plain", action="store_true", help="play as lines of text instead of in a full screen")
    parser.add_argument("--role", metavar="ROLE", help="begin a new run in this role at once")
    add_pack_option(parser)
    add_saves_option(parser)


#: The options that take a value, and the function that reads it.
_VALUE_TYPES: dict[str, Callable[[str], object]] = {"--role": clean, "--scenes": Path, "--saves": Path}


def parse_fast(words: Sequence[str]) -> argparse.Namespace | None:
    """Read the options of playing without argparse, if each is written in full and followed by its value.

    Nearly every start has no other arguments, and importing argparse would delay the first frame.

    Returns:
        The options as argparse would return them; None for any other arguments, which argparse must read.
    """
    found: dict[str, object] = {"plain": False, "role": None, "scenes": None, "saves": None}
    rest = iter(words)
    for word in rest:
        value = next(rest, "-") if word in _VALUE_TYPES else ""
        if value.startswith("-") or word not in {"--plain", *_VALUE_TYPES}:
            return None
        found[word.removeprefix("--")] = _VALUE_TYPES[word](value) if word in _VALUE_TYPES else True
    return cast("argparse.Namespace", SimpleNamespace(**found))


def run(args: argparse.Namespace) -> int:
    """Play.

    Returns:
        The exit code: 1 if there is no terminal that can draw the game, else the game's own.
    """
    # Importing and reading make no garbage, but the collector would scan everything again and again, so it is off until
    # they are done.
    gc.disable()
    from game.play.store.settings_file import SettingsFile

    if args.plain:
        from game.plain.interrupt import Interrupt

        # Installed before anything is read, so that Ctrl-C leaves politely from the start.
        with Interrupt() as interrupt:
            from game.plain.player import play_in_lines

            settings = SettingsFile(find_data_folder() / "settings.yaml").read()
            pack, store = load_pack(args), open_store(args)
            gc.freeze()
            gc.enable()
            return play_in_lines(pack, store, args.role, calm=settings.calm, interrupt=interrupt)
    # In a browser the game is drawn through a pipe; the driver tells Textual.
    from game.tui import IN_A_BROWSER

    drawn = os.environ.get("TEXTUAL_DRIVER") == IN_A_BROWSER or (sys.stdin.isatty() and sys.stdout.isatty())
    if not drawn or os.environ.get("TERM") == "dumb":
        return tell(NO_TERMINAL_MESSAGE)
    from game.tui.app import GameApp

    settings_file = SettingsFile(find_data_folder() / "settings.yaml")
    app = GameApp(
        lambda: load_pack(args),
        lambda: open_store(args),
        settings_file,
        args.role,
        read_proof=lambda: load_proof_lines(args),
        cached=lambda: load_cached_pack(args),
    )
    return app.run_in_terminal()
