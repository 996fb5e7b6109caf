"""A player of the real program, who knows what every page must show and remembers what was shown."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path
from random import Random

from game.play.session import Session
from game.play.store.saved_runs import BrokenFile, RunStore
from game.story.types import Pack
from tests.terminal import GAME, Lines, Program, Terminal

FACES = ("plain", "terminal")


class Table:
    """A player's folder, and every list of choices whose page any program has shown from it.

    Attributes:
        shown: the lists of choices; each must be the beginning of a run on disk.
    """

    def __init__(self, folder: Path, pack: Pack, scenes: Path, random: Random) -> None:
        self.folder = folder
        self.pack = pack
        self.scenes = scenes
        self.random = random
        self.shown: set[tuple[str, ...]] = set()

    @property
    def runs(self) -> Path:
        """The folder of the runs."""
        return self.folder / "runs"

    @property
    def control(self) -> Path:
        """The file that breaks the disk."""
        return self.folder / "control"

    def lost(self) -> int:
        """How many lists of choices that were shown are on no run's file."""
        runs = [saved.run.choices for saved in RunStore(self.runs).list_runs(self.pack)]
        return sum(not any(tuple(run[: len(taken)]) == taken for run in runs) for taken in self.shown)

    def show(self, model: Session) -> None:
        """Remember that a program showed the page on which a run stands; where it begins there is nothing to keep."""
        if model.run.cursor:
            self.shown.add(tuple(model.run.active_choices))

    def broken(self) -> int:
        """How many files hold no run that can be used."""
        return sum(isinstance(found, BrokenFile) for found in RunStore(self.runs).iterate(self.pack))


class Player:
    """One program at a table: a model of the run tells what must be seen after each key."""

    def __init__(self, table: Table, face: str, *, anew: bool = False, broken_disk: bool = False) -> None:
        """Start the program; it continues the latest run, or begins one if there is none or it has ended.

        Args:
            face: `plain` or `terminal`.
            anew: begin a new run in any case.
            broken_disk: play on a disk that the table's control file can break.
        """
        self.table = table
        self.face = face
        store = RunStore(table.runs)
        latest = None if anew else store.find_latest(table.pack)
        if latest is not None and not _options(Session(table.pack, store, latest)):
            latest = None
        role = table.random.choice(table.pack.roles).id
        words = ["--scenes", str(table.scenes), "--saves", str(table.runs)]
        words += ["--role", role] if latest is None else []
        program: Sequence[str] = GAME
        if broken_disk:
            program = (sys.executable, "-m", "tests.broken_disk", str(table.control), str(table.runs))
        start = Lines if face == "plain" else Terminal
        self.program: Program = start(words, home=table.folder, program=program)
        self.continues = latest is not None
        self.model = Session(table.pack, store, latest or store.new_run(table.pack, role))
        self.model.saving = False

    def __enter__(self) -> Player:
        return self

    def __exit__(self, *exception: object) -> None:
        self.program.__exit__(*exception)

    def begin(self) -> bool:
        """Come to the page on which the run stands; returns whether it was shown."""
        if self.continues:
            word = "Number, or quit" if self.face == "plain" else "Continue"
            # A pipe gets no prompt: there the last role's line is awaited instead.
            if self.face == "plain":
                word = f"{len(self.table.pack.roles) + 1}  "
            self.program.shows(word)
            self.program.press("1\n" if self.face == "plain" else "\r")
        elif self.face == "terminal" and self.model.journal.machine.role.prologue:
            self.program.shows("1  Begin")
            self.program.press("\r")
        return self.sees()

    def key(self) -> str:
        """What to type next: the number of an open choice, or a step back; the model takes it too."""
        options = _options(self.model)
        if self.model.run.cursor and (not options or self.table.random.random() < 0.15):
            self.model.back()
            return "back\n" if self.face == "plain" else "\x7f"
        number, choice = self.table.random.choice(options)
        self.model.choose(choice)
        return f"{number}\n" if self.face == "plain" else str(number)

    def step(self) -> bool:
        """Take a choice, or step back; returns whether the page that follows was shown."""
        self.program.press(self.key())
        return self.sees()

    def sees(self) -> bool:
        """Read until the model's page is shown, and remember that it was."""
        if self.program.until(self.is_seen):
            self.table.show(self.model)
            return True
        return False

    def is_seen(self) -> bool:
        """Whether the program shows the model's page."""
        title = self.model.page.title
        if self.face == "plain":
            return f"\n{title}\n---" in self.program.text
        # Behind the title may stand the bar of a page that is longer than the window.
        return re.search(rf"^ +{re.escape(title)} *▐?$", self.program.text, re.MULTILINE) is not None

    def leave(self) -> None:
        """Quit as a player does."""
        self.program.press("quit\n" if self.face == "plain" else "q")
        self.program.end()

    @property
    def traceback(self) -> bool:
        """Whether a traceback was shown."""
        return b"Traceback" in self.program.bytes

    def says(self, *words: str) -> bool:
        """Whether any of some words was printed at any time."""
        text = " ".join(re.sub(rb"\x1b\[[0-9;?]*[a-zA-Z]", b" ", self.program.bytes).decode("utf-8", "replace").split())
        return any(word in text for word in words)


def _options(session: Session) -> list[tuple[int, str]]:
    options = session.page.choices
    return [(option.number, option.id) for option in options if option.number is not None and option.number < 10]
