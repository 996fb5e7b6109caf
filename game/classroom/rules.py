"""The rules of a room, as pure functions: a command and the state give events, or a refusal."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from game.classroom.commands import (
    ALLOWED_PHASES,
    ALLOWED_SENDERS,
    CastVote,
    Choose,
    CommandRefused,
    Join,
    LessonCommand,
    LockDoor,
    MoveLesson,
    ReleaseAllSeats,
    ReleaseSeat,
    Sender,
    SetGate,
    SitOut,
    TakeRole,
)
from game.classroom.events import (
    AnyEvent,
    Chose,
    Closed,
    Dismissed,
    Freed,
    GateMoved,
    Joined,
    LessonMoved,
    Locked,
    RoleTaken,
    Stepped,
    Voted,
)
from game.classroom.phases import LessonPosition, Phase, StepContext, find_next_position
from game.classroom.plan import RoomPlan
from game.classroom.seat_names import find_free_name
from game.classroom.state import RoomState, Vote
from game.play.journal import Journal, replay
from game.play.tally import find_leaders
from game.text.moments import parse_moment

LESSON_MOVED_ON = "The lesson has moved on in the meantime; nothing was changed."
NO_VOTES_YET = (
    "Nobody has voted yet, so the ballot stays open. “Go on without a vote” (in the terminal: tell) closes it."
)
SEAT_RELEASED = "This seat was freed; join again with the room's code."


def decide(plan: RoomPlan, state: RoomState, sender: Sender, command: LessonCommand) -> tuple[AnyEvent, ...]:
    """Decide on a command.

    Returns:
        The events; none if nothing changes.

    Raises:
        CommandRefused: if the sender may not send it, or it is late, impossible, or not for this phase.
    """
    if ALLOWED_SENDERS[type(command)] != sender.kind:
        raise CommandRefused("This is not yours to ask here; nothing was changed.")
    if sender.kind == "seat" and sender.seat not in state.seats:
        raise CommandRefused(SEAT_RELEASED)
    if command.expected_position and command.expected_position != state.position.key:
        raise CommandRefused(LESSON_MOVED_ON, is_stale=True)
    season = ALLOWED_PHASES.get(type(command))
    if season is not None and state.position.phase not in season:
        raise CommandRefused(_explain_wrong_phase(command, state), is_stale=True)
    match command:
        case MoveLesson():
            return _move_lesson(plan, state, command.step)
        case LockDoor():
            return (Locked(on=command.on),) if command.on != state.is_locked else ()
        case ReleaseSeat():
            if command.seat not in state.seats:
                raise CommandRefused(f"There is no seat {command.seat}.")
            return (Freed(seat=command.seat),)
        case ReleaseAllSeats():
            return (Dismissed(),) if state.seats else ()
        case SetGate():
            return _set_gate(plan, state, command.at)
        case Join():
            return _join(plan, state, command.token)
        case SitOut():
            return (
                (Stepped(seat=sender.seat, out=command.out),) if state.seats[sender.seat].is_out != command.out else ()
            )
        case CastVote():
            return _cast_vote(plan, state, sender.seat, Vote(command.option, command.card, command.press))
        case TakeRole():
            if command.role not in plan.machines:
                raise CommandRefused("There is no such role in this lesson.")
            journal = replay(plan.machines[command.role], ())
            taken = RoleTaken(seat=sender.seat, role=command.role)
            return (taken, *_take_auto_choices(plan, state, sender.seat, command.role, journal))
        case Choose():
            return _choose(plan, state, sender.seat, command)
    raise AssertionError(command)


def build_context(plan: RoomPlan, state: RoomState) -> StepContext:
    """Return the facts about a lesson that the machine of phases needs."""
    position = state.position
    again = False
    if plan.is_council and position.effective_phase is Phase.BALLOT:
        planned = plan.questions[position.question].ballots
        level = len(find_leaders(Counter(vote.option for vote in state.votes.values()))) > 1
        again = position.ballot < planned or (position.ballot == 1 and level)
    voted = state.find_closed_ballot(position.question) is not None
    return StepContext(plan.is_council, again, position.question + 1 < len(plan.questions), voted)


def replay_seat(plan: RoomPlan, state: RoomState, seat: str) -> Journal | None:
    """Return the run of a seat at own pace; None if it has no role.

    Raises:
        KeyError: if there is no such seat.
    """
    found = state.seats[seat]
    return replay(plan.machines[found.role], found.choice_refs) if found.role in plan.machines else None


def is_at_gate(state: RoomState, journal: Journal) -> bool:
    """Return whether the present scene of a run is later than the gate."""
    return bool(state.gate) and journal.scene.at.earliest > parse_moment(state.gate).earliest


def _move_lesson(plan: RoomPlan, state: RoomState, step: str) -> tuple[AnyEvent, ...]:
    position = state.position
    after = find_next_position(position, step, build_context(plan, state))
    if after is None:
        if step == "back" and position.phase is Phase.TALK:
            raise CommandRefused("The first ballot is closed and its votes are kept; go on to the second.")
        if step == "back":
            raise CommandRefused("There is no step back from here: what was revealed stays revealed.")
        raise CommandRefused(f"The lesson cannot {'go on' if step == 'next' else step} from here.")
    events: list[AnyEvent] = []
    if position.phase is Phase.BALLOT and step in {"next", "tell"}:
        # A key pressed twice must not close a ballot before anyone could vote: closing may reveal what happened.
        if step == "next" and state.seats and not state.votes:
            raise CommandRefused(NO_VOTES_YET)
        if step == "tell" and state.votes:
            raise CommandRefused("There are votes already; close the ballot, so that they count.")
        votes = sorted((vote.option, vote.card) for vote in state.votes.values())
        events.append(Closed(question=position.question, ballot=position.ballot, votes=tuple(votes)))
    return (*events, _record_move(after))


def _record_move(position: LessonPosition) -> LessonMoved:
    return LessonMoved(
        phase=str(position.phase), question=position.question, ballot=position.ballot, before=position.paused_phase
    )


def _set_gate(plan: RoomPlan, state: RoomState, at: str) -> tuple[AnyEvent, ...]:
    if plan.is_council:
        raise CommandRefused("A council has no gate.")
    try:
        parse_moment(at)
    except ValueError as error:
        raise CommandRefused(str(error)) from None
    if at == state.gate:
        return ()
    opened = replace(state, gate=at)
    events: list[AnyEvent] = [GateMoved(at=at)]
    for name, seat in state.seats.items():
        journal = replay_seat(plan, state, name)
        if journal is not None:
            events += _take_auto_choices(plan, opened, name, seat.role, journal)
    return tuple(events)


def _join(plan: RoomPlan, state: RoomState, token: str) -> tuple[AnyEvent, ...]:
    if state.find_seat(token):
        return ()
    if state.position.phase is Phase.ENDED:
        raise CommandRefused("This lesson has ended.")
    if state.is_locked:
        raise CommandRefused("The teacher has locked the door; ask for it to be opened.")
    if len(state.seats) >= plan.most:
        raise CommandRefused(f"All {plan.most} seats are taken; share a device, or ask the teacher to free a seat.")
    return (Joined(seat=find_free_name(state.dealt_names), token=token),)


def _cast_vote(plan: RoomPlan, state: RoomState, seat: str, vote: Vote) -> tuple[AnyEvent, ...]:
    question = plan.questions[state.position.question]
    if vote.option not in question.options or vote.card not in {"", *question.cards}:
        raise CommandRefused("There is no such option in this ballot.")
    if state.seats[seat].is_out:
        raise CommandRefused("You have stepped out; step in again to vote.")
    counts = state.votes.get(seat)
    # A duplicate changes nothing; a different vote replaces the seat's earlier one.
    if counts is not None and (0 < vote.press <= counts.press or (vote == counts and not vote.press)):
        return ()
    press = vote.press or (counts.press if counts is not None else 0)
    return (Voted(seat=seat, option=vote.option, card=vote.card, press=press),)


def _choose(plan: RoomPlan, state: RoomState, seat: str, command: Choose) -> tuple[AnyEvent, ...]:
    journal = replay_seat(plan, state, seat)
    if journal is None:
        raise CommandRefused("Choose a role first.")
    if command.choice_count != len(journal.taken):
        raise CommandRefused("You have gone on from there already; nothing was changed.", is_stale=True)
    if is_at_gate(state, journal):
        raise CommandRefused("You stand at the gate; the teacher opens it.", is_stale=True)
    scene, _, choice = command.choice_ref.partition(".")
    if scene != journal.scene_id or not journal.choose(choice):
        raise CommandRefused("There is no such choice here.", is_stale=True)
    passed = _take_auto_choices(plan, state, seat, state.seats[seat].role, journal)
    return (Chose(seat=seat, choice=command.choice_ref), *passed)


def _take_auto_choices(plan: RoomPlan, state: RoomState, seat: str, role: str, journal: Journal) -> list[Chose]:
    """Return the choices that are taken for a seat in the scenes that its class excerpt skips."""
    found: list[Chose] = []
    excerpt = plan.excerpts.get(role)
    while excerpt is not None and journal.scene_id in excerpt.auto_choices and not is_at_gate(state, journal):
        found.append(Chose(seat=seat, choice=f"{journal.scene_id}.{excerpt.auto_choices[journal.scene_id]}"))
        journal.choose(excerpt.auto_choices[journal.scene_id])
    return found


def _explain_wrong_phase(command: LessonCommand, state: RoomState) -> str:
    if state.position.phase is Phase.PAUSED:
        return "The lesson is paused; nothing was changed."
    if isinstance(command, CastVote):
        return "No ballot is open; nothing was changed."
    return "This is not the moment for it; nothing was changed."
