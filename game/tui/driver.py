"""Textual's drivers, corrected where a real terminal or fast typing can break them."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import IO, TYPE_CHECKING, Any, cast

from textual import events
from textual.driver import Driver
from textual.message import Message

from game.tui.pastes import BoundedParser
from game.tui.signals import on_signal

if TYPE_CHECKING:
    from io import TextIOWrapper

    from textual.app import App


#: How many keys may wait for the game, in a field and elsewhere. Holding a key down or typing ahead never produces so
#: many; a field takes 200 at once.
TYPED, PRESSED = 256, 64

#: Keys that are never dropped, since they leave the game.
LEAVING = {"ctrl+q", "ctrl+c", "q", "escape"}


class LossTolerantFile:
    """The terminal as a file; once the terminal is gone, writes are dropped instead of failing.

    Textual writes in a thread, which would end with the first failed write. The program would then wait for it
    forever, and never hear that it should leave.
    """

    def __init__(self, file: IO[str]) -> None:
        """Wrap a file."""
        self._file = file

    def write(self, text: str) -> None:
        """Write the text, or drop it."""
        with suppress(OSError):
            self._file.write(text)

    def flush(self) -> None:
        """Flush, or drop what was written."""
        with suppress(OSError):
            self._file.flush()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


class Unhurried(Driver):
    """A driver that drops keys which arrive faster than pages turn, as when text is piped in."""

    _sent = _posted = 0

    def send_message(self, message: Message) -> None:
        """Pass a message to the program; drop keys and pointer moves if too many wait already."""
        stays = isinstance(message, events.MouseMove) or (
            isinstance(message, events.Key) and message.key not in LEAVING
        )
        if stays and self._is_crowded():
            return
        self._sent += 1
        asyncio.run_coroutine_threadsafe(self._post(message), loop=self._loop)

    async def _post(self, message: Message) -> None:
        # One thread counts what is sent and another what has arrived, so neither count can go wrong.
        self._posted += 1
        await self._app._post_message(message)

    def _is_crowded(self) -> bool:
        """Return whether too many messages wait for the program, the screen or the focused widget."""
        seen = [widget for screen in self._app._screen_stack[-1:] for widget in (screen, screen.focused) if widget]
        most = TYPED if any(widget.check_consume_key("a", "a") for widget in seen) else PRESSED
        waiting = sum(pump._message_queue.qsize() for pump in (self._app, *seen))
        return self._sent - self._posted + waiting >= most


def get_patched_driver(kind: type[Driver], listen: Callable[[], object] = lambda: None) -> type[Driver]:
    """Return the corrected driver to use instead of Textual's.

    Args:
        kind: Textual's driver for the terminal or browser.
        listen: starts listening for the signals that end the program; called before a Unix terminal is changed, since
            a program that ends without restoring the terminal leaves it without echo.
    """
    known = vars(sys.modules[kind.__module__])
    if "XTermParser" in known:
        known["XTermParser"] = BoundedParser
    unhurried = type(kind.__name__, (Unhurried, kind), {})

    if sys.platform == "win32":
        return unhurried
    import termios

    from textual.drivers.linux_driver import LinuxDriver

    if kind is not LinuxDriver:
        return unhurried

    class PatchedDriver(Unhurried, LinuxDriver):
        """The corrections: signals are handled between two events, bytes that are not text are dropped, and the program
        ends if the terminal is gone."""

        def __init__(self, app: App[Any], **options: Any) -> None:
            super().__init__(app, **options)
            # Textual draws on standard error, which nobody expects: `2> FILE` would leave an empty screen.
            assert sys.__stdout__ is not None
            self._file = cast("TextIOWrapper", LossTolerantFile(sys.__stdout__))
            #: Whether the program has been continued since it was suspended.
            self._goes_on = False
            # Until the terminal has been taken over, the system's default is right: to stop at once.
            for number in (signal.SIGTSTP, signal.SIGCONT):
                signal.signal(number, signal.SIG_DFL)

        def start_application_mode(self) -> None:
            """Handle signals between two events, not inside one, and remember the state of the terminal."""
            listen()
            # During a write the handler would wait for the very thread that it interrupted.
            on_signal(signal.SIGTSTP, self._sigtstp_application, lambda: setattr(self, "_goes_on", False))
            on_signal(signal.SIGCONT, self._sigcont_application, lambda: setattr(self, "_goes_on", True))
            super().start_application_mode()  # type: ignore[no-untyped-call]
            if self.input_tty:
                self._ours = termios.tcgetattr(self.fileno)

        def write(self, data: str) -> None:
            """Write, or drop what is painted while the terminal is given back; everything is repainted afterwards."""
            # Nothing reads the queue then, and a full queue would block the program forever.
            if self._has_terminal:
                super().write(data)

        @property
        def _has_terminal(self) -> bool:
            return self._writer_thread is not None and self._writer_thread.is_alive()

        def _sigtstp_application(self, *signals: object) -> None:
            # Once an ending program has given the terminal back, Ctrl+Z sends this signal. Stopped then and continued,
            # it would take the terminal again, start reading it, and never end.
            if self._app._exit or self._goes_on:
                return
            if self._auto_restart:
                self.suspend_application_mode()
                self._must_signal_resume = True
            # Giving the terminal back takes a while; a program that is continued in that time would stop forever.
            if not self._goes_on:
                os.kill(os.getpid(), signal.SIGSTOP)

        def _sigcont_application(self, *_: object) -> None:
            if self._app._exit:
                return
            # Take the terminal only after SIGTSTP, or if the program was started in the background. After a bare
            # SIGSTOP Textual would start its threads a second time, could never end the first ones, and would mistake
            # the raw terminal for the shell's.
            if not self._has_terminal or not self.input_tty:
                super()._sigcont_application()
                # At an unchanged size Textual would paint only later changes, on an empty screen.
                self._app.refresh(layout=True)
                return
            termios.tcsetattr(self.fileno, termios.TCSANOW, self._ours)
            self.write("\x1b[?1049h\x1b[?25l")
            self._enable_mouse_support()
            self._enable_bracketed_paste()
            self.flush()
            self._app.refresh(layout=True)

        def run_input_thread(self) -> None:
            """Read on after bytes that are not text or not a key; Textual would end with a traceback."""
            while True:
                try:
                    super().run_input_thread()
                except OSError:
                    self._app.call_later(self._app.exit)  # The terminal is gone.
                except Exception:  # noqa: S112 - whatever a terminal sends, and however Textual stumbles over it
                    continue
                return

    return PatchedDriver
