"""The choice of a role."""

from __future__ import annotations

from collections.abc import Iterable

from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from game.render.text import COUNCILS_HEADING
from game.tui.commands import bindings
from game.tui.screens.base import Base
from game.tui.typeset import plain
from game.tui.widgets.menu import Item, Menu


class Roles(Base[None]):
    """Who to be: each role with who it is and what it shows."""

    KIND = "choose"
    BINDINGS = bindings("choose")

    def build(self) -> Iterable[Widget]:
        """The roles, and the content note of the whole story."""
        yield Static(Content("Who will you be?"), classes="heading", markup=False)
        yield Menu(id="menu", gap=True)
        yield Static(plain(self.game.story.story.content_note), id="note", classes="aside", markup=False)

    def on_mount(self) -> None:
        """Show the roles, and under a heading of their own the councils."""
        story = self.game.story
        items = [
            Item(role.id, role.name, number=number if number < 10 else None,
                 more=f"{role.who.strip()}\nWhat it shows: {role.content_note.strip()}")
            for number, role in enumerate([*story.person_roles, *story.council_roles], 1)
        ]  # fmt: skip
        if story.council_roles:
            items.insert(len(story.person_roles), Item("@councils", COUNCILS_HEADING, open=False))
        # What has a fault stands behind the others, with the line to mend.
        items += [
            Item(f"@{name}", name, open=False, more=f"not playable: {fault}")
            for name, fault in story.unplayable.items()
        ]
        self.query_one(Menu).show(items)

    @on(Menu.Picked, "#menu")
    def picked(self, event: Menu.Picked) -> None:
        """Begin a run of the role."""
        self.game.begin(event.item.id)
