"""A running room: a single writer decides on commands in turn, writes to the log, and only then tells anyone."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from dataclasses import dataclass, field

from game.classroom.commands import LessonCommand, Sender
from game.classroom.events import AnyEvent, Opened
from game.classroom.phases import COUNCIL, OWN_PACE, Phase
from game.classroom.plan import MAX_SEATS, RoomPlan, build_plan
from game.classroom.rules import decide
from game.classroom.state import RoomState, fold
from game.classroom.store import LessonLog, LogEntry
from game.play.store.files import SaveError
from game.story.types import Pack
from game.text.diagnostics import UserError
from game.text.moments import parse_moment

#: The message to the sender whose command met a fault in the program.
FAILED = "The program failed at this, and went back to what is on the disk; look where you stand, and send it again."
#: The message to everyone once nothing can be written any more.
STOPPED = "The lesson stands still: nothing more can be written down. What was answered before is kept."


@dataclass
class _Request:
    sender: Sender
    command: LessonCommand
    answer: asyncio.Future[None]


@dataclass
class Room:
    """A lesson that is being held.

    Commands that arrive while the disk is busy are decided one after the other and written together, so thirty votes in
    one second take only a few writes.

    Attributes:
        state: the state after the last event that is on disk.
        open_pages: how many pages each seat has open.
        all_listeners: the events that are set when anything changes.
        lesson_listeners: the events that are set only when the lesson moves or a seat changes; they do not reveal that
            someone has voted.
    """

    plan: RoomPlan
    log: LessonLog
    state: RoomState = field(init=False)
    open_pages: Counter[str] = field(default_factory=Counter)
    all_listeners: set[asyncio.Event] = field(default_factory=set)
    lesson_listeners: set[asyncio.Event] = field(default_factory=set)
    _queue: asyncio.Queue[_Request] = field(default_factory=asyncio.Queue)
    _writer: asyncio.Task[None] | None = None

    def __post_init__(self) -> None:
        self.state = fold(self.log.events)

    @property
    def entry_number(self) -> int:
        """The number of the log's last entry; a page that has seen it is up to date."""
        return self.log.entry_number

    @property
    def present_seats(self) -> set[str]:
        """The seats whose page is open."""
        return {name for name, pages in self.open_pages.items() if pages > 0}

    def start(self) -> None:
        """Start the writer; called once, in the event loop."""
        self._writer = asyncio.create_task(self._write(), name="the room's writer")

    async def stop(self) -> None:
        """Stop the writer and close the log."""
        if self._writer is not None:
            self._writer.cancel()
            # If it ended earlier, the reason was logged then.
            await asyncio.wait({self._writer})
        self.log.close()

    async def stopped(self) -> None:
        """Wait until the writer has ended."""
        if self._writer is not None:
            await asyncio.wait({self._writer})

    async def execute(self, sender: Sender, command: LessonCommand) -> None:
        """Carry out a command; its effect is on disk when this returns. A command that is sent twice has one effect.

        Raises:
            CommandRefused: if it is not carried out.
            SaveError: if it could not be written, so that nothing has changed; or if the program failed, so that the
                command can be sent again.
        """
        answer: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._queue.put_nowait(_Request(sender, command, answer))
        # Do not wait for a writer that has ended.
        if self._writer is not None:
            await asyncio.wait({answer, self._writer}, return_when=asyncio.FIRST_COMPLETED)
        if not answer.done():
            raise SaveError(STOPPED)
        await answer

    def wake(self, *, everybody: bool = False) -> None:
        """Tell open pages that something has changed: those that follow everything, or all pages."""
        for stream in self.all_listeners | self.lesson_listeners if everybody else self.all_listeners:
            stream.set()

    async def _write(self) -> None:
        while True:
            asked = [await self._queue.get()]
            while not self._queue.empty():
                asked.append(self._queue.get_nowait())
            try:
                self._carry_out(asked)
            except Exception as error:
                self._start_over(error)
                for each in asked:
                    _reply(each, SaveError(FAILED))

    def _start_over(self, error: Exception) -> None:
        """Reload the state from disk after a fault in the program; if that fails too, the writer ends."""
        logging.getLogger(__name__).error("The room failed at a command (%r).", error)
        try:
            self.log.read()
            self.state = fold(self.log.events)
        except Exception as again:
            logging.getLogger(__name__).error("%s (%r)", STOPPED, again)
            raise
        self.wake(everybody=True)

    def _carry_out(self, asked: list[_Request]) -> None:
        state = self.state
        entries: list[LogEntry] = []
        done: list[_Request] = []
        ids: set[str] = set()
        for each in asked:
            if each.command.id in ids or each.command.id in self.log.command_ids:
                done.append(each)
                continue
            try:
                events: tuple[AnyEvent, ...] = decide(self.plan, state, each.sender, each.command)
                after = fold(events, state)
            except Exception as error:
                # A refusal or a fault in the program goes to the sender, and the lesson goes on.
                _reply(each, error)
                continue
            state = after
            if events:
                entries.append(LogEntry(each.command.id, events))
            ids.add(each.command.id)
            done.append(each)
        if entries:
            try:
                # Not in a thread: on a busy machine, waiting twice for a core takes longer than the disk. Commands that
                # arrive meanwhile wait in their sockets and are written together next.
                self.log.append(entries)
            except SaveError as error:
                for each in done:
                    _reply(each, error)
                return
            before, self.state = self.state, state
            shared = state.seats is before.seats and (state.position, state.gate) == (before.position, before.gate)
            self.wake(everybody=not shared)
        for each in done:
            _reply(each, None)


