"""Serving a lesson: finding or beginning its log, opening the board, and serving the room until somebody quits."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import secrets
import signal
import webbrowser
from datetime import UTC, datetime, timedelta
from pathlib import Path

from game.classroom.commands import TEACHER, Dismiss
from game.classroom.events import Opened
from game.classroom.phases import Phase
from game.classroom.room import Room, begin, go_on
from game.classroom.state import fold
from game.classroom.store import KEPT_DAYS, Log, erase_old, lesson_of, new_path, rooms, stem_of
from game.cli.places import data_folder, shown
from game.play.store.files import SaveError
from game.story.types import Pack
from game.text.faults import Fault, FaultError, nearest
from game.text.moments import MONTHS, moment
from game.web.server import Server, address_of_this_machine
from game.web.terminal import Terminal, typed_lines

#: Letters of a room's code: no vowels, so that it spells nothing, and none that is misread.
LETTERS = "BCDFGHJKLMNPQRSTVWXZ"


def serve(pack: Pack, council: str | None, args: argparse.Namespace) -> int:
    """Hold a lesson until somebody quits.

    Args:
        council: the id of the council, or None where roles are played at own pace.
        args: the options of `sixteen-points class`.

    Returns:
        The exit code.

    Raises:
        FaultError: with a sentence, if it cannot be held: no such role or hour, or the log, address or port cannot be
            had.
    """
    folder = args.data if args.data is not None else data_folder() / "lessons"
    now = datetime.now(UTC)
    try:
        for name in erase_old(folder, now):
            print(f"{shown(name)} was erased: nobody had touched it for {KEPT_DAYS} days.")
        room = _found(pack, folder, args, now) or _begun(pack, council, folder, args, now)
        # One address, so that a school knows by which way pupils come in.
        host = address_of_this_machine() if args.host in {None, "0.0.0.0"} else args.host  # noqa: S104
        return asyncio.run(_run(Server(room, pack, host, args.port), args))
    except SaveError as error:
        raise FaultError([Fault("", 0, "", str(error), "file")]) from None


def _found(pack: Pack, folder: Path, args: argparse.Namespace, now: datetime) -> Room | None:
    """The latest lesson of this name, if there is one and it has not ended."""
    for path in [] if args.new else rooms(folder):
        opened = lesson_of(path)
        if opened is None and path.name.startswith(stem_of(args.name)):
            Log(path).close()  # says why it cannot be read: another program holds it, or it is damaged
        if opened is None or opened.name != args.name or opened.pack != pack.story.id:
            continue
        log = Log(path)
        state = fold(log.events)
        if state.where.phase is Phase.ENDED:
            log.close()
            return None
        room = go_on(pack, log, args.seats)
        asked = tuple(args.pace or ())
        if asked and asked != opened.roles:
            print("The lesson of this name has other roles and goes on with them; --new begins another.")
        print(f"{args.name} goes on from {shown(path.name)}, {_place(room)}. (--new begins another lesson.)")
        return room
    return None


def _place(room: Room) -> str:
    where = room.state.where
    if not room.plan.council or not room.state.rounds:
        return f"in the phase {where.meant}"
    return f"in the phase {where.meant} of decision {where.question + 1}"


def _begun(pack: Pack, council: str | None, folder: Path, args: argparse.Namespace, now: datetime) -> Room:
    roles = tuple(args.pace or ()) or ((council,) if council is not None else ())
    known = [role.id for role in pack.persons]
    for role in args.pace or ():
        if role not in known:
            others = f" Those of {pack.story.title} are {', '.join(known)}; --scenes names another pack."
            says = f"there is no such role to play.{nearest(role, known) or others}"
            raise FaultError([Fault(role, 0, "", says, "file")])
    opened = Opened(
        pack=pack.story.id,
        kind="own-pace" if args.pace else "council",
        roles=roles,
        name=args.name,
        code="".join(secrets.choice(LETTERS) for _ in range(4)),
        gate=_gate(pack, args) if args.pace else "",
        minutes=args.minutes,
    )
    return begin(pack, Log(new_path(folder, args.name, now)), opened, args.seats)


def _gate(pack: Pack, args: argparse.Namespace) -> str:
    """The hour of the gate: the one that is asked for, or the earliest that a role's class cut names."""
    if args.gate:
        try:
            return moment(args.gate).text
        except ValueError as error:
            raise FaultError([Fault("--gate", 0, "", str(error), "file")]) from None
    cuts = [cut.gate for role in args.pace if (cut := pack.role(role).class_cut) is not None]
    return min(cuts).text if cuts else ""


async def _run(server: Server, args: argparse.Namespace) -> int:
    room = server.room
    await server.start()
    # Another day brings other devices: the seats of the last one are free again, and what was decided stays.
    if room.log.latest is not None and room.state.seats and datetime.now(UTC) - room.log.latest > timedelta(hours=10):
        await room.do(TEACHER, Dismiss(id=secrets.token_hex(8)))
    terminal = Terminal(server, lambda line: print(line, flush=True))
    until = datetime.now(UTC) + timedelta(days=KEPT_DAYS)
    terminal.greet(f"{until.day} {MONTHS[until.month - 1]} {until.year}")
    if not args.no_browser:
        with contextlib.suppress(Exception):
            await asyncio.to_thread(webbrowser.open, server.board_link())
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(number, ended.set)
    tasks = [
        asyncio.create_task(terminal.obey(typed_lines())),
        asyncio.create_task(terminal.follow()),
        asyncio.create_task(ended.wait()),
    ]
    await asyncio.wait({tasks[0], tasks[2]}, return_when=asyncio.FIRST_COMPLETED)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    await server.stop()
    then = "begins another" if room.state.where.phase is Phase.ENDED else "goes on with it"
    print(f"The lesson is kept in {shown(room.log.path)}; the same command {then}.")
    return 0
