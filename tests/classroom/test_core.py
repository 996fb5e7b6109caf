"""The pure core of a room: phases, ballots, seats, and what each audience sees."""

from __future__ import annotations

import dataclasses
import json
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.classroom.commands import (
    ALLOWED_SENDERS,
    DOOR,
    TEACHER,
    CastVote,
    Choose,
    CommandRefused,
    Join,
    LessonCommand,
    LockDoor,
    MoveLesson,
    ReleaseAllSeats,
    ReleaseSeat,
    SetGate,
    SitOut,
    TakeRole,
)
from game.classroom.events import Opened
from game.classroom.phases import Phase
from game.classroom.plan import RoomPlan, build_plan
from game.classroom.rules import decide, is_at_gate, replay_seat
from game.classroom.state import fold
from game.classroom.views import find_outcome, view_board, view_wall
from game.play.session import get_machine
from game.play.tally import anonymize_count
from game.story.types import Pack
from tests.classroom.lessons import COUNCIL, Table, fresh


def test_a_council_goes_from_the_lobby_to_the_end() -> None:
    table = Table()
    seats = table.join(5)
    seen = [table.state.position.key]
    while table.state.position.phase is not Phase.ENDED:
        if table.state.position.phase is Phase.BALLOT:
            table.vote(seats, "aaabb" if table.state.position.question == 0 else "eefff")
        table.step("next")
        seen.append(table.state.position.key)
    assert seen == [
        "lobby-0-0", "frame-0-0",
        "scene-0-0", "ballot-0-1", "reveal-0-1", "record-0-1", "discuss-0-1",
        "scene-1-0", "ballot-1-1", "talk-1-1", "ballot-1-2", "reveal-1-2", "record-1-2", "discuss-1-2",
        "out-of-role-1-2", "debrief-1-2", "ticket-1-2", "ended-1-2",
    ]  # fmt: skip
    assert [(each.option, each.decided_by) for each in view_wall(COUNCIL, table.state).outcomes] == [
        ("a", "votes"),
        ("f", "votes"),
    ]


def test_a_tie_goes_to_a_second_ballot_and_then_to_the_record() -> None:
    table = Table()
    seats = table.join(4)
    table.until("ballot-0-1")
    table.vote(seats, "aacc")
    table.step("next")
    assert table.state.position.key == "talk-0-1"
    table.step("next")
    table.vote(seats, "aacc")
    table.step("next")
    assert table.state.position.key == "reveal-0-2"
    found = find_outcome(COUNCIL, table.state, 0)
    assert (found.option, found.decided_by) == ("b", "level")


def test_where_nobody_votes_there_is_no_second_ballot_and_an_empty_one_leaves_the_first_standing() -> None:
    table = Table()
    seats = table.join(3)
    table.until("ballot-0-1")
    table.step("tell")
    assert table.state.position.key == "reveal-0-1"
    assert (find_outcome(COUNCIL, table.state, 0).option, find_outcome(COUNCIL, table.state, 0).decided_by) == (
        "b",
        "nobody",
    )
    table.until("ballot-1-1")
    table.vote(seats, "eef")
    table.step("next", "next", "tell")
    assert table.state.position.key == "reveal-1-2"
    assert (find_outcome(COUNCIL, table.state, 1).option, find_outcome(COUNCIL, table.state, 1).decided_by) == (
        "e",
        "votes",
    )


def test_a_vote_may_be_changed_until_the_ballot_closes_and_not_after() -> None:
    table = Table()
    seat, *others = table.join(4)
    table.until("ballot-0-1")
    table.vote([seat], "a", "x")
    table.vote([seat], "b", "y")
    table.vote(others, "bbc")
    table.step("next")
    with pytest.raises(CommandRefused, match="No ballot is open"):
        table.vote([seat], "a")
    lines = {line.option: (line.votes, line.cards) for line in view_wall(COUNCIL, table.state).tally}
    assert lines == {"a": ("nobody", ()), "b": ("3", (("y", "a few"),)), "c": ("a few", ()), "d": ("nobody", ())}


