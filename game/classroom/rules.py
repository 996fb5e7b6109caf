"""The rules of a room: a command and the state give events, or a sentence that refuses it. Pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from game.classroom.commands import (
    ALLOWED,
    SEASONS,
    Choose,
    Command,
    Dismiss,
    Free,
    Join,
    Lock,
    MoveGate,
    Refused,
    Sender,
    Step,
    StepOut,
    TakeRole,
    Vote,
)
from game.classroom.events import (
    AnyEvent,
    Chose,
    Closed,
    Dismissed,
    Freed,
    GateMoved,
    Joined,
    Locked,
    Moved,
    RoleTaken,
    Stepped,
    Voted,
)
from game.classroom.names import free_name
from game.classroom.phases import Facts, Phase, Where, moved
from game.classroom.plan import Plan
from game.classroom.state import Ballot, State
from game.play.journal import Journal, replay
from game.play.tally import find_leaders
from game.text.moments import parse_moment

MOVED_ON = "The lesson has moved on in the meantime; nothing was changed."
NOBODY_YET = "Nobody has voted yet, so the ballot stays open. “Go on without a vote” (in the terminal: tell) closes it."
FREED = "This seat was freed; join again with the room's code."


def decide(plan: Plan, state: State, sender: Sender, command: Command) -> tuple[AnyEvent, ...]:
    """What happens when somebody asks for something.

    Returns:
        The events, none if everything already is as asked.

    Raises:
        Refused: with a sentence, if it is not the sender's to ask, not for this phase, late or impossible.
    """
    if ALLOWED[type(command)] != sender.kind:
        raise Refused("This is not yours to ask here; nothing was changed.")
    if sender.kind == "seat" and sender.seat not in state.seats:
        raise Refused(FREED)
    if command.expects and command.expects != state.where.key:
        raise Refused(MOVED_ON, stale=True)
    season = SEASONS.get(type(command))
    if season is not None and state.where.phase not in season:
        raise Refused(_out_of_season(command, state), stale=True)
    match command:
        case Step():
            return _step(plan, state, command.step)
        case Lock():
            return (Locked(on=command.on),) if command.on != state.locked else ()
        case Free():
            if command.seat not in state.seats:
                raise Refused(f"There is no seat {command.seat}.")
            return (Freed(seat=command.seat),)
        case Dismiss():
            return (Dismissed(),) if state.seats else ()
        case MoveGate():
            return _move_gate(plan, state, command.at)
        case Join():
            return _join(plan, state, command.token)
        case StepOut():
            return (Stepped(seat=sender.seat, out=command.out),) if state.seats[sender.seat].out != command.out else ()
        case Vote():
            return _vote(plan, state, sender.seat, Ballot(command.option, command.card, command.press))
        case TakeRole():
            if command.role not in plan.roles:
                raise Refused("There is no such role in this lesson.")
            journal = replay(plan.roles[command.role], ())
            taken = RoleTaken(seat=sender.seat, role=command.role)
            return (taken, *_passed(plan, state, sender.seat, command.role, journal))
        case Choose():
            return _choose(plan, state, sender.seat, command)
    raise AssertionError(command)


def facts(plan: Plan, state: State) -> Facts:
    """What the machine of phases must know of a lesson to tell which step leads where."""
    where = state.where
    again = False
    if plan.council and where.meant is Phase.BALLOT:
        planned = plan.questions[where.question].ballots
        level = len(find_leaders(Counter(vote.option for vote in state.votes.values()))) > 1
        again = where.ballot < planned or (where.ballot == 1 and level)
    voted = state.round(where.question) is not None
    return Facts(plan.council, again, where.question + 1 < len(plan.questions), voted)


def journal_of(plan: Plan, state: State, seat: str) -> Journal | None:
    """The run of a seat at its own pace, or None if it has no role.

    Raises:
        KeyError: if there is no such seat.
    """
    found = state.seats[seat]
    return replay(plan.roles[found.role], found.choices) if found.role in plan.roles else None


def at_the_gate(state: State, journal: Journal) -> bool:
    """Whether a run stands in a scene later than the hour of the gate."""
    return bool(state.gate) and journal.scene.at.earliest > parse_moment(state.gate).earliest


def _step(plan: Plan, state: State, step: str) -> tuple[AnyEvent, ...]:
    where = state.where
    after = moved(where, step, facts(plan, state))
    if after is None:
        if step == "back" and where.phase is Phase.TALK:
            raise Refused("The first ballot is closed and its votes are kept; go on to the second.")
        if step == "back":
            raise Refused("There is no step back from here: what was revealed stays revealed.")
        raise Refused(f"The lesson cannot {'go on' if step == 'next' else step} from here.")
    events: list[AnyEvent] = []
    if where.phase is Phase.BALLOT and step in {"next", "tell"}:
        # A key pressed twice must not close a ballot before anybody could vote: closing may tell what happened.
        if step == "next" and state.seats and not state.votes:
            raise Refused(NOBODY_YET)
        if step == "tell" and state.votes:
            raise Refused("There are votes already; close the ballot, so that they count.")
        votes = sorted((vote.option, vote.card) for vote in state.votes.values())
        events.append(Closed(question=where.question, ballot=where.ballot, votes=tuple(votes)))
    return (*events, _moved(after))


def _moved(where: Where) -> Moved:
    return Moved(phase=str(where.phase), question=where.question, ballot=where.ballot, before=where.before)


def _move_gate(plan: Plan, state: State, at: str) -> tuple[AnyEvent, ...]:
    if plan.council:
        raise Refused("A council has no gate.")
    try:
        parse_moment(at)
    except ValueError as error:
        raise Refused(str(error)) from None
    if at == state.gate:
        return ()
    opened = replace(state, gate=at)
    events: list[AnyEvent] = [GateMoved(at=at)]
    for name, seat in state.seats.items():
        journal = journal_of(plan, state, name)
        if journal is not None:
            events += _passed(plan, opened, name, seat.role, journal)
    return tuple(events)


def _join(plan: Plan, state: State, token: str) -> tuple[AnyEvent, ...]:
    if state.seat_of(token):
        return ()
    if state.where.phase is Phase.ENDED:
        raise Refused("This lesson has ended.")
    if state.locked:
        raise Refused("The teacher has locked the door; ask for it to be opened.")
    if len(state.seats) >= plan.most:
        raise Refused(f"All {plan.most} seats are taken; share a device, or ask the teacher to free a seat.")
    return (Joined(seat=free_name(state.dealt), token=token),)


def _vote(plan: Plan, state: State, seat: str, vote: Ballot) -> tuple[AnyEvent, ...]:
    question = plan.questions[state.where.question]
    if vote.option not in question.options or vote.card not in {"", *question.cards}:
        raise Refused("There is no such option in this ballot.")
    if state.seats[seat].out:
        raise Refused("You have stepped out; step in again to vote.")
    counts = state.votes.get(seat)
    if counts is not None and (0 < vote.press <= counts.press or (vote == counts and not vote.press)):
        return ()
    press = vote.press or (counts.press if counts is not None else 0)
    return (Voted(seat=seat, option=vote.option, card=vote.card, press=press),)


def _choose(plan: Plan, state: State, seat: str, command: Choose) -> tuple[AnyEvent, ...]:
    journal = journal_of(plan, state, seat)
    if journal is None:
        raise Refused("Choose a role first.")
    if command.at != len(journal.taken):
        raise Refused("You have gone on from there already; nothing was changed.", stale=True)
    if at_the_gate(state, journal):
        raise Refused("You stand at the gate; the teacher opens it.", stale=True)
    scene, _, choice = command.choice.partition(".")
    if scene != journal.scene_id or not journal.choose(choice):
        raise Refused("There is no such choice here.", stale=True)
    passed = _passed(plan, state, seat, state.seats[seat].role, journal)
    return (Chose(seat=seat, choice=command.choice), *passed)


def _passed(plan: Plan, state: State, seat: str, role: str, journal: Journal) -> list[Chose]:
    """The choices that are taken for a seat, through the scenes that its class does not play; they are told."""
    found: list[Chose] = []
    cut = plan.cuts.get(role)
    while cut is not None and journal.scene_id in cut.passes and not at_the_gate(state, journal):
        found.append(Chose(seat=seat, choice=f"{journal.scene_id}.{cut.passes[journal.scene_id]}"))
        journal.choose(cut.passes[journal.scene_id])
    return found


def _out_of_season(command: Command, state: State) -> str:
    if state.where.phase is Phase.PAUSED:
        return "The lesson is paused; nothing was changed."
    if isinstance(command, Vote):
        return "No ballot is open; nothing was changed."
    return "This is not the moment for it; nothing was changed."
