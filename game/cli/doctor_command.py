"""`sixteen-points doctor`: what this terminal and this machine can do, in one screen."""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from game import __version__
from game.cli.locations import (
    add_pack_option,
    add_saves_option,
    find_cache_folder,
    find_data_folder,
    find_pack_folder,
    load_pack,
    open_store,
    show_path,
)
from game.text.diagnostics import UserError
from game.text.disk import exists

#: The names of browsers that the tests of pages can use.
BROWSER_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
#: How long the terminal has to answer, in seconds.
ANSWER_SECONDS = 0.3


@dataclass(frozen=True)
class Finding:
    """One line of the report.

    Attributes:
        is_good: whether it is as it should be; None if nothing depends on it.
        text: what was found, and what to do if it is not good.
    """

    is_good: bool | None
    text: str


def add(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    add_pack_option(parser)
    add_saves_option(parser)


def run(args: argparse.Namespace) -> int:
    """Print what was found; return 1 if the game cannot be played or saved."""
    print(f"Sixteen Points {__version__}, Python {platform.python_version()}, {platform.system()} {platform.machine()}")
    findings = [*_terminal(), *_story(args), *_folders(args), *_browser()]
    for finding in findings:
        sign = {True: "ok", False: "no", None: "  "}[finding.is_good]
        print(f"  {sign}  {finding.text}")
    wrong = sum(finding.is_good is False for finding in findings)
    print("All is well." if not wrong else f"{wrong} of these to look at.")
    return 1 if wrong else 0


def _terminal() -> Iterator[Finding]:
    term = os.environ.get("TERM", "")
    if not (sys.stdin.isatty() and sys.stdout.isatty()) or term == "dumb":
        message = "this is no terminal in which the game could be drawn; --plain plays as lines of text here."
        yield Finding(None, f"terminal: {message}")
        return
    program = os.environ.get("TERM_PROGRAM", "")
    yield Finding(None, f"terminal: {term or 'it does not say what it is'} {program}".rstrip())
    from game.tui.screens.base_screens import MIN_SIZE

    size = os.get_terminal_size()
    needs = f"the game needs {MIN_SIZE[0]} by {MIN_SIZE[1]}; make the window larger, or the letters smaller"
    large = size.columns >= MIN_SIZE[0] and size.lines >= MIN_SIZE[1]
    yield Finding(large, f"size: {size.columns} by {size.lines}" + ("" if large else f"; {needs}"))
    from rich.console import Console

    colours = {"truecolor": "16 million", "256": "256", "standard": "16"}.get(Console().color_system or "", "none")
    more = "; NO_COLOR is set" if os.environ.get("NO_COLOR") else ""
    yield Finding(True, f"colours: {colours}{more}; settings offers the terminal's own colours and high contrast")
    unicode = (
        "utf" in (os.environ.get("LC_ALL") or os.environ.get("LC_CTYPE") or os.environ.get("LANG") or "utf").lower()
    )
    sample = "őŰ “” ─ ⣿"
    message = f"letters: {sample} should be two long accents, quotes, a line and a block of dots"
    yield Finding(unicode or None, message if unicode else f"{message}; if not, set LANG=C.UTF-8")
    mouse = _mouse()
    known = {True: "yes", False: "no; everything has a key", None: "the terminal does not say; everything has a key"}
    yield Finding(mouse or None, f"mouse: {known[mouse]}")


def _mouse() -> bool | None:
    """Return whether the terminal knows mouse mode 1006 (DECRQM); None if it does not answer."""
    try:
        import select
        import termios
        import tty
    except ImportError:
        return None
    handle = sys.stdin.fileno()
    before = termios.tcgetattr(handle)
    answer = b""
    try:
        tty.setcbreak(handle)
        sys.stdout.write("\x1b[?1006$p")
        sys.stdout.flush()
        while not answer.endswith(b"y") and select.select([handle], [], [], ANSWER_SECONDS)[0]:
            answer += os.read(handle, 64)
    finally:
        termios.tcsetattr(handle, termios.TCSAFLUSH, before)
    state = answer.partition(b"1006;")[2][:1]
    return None if not state else state in b"123"


def _story(args: argparse.Namespace) -> Iterator[Finding]:
    start = perf_counter()
    try:
        pack = load_pack(args)
    except UserError as error:
        first = str(error).splitlines()[0]
        yield Finding(False, f"story: {show_path(find_pack_folder(args))} cannot be played: {first}")
        return
    scenes = sum(len(role.scenes) for role in pack.roles)
    taken = (perf_counter() - start) * 1000
    yield Finding(True, f"story: {pack.story.title}, {len(pack.roles)} roles, {scenes} scenes, read in {taken:.0f} ms")
    if pack.notice:
        yield Finding(False, f"story: {pack.notice}")
    runs = open_store(args).list_runs(pack)
    own = sum(not saved.is_shipped for saved in runs)
    yield Finding(None, f"runs: {own} of yours, {len(runs) - own} that ship")


def _folders(args: argparse.Namespace) -> Iterator[Finding]:
    runs = args.saves or find_data_folder() / "runs"
    for name, folder in (("runs", runs), ("settings", find_data_folder()), ("cache", find_cache_folder())):
        if folder is None:
            yield Finding(None, f"folder of {name}: none, since you have no home folder")
            continue
        # Checking makes no folder: if it does not exist yet, the nearest existing parent is checked.
        nearest = next(parent for parent in (folder, *folder.absolute().parents) if exists(parent))
        good = nearest.is_dir() and os.access(nearest, os.W_OK)
        worse = "" if good else "; it cannot be written"
        if not good and name == "runs":
            worse += ", so choose another with --saves DIR"
        # Without a cache, reading the story is only slower.
        yield Finding(good if name != "cache" or good else None, f"folder of {name}: {show_path(folder)}{worse}")


def _browser() -> Iterator[Finding]:
    found = next((path for path in map(shutil.which, BROWSER_NAMES) if path), None)
    message = str(Path(found)) if found else "none; any browser opens the pages, only tests of them want Chromium"
    yield Finding(None, f"Chromium: {message}")
