"""The settings: applied at once, and kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from game.play.settings import Settings
from game.tui.commands import bindings
from game.tui.screens.base import Base
from game.tui.widgets.menu import Item, Menu


@dataclass(frozen=True)
class Setting:
    """One setting: its field, its name, what it does, and its values with their words."""

    field: str
    label: str
    says: str
    values: tuple[tuple[object, str], ...] = ((False, "off"), (True, "on"))

    def word(self, settings: Settings) -> str:
        """The present value in a word."""
        return dict(self.values)[getattr(settings, self.field)]

    def following(self, settings: Settings) -> object:
        """The value after the present one."""
        values = [value for value, _ in self.values]
        return values[(values.index(getattr(settings, self.field)) + 1) % len(values)]


SETTINGS = (
    Setting("theme", "Theme", "Dark, light, or the terminal's own colours.",
            (("dark", "dark"), ("light", "light"), ("terminal", "the terminal's own"))),
    Setting("high_contrast", "High contrast", "Black and white, and nothing between."),
    Setting("reduced_motion", "Reduced motion", "Nothing moves by itself."),
    Setting("calm", "Calm", "Scenes of violence are told in two lines."),
    Setting("documented", "Documented view", "Documented sentences stand out, invented ones stand back (d)."),
    Setting("known_now", "Known now", "News shows what is known today beside what was heard (n)."),
)  # fmt: skip


class SettingsRoom(Base[None]):
    """The settings as a menu; picking one changes it."""

    KIND = "choose"
    BINDINGS = bindings("choose")

    def build(self) -> Iterable[Widget]:
        """The settings."""
        yield Static(Content("Settings"), classes="heading", markup=False)
        yield Menu(id="menu", gap=True)

    def on_mount(self) -> None:
        """Show them."""
        self.fill(0)

    def fill(self, marked: int) -> None:
        """Show the settings as they stand, one of them marked."""
        settings = self.game.settings
        items = [
            Item(setting.field, f"{setting.label}: {setting.word(settings)}", number, more=setting.says)
            for number, setting in enumerate(SETTINGS, 1)
        ]
        self.query_one("#menu", Menu).show(items, marked)

    @on(Menu.Picked, "#menu")
    def picked(self, event: Menu.Picked) -> None:
        """Change a setting."""
        number = next(number for number, setting in enumerate(SETTINGS) if setting.field == event.item.id)
        setting = SETTINGS[number]
        self.say(self.game.change(setting.field, setting.following(self.game.settings)))
        self.fill(number)
