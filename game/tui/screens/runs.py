"""Saved runs: the player's own, those that ship, and files that cannot be used."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from game.play.store.files import SaveError
from game.play.store.runs import Saved
from game.text.moments import MONTHS
from game.tui.commands import bindings
from game.tui.screens.base import Base
from game.tui.screens.rename import Rename
from game.tui.widgets.menu import Item, Menu


class Runs(Base[None]):
    """The saved runs. Nothing is deleted here."""

    KIND = "runs"
    BINDINGS = bindings("runs")

    def __init__(self) -> None:
        super().__init__()
        self.runs: list[Saved] = []

    def build(self) -> Iterable[Widget]:
        """The runs as a menu."""
        yield Static(Content("Saved runs"), classes="heading", markup=False)
        yield Menu(id="menu", gap=True)

    def on_mount(self) -> None:
        """Show the runs."""
        self.fill()

    def fill(self, marked: int | None = None) -> None:
        """Read the folders and show what is there."""
        store = self.game.store
        self.runs = store.runs(self.game.story)
        items = [self._item(number, saved) for number, saved in enumerate(self.runs)]
        items += [
            Item(f"broken-{number}", broken.path.name, open=False, more=broken.says)
            for number, broken in enumerate(store.broken())
        ]
        if not self.runs:
            items.insert(0, Item("none", "No run has been saved yet.", open=False))
        self.query_one("#menu", Menu).show(items, marked)

    @on(Menu.Picked, "#menu")
    def picked(self, event: Menu.Picked) -> None:
        """Open a run."""
        sentence = self.game.open(self.runs[int(event.item.id)])
        if sentence:
            self.say(sentence)

    def action_replay(self) -> None:
        """Replay the marked run."""
        marked = self.query_one("#menu", Menu).marked
        if marked is None or marked >= len(self.runs):
            self.say("There is no run here to replay.")
            return
        sentence = self.game.look_at(self.runs[marked])
        if sentence:
            self.say(sentence)

    def action_rename(self) -> None:
        """Ask for another name for the marked run."""
        marked = self.query_one("#menu", Menu).marked
        if marked is None or marked >= len(self.runs):
            self.say("There is no run here to rename.")
            return
        saved = self.runs[marked]
        if saved.shipped:
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
            # A saved run moves to the head of the list.
            self.fill()

        self.app.push_screen(Rename(saved.run.name), named)

    def _item(self, number: int, saved: Saved) -> Item:
        run = saved.run
        role = next((role.name for role in self.game.story.roles if role.id == run.role), run.role)
        steps = f"{run.here} choice{'' if run.here == 1 else 's'}"
        if run.here != len(run.choices):
            steps += f" of {len(run.choices)}"
        more = " · ".join(part for part in (role if run.name else "", steps, _when(run.saved)) if part)
        return Item(str(number), run.name or role, more=more, aside="(ships with the game)" if saved.shipped else "")


def _when(stamp: str) -> str:
    """When a run was saved, in the player's own hours but our own words."""
    try:
        at = datetime.fromisoformat(stamp.replace("Z", "+00:00")).astimezone()
    except (ValueError, OverflowError):
        return ""
    return f"saved {at.day} {MONTHS[at.month - 1]} {at.year}, {at:%H:%M}"
