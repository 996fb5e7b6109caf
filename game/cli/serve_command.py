"""`sixteen-points serve`."""

from __future__ import annotations

import argparse
import asyncio
import sys

from game.cli.bounds import check_bounds
from game.cli.locations import add_pack_option, find_data_folder, find_pack_folder
from game.cli.serving import make_end_event, print_line
from game.text.diagnostics import UserError


def add(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    parser.add_argument(
        "--host",
        default="127.0.0.1",
        help="the address or name to listen on (127.0.0.1: this machine only; 0.0.0.0: all its networks)",
    )
    parser.add_argument("--port", type=int, default=8000, help="the port (8000)")
    parser.add_argument("--seats", type=int, default=12, help="the most games at once (12)")
    add_pack_option(parser)


def run(args: argparse.Namespace) -> int:
    """Serve the terminal game until Ctrl+C or until the terminal is closed.

    Raises:
        UserError: on Windows, or if the address or port cannot be used.
    """
    check_bounds(args)
    if sys.platform == "win32":
        raise UserError("The terminal game is served on Linux and macOS; on Windows play it in the terminal.")
    from game.cli.locations import load_pack

    title = load_pack(args).story.title
    return asyncio.run(_serve(args, title))


async def _serve(args: argparse.Namespace, title: str) -> int:
    from game.web.game_process import GAME_COMMAND
    from game.web.game_server import GameServer

    words = (
        (*GAME_COMMAND, "--scenes", str(find_pack_folder(args).absolute())) if args.scenes is not None else GAME_COMMAND
    )
    games = GameServer(words, find_data_folder() / "served", args.host, args.port, args.seats, title)
    await games.start()
    try:
        reached = games.addresses
        print_line(f"{title} is at {reached.shown_url} for up to {args.seats} players. Ctrl+C ends it.")
        if len(reached.offered_urls) > 1:
            print_line(f"This machine is also reached at {', '.join(reached.offered_urls[1:])}.")
        if not reached.is_alone:
            print_line("Anyone who reaches this address may play; it has no passwords and no encryption.")
        await make_end_event().wait()
    finally:
        await games.stop()
    return 0
