"""`sixteen-points class`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from game.cli.bounds import check_bounds
from game.cli.locations import add_pack_option, load_pack, show_path, write_files
from game.text.clean import clean
from game.text.diagnostics import UserError, did_you_mean
from game.text.disk import read_file

if TYPE_CHECKING:
    from game.story.types import Pack

#: The value of `--report` without a file: the latest lesson.
LATEST_LESSON = Path()
#: The most states of a council that are explored; one that keeps its rules has one for each scene.
MAX_COUNCIL_STATES = 1000


def add(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    parser.add_argument("--kit", metavar="DIR", type=Path, help="write the lesson's page and papers into this folder")
    parser.add_argument(
        "--report",
        metavar="SESSION.json",
        type=Path,
        nargs="?",
        const=LATEST_LESSON,
        help="write the report of the latest lesson of --name, ended or not; or of the session.json that one left",
    )
    parser.add_argument("--out", metavar="FILE.html", type=Path, default=Path("class.html"), help="where a report goes")
    parser.add_argument("--role", metavar="COUNCIL", help="the council, where the pack has several")
    add_pack_option(parser)
    _add_lesson_options(parser)


def _add_lesson_options(parser: argparse.ArgumentParser) -> None:
    found = parser.add_argument_group("holding the lesson")
    found.add_argument("--name", default="class", help="what you call the class, as 9B; the same name goes on with it")
    found.add_argument("--new", action="store_true", help="begin a new lesson, even if one of this name has not ended")
    found.add_argument("--minutes", type=int, default=45, help="how long the lesson lasts (45); it decides the ballots")
    found.add_argument("--own-pace", action="append", metavar="ROLE", help="own pace: a role that may be played")
    found.add_argument("--gate", metavar="HOUR", help="own pace: the hour of the story up to which everybody plays")
    found.add_argument("--host", default="", help="one address or name of this machine; all are used without it")
    found.add_argument("--port", type=int, default=8016, help="the port (8016)")
    found.add_argument("--seats", type=int, default=40, help="how many pupils you expect (40): beyond it you are told")
    found.add_argument("--data", type=Path, metavar="DIR", help="keep the lesson in this folder, on a local disk")
    found.add_argument("--no-browser", action="store_true", help="do not open the board by itself")


def run(args: argparse.Namespace) -> int:
    """Hold a lesson, or write its kit or its report.

    Raises:
        UserError: if the lesson cannot be held, or a file exists already, is missing or is not a session.
    """
    check_bounds(args)
    args.name = " ".join(clean(args.name).split()) or "class"
    pack = load_pack(args)
    if args.report is LATEST_LESSON:
        from game.cli.held_lessons import write_report

        return write_report(pack, args)
    if args.report is not None:
        return _write_report(pack, args.report, args.out)
    if args.kit is None:
        from game.cli.hold_lesson import hold_lesson

        return hold_lesson(pack, None if args.own_pace else find_council(pack, args.role), args)
    return _write_kit(pack, find_council(pack, args.role), args.kit)


def find_council(pack: Pack, name: str | None) -> str:
    """Return the id of the named council, or of the first one in the pack.

    Raises:
        UserError: if the pack has none, or none of this name, or it breaks the rules of councils.
    """
    councils = [role.id for role in pack.roles if role.kind == "council" and role.lesson is not None]
    if name in pack.unplayable:
        raise UserError(pack.explain_missing_role(name))
    if not councils and pack.unplayable:
        raise UserError(f"No council of this pack is left. {pack.notice}")
    if not councils:
        own = pack.person_roles[0].id if pack.person_roles else "ROLE"
        raise UserError(
            f"This pack has no council, so there is nothing to vote on; play it at own pace, with --own-pace {own}."
        )
    if name is not None and name not in councils:
        raise UserError(f'There is no council "{name}".{did_you_mean(name, councils)}')
    chosen = name or councils[0]
    if message := _explain_broken_council(pack, chosen):
        raise UserError(f'No lesson can be held with "{chosen}": {message} sixteen-points check names the line.')
    return chosen


def _explain_broken_council(pack: Pack, name: str) -> str:
    """Return a sentence on the first of the council rules that a council breaks; empty if it breaks none."""
    from game.proof.prove import prove

    breaches = prove(pack, pack.get_role(name), ("L1", "council"), MAX_COUNCIL_STATES).violations
    return f"{breaches[0].scene}: {breaches[0].message}".removeprefix(": ") if breaches else ""


def _write_kit(pack: Pack, name: str, folder: Path) -> int:
    from game.export.kit.papers import CATCH_UP_PAGE, LESSON_PAGE, build_kit
    from game.wording import paper_words

    write_files({folder / file: text for file, text in build_kit(pack, name).items()})
    print(f"The lesson is in {show_path(folder)}. Open {LESSON_PAGE} by double click; print the others from a browser:")
    for file, message in {
        LESSON_PAGE: "the lesson itself, for the wall",
        **paper_words.PAPERS,
        CATCH_UP_PAGE: "for pupils who were absent",
    }.items():
        print(f"  {file:<16} {message}")
    return 0


def _write_report(pack: Pack, path: Path, out: Path) -> int:
    from game.export.kit.class_report import build_class_report
    from game.export.kit.lesson_session import read_session

    try:
        data = read_file(path)
    except OSError as error:
        raise UserError(f"The session {path} cannot be read: {error.strerror}.") from None
    session = read_session(data, str(path))
    if session.pack != pack.story.id:
        raise UserError(f'{path} was held with the pack "{session.pack}"; name its folder with --scenes.')
    write_files({out: build_class_report(pack, find_council(pack, session.role), session)})
    print(f"The report is in {show_path(out)}.")
    return 0
