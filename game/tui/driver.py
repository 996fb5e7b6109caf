"""Textual's driver for Linux and macOS, mended where a real terminal can break it."""

from __future__ import annotations

import signal
import sys
from contextlib import suppress
from typing import IO, TYPE_CHECKING, Any, cast

from textual.driver import Driver

from game.tui.signals import call_on

if TYPE_CHECKING:
    from io import TextIOWrapper

    from textual.app import App


class Lasting:
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


def mended(kind: type[Driver]) -> type[Driver]:
    """The driver to use instead of a kind; kinds other than that of a Unix terminal are kept as they are."""
    if sys.platform == "win32":
        return kind
    import termios

    from textual.drivers.linux_driver import LinuxDriver

    if kind is not LinuxDriver:
        return kind

    class MendedDriver(LinuxDriver):
        """What differs: a stopped program goes on, bytes that are no text are passed over, a lost terminal is left."""

        def __init__(self, app: App[Any], **options: Any) -> None:
            super().__init__(app, **options)
            assert self._file is not None
            self._file = cast("TextIOWrapper", Lasting(self._file))

        def start_application_mode(self) -> None:
            """Keep how we left the terminal, and hear of being continued between two events, not amid one."""
            super().start_application_mode()  # type: ignore[no-untyped-call]
            call_on(signal.SIGCONT, self._sigcont_application)
            if self.input_tty:
                self._ours = termios.tcgetattr(self.fileno)

        def write(self, data: str) -> None:
            """Write, or lose what is painted while the terminal is given back; all is painted anew afterwards."""
            # Nobody fetches it from the queue then, and a full one would hold the program for ever.
            if self._writer_thread is not None and self._writer_thread.is_alive():
                super().write(data)

        def _sigtstp_application(self, *signals: object) -> None:
            # Once a leaving program has given the terminal back, the kernel makes this signal of Ctrl+Z. Stopped then
            # and continued, it would take the terminal again, begin to read it, and never end.
            if not self._app._exit:
                super()._sigtstp_application(*signals)

        def _sigcont_application(self, *_: object) -> None:
            if self._app._exit:
                return
            # Only after SIGTSTP has the driver given the terminal back. After a bare SIGSTOP Textual would start its
            # threads a second time, could never end the first ones, and would take the raw terminal for the shell's.
            if self._must_signal_resume or not self.input_tty:
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

    return MendedDriver
