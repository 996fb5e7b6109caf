"""The title screen: painted before the story is read."""

from __future__ import annotations

from collections.abc import Iterable

from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from game.tui.commands import bindings
from game.tui.screens.base import Base
from game.tui.typeset import plain
from game.tui.widgets.menu import Item, Menu


class Title(Base[None]):
    """The first screen: what can be begun, gone on with, or looked up."""

    KIND = "title"
    BINDINGS = bindings("title")

    def build(self) -> Iterable[Widget]:
        """The name of the story and the menu."""
        yield Static(cover(""), id="name", markup=False)
        yield Menu(id="menu")

    def on_screen_resume(self) -> None:
        """Show what there is: before the story has been read, and later with the runs that were begun meanwhile."""
        self.fill()

    def wait(self) -> None:
        """Say that the story is still being read."""
        if self.game.pack is None:
            self.say("reading the story…")

    def fill(self) -> None:
        """Show the menu as it stands now."""
        pack = self.game.pack
        menu = self.query_one("#menu", Menu)
        items: list[Item] = []
        if pack is not None:
            words = plain(pack.story.title).plain.upper().split()
            name = "\u00a0 \u00a0".join("\u00a0".join(word) for word in words)
            self.query_one("#name", Static).update(cover(name))
            latest = self.game.store.find_latest(pack)
            if latest is not None:
                role = pack.roles_by_id.get(latest.run.role)
                name = latest.run.name or (role.name if role is not None else latest.run.role)
                items.append(Item("continue", "Continue", aside=name))
            items += [Item("new", "New run"), Item("runs", "Saved runs"), Item("record", "The record")]
        items += [Item("settings", "Settings"), *([Item("about", "About")] if pack else []), Item("quit", "Quit")]
        known = [item.id for item in menu.items]
        chosen = menu.items[menu.marked].id if menu.marked is not None and menu.marked < len(known) else ""
        ids = [item.id for item in items]
        # Before the story is read the marker stands on the first of fewer items; it must not stick there.
        keep = chosen in ids and "new" in known and known == ids
        menu.show(items, marked=ids.index(chosen) if keep else None)

    @on(Menu.Picked, "#menu")
    def picked(self, event: Menu.Picked) -> None:
        """Go where the player wants."""
        self.say("")
        match event.item.id:
            case "continue":
                self.game.go_on()
            case "new":
                self.game.action_roles()
            case "runs":
                self.game.action_runs()
            case "record":
                self.game.action_room("contents")
            case "settings":
                self.game.action_settings()
            case "about":
                self.game.action_about()
            case "quit":
                self.game.action_leave_game()


def cover(name: str) -> Content:
    """What stands above the menu: the story's name, once it is known, and what it is."""
    return Content.assemble((name, "bold $accent"), ("\na documentary game", "$quiet"))