def test_fewer_than_three_are_a_few_and_their_bars_are_alike() -> None:
    assert [anonymize_count(number) for number in range(5)] == ["nobody", "a few", "a few", "3", "4"]
    table = Table()
    table.until("ballot-0-1")
    table.vote(table.join(7), "aaaabcc")
    table.step("next")
    shares = {line.option: line.share for line in view_wall(COUNCIL, table.state).tally}
    assert shares["b"] == shares["c"] > shares["d"] == 0


@pytest.mark.parametrize(
    ("place", "steps", "lands"),
    [
        ("frame-0-0", 1, "lobby-0-0"),
        ("ballot-0-1", 1, "scene-0-0"),
        ("discuss-0-1", 2, "reveal-0-1"),
        ("scene-1-0", 1, "discuss-0-0"),
        ("ballot-1-2", 1, "talk-1-1"),
        ("debrief-1-2", 1, "out-of-role-1-2"),
    ],
)
def test_one_steps_back_one_phase_at_a_time(place: str, steps: int, lands: str) -> None:
    table = Table()
    seats = table.join(3)
    while table.state.position.key != place:
        if table.state.position.phase is Phase.BALLOT:
            table.vote(seats, "aaa" if table.state.position.question == 0 else "eee")
        table.step("next")
    table.step(*["back"] * steps)
    assert table.state.position.key == lands


def test_no_step_leads_back_over_a_reveal() -> None:
    table = Table()
    table.until("ballot-0-1")
    table.vote(table.join(3), "aaa")
    table.step("next")
    with pytest.raises(CommandRefused, match="what was revealed stays revealed"):
        table.step("back")
    assert table.state.position.key == "reveal-0-1"


def test_a_decision_that_is_told_goes_by_the_record_and_cannot_be_voted_on_after() -> None:
    table = Table()
    table.until("scene-0-0")
    table.step("tell")
    assert table.state.position.key == "record-0-0"
    assert view_wall(COUNCIL, table.state).tally == ()
    found = find_outcome(COUNCIL, table.state, 0)
    assert (found.option, found.decided_by) == ("b", "told")
    with pytest.raises(CommandRefused, match="stays revealed"):
        table.step("back")
    table.step("next", "next")
    assert table.state.position.key == "scene-1-0"
    with pytest.raises(CommandRefused, match="cannot resume"):
        table.step("resume")


def test_a_key_pressed_twice_closes_no_ballot_in_which_nobody_has_voted_yet() -> None:
    table = Table()
    seats = table.join(3)
    table.until("scene-0-0")
    with pytest.raises(CommandRefused, match="Nobody has voted yet"):
        table.step("next", "next")
    assert table.state.position.key == "ballot-0-1"
    table.vote(seats, "aac")
    with pytest.raises(CommandRefused, match="There are votes already"):
        table.step("tell")
    table.step("next")
    assert find_outcome(COUNCIL, table.state, 0).option == "a"


def test_no_step_back_from_the_talk_drops_the_votes_of_the_first_ballot() -> None:
    table = Table()
    seats = table.join(3)
    table.until("ballot-1-1")
    table.vote(seats, "eee")
    table.step("next")
    with pytest.raises(CommandRefused, match="its votes are kept"):
        table.step("back")
    table.step("next", "back", "next", "tell")
    assert [len(each.votes) for each in table.state.closed_ballots if each.question == 1] == [3, 0]
    assert find_outcome(COUNCIL, table.state, 1).option == "e"


