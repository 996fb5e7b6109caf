"""The files of a lesson: its session or keys, and the report."""

from __future__ import annotations

from collections import Counter

from game.classroom.rules import replay_seat
from game.classroom.state import ClosedBallot, RoomState
from game.classroom.views import view_wall
from game.export.kit.class_report import build_class_report
from game.export.kit.lesson_session import DecisionResult, LessonSession, dump_session
from game.export.kit.own_pace import build_own_pace_report, format_keys
from game.text.moments import parse_moment
from game.web.pages import Pages


def build_lesson_files(pages: Pages, state: RoomState) -> dict[str, bytes]:
    """Return the files of a lesson, by name: `class.html`, and the file that the program can read again."""
    pack = pages.material.pack
    if pages.plan.is_council:
        session = build_session(pages, state)
        html = build_class_report(pack, session.role, session)
        return {"class.html": html.encode(), "session.json": dump_session(session)}
    found = {name: replay_seat(pages.plan, state, name) for name in state.seats}
    runs = {name: journal for name, journal in found.items() if journal is not None}
    gate = parse_moment(state.gate).words if state.gate else ""
    html = build_own_pace_report(pack, pages.material.opened.name, gate, runs)
    return {"class.html": html.encode(), "keys.txt": format_keys(pack, runs).encode()}


def build_session(pages: Pages, state: RoomState) -> LessonSession:
    """Return the revealed part of a council's lesson: what was counted and decided, without seats."""
    material = pages.material
    return LessonSession(
        format=1,
        pack=material.pack.story.id,
        version=material.pack.story.version,
        role=material.roles[0].id,
        decisions=[
            DecisionResult(
                scene=pages.plan.questions[each.question].id,
                chosen=each.option,
                ballots=[_count_options(closed) for closed in state.closed_ballots if closed.question == each.question],
                cards=_count_cards(state.find_closed_ballot(each.question)),
            )
            for each in view_wall(pages.plan, state).outcomes
        ],
    )


def _count_options(closed: ClosedBallot) -> dict[str, int]:
    return dict(Counter(vote.option for vote in closed.votes))


def _count_cards(closed: ClosedBallot | None) -> dict[str, int]:
    return dict(Counter(vote.card for vote in closed.votes if vote.card)) if closed is not None else {}
