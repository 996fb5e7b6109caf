"""At its own pace a seat reads every answer to what it tried, though scenes are passed and the gate is shut."""

from __future__ import annotations

from game.classroom.phases import LessonPosition, Phase
from game.classroom.plan import RoomPlan
from game.classroom.state import RoomState, Seat
from game.play.session import get_machine
from game.story.types import Pack
from game.web.own_pace_view import OwnPaceView, view_own_pace

TONIGHT = (
    "rail-passes.let-him-speak",
    "the-baritone.troops-first",
    "sixteen.now-tonight",
    "the-duplicator.through-the-night",
)
ON = ("gate-four.form-up", "silent-column.cheer-the-flag")


def pace(pack: Pack, choices: tuple[str, ...], gate: str) -> OwnPaceView:
    role = pack.get_role("student")
    assert role.class_excerpt is not None
    plan = RoomPlan(machines={role.id: get_machine(pack, role.id)}, excerpts={role.id: role.class_excerpt})
    seat = Seat(token="t", role=role.id, choice_refs=choices)
    return view_own_pace(
        pack, plan, RoomState(seats={"Alder 1": seat}, position=LessonPosition(Phase.PLAY), gate=gate), "Alder 1", False
    )


def test_what_a_passed_scene_answers_stands_on_the_next_page(shipped: Pack) -> None:
    seen = pace(shipped, TONIGHT + ON, "1956-11-04T05:20")
    assert seen.page is not None
    assert seen.page.scene == "under-the-general"
    assert [answer.attempt for answer in seen.page.answers] == ["march-tonight"]
    assert seen.page.taken_choice.endswith("Let us march tonight")
    assert len(seen.passed_scenes) == 3


def test_what_a_passed_scene_answers_before_the_gate_stands_at_the_gate(shipped: Pack) -> None:
    seen = pace(shipped, TONIGHT, "1956-10-23T12")
    assert seen.is_at_gate
    assert seen.answers_html is not None
    assert "Marching tonight" in seen.answers_html


def test_a_seat_reads_who_it_is_first_and_who_others_are_where_its_own_pages_name_them(shipped: Pack) -> None:
    """A scene that was passed has told nobody anything, so whom it names first is explained on the next page."""
    role = shipped.get_role("student")
    first = pace(shipped, (), "1956-11-04T05:20").page_html
    assert first is not None and role.prologue is not None
    assert "There is one on you too" in first and first.index(role.name) < first.index("Rail passes")
    seen = pace(shipped, TONIGHT[:2], "1956-11-04T05:20")
    assert seen.page is not None and seen.page_html is not None
    assert [scene.title for scene in seen.passed_scenes] == ["The baritone"]
    assert "Imre Nagy" in [gloss.name for gloss in seen.page.glosses if gloss.is_new]
    assert role.name not in seen.page_html and 'id="p3-who-imre-nagy"' in seen.page_html
