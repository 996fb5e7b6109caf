"""`sixteen-points serve`."""

from __future__ import annotations

import argparse
import asyncio
import sys

from game.cli.numbers import check_bounds
from game.cli.places import add_pack, data_folder, scenes_of
from game.cli.serving import asked_to_end, say
from game.text.diagnostics import Diagnostic, DiagnosticsError


def add(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    parser.add_argument(
        "--host",
        default="127.0.0.1",
        help="the address or name to listen on (127.0.0.1: this machine only; 0.0.0.0: all its networks)",
    )
    parser.add_argument("--port", type=int, default=8000, help="the port (8000)")
    parser.add_argument("--seats", type=int, default=12, help="the most games at once (12)")
    add_pack(parser)


def run(args: argparse.Namespace) -> int:
    """Serve the terminal game until Ctrl+C or until the terminal is closed.

    Raises:
        FaultError: with a sentence, on Windows, or if the address or port cannot be had.
    """
    check_bounds(args)
    if sys.platform == "win32":
        raise _fault("the terminal game is served on Linux and macOS; on Windows play it in the terminal.")
    from game.cli.places import pack_of

    title = pack_of(args).story.title
    return asyncio.run(_serve(args, title))


async def _serve(args: argparse.Namespace, title: str) -> int:
    from game.play.store.files import SaveError
    from game.web.game_process import GAME_COMMAND
    from game.web.game_server import GameServer

    words = (*GAME_COMMAND, "--scenes", str(scenes_of(args).absolute())) if args.scenes is not None else GAME_COMMAND
    games = GameServer(words, data_folder() / "served", args.host, args.port, args.seats, title)
    try:
        await games.start()
    except SaveError as error:
        raise _fault(str(error)) from None
    try:
        reached = games.addresses
        say(f"{title} is at {reached.shown_url} for up to {args.seats} players. Ctrl+C ends it.")
        if len(reached.offered_urls) > 1:
            say(f"This machine is also reached at {', '.join(reached.offered_urls[1:])}.")
        if not reached.is_alone:
            say("Anyone who reaches this address may play; it has no passwords and no encryption.")
        await asked_to_end().wait()
    finally:
        await games.stop()
    return 0


def _fault(says: str) -> DiagnosticsError:
    return DiagnosticsError([Diagnostic("serve", 0, "", says, "file")])
