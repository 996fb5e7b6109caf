"""The settings, which are applied and saved at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from game.play.settings import Settings
from game.tui.player_commands import list_bindings
from game.tui.screens.base_screens import GameScreen
from game.tui.widgets.menu import Menu, MenuItem
from game.wording import menu_words


@dataclass(frozen=True)
class Setting:
    """One setting: its field, its name, its description, and its values in words."""

    field: str
    label: str
    help: str
    values: tuple[tuple[object, str], ...] = ((False, "off"), (True, "on"))

    def get_word(self, settings: Settings) -> str:
        """Return the present value in words."""
        return dict(self.values)[getattr(settings, self.field)]

    def get_next_value(self, settings: Settings) -> object:
        """Return the value after the present one."""
        values = [value for value, _ in self.values]
        return values[(values.index(getattr(settings, self.field)) + 1) % len(values)]


SETTINGS = (
    Setting("theme", menu_words.THEME, menu_words.THEME_ABOUT,
            (("dark", "dark"), ("light", "light"), ("terminal", menu_words.THEME_TERMINAL))),
    Setting("high_contrast", menu_words.HIGH_CONTRAST, menu_words.HIGH_CONTRAST_ABOUT),
    Setting("reduced_motion", menu_words.REDUCED_MOTION, menu_words.REDUCED_MOTION_ABOUT),
    Setting("calm", menu_words.CALM, menu_words.CALM_ABOUT),
    Setting("documented", menu_words.DOCUMENTED_VIEW, menu_words.DOCUMENTED_VIEW_ABOUT),
    Setting("known_now", menu_words.KNOWN_NOW, menu_words.KNOWN_NOW_ABOUT),
)  # fmt: skip


class SettingsScreen(GameScreen[None]):
    """The settings as a menu; picking one changes it."""

    SCREEN_KIND = "choose"
    BINDINGS = list_bindings("choose")

    def compose_body(self) -> Iterable[Widget]:
        """Yield the menu of settings."""
        yield Static(Content(menu_words.SETTINGS), classes="heading", markup=False)
        yield Menu(id="menu", gap=True)

    def on_mount(self) -> None:
        """Show the settings."""
        self.show_settings(0)

    def show_settings(self, marked: int) -> None:
        """Show the present settings, with one of them marked."""
        settings = self.game.settings
        items = [
            MenuItem(setting.field, f"{setting.label}: {setting.get_word(settings)}", number, details=setting.help)
            for number, setting in enumerate(SETTINGS, 1)
        ]
        self.query_one("#menu", Menu).show(items, marked)

    @on(Menu.ItemPicked, "#menu")
    def on_item_picked(self, event: Menu.ItemPicked) -> None:
        """Change a setting."""
        number = next(number for number, setting in enumerate(SETTINGS) if setting.field == event.item.id)
        setting = SETTINGS[number]
        self.notify_line(self.game.update_setting(setting.field, setting.get_next_value(self.game.settings)))
        self.show_settings(number)
