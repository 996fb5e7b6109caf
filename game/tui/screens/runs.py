"""Saved runs: the player's own, those that ship, and files that cannot be used."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from textual import on, work
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static
from textual.worker import get_current_worker

from game.play.store.files import SaveError
from game.play.store.saved_runs import BrokenFile, SavedRun, sort_key
from game.text.moments import MONTHS
from game.tui.batches import batches
from game.tui.commands import bindings
from game.tui.screens.base import Base
from game.tui.screens.rename import Rename
from game.tui.typeset import plain
from game.tui.widgets.rows import Rows


class Runs(Base[None]):
    """The saved runs. Nothing is deleted here."""

    KIND = "runs"
    BINDINGS = bindings("runs")
    AUTO_FOCUS = "#runs"

    @dataclass
    class Found(Message):
        """Some files were read; `last` says that there are no more, and `reading` in which reading of the folders."""

        reading: int
        files: list[SavedRun | BrokenFile]
        last: bool

    def __init__(self) -> None:
        super().__init__()
        self.runs: list[SavedRun] = []
        self.broken: list[BrokenFile] = []
        self.compared: set[Path] = set()
        self.reading = 0
        self.shown = 0

    def build(self) -> Iterable[Widget]:
        """The runs as a list."""
        yield Static(Content("Saved runs"), classes="heading", markup=False)
        yield Rows(id="runs", at_once=True)

    def on_mount(self) -> None:
        """Read the runs."""
        self.read()

    @property
    def list(self) -> Rows:
        """The list."""
        return self.query_one("#runs", Rows)

    def read(self) -> None:
        """Read the folders anew."""
        self.reading += 1
        self._read(self.reading)

    @work(thread=True, exclusive=True)
    def _read(self, reading: int) -> None:
        worker = get_current_worker()
        for batch, last in batches(self.game.store.iterate(self.game.story)):
            if worker.is_cancelled:
                return
            self.post_message(self.Found(reading, batch, last))

    def on_runs_found(self, event: Found) -> None:
        """Let the list grow, the latest run first; the marker stays on its run."""
        if event.reading != self.reading:
            return
        marked = self.marked
        if self.shown != event.reading:
            # What was shown stays until there is something to show in its place.
            self.shown = event.reading
            self.runs, self.broken = [], []
        self.runs += [found for found in event.files if isinstance(found, SavedRun)]
        self.broken += [found for found in event.files if isinstance(found, BrokenFile)]
        self.runs.sort(key=sort_key, reverse=True)
        place = next((n for n, saved in enumerate(self.runs) if marked and saved.path == marked.path), 0)
        self.list.show(len(self.runs) + len(self.broken), self._line, place)
        if not event.last:
            self.say(f"Reading your runs: {len(self.runs):,} so far…")
        elif not self.runs and not self.broken:
            self.say("No run has been saved yet.")
        else:
            self._tell(self.list.marked)

    @property
    def marked(self) -> SavedRun | None:
        """The marked run; None if a file that cannot be used is marked, or nothing."""
        place = self.list.marked
        return self.runs[place] if place < len(self.runs) else None

    @on(Rows.Marked)
    def moved(self, event: Rows.Marked) -> None:
        """Say what is wrong with a file that cannot be used."""
        self._tell(event.place)

    @on(Rows.Picked)
    def picked(self) -> None:
        """Open a run."""
        marked = self.marked
        if marked is not None and (sentence := self.game.open(marked)):
            self.say(sentence)

    def action_replay(self) -> None:
        """Replay the marked run."""
        marked = self.marked
        sentence = self.game.look_at(marked) if marked is not None else "There is no run here to replay."
        if sentence:
            self.say(sentence)

    def action_mark(self) -> None:
        """Mark a run to be compared, or take the mark away."""
        marked = self.marked
        if marked is None or marked.path is None:
            self.say("There is no run here to compare.")
            return
        self.compared ^= {marked.path}
        self.list.refresh()
        self.say(f"{len(self.compared)} marked; c compares them." if self.compared else "")

    def action_compare(self) -> None:
        """Lay the marked runs side by side; with one mark, that one and the run under the marker."""
        from game.branches.compare import compare_runs
        from game.play.journal import replay
        from game.play.session import get_machine
        from game.tui.screens.compare import Compare

        chosen = [saved for saved in self.runs if saved.path in self.compared]
        marked = self.marked
        if marked is not None and marked not in chosen and len(chosen) == 1:
            chosen.append(marked)
        roles = {role.id: role.name for role in self.game.story.roles}
        chosen = [saved for saved in chosen if saved.run.role in roles]
        if len(chosen) < 2:
            self.say("Mark two runs or more with Space, then c lays them side by side.")
            return
        named = [
            (_title(saved, roles), replay(get_machine(self.game.story, saved.run.role), saved.run.choices))
            for saved in chosen
        ]
        self.app.push_screen(Compare(compare_runs(self.game.story, named)))

    def action_branches(self) -> None:
        """Open the tree of all runs of the marked run's role."""
        from game.tui.screens.branches import Branches

        marked = self.marked
        if marked is None or marked.run.role not in {role.id for role in self.game.story.roles}:
            self.say("There is no run here whose branches could be drawn.")
            return
        self.app.push_screen(Branches(marked.run.role))

    def action_rename(self) -> None:
        """Ask for another name for the marked run."""
        saved = self.marked
        if saved is None:
            self.say("There is no run here to rename.")
            return
        if saved.is_shipped:
            self.say("This run ships with the game and keeps its name.")
            return

        def named(name: str | None) -> None:
            if name is None:
                return
            try:
                self.game.rename(saved, name)
            except SaveError as error:
                self.say(str(error))
                return
            self.say("")
            self.read()

        self.app.push_screen(Rename(saved.run.name), named)

    def _tell(self, place: int) -> None:
        place -= len(self.runs)
        self.say(self.broken[place].message if 0 <= place < len(self.broken) else "")

    def _line(self, place: int) -> tuple[Content, Content]:
        if place >= len(self.runs):
            broken = self.broken[place - len(self.runs)]
            return Content(""), plain(f"  {broken.path.name}  cannot be used", "$quiet italic")
        saved = self.runs[place]
        run = saved.run
        roles = {role.id: role.name for role in self.game.story.roles}
        steps = f"{run.cursor} choice{'' if run.cursor == 1 else 's'}"
        if run.cursor != len(run.choices):
            steps += f" of {len(run.choices)}"
        when = "ships with the game" if saved.is_shipped else _when(run.saved)
        more = [roles.get(run.role, run.role) if run.name else "", steps, when]
        sign = "✓ " if saved.path in self.compared else "  "
        return Content.styled(sign, "bold $accent"), Content.assemble(
            plain(_name(saved, roles), "bold"), plain(f"  {' · '.join(part for part in more if part)}", "$quiet")
        )


def _name(saved: SavedRun, roles: dict[str, str]) -> str:
    return saved.run.name or roles.get(saved.run.role, saved.run.role)


def _title(saved: SavedRun, roles: dict[str, str]) -> str:
    """A run's name; one that has none is told from others of its role by when it was saved."""
    return saved.run.name or f"{_name(saved, roles)}, {_when(saved.run.saved)}"


def _when(stamp: str) -> str:
    """When a run was saved, in the player's own hours but our own words."""
    try:
        at = datetime.fromisoformat(stamp.replace("Z", "+00:00")).astimezone()
    except (ValueError, OverflowError):
        return ""
    return f"saved {at.day} {MONTHS[at.month - 1]} {at.year}, {at:%H:%M}"
