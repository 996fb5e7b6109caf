"""The game in a real terminal: killed, hung up, resized, and on two screens at once."""

from __future__ import annotations

import asyncio
import contextlib
import os
import pty
import shutil
import signal
import sys
from contextvars import Context, ContextVar
from pathlib import Path
from typing import IO, Any, cast

import pytest
from textual.app import App
from textual.drivers._writer_thread import MAX_QUEUED_WRITES, WriterThread
from textual.drivers.linux_driver import LinuxDriver

from game.play.store.saved_runs import RunStore
from game.story.types import Pack
from game.tui.driver import LossTolerantFile, get_patched_driver
from game.tui.signals import on_signal
from tests.conftest import MILL, SCENES
from tests.terminal import Terminal


def game(tmp_path: Path, *words: str, term: str = "xterm-256color") -> Terminal:
    """The game with the small pack, at 80 by 24."""
    folder = ["--scenes", str(MILL), "--saves", str(tmp_path / "runs")]
    return Terminal([*folder, *words], home=tmp_path, TERM=term)


def at_the_yard(tmp_path: Path) -> Terminal:
    """A game that has taken one choice."""
    terminal = game(tmp_path, "--role", "weaver")
    terminal.shows("3  Go to your loom")
    terminal.press("1")
    terminal.shows("3  Stay by the gate")
    terminal.shows("     › Tear the notice down and put it in your apron")
    terminal.shows("They say that it is a fifth.")
    terminal.shows("1-9 choose  ← back")
    return terminal


def only_choice(tmp_path: Path, mill: Pack) -> list[str]:
    (saved,) = RunStore(tmp_path / "runs").list_runs(mill)
    return saved.run.choices


def test_a_killed_game_goes_on_at_the_same_page(tmp_path: Path, mill: Pack) -> None:
    with at_the_yard(tmp_path) as terminal:
        # The last lines of the page may still be on their way.
        terminal.read_for(0.2)
        page = terminal.text
        terminal.process.kill()
        assert terminal.end() == -signal.SIGKILL
    with game(tmp_path) as terminal:
        terminal.shows("Continue")
        terminal.press("\r")
        terminal.shows(page)


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
def test_a_terminal_that_vanishes_loses_nothing(tmp_path: Path, mill: Pack, number: signal.Signals) -> None:
    with at_the_yard(tmp_path) as terminal:
        terminal.process.send_signal(number)
        assert terminal.end() == 0
        assert b"Traceback" not in terminal.bytes
    assert only_choice(tmp_path, mill) == ["the-notice.tear-it-down"]


def test_a_window_that_is_closed_ends_the_game(tmp_path: Path, mill: Pack) -> None:
    terminal = at_the_yard(tmp_path)
    os.close(terminal.master)
    terminal.process.wait(timeout=30)
    assert only_choice(tmp_path, mill) == ["the-notice.tear-it-down"]


def test_who_is_leaving_is_not_told_to_end_again(tmp_path: Path) -> None:
    again = "import os, signal; [os.kill(os.getpid(), number) for number in (signal.SIGTERM, signal.SIGINT)]"
    program = (sys.executable, "-c", f"import sys; from game.cli import main; code = main(); {again}; sys.exit(code)")
    words = ["--scenes", str(MILL), "--saves", str(tmp_path / "runs")]
    with Terminal(words, home=tmp_path, program=program, PYTHONPATH=str(SCENES.parent)) as terminal:
        terminal.shows("q quit")
        terminal.press("q")
        assert terminal.end() == 0
        assert b"Traceback" not in terminal.bytes


@pytest.mark.parametrize("key", ["\x03", "q"])
def test_ctrl_c_and_q_leave_politely(tmp_path: Path, key: str) -> None:
    with at_the_yard(tmp_path) as terminal:
        terminal.press(key)
        assert terminal.end() == 0
        assert b"Traceback" not in terminal.bytes
        assert terminal.bytes.rfind(b"\x1b[?1049l") > terminal.bytes.rfind(b"\x1b[?1049h")


def test_a_game_that_was_stopped_from_the_shell_paints_its_screen_again(tmp_path: Path) -> None:
    with game(tmp_path) as terminal:
        terminal.shows("New run")
        # Anything that is still being painted would be taken for the picture after it.
        terminal.read_for(0.5)
        terminal.process.send_signal(signal.SIGTSTP)
        assert terminal.until(lambda: terminal.bytes.rfind(b"\x1b[?1004l") > 0)
        _, status = os.waitpid(terminal.process.pid, os.WUNTRACED)
        assert os.WIFSTOPPED(status)
        before = len(terminal.bytes)
        terminal.process.send_signal(signal.SIGCONT)
        assert terminal.until(lambda: b"New run" in terminal.bytes[before:])
        terminal.press("q")
        assert terminal.end() == 0


def test_a_tiny_window_says_what_it_needs_and_grows_into_the_page(tmp_path: Path) -> None:
    with at_the_yard(tmp_path) as terminal:
        terminal.resize(20, 5)
        terminal.shows("needs 60")
        terminal.resize(80, 24)
        terminal.shows("3  Stay by the gate")


