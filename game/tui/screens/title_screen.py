"""The title screen: painted before the story is read."""

from __future__ import annotations

from collections.abc import Iterable

from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from game.tui.player_commands import list_bindings
from game.tui.screens.base_screens import GameScreen
from game.tui.text_layout import make_content
from game.tui.widgets.menu import Menu, MenuItem
from game.wording import menu_words


class TitleScreen(GameScreen[None]):
    """The first screen, from which runs are begun or continued and the record is opened."""

    SCREEN_KIND = "title"
    BINDINGS = list_bindings("title")

    def compose_body(self) -> Iterable[Widget]:
        """Yield the name of the story and the menu."""
        yield Static(build_cover(""), id="name", markup=False)
        yield Menu(id="menu")

    def on_screen_resume(self) -> None:
        """Show the menu as it is now, with runs that were begun in the meantime."""
        self.show_menu()

    def announce_loading(self) -> None:
        """Say that the story is still loading."""
        if self.game.pack is None:
            self.notify_line(menu_words.STORY_SOON)

    def show_menu(self) -> None:
        """Show the present menu."""
        pack = self.game.pack
        menu = self.query_one("#menu", Menu)
        items: list[MenuItem] = []
        if pack is not None:
            words = make_content(pack.story.title).plain.upper().split()
            name = "\u00a0 \u00a0".join("\u00a0".join(word) for word in words)
            self.query_one("#name", Static).update(build_cover(name))
            latest = self.game.store.find_latest(pack)
            if latest is not None:
                role = pack.roles_by_id.get(latest.run.role)
                name = latest.run.name or (role.name if role is not None else latest.run.role)
                items.append(MenuItem("continue", menu_words.CONTINUE, suffix=name))
            items += [
                MenuItem("new", menu_words.NEW_RUN),
                MenuItem("runs", menu_words.SAVED_RUNS),
                MenuItem("record", menu_words.RECORD),
            ]
        items += [
            MenuItem("settings", menu_words.SETTINGS),
            *([MenuItem("about", menu_words.ABOUT)] if pack else []),
            MenuItem("quit", menu_words.QUIT),
        ]
        known = [item.id for item in menu.items]
        chosen = menu.items[menu.cursor].id if menu.cursor is not None and menu.cursor < len(known) else ""
        ids = [item.id for item in items]
        # Before the story is read the first of fewer items is marked; the mark must not stay there.
        keep = chosen in ids and "new" in known and known == ids
        menu.show(items, marked=ids.index(chosen) if keep else None)

    @on(Menu.ItemPicked, "#menu")
    def on_item_picked(self, event: Menu.ItemPicked) -> None:
        """Run the picked command."""
        self.notify_line("")
        match event.item.id:
            case "continue":
                self.game.resume()
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


def build_cover(name: str) -> Content:
    """Return the text above the menu: the story's name, once it is known, and what it is."""
    return Content.assemble((name, "bold $accent"), (menu_words.TITLE_ABOUT, "$quiet"))
