"""What each audience may see of a room: the wall, the board while a key is held, and a seat.

Nothing that an audience must not know is ever part of its view, so no page can show it by mistake.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from game.classroom.phases import Phase, Where, moved
from game.classroom.plan import Plan
from game.classroom.rules import at_the_gate, facts, journal_of
from game.classroom.state import Ballot, Round, State
from game.play.tally import MIN_SHOWN, anonymize_count, find_leaders

#: The phases in which the tally of the present question is known to all.
SHOWN = frozenset({Phase.REVEAL, Phase.RECORD, Phase.DISCUSS})


@dataclass(frozen=True)
class Line:
    """A line of a tally.

    Attributes:
        option: the option's id, and `votes` who voted for it, in the words of `counted`.
        share: the length of its bar in percent of the longest; one length for all that read `a few`.
        cards: for each card that anybody tapped, its id and how many did, the most first.
    """

    option: str
    votes: str
    share: int
    cards: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Decided:
    """What the class decided on a question.

    Attributes:
        by: by its votes; by the record, after level votes or where nobody voted; or not at all, as it was told.
    """

    question: int
    option: str
    by: Literal["votes", "level", "nobody", "told"]


@dataclass(frozen=True)
class Wall:
    """What the wall may show, and with it everybody.

    Attributes:
        tally: the votes of the present question, from the reveal on; else empty.
        decided: the questions that were decided and revealed, in order.
        gate: at own pace, the hour of the gate in its written form.
    """

    where: Where
    name: str
    code: str
    council: bool
    locked: bool
    tally: tuple[Line, ...]
    decided: tuple[Decided, ...]
    gate: str


@dataclass(frozen=True)
class Standing:
    """Where a seat stands at its own pace: its role, its scene, how many choices it took, and whether it waits."""

    role: str
    scene: str
    choices: int
    waits: bool


@dataclass(frozen=True)
class Board:
    """What the teacher sees while a key is held, beside the wall.

    Attributes:
        seats: every seat, in order, whether present or not: nobody is shown as missing.
        taking_part: how many seats are present and did not step out, or have voted.
        voted: how many of these have voted in the open ballot.
        first: the tally of a first ballot whose question is still open, in numbers.
        follows: the phase that the next step leads to, or empty.
        standing: at own pace, where each seat with a role stands.
    """

    seats: tuple[str, ...]
    taking_part: int
    voted: int
    first: tuple[Line, ...]
    follows: str
    standing: tuple[tuple[str, Standing], ...]


@dataclass(frozen=True)
class SeatView:
    """What a seat sees beside the wall.

    Attributes:
        out: whether it stepped out.
        vote: its vote in the open ballot, if there is one.
        role, choices: at own pace, its role and the choices it took.
    """

    name: str
    out: bool
    vote: Ballot | None
    role: str
    choices: tuple[str, ...]


def wall(plan: Plan, state: State) -> Wall:
    """What the wall may show."""
    where = state.where
    opened = state.opened
    question = state.round(where.question) if where.meant in SHOWN else None
    revealed = _revealed(plan, state)
    return Wall(
        where=where,
        name=opened.name if opened is not None else "",
        code=opened.code if opened is not None else "",
        council=plan.council,
        locked=state.locked,
        tally=tally(plan, question) if question is not None else (),
        decided=tuple(decided(plan, state, number) for number in range(revealed)),
        gate=state.gate,
    )


def board(plan: Plan, state: State, present: Collection[str]) -> Board:
    """What the teacher sees while a key is held.

    Args:
        present: the names of the seats whose page is open.
    """
    where = state.where
    open_round = where.meant in {Phase.TALK, Phase.BALLOT}
    first = state.round(where.question, 1) if open_round else None
    after = moved(where, "next", facts(plan, state))
    taking_part = {name for name, seat in state.seats.items() if name in present and not seat.out} | set(state.votes)
    standing = []
    for name, seat in state.seats.items():
        journal = journal_of(plan, state, name)
        if journal is not None:
            standing.append(
                (name, Standing(seat.role, journal.scene.title, len(seat.choices), at_the_gate(state, journal)))
            )
    return Board(
        seats=tuple(state.seats),
        taking_part=len(taking_part),
        voted=len(state.votes),
        first=tally(plan, first, exact=True) if first is not None else (),
        follows=str(after.phase) if after is not None else "",
        standing=tuple(standing),
    )


def seat_view(state: State, name: str) -> SeatView:
    """What a seat sees beside the wall.

    Raises:
        KeyError: if there is no such seat.
    """
    seat = state.seats[name]
    return SeatView(name, seat.out, state.votes.get(name), seat.role, seat.choices)


def tally(plan: Plan, closed: Round, *, exact: bool = False) -> tuple[Line, ...]:
    """The votes of a closed ballot, counted; every option of the question has its line, in the order of letters.

    Args:
        exact: whether numbers under three are shown: to the teacher only.
    """
    votes = Counter(vote.option for vote in closed.votes)
    longest = max(MIN_SHOWN, *votes.values()) if votes else MIN_SHOWN
    lines = []
    for option in plan.questions[closed.question].options:
        number = votes[option]
        bar = number if number >= MIN_SHOWN or not number else MIN_SHOWN - 1
        cards = Counter(vote.card for vote in closed.votes if vote.option == option and vote.card)
        shown = tuple((card, str(count) if exact else anonymize_count(count)) for card, count in cards.most_common())
        lines.append(Line(option, str(number) if exact else anonymize_count(number), round(100 * bar / longest), shown))
    return tuple(lines)


def decided(plan: Plan, state: State, question: int) -> Decided:
    """What the class decided on a question that is over; what it did not decide goes with the record."""
    closed = state.round(question)
    recorded = plan.questions[question].recorded
    if closed is None:
        return Decided(question, recorded, "told")
    options = find_leaders(Counter(vote.option for vote in closed.votes))
    if len(options) == 1:
        return Decided(question, options[0], "votes")
    return Decided(question, recorded, "level" if options else "nobody")


def _revealed(plan: Plan, state: State) -> int:
    """How many questions have been revealed."""
    if not plan.council:
        return 0
    where = state.where
    if where.meant in {Phase.OUT, Phase.DEBRIEF, Phase.TICKET, Phase.ENDED}:
        return len(plan.questions)
    return where.question + (where.meant in SHOWN)