def _reply(asked: _Request, error: Exception | None) -> None:
    # The sender may have disconnected.
    if asked.answer.done():
        return
    if error is None:
        asked.answer.set_result(None)
    else:
        asked.answer.set_exception(error)


def open_room(pack: Pack, log: LessonLog, opened: Opened, seats: int = MAX_SEATS) -> Room:
    """Return the room of a new lesson; its first event is on disk when this returns.

    Raises:
        SaveError: if it could not be written.
        KeyError: if the pack lacks a role of the lesson.
    """
    plan = build_plan(pack, opened, seats)
    log.append([LogEntry("", (opened,))])
    log.events.append(opened)
    return Room(plan, log)


def resume_room(pack: Pack, log: LessonLog, seats: int = MAX_SEATS) -> Room:
    """Return the room of the lesson in a log.

    Raises:
        UserError: if the log has no lesson, or one of another pack, or one with a role, decision, option or card that
            the pack no longer has.
    """
    opened = next((event for event in log.events if isinstance(event, Opened)), None)
    if opened is None:
        raise UserError(f"{log.path} holds no lesson that has begun.")
    if opened.pack != pack.story.id:
        raise UserError(f'{log.path} was held with the pack "{opened.pack}"; name its folder with --scenes.')
    council = opened.kind == "council"
    known = {role.id for role in pack.roles if (role.kind == "council" and role.lesson is not None) == council}
    unknown = [name for name in opened.roles if name not in known]
    if unknown or not opened.roles:
        raise UserError(f"{pack.explain_missing_role(next(iter(unknown), '?'))} {log.path} was left as it is.")
    room = Room(build_plan(pack, opened, seats), log)
    if not _fits(room.plan, room.state):
        raise UserError(
            f"{log.path} was held with another version of this pack, whose decisions or options were others, or is "
            "damaged; it was left as it is. Go on with that version, or begin a new lesson with --new."
        )
    return room


def _fits(plan: RoomPlan, state: RoomState) -> bool:
    """Return whether a plan has the lesson's position, and every decision, option and card so far."""
    position = state.position
    try:
        bool(state.gate) and parse_moment(state.gate)
    except ValueError:
        return False
    if position.effective_phase in {Phase.PAUSED, *(OWN_PACE if plan.is_council else COUNCIL)}:
        return False
    voted = [(closed.question, vote) for closed in state.closed_ballots for vote in closed.votes]
    voted += [(position.question, vote) for vote in state.votes.values()]
    count = len(plan.questions)
    return not plan.is_council or (
        0 <= position.question < count
        and all(
            0 <= number < count
            and vote.option in plan.questions[number].options
            and vote.card in {"", *plan.questions[number].cards}
            for number, vote in voted
        )
    )
