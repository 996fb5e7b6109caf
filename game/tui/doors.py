"""Opening the screens that can be opened from everywhere: settings, help, the palette and others."""

from __future__ import annotations

from textual.screen import ModalScreen

from game.tui.part import Part
from game.tui.screens.base import Base


class Doors(Part):
    """The part of the program that opens these screens; each is imported when it is first opened."""

    def action_roles(self) -> None:
        """Open the choice of a role."""
        from game.tui.screens.roles import Roles

        self.enter(Roles)

    def action_runs(self) -> None:
        """Open the saved runs."""
        from game.tui.screens.runs import Runs

        self.enter(Runs)

    def action_progress(self) -> None:
        """Open the count of what was seen."""
        from game.tui.screens.progress import ProgressRoom

        self.enter(ProgressRoom)

    def action_settings(self) -> None:
        """Open the settings."""
        from game.tui.screens.settings import SettingsRoom

        self.enter(SettingsRoom, needs_story=False)

    def action_about(self) -> None:
        """Open the page about the game."""
        from game.tui.screens.about import About

        self.enter(About)

    def action_help(self) -> None:
        """Open help."""
        from game.tui.screens.help import HelpRoom

        self.enter(HelpRoom, needs_story=False)

    def enter(self, room: type[Base[None]], *, needs_story: bool = True) -> None:
        """Open a room, unless it stands open already; what needs the story waits until it has been read."""
        game = self._game
        if not isinstance(game.screen, room) and (game.pack is not None or not needs_story):
            game.push_screen(room())

    def action_command_palette(self) -> None:
        """Open the palette, but neither over a question nor where it could not be seen."""
        screen = self._game.screen
        if not isinstance(screen, ModalScreen) and isinstance(screen, Base) and not screen.too_small:
            from game.tui.palette import PaletteScreen

            # Without Textual's id: one that was left a moment ago may still be there.
            self._game.push_screen(PaletteScreen())
