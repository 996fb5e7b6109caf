"""The lessons in a folder: resuming a class's lesson, beginning one, and writing the report of one that is over."""

from __future__ import annotations

import argparse
import re
import secrets
from datetime import datetime
from pathlib import Path

from game.classroom.events import Opened
from game.classroom.phases import Phase
from game.classroom.room import Room, open_room, resume_room
from game.classroom.store import LessonLog, find_free_path, list_lesson_files, make_file_stem, peek_opened
from game.cli.locations import find_data_folder, show_path, write_files
from game.play.store.files import FOLDER_RIGHTS
from game.story.types import Pack
from game.text.diagnostics import UserError, did_you_mean
from game.text.moments import parse_moment

#: Letters of a room's code, without vowels, so that it spells nothing, and without letters that are easily misread.
CODE_LETTERS = "BCDFGHJKLMNPQRSTVWXZ"


def find_lesson_folder(args: argparse.Namespace) -> Path:
    """Return the folder of lessons; make our own one private, in case an older version made it."""
    if args.data is not None:
        return Path(args.data)
    folder = find_data_folder() / "lessons"
    if folder.is_dir():
        try:
            folder.chmod(FOLDER_RIGHTS)
        except OSError:
            pass  # The folder belongs to someone else; the lessons' own files are private.
    return folder


def find_room(pack: Pack, council: str | None, folder: Path, args: argparse.Namespace, now: datetime) -> Room:
    """Return the room of the class's latest lesson if it has not ended, else a new one.

    Args:
        council: the id of the council; None if roles are played at own pace.
        args: the options of `sixteen-points class`.

    Raises:
        UserError: if the lesson cannot be read or written, or there is no such role or hour.
    """
    held = _list_lessons(args.name, pack, folder, strict=not args.new)
    if held and not args.new:
        path, opened = held[0]
        room = resume_room(pack, LessonLog(path), args.seats)
        if room.state.position.phase is not Phase.ENDED:
            asked = tuple(args.own_pace or ())
            if asked and asked != opened.roles:
                print("The lesson of this name has other roles and goes on with them; --new begins another.")
            print(f"{args.name} goes on from {show_path(path.name)}, {_describe(room)}. (--new begins another lesson.)")
            return room
        room.log.close()
        print(f"The last lesson of {args.name} has ended; this is a new one. (--report writes the report of the last.)")
    return _open(pack, council, folder, args, now, held[0][1].number + 1 if held else 1)


def write_report(pack: Pack, args: argparse.Namespace) -> int:
    """Write the report of the class's latest lesson that has begun, whether it has ended or not.

    Returns:
        The exit code.

    Raises:
        UserError: if there is no such lesson, it cannot be read, or the file exists already.
    """
    from game.web.addresses import Addresses
    from game.web.arrivals import Arrivals
    from game.web.lesson_files import build_lesson_files
    from game.web.lesson_material import build_material
    from game.web.pages import Pages

    folder = find_lesson_folder(args)
    held = _list_lessons(args.name, pack, folder, strict=False)
    held = held or _list_lessons(args.name, pack, folder, strict=True)
    if not held:
        opened = [each for path in list_lesson_files(folder) if (each := peek_opened(path)) is not None]
        names = sorted({each.name for each in opened if each.pack == pack.story.id})
        there = f"the lessons there are of {', '.join(names)}." if names else "no lesson of this pack is there."
        raise UserError(f'There is no class "{args.name}" in {folder}: {there}')
    # A lesson that was opened but not begun is reported only if there is no other.
    rooms_held = (_read_closed(pack, path, args.seats) for path, _ in held)
    room = next((room for room in rooms_held if room.state.position.phase is not Phase.LOBBY), None)
    room = room or _read_closed(pack, held[0][0], args.seats)
    assert room.state.opened is not None, "a lesson begins with being opened"
    pages = Pages(room.plan, build_material(pack, room.state.opened), Addresses("", 0), Arrivals(room))
    files = build_lesson_files(pages, room.state)
    write_files({args.out: files["class.html"].decode()})
    print(f"The report of {args.name}, {_describe(room)}, is in {show_path(args.out)}.")
    return 0


def _read_closed(pack: Pack, path: Path, seats: int) -> Room:
    """Return the room of a lesson, and close the lesson's file at once."""
    log = LessonLog(path)
    try:
        return resume_room(pack, log, seats)
    finally:
        log.close()


def _list_lessons(name: str, pack: Pack, folder: Path, *, strict: bool) -> list[tuple[Path, Opened]]:
    """Return the files of a class's lessons with this pack, the latest first, each with its first event.

    Args:
        strict: whether an unreadable file with the class's name is an error; otherwise it is skipped.

    Raises:
        UserError: if the folder or such a file cannot be read.
    """
    found: list[tuple[int, float, Path, Opened]] = []
    for path in list_lesson_files(folder):
        opened = peek_opened(path)
        if (
            opened is None
            and strict
            and re.fullmatch(rf"{re.escape(make_file_stem(name))}-[\d-]{{10,}}\.lesson", path.name)
        ):
            LessonLog(path).close()  # raises the reason: another program holds it, or it is damaged
        if opened is not None and opened.name == name and opened.pack == pack.story.id:
            found.append((opened.number, path.stat().st_mtime, path, opened))
    return [each[2:] for each in sorted(found, key=lambda each: each[:2], reverse=True)]


def _describe(room: Room) -> str:
    where = room.state.position
    if not room.plan.is_council or not room.state.closed_ballots:
        return f"in the phase {where.effective_phase}"
    return f"in the phase {where.effective_phase} of decision {where.question + 1}"


def _open(pack: Pack, council: str | None, folder: Path, args: argparse.Namespace, now: datetime, number: int) -> Room:
    roles = tuple(args.own_pace or ()) or ((council,) if council is not None else ())
    known = [role.id for role in pack.person_roles]
    for role in args.own_pace or ():
        if role not in known:
            others = f" Those of {pack.story.title} are {', '.join(known)}; --scenes names another pack."
            missing = f'There is no role "{role}" to play.{did_you_mean(role, known) or others}'
            raise UserError(pack.explain_missing_role(role) if role in pack.unplayable else missing)
    opened = Opened(
        pack=pack.story.id,
        kind="own-pace" if args.own_pace else "council",
        roles=roles,
        name=args.name,
        code="".join(secrets.choice(CODE_LETTERS) for _ in range(4)),
        gate=_find_gate(pack, args) if args.own_pace else "",
        minutes=args.minutes,
        number=number,
    )
    return open_room(pack, LessonLog(find_free_path(folder, args.name, now)), opened, args.seats)


def _find_gate(pack: Pack, args: argparse.Namespace) -> str:
    """Return the hour of the gate: the requested one, or the earliest of the roles' class excerpts."""
    if args.gate:
        try:
            return parse_moment(args.gate).text
        except ValueError as error:
            raise UserError(f"--gate: {error}") from None
    cuts = [cut.plays_until for role in args.own_pace if (cut := pack.get_role(role).class_excerpt) is not None]
    return min(cuts).text if cuts else ""
