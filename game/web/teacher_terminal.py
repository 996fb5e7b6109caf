"""A room in the teacher's terminal: address, QR code and phases as lines, and typed commands."""

from __future__ import annotations

import asyncio
import contextlib
import io
import logging
import secrets
import sys
import threading
from collections.abc import Awaitable, Callable
from pathlib import Path

import segno

from game.classroom.commands import TEACHER, LessonCommand, LockDoor, MoveLesson, ReleaseSeat, SetGate
from game.classroom.phases import Phase
from game.play.store.files import write_new_files
from game.text.clean import clean
from game.text.diagnostics import UserError, did_you_mean
from game.text.typed import read_line
from game.web.lesson_files import build_lesson_files
from game.web.room_server import RoomServer
from game.wording import seat_words, terminal_words

TERMINAL_WORDS = (
    *("next", "back", "tell", "pause", "resume", "lock", "unlock"),
    *("seats", "free", "gate", "board", "address", "export", "help", "quit"),
)


class TeacherTerminal:
    """The teacher's terminal.

    Attributes:
        print_line: prints a line.
    """

    def __init__(self, server: RoomServer, print_line: Callable[[str], None] = print) -> None:
        self.server = server
        self.print_line = print_line
        self._told = self._noticed = ""
        self._told_address = server.address

    def greet(self, kept_until: str) -> None:
        """Print how to reach the room and where the lesson is stored.

        Args:
            kept_until: the earliest date of the lesson's erasure, in words.
        """
        server, opened = self.server, self.server.room.state.opened
        assert opened is not None
        join = f"{server.address}/join/{opened.code}"
        drawn = io.StringIO()
        segno.make(join, error="l").terminal(drawn, border=1, compact=True)
        self.print_line(f"{opened.name} · {', '.join(role.name for role in server.pages.material.roles)}")
        self.print_line(terminal_words.JOIN.format(address=server.address, code=opened.code))
        self.print_line(drawn.getvalue())
        self.print_line(terminal_words.CHECK.format(address=server.address))
        self._told_address = server.address
        if server.addresses.is_alone:
            self.print_line(terminal_words.NO_NETWORK)
        elif len(server.addresses.offered_urls) > 1:
            self.print_line(terminal_words.OTHER_ADDRESSES)
        self.print_line(terminal_words.KEPT.format(path=server.room.log.path, date=kept_until))
        self.board()
        self.print_line(terminal_words.HOW)

    def board(self) -> None:
        """Print a link to the board, which works once."""
        self.print_line(terminal_words.BOARD.format(link=self.server.board_link()))

    async def report_phases(self) -> None:
        """Print each phase as it begins, and each device with which the room check worked."""
        room, checked = self.server.room, set[str]()
        changed = asyncio.Event()
        room.all_listeners.add(changed)
        try:
            while True:
                try:
                    self._tell_news(checked)
                except Exception as error:
                    # A fault in the program: the next phase is printed all the same.
                    logging.getLogger(__name__).error(terminal_words.LOG_NOT_TOLD, error)
                await changed.wait()
                changed.clear()
        finally:
            room.all_listeners.discard(changed)

    def _tell_news(self, checked: set[str]) -> None:
        if self._told_address != self.server.address:
            self._told_address = self.server.address
            self.print_line(terminal_words.JOIN_MOVED.format(address=self._told_address))
        position = self.server.room.state.position
        if position.key != self._told:
            self._told = position.key
            self.print_line(f"· {seat_words.PHASES[position.phase]}")
            if position.phase is Phase.ENDED:
                self.print_line(terminal_words.ENDED)
        notice = self.server.arrivals.notice()
        if notice != self._noticed:
            self._noticed = notice
            self._crowds(notice)
        for device in self.server.check.reached_devices - checked:
            checked.add(device)
            self.print_line(terminal_words.REACHED.format(address=device))

    async def run_commands(self, lines: Callable[[], Awaitable[str | None]]) -> None:
        """Run typed commands until the teacher quits.

        Args:
            lines: returns one line after the other, and None once there are no more; then the room stays open.
        """
        while True:
            line = await lines()
            if line is None:
                self.print_line(terminal_words.NO_MORE_LINES)
                await asyncio.Event().wait()
                return
            word, _, rest = clean(line).strip().partition(" ")
            if word == "quit":
                return
            if word:
                try:
                    await self._run_command(word, rest.strip())
                except UserError as error:
                    self.print_line(str(error))
                except Exception as error:
                    logging.getLogger(__name__).error(terminal_words.LOG_WORD_FAILED, word, error)

    async def _run_command(self, word: str, rest: str) -> None:
        state, new = self.server.room.state, secrets.token_hex(8)
        command: LessonCommand | None = None
        match word:
            case "next" | "back" | "tell" | "pause" | "resume":
                command = MoveLesson(id=new, expected_position=state.position.key, step=word)
            case "lock" | "unlock":
                command = LockDoor(id=new, on=word == "lock")
            case "free" if rest in self.server.arrivals.crowds():
                taken = self.server.arrivals.take_back(rest, new)
                await asyncio.gather(*(self.server.room.execute(TEACHER, each) for each in taken))
                self.print_line(terminal_words.SEATS_FREED.format(count=len(taken)))
            case "free":
                command = ReleaseSeat(id=new, seat=rest)
            case "gate":
                command = SetGate(id=new, at=rest)
            case "seats":
                self.print_line(", ".join(state.seats) or terminal_words.NO_SEATS)
                self._crowds("")
            case "board":
                self.board()
            case "address":
                self._show(rest)
            case "export":
                self._export(Path(rest or "."))
            case "help":
                self.print_line(terminal_words.HELP)
            case _:
                self.print_line(
                    terminal_words.NO_WORD.format(word=word, did_you_mean=did_you_mean(word, TERMINAL_WORDS))
                )
        if command is not None:
            await self.server.room.execute(TEACHER, command)

    def _show(self, address: str) -> None:
        addresses = self.server.addresses
        if not address or not addresses.show(address):
            known = ", ".join(each.removeprefix("http://") for each in addresses.offered_urls)
            self.print_line(
                terminal_words.ADDRESSES.format(addresses=known) if known else terminal_words.ADDRESSES_NONE
            )
        self.server.room.wake()

    def _crowds(self, notice: str) -> None:
        """Print the board's notice about the number of seats, and the addresses with many of them."""
        if notice:
            self.print_line(f"· {notice}")
        for address, names in self.server.arrivals.crowds().items():
            self.print_line(terminal_words.CROWD.format(count=len(names), address=address))

    def _export(self, folder: Path) -> None:
        written = build_lesson_files(self.server.pages, self.server.room.state)
        write_new_files({folder / name: data for name, data in written.items()})
        self.print_line(terminal_words.WRITTEN.format(files=terminal_words.AND.join(written), folder=folder.absolute()))


def read_typed_lines() -> Callable[[], Awaitable[str | None]]:
    """Return a function that returns typed lines, one at a time.

    A thread reads them, since terminals, pipes and files need different ways of waiting; it ends with the program.
    """
    queue: asyncio.Queue[str | None] = asyncio.Queue()
    loop = asyncio.get_running_loop()
    taken = threading.Semaphore(0)

    def read() -> None:
        # Where nothing can be typed, as behind a closed standard input, no more lines will come: that is all.
        with contextlib.suppress(Exception):
            while line := read_line(sys.stdin):
                loop.call_soon_threadsafe(queue.put_nowait, line)
                # Whatever writes without end, as `yes` does, would fill the memory before the lines are carried out.
                taken.acquire()
        with contextlib.suppress(RuntimeError):  # the lesson has ended meanwhile
            loop.call_soon_threadsafe(queue.put_nowait, None)

    async def take() -> str | None:
        line = await queue.get()
        taken.release()
        return line

    threading.Thread(target=read, daemon=True, name="what is typed").start()
    return take
