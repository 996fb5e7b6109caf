"""Holding a lesson: opening its room and its board, until the teacher quits."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import logging
import secrets
import webbrowser
from datetime import UTC, datetime, timedelta

from game.classroom.commands import TEACHER, ReleaseAllSeats
from game.classroom.erasure import NOTICE_TIME, UNUSED_TIME, erase_old, format_day
from game.classroom.phases import Phase
from game.classroom.room import STOPPED
from game.cli.held_lessons import find_lesson_folder, find_room
from game.cli.locations import show_path
from game.cli.serving import make_end_event, print_line
from game.story.types import Pack
from game.web.room_server import RoomServer
from game.web.teacher_terminal import TeacherTerminal, read_typed_lines

#: A lesson that was not used for this long is resumed with other devices.
ANOTHER_DAY = timedelta(hours=10)


def hold_lesson(pack: Pack, council: str | None, args: argparse.Namespace) -> int:
    """Hold a lesson until the teacher quits.

    Args:
        council: the id of the council; None if roles are played at own pace.
        args: the options of `sixteen-points class`.

    Returns:
        The exit code: 1 if the lesson ended because nothing could be written to disk any more.

    Raises:
        UserError: if there is no such role or hour, or the log, address or port cannot be used.
    """
    folder = find_lesson_folder(args)
    now = datetime.now(UTC)
    # Opened first, so that this lesson counts as used when old ones are erased.
    room = find_room(pack, council, folder, args, now)
    for message in erase_old(folder, now):
        print(show_path(message))
    return asyncio.run(_run(RoomServer(room, pack, args.host, args.port), args))


async def _run(server: RoomServer, args: argparse.Namespace) -> int:
    room, stopped = server.room, False
    await server.start()
    try:
        stopped = await _hold(server, args)
    finally:
        await server.stop()
        then = "begins another" if room.state.position.phase is Phase.ENDED else "goes on with it"
        why = f"{STOPPED} " if stopped else ""
        print_line(f"{why}The lesson is kept in {show_path(room.log.path)}; the same command {then}.")
    return int(stopped)


async def _hold(server: RoomServer, args: argparse.Namespace) -> bool:
    """Hold the lesson until the teacher quits; return whether it ended because the disk failed."""
    room = server.room
    # Another day brings other devices, so the old seats are freed; decisions stay. Seats with choices at own pace or
    # open votes are kept: a clock must not delete those.
    late = room.log.latest_time is not None and datetime.now(UTC) - room.log.latest_time > ANOTHER_DAY
    if late and room.plan.is_council and room.state.seats and not room.state.votes:
        await room.execute(TEACHER, ReleaseAllSeats(id=secrets.token_hex(8)))
    terminal = TeacherTerminal(server, print_line)
    terminal.greet(format_day((datetime.now(UTC) + UNUSED_TIME + NOTICE_TIME).date()))
    if not args.no_browser:
        with contextlib.suppress(Exception):
            await asyncio.to_thread(webbrowser.open, server.board_link())
    writes = asyncio.create_task(room.stopped())
    ends = [asyncio.create_task(_obey(terminal)), asyncio.create_task(make_end_event().wait()), writes]
    follows = asyncio.create_task(terminal.report_phases())
    await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
    stopped = writes.done()
    for task in (*ends, follows):
        task.cancel()
    await asyncio.gather(*ends, follows, return_exceptions=True)
    return stopped


async def _obey(terminal: TeacherTerminal) -> None:
    """Run typed commands until the teacher quits; a fault in the terminal does not end the lesson."""
    try:
        await terminal.run_commands(read_typed_lines())
    except Exception as error:
        logging.getLogger(__name__).error("The terminal failed (%r); the board still moves the lesson.", error)
        await asyncio.Event().wait()
