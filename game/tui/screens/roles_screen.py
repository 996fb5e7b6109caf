"""The choice of a role."""

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
from game.wording import menu_words, page_words


class RolesScreen(GameScreen[None]):
    """The roles, each with a description and its content note."""

    SCREEN_KIND = "choose"
    BINDINGS = list_bindings("choose")

    def compose_body(self) -> Iterable[Widget]:
        """Yield the menu of roles, and the content note of the story."""
        yield Static(Content(menu_words.ROLES), classes="heading", markup=False)
        yield Menu(id="menu", gap=True)
        yield Static(make_content(self.game.story.story.content_note), id="note", classes="aside", markup=False)

    def on_mount(self) -> None:
        """Show the roles, and the councils under their own heading."""
        story = self.game.story
        items = [
            MenuItem(role.id, role.name, number=number if number < 10 else None,
                 details=menu_words.ROLE_SHOWS.format(who=role.who.strip(), shows=role.content_note.strip()))
            for number, role in enumerate([*story.person_roles, *story.council_roles], 1)
        ]  # fmt: skip
        if story.council_roles:
            items.insert(len(story.person_roles), MenuItem("@councils", page_words.COUNCILS, is_open=False))
        # Roles with a fault come last, with the line to mend.
        items += [
            MenuItem(f"@{name}", name, is_open=False, details=menu_words.ROLE_NOT_PLAYABLE.format(fault=fault))
            for name, fault in story.unplayable.items()
        ]
        self.query_one(Menu).show(items)

    @on(Menu.ItemPicked, "#menu")
    def on_item_picked(self, event: Menu.ItemPicked) -> None:
        """Begin a run of the role."""
        self.game.begin(event.item.id)