@given(st.integers(0, 17), st.data())
@settings(max_examples=40, deadline=None)
def test_a_pause_from_anywhere_comes_back_to_the_same_place(steps: int, data: st.DataObject) -> None:
    table = Table()
    seats = table.join(3)
    for _ in range(steps):
        if table.state.position.phase is Phase.ENDED:
            return
        if table.state.position.phase is Phase.BALLOT and data.draw(st.booleans()):
            options = COUNCIL.questions[table.state.position.question].options
            table.vote(seats, "".join(data.draw(st.sampled_from(options)) for _ in seats))
        table.go_on()
    if table.state.position.phase is Phase.ENDED:
        return
    before = table.state
    table.step("pause")
    for seat in seats:
        with pytest.raises(CommandRefused, match="paused"):
            table.do(seat, CastVote(id=fresh(), option="a"))
    table.step("resume")
    assert table.state == before


def test_away_and_stepped_out_seats_leave_the_denominator() -> None:
    table = Table()
    seats = table.join(5)
    table.do(seats[0], SitOut(id=fresh()))
    table.until("ballot-0-1")
    with pytest.raises(CommandRefused, match="step in again"):
        table.vote([seats[0]], "a")
    here = [seat.seat for seat in seats[:4]]
    assert view_board(COUNCIL, table.state, here).participant_count == 3
    table.vote([seats[4]], "a")
    found = view_board(COUNCIL, table.state, here)
    assert (found.participant_count, found.vote_count) == (4, 1)
    assert found.seats == tuple(seat.seat for seat in seats), "nobody is shown as missing"


@pytest.mark.parametrize("kind", ["teacher", "door", "seat"])
@pytest.mark.parametrize("command", ALLOWED_SENDERS)
def test_p7_every_command_as_every_role_is_refused_unless_listed(command: type[LessonCommand], kind: str) -> None:
    table = Table()
    (seat,) = table.join(1)
    table.until("ballot-0-1")
    table.vote([seat], "b")
    before = table.state
    sender = {"teacher": TEACHER, "door": DOOR, "seat": seat}[kind]
    asked = {
        MoveLesson: MoveLesson(id="1", step="next"),
        LockDoor: LockDoor(id="1", on=True),
        ReleaseSeat: ReleaseSeat(id="1", seat=seat.seat),
        ReleaseAllSeats: ReleaseAllSeats(id="1"),
        SetGate: SetGate(id="1", at="1930-05-05T14"),
        Join: Join(id="1", token="f" * 64),
        CastVote: CastVote(id="1", option="a"),
        SitOut: SitOut(id="1"),
        TakeRole: TakeRole(id="1", role="weaver"),
        Choose: Choose(id="1", choice_ref="a.b", choice_count=0),
    }[command]
    if ALLOWED_SENDERS[command] == kind:
        if command not in {SetGate, TakeRole, Choose}:  # of no council
            assert decide(COUNCIL, before, sender, asked)
        return
    with pytest.raises(CommandRefused, match="not yours"):
        table.do(sender, asked)
    assert table.state == before


def test_a_late_command_changes_nothing() -> None:
    table = Table()
    for _ in range(2):  # a double click: two commands, meant for the same place
        try:
            table.do(TEACHER, MoveLesson(id=fresh(), expected_position="lobby-0-0", step="next"))
        except CommandRefused as refused:
            assert refused.is_stale
    assert table.state.position.key == "frame-0-0"


def test_the_door_can_be_locked_and_has_an_end() -> None:
    table = Table()
    table.do(TEACHER, LockDoor(id=fresh(), on=True))
    with pytest.raises(CommandRefused, match="locked"):
        table.join(1)
    table.do(TEACHER, LockDoor(id=fresh(), on=False))
    table.join(COUNCIL.most)
    with pytest.raises(CommandRefused, match="All 160 seats are taken"):
        table.join(1)


