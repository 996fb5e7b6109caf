"""Opening the screens that are available everywhere: settings, help, the palette and others."""

from __future__ import annotations

from textual.screen import ModalScreen

from game.tui.app_part import AppPart
from game.tui.screens.base_screens import GameScreen


class Navigation(AppPart):
    """The part of `GameApp` that opens these screens; each is imported when it is first opened."""

    def action_roles(self) -> None:
        """Open the choice of a role."""
        from game.tui.screens.roles_screen import RolesScreen

        self.open_screen(RolesScreen)

    def action_runs(self) -> None:
        """Open the saved runs."""
        from game.tui.screens.saved_runs_screen import SavedRunsScreen

        self.open_screen(SavedRunsScreen)

    def action_progress(self) -> None:
        """Open the count of what was seen."""
        from game.tui.screens.progress_screen import ProgressScreen

        self.open_screen(ProgressScreen)

    def action_settings(self) -> None:
        """Open the settings."""
        from game.tui.screens.settings_screen import SettingsScreen

        self.open_screen(SettingsScreen, needs_story=False)

    def action_about(self) -> None:
        """Open the page about the game."""
        from game.tui.screens.about_screen import AboutScreen

        self.open_screen(AboutScreen)

    def action_help(self) -> None:
        """Open help."""
        from game.tui.screens.help_screen import HelpScreen

        self.open_screen(HelpScreen, needs_story=False)

    def open_screen(self, screen: type[GameScreen[None]], *, needs_story: bool = True) -> None:
        """Open a screen, unless it is open already; a screen that needs the story is not opened before it is read."""
        game = self._game
        if not isinstance(game.screen, screen) and (game.pack is not None or not needs_story):
            game.push_screen(screen())

    def action_command_palette(self) -> None:
        """Open the palette, but not over a dialog, and not in a window that is too small."""
        screen = self._game.screen
        if not isinstance(screen, ModalScreen) and isinstance(screen, GameScreen) and not screen.too_small:
            from game.tui.command_palette import PaletteScreen

            # Without Textual's id, since a palette that was left a moment ago may still exist.
            self._game.push_screen(PaletteScreen())
