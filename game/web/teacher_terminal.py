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
from game.web.pages import PHASE_TITLES
from game.web.room_server import RoomServer

TERMINAL_HELP = """\
next, back, pause, resume   move the lesson; tell goes on without a vote
lock, unlock                close the door for new seats, or open it
seats                       who has a seat; free SEAT takes one back, free ADDRESS all that came from one device
gate HOUR                   at own pace: the hour of the story up to which everybody plays
board                       a new link to the board
address [ADDRESS]           by which addresses pupils reach this machine; the wall then shows the one you name
export DIR                  write class.html, and session.json or keys.txt, into a folder
quit                        end for today; the lesson is kept, and the same command goes on with it"""

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
        self.print_line(f"Pupils open {server.address} and enter the code {opened.code}:")
        self.print_line(drawn.getvalue())
        self.print_line(f"Room check, from a pupil's device: {server.address}/check")
        self._told_address = server.address
        if server.addresses.is_alone:
            self.print_line(
                "No network was found, so only this machine reaches the room. Switch on its own hotspot or join a "
                "network: the address then appears here and on the wall. lesson.html needs none."
            )
        elif len(server.addresses.offered_urls) > 1:
            self.print_line("If pupils do not reach it: address tells the other addresses of this machine.")
        self.print_line(
            f"The lesson is kept in {server.room.log.path}. Unused, it is erased after {kept_until}; a start some "
            "weeks before that announces it."
        )
        self.board()
        self.print_line("Type next to go on, help for the other words.")

    def board(self) -> None:
        """Print a link to the board, which works once."""
        self.print_line(f"The board, on this machine, once: {self.server.board_link()}")

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
                    logging.getLogger(__name__).error("The terminal failed to tell something (%r).", error)
                await changed.wait()
                changed.clear()
        finally:
            room.all_listeners.discard(changed)

    def _tell_news(self, checked: set[str]) -> None:
        if self._told_address != self.server.address:
            self._told_address = self.server.address
            self.print_line(f"· Pupils open {self._told_address}")
        position = self.server.room.state.position
        if position.key != self._told:
            self._told = position.key
            self.print_line(f"· {PHASE_TITLES[Phase(position.phase)]}")
            if position.phase is Phase.ENDED:
                self.print_line("export DIR keeps the report; back opens the lesson again.")
        notice = self.server.arrivals.notice()
        if notice != self._noticed:
            self._noticed = notice
            self._crowds(notice)
        for device in self.server.check.reached_devices - checked:
            checked.add(device)
            self.print_line(f"· A device at {device} reached the room: it can take part.")

    async def run_commands(self, lines: Callable[[], Awaitable[str | None]]) -> None:
        """Run typed commands until the teacher quits.

        Args:
            lines: returns one line after the other, and None once there are no more; then the room stays open.
        """
        while True:
            line = await lines()
            if line is None:
                self.print_line(
                    "Nothing more can be typed here. The board still moves the lesson; Ctrl+C ends for today."
                )
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
                    logging.getLogger(__name__).error("The word %s failed (%r); the lesson goes on.", word, error)

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
                self.print_line(f"{len(taken)} seats were taken back; type lock, so that they are not taken again.")
            case "free":
                command = ReleaseSeat(id=new, seat=rest)
            case "gate":
                command = SetGate(id=new, at=rest)
            case "seats":
                self.print_line(", ".join(state.seats) or "Nobody has a seat yet.")
                self._crowds("")
            case "board":
                self.board()
            case "address":
                self._show(rest)
            case "export":
                self._export(Path(rest or "."))
            case "help":
                self.print_line(TERMINAL_HELP)
            case _:
                self.print_line(f'There is no word "{word}".{did_you_mean(word, TERMINAL_WORDS)} Type help.')
        if command is not None:
            await self.server.room.execute(TEACHER, command)

    def _show(self, address: str) -> None:
        addresses = self.server.addresses
        if not address or not addresses.show(address):
            known = ", ".join(each.removeprefix("http://") for each in addresses.offered_urls)
            self.print_line(f"This machine has the addresses {known}." if known else "No network was found.")
        self.server.room.wake()

    def _crowds(self, notice: str) -> None:
        """Print the board's notice about the number of seats, and the addresses with many of them."""
        if notice:
            self.print_line(f"· {notice}")
        for address, names in self.server.arrivals.crowds().items():
            self.print_line(f"  {len(names)} seats come from {address}; free {address} takes them back in one go.")

    def _export(self, folder: Path) -> None:
        written = build_lesson_files(self.server.pages, self.server.room.state)
        write_new_files({folder / name: data for name, data in written.items()})
        self.print_line(f"{' and '.join(written)} are in {folder.absolute()}.")


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