def test_two_programs_on_one_run_keep_both(tmp_path: Path, mill: Pack) -> None:
    with at_the_yard(tmp_path) as first, game(tmp_path) as second:
        second.shows("Continue")
        second.press("\r")
        second.shows("3  Stay by the gate")
        second.press("2")
        second.shows("The square")
        first.press("3")
        first.shows("Winter")
        first.shows("run of its own")
    runs = RunStore(tmp_path / "runs").list_runs(mill)
    assert sorted(saved.run.choices[-1] for saved in runs) == ["the-yard.stay", "the-yard.walk"]


def test_a_terminal_that_draws_nothing_gets_a_sentence(tmp_path: Path) -> None:
    with game(tmp_path, term="dumb") as terminal:
        assert terminal.end() == 1
        assert b"--plain" in terminal.bytes
        assert b"\x1b" not in terminal.bytes


def test_no_escape_sequence_of_a_story_reaches_the_terminal(tmp_path: Path) -> None:
    folder = tmp_path / "pack"
    shutil.copytree(MILL, folder)
    scenes = folder / "weaver" / "scenes.yaml"
    text = scenes.read_text(encoding="utf-8")
    hostile = 'title: "\\e]52;c;UExBTlRFRA==\\a\\x9b31mThe notice\\u202e [@click=app.quit]x[/]"'
    scenes.write_text(text.replace("title: The notice", hostile, 1), encoding="utf-8")
    with Terminal(
        ["--scenes", str(folder), "--saves", str(tmp_path / "runs"), "--role", "weaver"], home=tmp_path
    ) as it:
        it.shows("[@click=app.quit]x[/]")
        it.press("q")
        assert it.end() == 0
        assert b"\x1b]52" not in it.bytes
        assert "\u202e".encode() not in it.bytes
        assert "\x9b".encode() not in it.bytes


def test_writing_to_a_terminal_that_is_gone_loses_the_text_and_nothing_else() -> None:
    master, slave = pty.openpty()
    os.close(master)
    file = os.fdopen(slave, "w")
    with pytest.raises(OSError):
        print("a page", file=file, flush=True)
    # Textual's own thread must go on taking what it is given, or the program would wait for it forever.
    writer = WriterThread(cast("IO[str]", LossTolerantFile(file)))
    for _ in range(MAX_QUEUED_WRITES - 1):
        writer.write("a page")
    writer.start()
    writer.stop()
    assert writer._queue.empty()
    with contextlib.suppress(OSError):
        file.close()


async def test_what_is_painted_while_the_terminal_is_given_back_holds_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    read, write = os.pipe()
    with os.fdopen(read) as shown, os.fdopen(write, "w") as file:
        driver = cast("LinuxDriver", get_patched_driver(LinuxDriver)(App()))
        thread = driver._writer_thread = WriterThread(file)
        # Ctrl+Z has ended the thread that reads the queue.
        driver.write("a page")
        assert thread._queue.empty()
        thread.start()
        driver.write("the next page\n")
        thread.stop()
        assert shown.readline() == "the next page\n"


async def test_a_program_that_is_leaving_is_neither_stopped_nor_begun_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    app: App[None] = App()
    driver = cast("LinuxDriver", get_patched_driver(LinuxDriver)(app))
    done: list[object] = []
    monkeypatch.setattr(os, "kill", lambda *_: done.append("stopped"))
    monkeypatch.setattr(driver, "suspend_application_mode", lambda: done.append("given back"))
    monkeypatch.setattr(driver, "start_application_mode", lambda: done.append("begun"))
    driver._sigtstp_application()
    driver._sigcont_application()
    assert done == ["given back", "stopped", "begun"]
    app._exit = True
    driver._sigtstp_application()
    driver._sigcont_application()
    assert len(done) == 3


def test_a_signal_is_heard_amid_a_flood_of_keys() -> None:
    who = ContextVar("who", default="nobody")
    told: list[str] = []

    def amid() -> None:
        os.kill(os.getpid(), signal.SIGUSR1)
        # The handler is run by the next loop, if not at once.
        for _ in range(100):
            pass

    async def flooded() -> None:
        heard = asyncio.Event()
        who.set("the game")

        def hear() -> None:
            told.append(who.get())
            heard.set()

        on_signal(signal.SIGUSR1, hear)
        loop: Any = asyncio.get_running_loop()
        # Each key that the reading thread hands over leaves a byte here, and the signal's own finds no room.
        with pytest.raises(BlockingIOError):
            while True:
                loop._csock.send(b"\0")
        Context().run(amid)
        await asyncio.wait_for(heard.wait(), 30)

    before = signal.getsignal(signal.SIGUSR1)
    try:
        asyncio.run(flooded())
        assert told == ["the game"]
        # Who is leaving hears it, and does nothing.
        os.kill(os.getpid(), signal.SIGUSR1)
        assert told == ["the game"]
    finally:
        signal.signal(signal.SIGUSR1, before)
