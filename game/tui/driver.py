"""Textual's drivers, mended where a real terminal, or whoever types, can break them."""

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


#: How many keys may wait until the game has come to them, in a field and elsewhere. Who holds a key down, or types
#: ahead, never has so many; a field takes 200 at once.
TYPED, PRESSED = 256, 64

#: The keys that are never passed over: with them one leaves.
LEAVING = {"ctrl+q", "ctrl+c", "q", "escape"}


class LossTolerantFile:
    """The terminal as a file whose writes are lost, not failed, once the terminal is gone.

    Textual writes in a thread, which would end with the first failed write; the program would then wait for it
    forever, and never come to hear that it is to leave.
    """

    def __init__(self, file: IO[str]) -> None:
        """Wrap a file."""
        self._file = file

    def write(self, text: str) -> None:
        """Write, or lose the text."""
        with suppress(OSError):
            self._file.write(text)

    def flush(self) -> None:
        """Flush, or lose what was written."""
        with suppress(OSError):
            self._file.flush()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


class Unhurried(Driver):
    """A driver by which keys that come faster than any page turns, as where text is typed in, do not heap up."""

    _sent = _posted = 0

    def send_message(self, message: Message) -> None:
        """Hand something to the program; keys and pointer moves are passed over where too many wait already."""
        stays = isinstance(message, events.MouseMove) or (
            isinstance(message, events.Key) and message.key not in LEAVING
        )
        if stays and self._is_crowded():
            return
        self._sent += 1
        asyncio.run_coroutine_threadsafe(self._post(message), loop=self._loop)

    async def _post(self, message: Message) -> None:
        # One thread counts what is sent, and another one what has arrived, so that neither count slips.
        self._posted += 1
        await self._app._post_message(message)

    def _is_crowded(self) -> bool:
        """Whether too much waits for the program, the screen, or what has the focus."""
        seen = [widget for screen in self._app._screen_stack[-1:] for widget in (screen, screen.focused) if widget]
        most = TYPED if any(widget.check_consume_key("a", "a") for widget in seen) else PRESSED
        waiting = sum(pump._message_queue.qsize() for pump in (self._app, *seen))
        return self._sent - self._posted + waiting >= most


def get_patched_driver(kind: type[Driver], listen: Callable[[], object] = lambda: None) -> type[Driver]:
    """The driver to use instead of a kind.

    Args:
        kind: Textual's driver for what draws the game.
        listen: begins to hear the signals that end the program; called before a Unix terminal is changed, since who
            ends without giving it back leaves it without echo.
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
        """What differs: signals are heard between two events, bytes that are no text are passed over, a lost terminal
        is left."""

        def __init__(self, app: App[Any], **options: Any) -> None:
            super().__init__(app, **options)
            # Textual draws on standard error, of which nobody expects it: `2> FILE` would leave an empty screen.
            assert sys.__stdout__ is not None
            self._file = cast("TextIOWrapper", LossTolerantFile(sys.__stdout__))
            #: Whether the program was told to go on since it was told to stop.
            self._goes_on = False
            # Until the terminal is taken the system's own way is the right one: to stop where it stands.
            for number in (signal.SIGTSTP, signal.SIGCONT):
                signal.signal(number, signal.SIG_DFL)

        def start_application_mode(self) -> None:
            """Hear all signals between two events, not amid one, and keep how we left the terminal."""
            listen()
            # Amid a write the handler would wait for the very thread that it interrupted.
            on_signal(signal.SIGTSTP, self._sigtstp_application, lambda: setattr(self, "_goes_on", False))
            on_signal(signal.SIGCONT, self._sigcont_application, lambda: setattr(self, "_goes_on", True))
            super().start_application_mode()  # type: ignore[no-untyped-call]
            if self.input_tty:
                self._ours = termios.tcgetattr(self.fileno)

        def write(self, data: str) -> None:
            """Write, or lose what is painted while the terminal is given back; all is painted anew afterwards."""
            # Nobody fetches it from the queue then, and a full one would hold the program for ever.
            if self._has_terminal:
                super().write(data)

        @property
        def _has_terminal(self) -> bool:
            return self._writer_thread is not None and self._writer_thread.is_alive()

        def _sigtstp_application(self, *signals: object) -> None:
            # Once a leaving program has given the terminal back, the kernel makes this signal of Ctrl+Z. Stopped then
            # and continued, it would take the terminal again, begin to read it, and never end.
            if self._app._exit or self._goes_on:
                return
            if self._auto_restart:
                self.suspend_application_mode()
                self._must_signal_resume = True
            # Giving the terminal back takes a while, and who is told to go on meanwhile would stand still for ever.
            if not self._goes_on:
                os.kill(os.getpid(), signal.SIGSTOP)

        def _sigcont_application(self, *_: object) -> None:
            if self._app._exit:
                return
            # Only after SIGTSTP, or where it was started in the background, is the terminal still to be taken. After a
            # bare SIGSTOP Textual would start its threads a second time, could never end the first ones, and would take
            # the raw terminal for the shell's.
            if not self._has_terminal or not self.input_tty:
                super()._sigcont_application()
                # At the same size Textual paints only what changes from now on, on a screen that is empty.
                self._app.refresh(layout=True)
                return
            termios.tcsetattr(self.fileno, termios.TCSANOW, self._ours)
            self.write("\x1b[?1049h\x1b[?25l")
            self._enable_mouse_support()
            self._enable_bracketed_paste()
            self.flush()
            self._app.refresh(layout=True)

        def run_input_thread(self) -> None:
            """Read on after what is no text or no key; Textual would end with a traceback."""
            while True:
                try:
                    super().run_input_thread()
                except OSError:
                    self._app.call_later(self._app.exit)  # The terminal is gone.
                except Exception:  # noqa: S112 - whatever a terminal sends, and however Textual stumbles over it
                    continue
                return

    return PatchedDriver
