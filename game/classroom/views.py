"""The views of a room for each audience: the wall, the board, and a seat.

A view never contains anything that its audience must not know, so no page can show it by mistake.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from game.classroom.phases import LessonPosition, Phase, find_next_position
from game.classroom.plan import RoomPlan
from game.classroom.rules import build_context, is_at_gate, replay_seat
from game.classroom.state import ClosedBallot, RoomState, Vote
from game.play.tally import MIN_SHOWN, anonymize_count, find_leaders

#: The phases in which everyone sees the tally of the present question.
TALLY_PHASES = frozenset({Phase.REVEAL, Phase.RECORD, Phase.ANSWERS})


@dataclass(frozen=True)
class TallyRow:
    """A line of a tally.

    Attributes:
        option: the option's id; `votes` is its votes in the words of `anonymize_count`.
        share: the length of its bar in percent of the longest; all that read `a few` have the same length.
        cards: for each card that anyone tapped, its id and how many did, the most first.
    """

    option: str
    votes: str
    share: int
    cards: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class DecisionOutcome:
    """The outcome of a question.

    Attributes:
        decided_by: the class's votes; the record, after level votes or no votes; or neither, if it was told.
        ballots: the tally of each ballot in which anybody voted, in order.
        weighed: the cards that most voters tapped in the last ballot, by id, and how many did.
    """

    question: int
    option: str
    decided_by: Literal["votes", "level", "nobody", "told"]
    ballots: tuple[tuple[TallyRow, ...], ...] = ()
    weighed: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class WallView:
    """The view for the wall, which everyone sees.

    Attributes:
        tally: the votes on the present question, from the reveal on; else empty.
        outcomes: the outcomes of the revealed questions, in order.
        gate: at own pace, the hour of the gate as a written moment.
    """

    position: LessonPosition
    name: str
    code: str
    is_council: bool
    is_locked: bool
    tally: tuple[TallyRow, ...]
    outcomes: tuple[DecisionOutcome, ...]
    gate: str


@dataclass(frozen=True)
class PaceStatus:
    """The progress of a seat at own pace: role, scene, number of choices, and whether it waits at the gate."""

    role: str
    scene_title: str
    choice_count: int
    is_at_gate: bool


@dataclass(frozen=True)
class BoardView:
    """The view for the teacher while a key is held, in addition to the wall.

    Attributes:
        seats: every seat, in order, present or not, so that nobody is shown as missing.
        participant_count: how many seats have voted, or are present and have not stepped out.
        vote_count: how many of these have voted in the open ballot.
        first_tally: the exact tally of a first ballot whose question is still open.
        next_phase: the phase to which the next step leads, or empty.
        pace: at own pace, the progress of each seat with a role.
    """

    seats: tuple[str, ...]
    participant_count: int
    vote_count: int
    first_tally: tuple[TallyRow, ...]
    next_phase: str
    pace: tuple[tuple[str, PaceStatus], ...]


@dataclass(frozen=True)
class SeatView:
    """The view for a seat, in addition to the wall.

    Attributes:
        is_out: whether it stepped out.
        vote: its vote in the open ballot, if there is one.
        role, choice_refs: at own pace, its role and its choices.
    """

    name: str
    is_out: bool
    vote: Vote | None
    role: str
    choice_refs: tuple[str, ...]


def view_wall(plan: RoomPlan, state: RoomState) -> WallView:
    """Return the view for the wall."""
    position = state.position
    opened = state.opened
    question = state.find_closed_ballot(position.question) if position.effective_phase in TALLY_PHASES else None
    revealed = _count_revealed(plan, state)
    return WallView(
        position=position,
        name=opened.name if opened is not None else "",
        code=opened.code if opened is not None else "",
        is_council=plan.is_council,
        is_locked=state.is_locked,
        tally=tally_votes(plan, question) if question is not None else (),
        outcomes=tuple(find_outcome(plan, state, number) for number in range(revealed)),
        gate=state.gate,
    )


def view_board(plan: RoomPlan, state: RoomState, present: Collection[str]) -> BoardView:
    """Return the view for the teacher while a key is held.

    Args:
        present: the names of the seats whose page is open.
    """
    position = state.position
    open_round = position.effective_phase in {Phase.TALK, Phase.BALLOT}
    first = state.find_closed_ballot(position.question, 1) if open_round else None
    after = find_next_position(position, "next", build_context(plan, state))
    taking_part = {name for name, seat in state.seats.items() if name in present and not seat.is_out} | set(state.votes)
    standing = []
    for name, seat in state.seats.items():
        journal = replay_seat(plan, state, name)
        if journal is not None:
            standing.append(
                (name, PaceStatus(seat.role, journal.scene.title, len(seat.choice_refs), is_at_gate(state, journal)))
            )
    return BoardView(
        seats=tuple(state.seats),
        participant_count=len(taking_part),
        vote_count=len(state.votes),
        first_tally=tally_votes(plan, first, is_exact=True) if first is not None else (),
        next_phase=str(after.phase) if after is not None else "",
        pace=tuple(standing),
    )


def view_seat(state: RoomState, name: str) -> SeatView:
    """Return the view for a seat, in addition to the wall.

    Raises:
        KeyError: if there is no such seat.
    """
    seat = state.seats[name]
    return SeatView(name, seat.is_out, state.votes.get(name), seat.role, seat.choice_refs)


def tally_votes(plan: RoomPlan, closed: ClosedBallot, *, is_exact: bool = False) -> tuple[TallyRow, ...]:
    """Count the votes of a closed ballot; every option of the question has a row, in the order of letters.

    Args:
        is_exact: whether numbers under three are shown, for the teacher only.
    """
    votes = Counter(vote.option for vote in closed.votes)
    longest = max(MIN_SHOWN, *votes.values()) if votes else MIN_SHOWN
    lines = []
    for option in plan.questions[closed.question].options:
        number = votes[option]
        bar = number if number >= MIN_SHOWN or not number else MIN_SHOWN - 1
        cards = Counter(vote.card for vote in closed.votes if vote.option == option and vote.card)
        shown = tuple((card, str(count) if is_exact else anonymize_count(count)) for card, count in cards.most_common())
        lines.append(
            TallyRow(option, str(number) if is_exact else anonymize_count(number), round(100 * bar / longest), shown)
        )
    return tuple(lines)


def find_outcome(plan: RoomPlan, state: RoomState, question: int) -> DecisionOutcome:
    """Return the outcome of a question that is over; the record decides what the class did not."""
    closed = state.find_closed_ballot(question)
    recorded = plan.questions[question].recorded_option
    if closed is None:
        return DecisionOutcome(question, recorded, "told")
    options = find_leaders(Counter(vote.option for vote in closed.votes))
    ballots = tuple(
        tally_votes(plan, each) for each in state.closed_ballots if each.question == question and each.votes
    )
    cards = Counter(vote.card for vote in closed.votes if vote.card)
    weighed = tuple((card, anonymize_count(cards[card])) for card in find_leaders(cards))
    if len(options) == 1:
        return DecisionOutcome(question, options[0], "votes", ballots, weighed)
    return DecisionOutcome(question, recorded, "level" if options else "nobody", ballots, weighed)


def _count_revealed(plan: RoomPlan, state: RoomState) -> int:
    """Return how many questions have been revealed."""
    if not plan.is_council:
        return 0
    position = state.position
    if position.effective_phase in {Phase.OUT_OF_ROLE, Phase.DEBRIEF, Phase.EXIT_TICKET, Phase.ENDED}:
        return len(plan.questions)
    return position.question + (position.effective_phase in TALLY_PHASES)
