"""`session.json`: what was decided and counted in a lesson, without names, whichever page held it."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from game.play.council import Council, Decision
from game.record.types import Id
from game.text.diagnostics import UserError
from game.text.validation import StrictStruct
from game.wording import paper_words

Count = Annotated[int, msgspec.Meta(ge=0, le=100_000)]


class DecisionResult(StrictStruct, frozen=True):
    """One decision of a lesson.

    Attributes:
        scene: the decision's scene.
        ballots: for each ballot, the votes for each option by its choice's id; none if the decision was told.
        cards: the votes for each card by its id.
        chosen: the id of the choice that the class took.
    """

    scene: Id
    chosen: Id
    ballots: list[dict[Id, Count]] = []
    cards: dict[Id, Count] = msgspec.field(name="because", default_factory=dict)


class LessonSession(StrictStruct, frozen=True):
    """A lesson as it went: the pack, its version, the council's id, and the decisions that were made, in order."""

    format: Literal[1]
    pack: Id
    version: int
    role: Id
    decisions: list[DecisionResult] = []


def read_session(data: bytes, name: str) -> LessonSession:
    """Read a session from the bytes of its file.

    Args:
        name: the file's name, for the sentence that says what is wrong.

    Raises:
        UserError: if it is no session.
    """
    try:
        return msgspec.json.decode(data, type=LessonSession)
    except (msgspec.DecodeError, ValueError) as error:
        raise UserError(paper_words.NO_SESSION.format(name=name, reason=str(error)[:200].rstrip("."))) from None


def dump_session(session: LessonSession) -> bytes:
    """Return a session as the bytes of its file."""
    return msgspec.json.format(msgspec.json.encode(session), indent=2) + b"\n"


def match_decisions(session: LessonSession, found: Council) -> list[tuple[Decision, DecisionResult]]:
    """Return the council's decisions with their results in a lesson, as far as both fit.

    A pack may have changed since: the first decision that no longer fits and all later ones are left out.
    """
    pairs: list[tuple[Decision, DecisionResult]] = []
    for decision, decided in zip(found.decisions, session.decisions, strict=False):
        ids = {option.id for option in decision.options}
        if decided.scene != decision.scene.page.scene or decided.chosen not in ids:
            break
        pairs.append((decision, decided))
    return pairs
