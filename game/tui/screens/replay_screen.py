"""Replaying a run: page by page, automatically or to any hour, and taking it over."""

from __future__ import annotations

import msgspec
from textual import on
from textual.timer import Timer

from game.play.journal import replay
from game.play.page import Page
from game.play.session import Session
from game.play.store.saved_runs import RunStore, SavedRun
from game.render.text import page_text
from game.story.types import Pack
from game.text.prose import count_words
from game.tui.player_commands import list_bindings
from game.tui.screens.go_to_dialog import GoToDialog
from game.tui.screens.play_screen import PlayScreen
from game.tui.widgets.menu import Menu
from game.wording import menu_words

#: How many words a practised reader reads in a second.
READING_SPEED = 3.5


def make_replay_session(pack: Pack, store: RunStore, saved: SavedRun, calm: bool) -> Session:
    """Return a session at the beginning of a run that writes nothing to disk.

    Raises:
        UserError: as `Session`.
    """
    session = Session(pack, store, SavedRun(msgspec.structs.replace(saved.run, cursor=0)), calm)
    session.saving = False
    session.is_replay = True
    return session


def estimate_reading_time(page: Page) -> float:
    """Return how many seconds a practised reader needs for a page, at least three."""
    return max(3.0, count_words(page_text(page, 72)) / READING_SPEED)


class ReplayScreen(PlayScreen):
    """A run that is watched. Any choice but the run's own takes it over as a new run."""

    SCREEN_KIND = "replay"
    BINDINGS = list_bindings("replay")

    def __init__(self, session: Session, message: str = "") -> None:
        """Make the screen.

        Args:
            session: the run, at its beginning; it writes nothing.
            message: a sentence about the run, shown on its first page.
        """
        super().__init__(session)
        self._page_timer: Timer | None = None
        whole = replay(session.journal.machine, session.run.choices)
        self.mismatch = whole.mismatch
        self.last_fitting = len(whole.taken)
        self.message = message

    def show_page(self) -> None:
        """Show the present page of the replay."""
        self.session.notice = self._notice()
        super().show_page()

    @property
    def status(self) -> str:
        """Return how far the replay is."""
        run = self.session.run
        said = menu_words.REPLAY_BY_ITSELF if self._page_timer else menu_words.REPLAY_BY_HAND
        return said.format(run=run.name or self.page.role_name, number=run.cursor, all=len(run.choices))

    @on(Menu.ItemPicked, "#choices")
    def on_item_picked(self, event: Menu.ItemPicked) -> None:
        """Go on with the run's own choice; take the run over with another."""
        event.prevent_default()
        if not any(event.item is item for item in event.menu.items):
            return
        choice = event.item.id
        if choice.startswith("@"):
            super().on_item_picked(event)
        elif f"{self.page.scene}.{choice}" == self.session.run.next_choice:
            self.action_forward()
        else:
            self._take_over(choice)

    def action_forward(self) -> None:
        """Go on with the run's own choice; say so at the end of what fits."""
        run = self.session.run
        if run.cursor >= self.last_fitting:
            self._stop()
            self.notify_line(
                menu_words.REPLAY_MISMATCH.format(mismatch=self.mismatch) if self.mismatch else menu_words.REPLAY_ENDS
            )
            return
        super().action_forward()
        if self._page_timer:
            self._wait()

    def turn_page(self) -> None:
        """Turn the page, unless another screen is open."""
        if self.app.screen is self:
            self.action_forward()
        else:
            self._wait()

    def action_play(self) -> None:
        """Start or stop turning pages at reading speed."""
        if self._page_timer:
            self._stop()
        elif self.game.settings.reduced_motion:
            self.notify_line(menu_words.REPLAY_NO_MOTION)
            return
        else:
            self._wait()
        self.notify_line(self.status)

    def action_go_to(self) -> None:
        """Choose an hour of the run."""

        def chosen(here: int | None) -> None:
            if here is None:
                return
            run = self.session.run
            self.session.back(run.cursor)
            while self.session.run.cursor < here and self.session.forward():
                pass
            self.show_page()

        self.app.push_screen(GoToDialog(self.session), chosen)

    def action_what_if(self) -> None:
        """Show which fates and attempts each choice of this page leaves open."""
        from game.tui.screens.what_if_screen import WhatIfScreen

        self._stop()
        self.app.push_screen(WhatIfScreen(self.session))

    def action_take_over(self) -> None:
        """Play on from here as a new run; the replayed run stays as it is."""
        self._take_over("")

    def _take_over(self, choice: str) -> None:
        self._stop()
        self.game.branch_from(self.session.run.role, self.session.run.active_choices, choice)

    def _notice(self) -> str:
        """Return a sentence about the run on this page: that it no longer fits, or how far it does."""
        here = self.session.run.cursor
        if self.mismatch and here == self.last_fitting:
            return self.mismatch
        goes = menu_words.REPLAY_FITS.format(decision=self.last_fitting) if self.mismatch else ""
        return " ".join(part for part in (self.message, self.mismatch, goes) if part) if here == 0 else ""

    def _wait(self) -> None:
        self._stop()
        self._page_timer = self.set_timer(estimate_reading_time(self.page), self.turn_page)

    def _stop(self) -> None:
        if self._page_timer:
            self._page_timer.stop()
        self._page_timer = None
