"""`sixteen-points check`."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from game.cli.bounds import check_bounds
from game.cli.locations import add_pack_option, find_pack_folder, shell_quote, show_path
from game.text.diagnostics import UserError, did_you_mean

if TYPE_CHECKING:
    from game.proof.report import Report

#: Progress is shown only if the work takes longer than this, in seconds.
_SLOW_CHECK = 1.0
#: The pairs that --memory draws with each seed, so that it answers within seconds; goals are held with 10,000.
QUICK_PAIRS = 500


def add(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    add_pack_option(parser)
    parser.add_argument("--role", action="append", default=[], metavar="ROLE", help="prove this role only; repeatable")
    parser.add_argument("--law", action="append", default=[], metavar="L1", help="look at this law only; repeatable")
    parser.add_argument("--format", choices=["text", "json", "github"], default="text", help="how to print the report")
    parser.add_argument("--hints", action="store_true", help="list hints for authors too; they fail nothing")
    parser.add_argument(
        "--memory", action="store_true", help="measure what later pages remember of a choice, and list what is missing"
    )
    parser.add_argument(
        "--pairs",
        type=int,
        default=QUICK_PAIRS,
        metavar="N",
        help=f"with --memory: draw this many pairs of runs with each of three seeds; {QUICK_PAIRS:,} if not given",
    )
    parser.add_argument("--watch", action="store_true", help="check again whenever a file of the pack is saved")
    parser.add_argument("--verdicts", action="store_true", help="print the verdict of every choice, one a line")


def run(args: argparse.Namespace) -> int:
    """Check a pack and print the report, once or, with --watch, after every change.

    Returns:
        1 if anything is wrong, else 2 if something could not be decided, else 0; with --watch, for the last check.

    Raises:
        UserError: if there is no such folder, law or role, or a number is out of range.
    """
    from game.story.read_pack import read_pack_files

    check_bounds(args)
    if not args.watch:
        return _check(args, read_pack_files(find_pack_folder(args)), None).exit_code
    from game.cli.watch import watch_files

    report: Report | None = None
    try:
        for files in watch_files(find_pack_folder(args)):
            report = _check(args, files, report)
            at = time.strftime("%H:%M:%S")
            print(f"\nChecked at {at}; watching {show_path(find_pack_folder(args))}, Ctrl-C ends.\n", flush=True)
    except KeyboardInterrupt:
        print()
    return report.exit_code if report is not None else 0


def _check(args: argparse.Namespace, files: dict[str, bytes], before: Report | None) -> Report:
    from game.cli.side_by_side import run_side_by_side
    from game.proof.laws import LAWS
    from game.proof.report import run_check, run_in_turn
    from game.proof.report_formats import format_verdicts

    laws = [law.upper() if law.upper() in LAWS else law for law in args.law]
    for law in laws:
        if law not in LAWS:
            raise UserError(f'There is no law "{law}"; the laws are {", ".join(LAWS)}.')
    progress = _Progress()
    # Hints, memory and the lines for review look at the states themselves, which stay in the process that found them.
    looks_at_states = args.hints or args.memory or args.verdicts
    report = run_check(
        files,
        args.role,
        laws or None,
        hints=args.hints,
        memory_pairs=args.pairs if args.memory else 0,
        previous=before,
        report_progress=progress.tell,
        run_jobs=run_in_turn if looks_at_states else run_side_by_side,
    )
    progress.end()
    for role in args.role:
        if report.role_ids and role not in report.role_ids:
            known = ", ".join(report.role_ids)
            raise UserError(f'There is no role "{role}".{did_you_mean(role, report.role_ids)} The roles are: {known}.')
    print(format_verdicts(report) if args.verdicts else _printed(report, args, f"{progress.seconds:.1f} s."))
    return report


def _printed(report: Report, args: argparse.Namespace, took: str) -> str:
    from game.proof.report_formats import format_github, format_json, format_text

    if args.format == "json":
        # Exact numbers of runs may have more digits than Python prints by default.
        sys.set_int_max_str_digits(0)
        return format_json(report)
    replay = "sixteen-points replay" + (f" --scenes {shell_quote(args.scenes)}" if args.scenes is not None else "")
    if args.format == "github":
        folder = find_pack_folder(args).resolve()
        here = Path.cwd()
        return format_github(
            report, (folder.relative_to(here) if folder.is_relative_to(here) else folder).as_posix(), replay
        )
    return format_text(report, replay, took)


class _Progress:
    """The progress of a long check: one line on standard error that is overwritten and finally erased."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._shown = 0

    @property
    def seconds(self) -> float:
        """The seconds since the start."""
        return time.monotonic() - self._began

    def tell(self, message: str) -> None:
        """Show a line, if the check is slow and standard error is a terminal."""
        if self.seconds > _SLOW_CHECK and sys.stderr.isatty():
            line = message[:78]
            print("\r" + line.ljust(self._shown), end="", file=sys.stderr, flush=True)
            self._shown = len(line)

    def end(self) -> None:
        """Erase the line."""
        if self._shown:
            print("\r" + " " * self._shown + "\r", end="", file=sys.stderr, flush=True)