def test_a_freed_seat_takes_its_open_vote_along_and_its_name_is_not_dealt_again() -> None:
    table = Table()
    seats = table.join(2)
    table.until("ballot-0-1")
    table.vote(seats, "ab")
    table.do(TEACHER, ReleaseSeat(id=fresh(), seat=seats[0].seat))
    assert set(table.state.votes) == {seats[1].seat}
    with pytest.raises(CommandRefused, match="join again"):
        table.vote([seats[0]], "a")
    (new,) = table.join(1)
    assert new.seat not in {seat.seat for seat in seats}


def test_another_day_goes_on_with_other_seats_and_keeps_what_was_decided() -> None:
    table = Table()
    table.until("ballot-0-1")
    table.vote(table.join(3), "aaa")
    table.until("scene-1-0")
    table.step("pause")
    table.do(TEACHER, ReleaseAllSeats(id=fresh()))
    table.step("resume")
    assert table.state.seats == {}
    assert [each.option for each in view_wall(COUNCIL, table.state).outcomes] == ["a"]


def test_no_unheld_view_holds_a_seat_or_a_tally_before_its_reveal() -> None:
    """One screen is the default: what the wall shows is safe in every phase."""
    table = Table()
    seats = table.join(5)
    while table.state.position.phase is not Phase.ENDED:
        where = table.state.position
        if where.phase is Phase.BALLOT:
            table.vote(seats, "aaabb" if where.question == 0 else "eefff", "x" if where.question == 0 else "u")
        shown = json.dumps(dataclasses.asdict(view_wall(COUNCIL, table.state)))
        assert not any(seat.seat in shown for seat in seats)
        if where.phase not in {Phase.REVEAL, Phase.RECORD, Phase.ANSWERS}:
            assert view_wall(COUNCIL, table.state).tally == ()
        assert all(each.question <= where.question for each in view_wall(COUNCIL, table.state).outcomes)
        table.step("next")


def test_the_first_tally_is_seen_on_the_held_board_only() -> None:
    table = Table()
    seats = table.join(5)
    table.until("ballot-1-1")
    table.vote(seats, "eeeff")
    table.step("next")
    assert view_wall(COUNCIL, table.state).tally == ()
    assert {line.option: line.votes for line in view_board(COUNCIL, table.state, ()).first_tally}["f"] == "2"


@pytest.fixture
def own_pace(mill: Pack) -> Table:
    plan = RoomPlan(machines={"weaver": get_machine(mill, "weaver"), "clerk": get_machine(mill, "clerk")})
    opened = Opened(
        pack="mill", kind="own-pace", roles=("weaver", "clerk"), name="9B", code="KITE", gate="1930-05-05T19"
    )
    return Table(plan, [opened])


def test_own_pace_plays_to_the_gate_and_on_when_it_is_moved(own_pace: Table) -> None:
    (seat,) = own_pace.join(1)
    own_pace.step("next")
    own_pace.do(seat, TakeRole(id=fresh(), role="weaver"))
    with pytest.raises(CommandRefused):
        own_pace.do(seat, Choose(id=fresh(), choice_ref="the-notice.tear-it-down", choice_count=0))
    own_pace.step("next")
    own_pace.do(seat, Choose(id=fresh(), choice_ref="the-notice.tear-it-down", choice_count=0))
    with pytest.raises(CommandRefused, match="gone on"):
        own_pace.do(seat, Choose(id=fresh(), choice_ref="the-notice.tear-it-down", choice_count=0))
    own_pace.do(seat, Choose(id=fresh(), choice_ref="the-yard.walk", choice_count=1))
    with pytest.raises(CommandRefused, match="gate"):
        own_pace.do(seat, Choose(id=fresh(), choice_ref="the-square.home", choice_count=2))
    assert view_board(own_pace.plan, own_pace.state, ()).pace[0][1].is_at_gate
    own_pace.do(TEACHER, SetGate(id=fresh(), at="1931"))
    own_pace.do(seat, Choose(id=fresh(), choice_ref="the-square.home", choice_count=2))
    assert view_board(own_pace.plan, own_pace.state, ()).pace[0][1].scene_title == "Winter"


