"""`sixteen-points serve`."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import signal
import sys

from game.cli.places import add_pack, data_folder, scenes_of
from game.text.faults import Fault, FaultError


def add(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (127.0.0.1: this machine only)")
    parser.add_argument("--port", type=int, default=8000, help="the port (8000)")
    parser.add_argument("--seats", type=int, default=12, help="the most games at once (12)")
    add_pack(parser)


def run(args: argparse.Namespace) -> int:
    """Serve the terminal game until Ctrl+C.

    Raises:
        FaultError: with a sentence, on Windows, or if the address or port cannot be had.
    """
    if sys.platform == "win32":
        raise _fault("the terminal game is served on Linux and macOS; on Windows play it in the terminal.")
    from game.cli.places import pack_of

    title = pack_of(args).story.title
    return asyncio.run(_serve(args, title))


async def _serve(args: argparse.Namespace, title: str) -> int:
    from game.web.game import COMMAND
    from game.web.games import Games

    words = (*COMMAND, "--scenes", str(scenes_of(args).absolute())) if args.scenes is not None else COMMAND
    games = Games(words, data_folder() / "served", args.host, args.port, args.seats, title)
    try:
        await games.start()
    except OSError as error:
        await games.stop()
        raise _fault(
            f"{args.host}:{args.port} cannot be used ({error.strerror}); choose another with --port or --host."
        ) from None
    print(f"{title} is at http://{args.host}:{args.port} for up to {args.seats} players. Ctrl+C ends it.", flush=True)
    if args.host not in {"127.0.0.1", "localhost"}:
        print("Anyone who reaches this address may play; it has no passwords and no encryption.", flush=True)
    ended = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):
            asyncio.get_running_loop().add_signal_handler(number, ended.set)
    await ended.wait()
    await games.stop()
    return 0


def _fault(says: str) -> FaultError:
    return FaultError([Fault("serve", 0, "", says, "file")])
