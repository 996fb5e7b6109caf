"""Saved runs: the player's own, those that ship, and unusable files."""

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
from game.tui.growing_batches import grow_batches
from game.tui.player_commands import list_bindings
from game.tui.screens.base_screens import GameScreen
from game.tui.screens.rename_dialog import RenameDialog
from game.tui.text_layout import make_content
from game.tui.widgets.row_list import RowList
from game.wording import menu_words
from game.wording.plurals import choose_form


class SavedRunsScreen(GameScreen[None]):
    """The list of saved runs, which deletes nothing."""

    SCREEN_KIND = "runs"
    BINDINGS = list_bindings("runs")
    AUTO_FOCUS = "#runs"

    @dataclass
    class FilesRead(Message):
        """Posted when some files were read; `last` says that there are no more, `reading` numbers the reload."""

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

    def compose_body(self) -> Iterable[Widget]:
        """Yield the list of runs."""
        yield Static(Content(menu_words.SAVED_RUNS), classes="heading", markup=False)
        yield RowList(id="runs", at_once=True)

    def on_mount(self) -> None:
        """Start reading the runs."""
        self.reload()

    @property
    def row_list(self) -> RowList:
        """The list."""
        return self.query_one("#runs", RowList)

    def reload(self) -> None:
        """Read the folders again."""
        self.reading += 1
        self._read(self.reading)

    @work(thread=True, exclusive=True)
    def _read(self, reading: int) -> None:
        worker = get_current_worker()
        for batch, last in grow_batches(self.game.store.iterate(self.game.story)):
            if worker.is_cancelled:
                return
            self.post_message(self.FilesRead(reading, batch, last))

    def on_saved_runs_screen_files_read(self, event: FilesRead) -> None:
        """Add runs to the list, the latest first; the marker stays on its run."""
        if event.reading != self.reading:
            return
        marked = self.marked
        if self.shown != event.reading:
            # The old list stays until there is something new to show.
            self.shown = event.reading
            self.runs, self.broken = [], []
        self.runs += [found for found in event.files if isinstance(found, SavedRun)]
        self.broken += [found for found in event.files if isinstance(found, BrokenFile)]
        self.runs.sort(key=sort_key, reverse=True)
        index = next((n for n, saved in enumerate(self.runs) if marked and saved.path == marked.path), 0)
        self.row_list.show(len(self.runs) + len(self.broken), self._line, index)
        if not event.last:
            self.notify_line(menu_words.RUNS_READ.format(count=len(self.runs)))
        elif not self.runs and not self.broken:
            self.notify_line(menu_words.NO_RUNS)
        else:
            self._explain_broken(self.row_list.cursor)

    @property
    def marked(self) -> SavedRun | None:
        """The marked run; None if an unusable file is marked, or nothing."""
        index = self.row_list.cursor
        return self.runs[index] if index < len(self.runs) else None

    @on(RowList.RowMarked)
    def on_row_marked(self, event: RowList.RowMarked) -> None:
        """Show what is wrong with an unusable file."""
        self._explain_broken(event.index)

    @on(RowList.RowPicked)
    def on_row_picked(self) -> None:
        """Open a run."""
        marked = self.marked
        if marked is not None and (sentence := self.game.open_run(marked)):
            self.notify_line(sentence)

    def action_replay(self) -> None:
        """Replay the marked run."""
        marked = self.marked
        sentence = self.game.open_replay(marked) if marked is not None else menu_words.NO_RUN_TO_REPLAY
        if sentence:
            self.notify_line(sentence)

    def action_mark(self) -> None:
        """Mark or unmark a run for comparison."""
        marked = self.marked
        if marked is None or marked.path is None:
            self.notify_line(menu_words.NO_RUN_TO_COMPARE)
            return
        self.compared ^= {marked.path}
        self.row_list.refresh()
        self.notify_line(menu_words.RUNS_MARKED.format(count=len(self.compared)) if self.compared else "")

    def action_compare(self) -> None:
        """Compare the marked runs; if only one is marked, compare it with the run at the cursor."""
        from game.branches.compare import compare_runs
        from game.play.journal import replay
        from game.play.session import get_machine
        from game.tui.screens.comparison_screen import ComparisonScreen

        chosen = [saved for saved in self.runs if saved.path in self.compared]
        marked = self.marked
        if marked is not None and marked not in chosen and len(chosen) == 1:
            chosen.append(marked)
        roles = {role.id: role.name for role in self.game.story.roles}
        chosen = [saved for saved in chosen if saved.run.role in roles]
        if len(chosen) < 2:
            self.notify_line(menu_words.MARK_RUNS)
            return
        named = [
            (_title(saved, roles), replay(get_machine(self.game.story, saved.run.role), saved.run.choices))
            for saved in chosen
        ]
        self.app.push_screen(ComparisonScreen(compare_runs(self.game.story, named)))

    def action_branches(self) -> None:
        """Open the tree of all runs of the marked run's role."""
        from game.tui.screens.branches_screen import BranchesScreen

        marked = self.marked
        if marked is None or marked.run.role not in {role.id for role in self.game.story.roles}:
            self.notify_line(menu_words.NO_RUN_FOR_BRANCHES)
            return
        self.app.push_screen(BranchesScreen(marked.run.role))

    def action_rename(self) -> None:
        """Ask for a new name for the marked run."""
        saved = self.marked
        if saved is None:
            self.notify_line(menu_words.NO_RUN_TO_RENAME)
            return
        if saved.is_shipped:
            self.notify_line(menu_words.SHIPPED_NAME)
            return

        def named(name: str | None) -> None:
            if name is None:
                return
            try:
                self.game.rename_run(saved, name)
            except SaveError as error:
                self.notify_line(str(error))
                return
            self.notify_line("")
            self.reload()

        self.app.push_screen(RenameDialog(saved.run.name), named)

    def _explain_broken(self, index: int) -> None:
        index -= len(self.runs)
        self.notify_line(self.broken[index].message if 0 <= index < len(self.broken) else "")

    def _line(self, index: int) -> tuple[Content, Content]:
        if index >= len(self.runs):
            broken = self.broken[index - len(self.runs)]
            return Content(""), make_content(menu_words.RUN_BROKEN.format(name=broken.path.name), "$quiet italic")
        saved = self.runs[index]
        run = saved.run
        roles = {role.id: role.name for role in self.game.story.roles}
        forms = menu_words.CHOICES if run.cursor == len(run.choices) else menu_words.CHOICES_OF
        steps = choose_form(forms, run.cursor).format(count=run.cursor, all=len(run.choices))
        when = menu_words.SHIPPED if saved.is_shipped else _when(run.saved)
        more = [roles.get(run.role, run.role) if run.name else "", steps, when]
        sign = "✓ " if saved.path in self.compared else "  "
        return Content.styled(sign, "bold $accent"), Content.assemble(
            make_content(_name(saved, roles), "bold"),
            make_content(f"  {' · '.join(part for part in more if part)}", "$quiet"),
        )


def _name(saved: SavedRun, roles: dict[str, str]) -> str:
    return saved.run.name or roles.get(saved.run.role, saved.run.role)


def _title(saved: SavedRun, roles: dict[str, str]) -> str:
    """Return a run's name, or its role and the time at which it was saved."""
    return saved.run.name or f"{_name(saved, roles)}, {_when(saved.run.saved)}"


def _when(stamp: str) -> str:
    """Return when a run was saved, in the player's time zone."""
    try:
        at = datetime.fromisoformat(stamp.replace("Z", "+00:00")).astimezone()
    except (ValueError, OverflowError):
        return ""
    return menu_words.SAVED_AT.format(day=at.day, month=MONTHS[at.month - 1], year=at.year, at=at)