def test_a_role_is_swapped_at_once_and_a_gate_that_is_no_hour_is_refused(own_pace: Table) -> None:
    (seat,) = own_pace.join(1)
    own_pace.step("next", "next")
    own_pace.do(seat, TakeRole(id=fresh(), role="weaver"))
    own_pace.do(seat, Choose(id=fresh(), choice_ref="the-notice.tear-it-down", choice_count=0))
    own_pace.do(seat, TakeRole(id=fresh(), role="clerk"))
    assert own_pace.state.seats[seat.seat].choice_refs == ()
    with pytest.raises(CommandRefused, match="not a moment"):
        own_pace.do(TEACHER, SetGate(id=fresh(), at="half past seven"))


def test_own_pace_ends_like_a_council(own_pace: Table) -> None:
    seen = []
    while own_pace.state.position.phase is not Phase.ENDED:
        seen.append(str(own_pace.state.position.phase))
        own_pace.step("next")
    assert seen == ["lobby", "frame", "play", "gate", "out-of-role", "debrief", "ticket"]


def test_the_state_is_a_fold_over_the_events() -> None:
    table = Table()
    table.until("ballot-0-1")
    table.vote(table.join(3), "abc")
    half = len(table.events) // 2
    assert fold(table.events[half:], fold(table.events[:half])) == table.state


def test_a_role_cut_to_a_class_hour_plays_five_to_seven_scenes_up_to_its_gate(shipped: Pack) -> None:
    cut = {role.id: role.class_excerpt for role in shipped.person_roles if role.class_excerpt is not None}
    assert cut
    chance = random.Random(1956)
    for name, its in cut.items():
        opened = Opened(
            pack=shipped.story.id, kind="own-pace", roles=(name,), name="9B", code="KITE", gate=its.plays_until.text
        )
        plan = build_plan(shipped, opened)
        for _ in range(10):
            table = Table(plan, [opened])
            (seat,) = table.join(1)
            table.step("next", "next")
            table.do(seat, TakeRole(id=fresh(), role=name))
            played = []
            while (journal := replay_seat(plan, table.state, seat.seat)) and not is_at_gate(table.state, journal):
                assert journal.scene_id in its.played_scenes, "what the class does not play is passed for it"
                played.append(journal.scene_id)
                open_ones = [
                    found.id
                    for found in plan.machines[name].get_choices(journal.scene_id)
                    if found.is_open(journal.values)
                ]
                choice = chance.choice(open_ones)
                table.do(seat, Choose(id=fresh(), choice_ref=choice, choice_count=len(journal.taken)))
            assert 5 <= len(played) <= 7, (name, played)


def test_a_gate_that_is_moved_passes_the_scenes_behind_it_for_those_who_wait(shipped: Pack) -> None:
    role = next(role for role in shipped.person_roles if role.class_excerpt is not None)
    its = role.class_excerpt
    assert its is not None
    first = next(scene for scene in role.scenes if scene.id == role.first_scene).at.text
    opened = Opened(pack=shipped.story.id, kind="own-pace", roles=(role.id,), name="9B", code="KITE", gate=first)
    plan = build_plan(shipped, opened)
    table = Table(plan, [opened])
    (seat,) = table.join(1)
    table.step("next", "next")
    table.do(seat, TakeRole(id=fresh(), role=role.id))
    journal = replay_seat(plan, table.state, seat.seat)
    assert journal is not None
    for found in plan.machines[role.id].get_choices(journal.scene_id):
        if found.is_open(journal.values) and found.spec.to in its.auto_choices:
            table.do(seat, Choose(id=fresh(), choice_ref=found.id, choice_count=len(journal.taken)))
            break
    table.do(TEACHER, SetGate(id=fresh(), at=its.plays_until.text))
    journal = replay_seat(plan, table.state, seat.seat)
    assert journal is not None
    assert journal.scene_id in its.played_scenes
