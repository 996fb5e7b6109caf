"""Own pace: the view of a seat's own run, up to the gate."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from markupsafe import Markup
from msgspec.structs import replace

from game.branches.run_keys import encode_key
from game.classroom.phases import Phase
from game.classroom.plan import RoomPlan
from game.classroom.rules import is_at_gate, replay_seat
from game.classroom.state import RoomState
from game.play.glosses import add_glosses
from game.play.journal import Journal, replay
from game.play.page import Page
from game.play.page_builder import FootnoteNumbering, build_answer_for_run, build_bulletins, build_page
from game.render.html import blocks_html, page_html
from game.render.page_blocks import build_answer_panel, build_heard_news
from game.story.types import Pack
from game.text.moments import parse_moment
from game.web.council_html import mark_safe, sources_html


@dataclass(frozen=True)
class PassedScene:
    """A scene that the class excerpt skips: its hour, its title, and its events."""

    at: str
    title: str
    events: tuple[str, ...]


@dataclass(frozen=True)
class OwnPaceView:
    """The view of a seat's run.

    Attributes:
        gate: the hour of the gate in words, or empty.
        is_at_gate: whether the run has reached the gate.
        page: the page on which it stands, `page_html` and `sources_html` the same as HTML; None at the gate or without
            a role.
        answers_html: at the gate, the answers to the attempts that are still open.
        passed_scenes: the scenes that were passed since the last choice, `news_count` how many pieces of news reached
            them, and `news_html` these as HTML.
        key: the run as a key, with which it can be replayed elsewhere.
    """

    gate: str
    is_at_gate: bool = False
    page: Page | None = None
    page_html: Markup | None = None
    sources_html: Markup | None = None
    answers_html: Markup | None = None
    passed_scenes: tuple[PassedScene, ...] = ()
    news_count: int = 0
    news_html: Markup | None = None
    key: str = ""


def view_own_pace(pack: Pack, plan: RoomPlan, state: RoomState, seat: str, calm: bool) -> OwnPaceView:
    """Return the view of a seat's run."""
    gate = parse_moment(state.gate).words if state.gate else ""
    journal = replay_seat(plan, state, seat)
    if journal is None:
        return OwnPaceView(gate)
    passed = _passed(pack, plan, journal, state.seats[seat].role)
    news, heard = _heard(pack, journal, len(passed))
    waits = is_at_gate(state, journal)
    shared = OwnPaceView(
        gate, waits, passed_scenes=passed, news_count=news, news_html=heard, key=encode_key(pack, journal)
    )
    if waits or state.position.effective_phase is Phase.GATE:
        unread = len(passed) + 1 if waits else 0
        return dataclasses.replace(shared, answers_html=_answers(pack, journal, unread))
    shown = build_page(pack, journal, calm, known_now=True, passed_scenes=len(passed), with_opening=True)
    cut = plan.excerpts.get(state.seats[seat].role)
    shown = add_glosses(pack, journal, shown, cut.auto_choices if cut is not None else ())
    anchor = f"p{shown.number}"
    text = mark_safe(page_html(replace(shown, footnotes=(), answer_footnotes=()), anchor))
    sources = sources_html((*shown.footnotes, *shown.answer_footnotes), anchor)
    return dataclasses.replace(shared, page=shown, page_html=text, sources_html=sources)


def _answers(pack: Pack, journal: Journal, unread: int) -> Markup:
    """Return the answers to the attempts that no page which was shown has answered.

    Args:
        unread: how many of the run's last scenes were not shown: behind the gate the one in which it stands, and those
            that were passed before it.
    """
    last = len(journal.path) - 1
    notes = FootnoteNumbering(pack)
    found = [
        build_answer_panel(build_answer_for_run(pack, journal, notes, attempt, made))
        for attempt, made, answered in journal.list_attempts()
        if answered is None or answered > last - unread
    ]
    return mark_safe(blocks_html(found, "gate")) + sources_html(notes.footnotes, "gate")


def _heard(pack: Pack, journal: Journal, passed: int) -> tuple[int, Markup]:
    """Return how many pieces of news reached the passed scenes, and the news as HTML with footnotes."""
    notes = FootnoteNumbering(pack)
    steps = range(len(journal.taken) - passed, len(journal.taken))
    walked = (replay(journal.machine, journal.choice_refs[:step]) for step in steps)
    found = [
        build_heard_news(item, journal.scene.at)
        for here in walked
        for item in build_bulletins(pack, here, notes, known_now=True)
    ]
    anchor = f"m{len(journal.taken)}"
    scene = mark_safe(blocks_html(found, anchor))
    return len(found), scene + sources_html(notes.footnotes, anchor)


def _passed(pack: Pack, plan: RoomPlan, journal: Journal, role: str) -> tuple[PassedScene, ...]:
    """Return the scenes that were passed for the class since the last one it played, in order."""
    cut = plan.excerpts.get(role)
    if cut is None:
        return ()
    titles = {event.id: event.title for event in pack.record.events}
    found: list[PassedScene] = []
    for scene in reversed(journal.path[:-1]):
        if scene.id not in cut.auto_choices:
            break
        events = tuple(titles[event] for event in (*scene.depicts, *scene.tells))
        found.append(PassedScene(scene.at.short, scene.title, events))
    return tuple(reversed(found))
