"""Ending the program: by a key, by a signal, or after a fault in the program; always with a sentence."""

from __future__ import annotations

import contextlib

from textual._context import active_message_pump
from textual.screen import Screen
from textual.widget import Widget

from game.text.clean import clean
from game.tui.app_part import AppPart
from game.tui.screens.base_screens import DismissOnceScreen
from game.tui.signals import TERMINATION_SIGNALS, on_signal
from game.wording import menu_words

#: The notice after copying, which not every terminal allows.
COPIED = menu_words.COPIED


class Shutdown(AppPart):
    """The part of `GameApp` that ends the program."""

    def action_leave_game(self) -> None:
        """Quit; every choice has been saved already."""
        self._game.exit()

    def action_copy_or_leave(self) -> None:
        """Copy the selection, in a field or a text; without a selection, quit."""
        from textual.widgets import Input

        game = self._game
        field = game.focused
        text = field.selected_text if isinstance(field, Input) else ""
        text = text or game.screen.get_selected_text() or ""
        if not text:
            game.exit()
            return
        game.copy_to_clipboard(text)
        screen = game.screen
        if isinstance(screen, DismissOnceScreen):
            screen.notify_line(COPIED)

    def listen_for_signals(self) -> None:
        """End cleanly, with a sentence, when the terminal closes or the system asks for it."""
        if self._game.is_headless:
            return
        for number in TERMINATION_SIGNALS:
            with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
                on_signal(number, self._asked_to_end)

    def _asked_to_end(self) -> None:
        from rich.text import Text

        game = self._game
        said = menu_words.ASKED_TO_END.format(folder=clean(str(game.store.folder)))
        if game.session is not None and not game.session.saving:
            said = menu_words.ASKED_TO_END_UNSAVED
        game.exit(message=Text(said))

    def _handle_exception(self, error: Exception) -> None:
        """End with one sentence after a fault in the program; the traceback goes to a file, never to the player."""
        from rich.text import Text
        from textual.worker import WorkerFailed, active_worker

        game = self._game
        ending = game._exit or (game._is_mounted and not game.is_running)
        pump: object = active_message_pump.get(None)
        if isinstance(error, WorkerFailed):
            # Textual would report it under the program's name, without the fault itself.
            worker, cause = active_worker.get(None), error.error
            pump, error = worker and worker.node, cause if isinstance(cause, Exception) else error
        if ending or self._has_left(pump):
            # Textual still asks a screen that is being removed to compose, mount and draw itself, and a worker that
            # fills its palette finds no list any more.
            return
        game._return_code = 1
        if game._exception is None:
            game._exception = error
            game._exception_event.set()
            # In place of any other farewell: Textual would print only the first, with a note on how to see the rest.
            game._exit_renderables[:] = [Text(self._write_error_log(error))]
        game._close_messages_no_wait()

    def _has_left(self, pump: object) -> bool:
        """Return whether a message came to a screen, or a widget of one, that is no longer on the stack."""
        if not isinstance(pump, Widget):
            return False
        screens = [node for node in pump.ancestors_with_self if isinstance(node, Screen)]
        return not any(screen in self._game.screen_stack for screen in screens)

    def _write_error_log(self, error: Exception) -> str:
        """Write a traceback to a file; return the sentence about it."""
        from game.play.store.files import record_fault

        written = record_fault(error, self._game.store.folder.parent)
        return menu_words.FAULT_MET.format(file=written)
