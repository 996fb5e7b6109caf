"""Beginning, opening, replaying and renaming runs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from game.text.diagnostics import UserError
from game.tui.app_part import AppPart
from game.tui.screens.base_screens import GameScreen
from game.wording import menu_words

# What only runs need is imported when there is one.
if TYPE_CHECKING:
    from game.play.session import Session
    from game.play.store.saved_runs import SavedRun


class RunController(AppPart):
    """The part of `GameApp` that begins, opens, replays and renames runs."""

    def begin(self, role: str) -> None:
        """Begin a new run in a role, with its prologue before the first page."""
        from game.play.session import Session
        from game.tui.screens.play_screen import PlayScreen

        game = self._game
        session = Session(game.story, game.store, game.store.new_run(game.story, role), game.settings.calm)
        self.play(session)
        screen = game.screen
        if session.journal.machine.role.prologue and isinstance(screen, PlayScreen):
            screen.action_opening()

    def open_run(self, saved: SavedRun) -> str:
        """Open a saved run; return a sentence if it cannot be opened."""
        from game.play.session import Session

        try:
            session = Session(self._game.story, self._game.store, saved, self._game.settings.calm)
        except UserError as error:
            return str(error)
        self.play(session)
        return ""

    def open_replay(self, saved: SavedRun, message: str = "") -> str:
        """Replay a saved run, with a message on its first page; return a sentence if it cannot be opened."""
        from game.tui.screens.replay_screen import ReplayScreen, make_replay_session

        try:
            session = make_replay_session(self._game.story, self._game.store, saved, self._game.settings.calm)
        except UserError as error:
            return str(error)
        self._sit_down(session)
        self._game.push_screen(ReplayScreen(session, message))
        return ""

    def resume(self) -> None:
        """Continue the run that was played last."""
        latest = self._game.store.find_latest(self._game.story)
        sentence = self.open_run(latest) if latest is not None else menu_words.NO_SAVED_RUN
        if sentence and isinstance(self._game.screen, GameScreen):
            self._game.screen.notify_line(sentence)

    def play(self, session: Session) -> None:
        """Play a run, and close all screens above the title screen."""
        from game.tui.screens.play_screen import PlayScreen

        self._game.reveals_future = False
        self._sit_down(session)
        self._game.push_screen(PlayScreen(session))

    def _sit_down(self, session: Session) -> None:
        """Make a run the present one, apply the player's settings, and close all screens above the title screen."""
        session.known_now = self._game.settings.known_now
        # Here the opening has a screen of its own.
        session.shows_opening = False
        self._game.session = session
        self.pop_to_title()

    def branch_from(self, role: str, pairs: Sequence[str], choice: str = "") -> None:
        """Play on as a new run after some choices, and take another choice there."""
        from game.play.session import branch_session
        from game.tui.screens.play_screen import PlayScreen

        self.play(branch_session(self._game.story, self._game.store, role, pairs, self._game.settings.calm))
        screen = self._game.screen
        if choice and isinstance(screen, PlayScreen):
            screen.call_after_refresh(screen.choose, choice)

    def pop_to_title(self) -> None:
        """Go back to the title screen."""
        while len(self._game.screen_stack) > 1:
            self._game.pop_screen()

    def rename_run(self, saved: SavedRun, name: str) -> None:
        """Give a saved run another name.

        Raises:
            SaveError: if it could not be written.
        """
        session = self._game.session
        if session is not None and session.saved_run.path == saved.path:
            # The present run must know its own file, or its next choice would seem to find another program's.
            session.rename(name)
        else:
            self._game.store.rename(saved, name)
