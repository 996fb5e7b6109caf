"""The command palette: every screen, role and setting by name, and everything in the record."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from functools import cached_property, partial
from typing import TYPE_CHECKING, cast

from textual import events
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.errors import NoWidget
from textual.widgets import Input

from game.tui.player_commands import list_commands
from game.tui.screens.base_screens import DismissOnceScreen, GameScreen
from game.tui.text_layout import make_content
from game.wording import menu_words

if TYPE_CHECKING:
    from game.record.search import SearchEntry
    from game.tui.app import GameApp


#: The longest query; no entry is longer, and matching a long one is slow.
MAX_QUERY = 80

#: The most results from the record.
MAX_RECORD_HITS = 30


class PaletteScreen(CommandPalette, DismissOnceScreen[None]):
    """Textual's palette, which is left only once and ignores keys before it is ready and after it was left."""

    def on_mount(self, event: events.Mount) -> None:
        """Do nothing if the screen was left already; Textual would look for the screen below it and find none."""
        if self.app.screen is not self:
            event.prevent_default()
            return
        self.query_one(Input).max_length = MAX_QUERY

    def on_click(self, event: events.Click) -> None:
        """Ignore a click outside the window, which may just have become smaller; Textual would fail."""
        try:
            self.get_widget_at(event.screen_x, event.screen_y)
        except NoWidget:
            event.prevent_default()

    def _action_command_list(self, action: str) -> None:
        # The list's page keys fail before it has been laid out.
        with contextlib.suppress(LookupError):
            super()._action_command_list(action)


class PaletteProvider(Provider):
    """The commands of the screen below, and those that work everywhere."""

    @cached_property
    def entries(self) -> list[SearchEntry]:
        """The entries of the record, listed once something is typed."""
        return cast("GameApp", self.app).search_entries()

    async def discover(self) -> Hits:
        """Yield all commands, before anything is typed."""
        for name, message, run in self._entries():
            # The names of roles come from the story; as `Content` they are never parsed as markup.
            yield DiscoveryHit(Content(name), run, text=name, help=message)

    async def search(self, query: str) -> Hits:
        """Yield the commands and entries that match the query."""
        if len(query) > MAX_QUERY:
            return
        matcher = self.matcher(query)
        for name, message, run in self._entries():
            score = matcher.match(f"{name} {message}")
            if query.casefold() not in f"{name} {message}".casefold():
                # A command that matches only with scattered letters ranks below exact words in the record.
                score = 0.1 * score / (1 + score)
            if score > 0:
                yield Hit(score, Content(name), run, text=name, help=message)
        game = cast("GameApp", self.app)
        if game.pack is not None and len(query.strip()) > 2:
            from game.record.search import search

            # Names rank above sentences that contain the words, and both below the game's own commands that do.
            for index, hit in enumerate(search(self.entries, query, MAX_RECORD_HITS)):
                name = make_content(hit.entry.title).plain
                run = partial(game.open_entry, (hit.entry.kind, hit.entry.id))
                # Textual would parse a string as markup here; it takes `Content` as it is, despite its types.
                message = cast("str", make_content(hit.sentence))
                yield Hit(0.2 - index / 1000, Content(name), run, text=name, help=message)

    def _entries(self) -> Iterator[tuple[str, str, Callable[[], object]]]:
        from game.tui.screens.settings_screen import SETTINGS

        game = cast("GameApp", self.app)
        screen = self.screen
        kind = screen.SCREEN_KIND if isinstance(screen, GameScreen) else "title"
        for command in list_commands(kind):
            if command.in_palette:
                name = command.label.capitalize() or command.help.split(":")[0].rstrip(".")
                # Through the screen itself, which may not be ready yet or may have been left by then.
                yield name, command.help, partial(screen.call_later, screen.run_action, command.action)
        if game.pack is not None:
            for role in game.pack.roles:
                yield (
                    make_content(menu_words.PALETTE_PLAY.format(name=role.name)).plain,
                    menu_words.PALETTE_PLAY_ABOUT,
                    partial(game.begin, role.id),
                )
        for setting in SETTINGS:
            for value, word in setting.values:
                if value != getattr(game.settings, setting.field):
                    yield f"{setting.label}: {word}", setting.help, partial(game.update_setting, setting.field, value)
