"""Runs side by side on the record's clock."""

from __future__ import annotations

from game.branches.compare import compare_runs
from game.export.comparison import comparison_html, comparison_text
from game.play.journal import replay
from game.play.session import get_machine
from game.story.types import Pack


def test_runs_part_where_their_choices_part(mill: Pack) -> None:
    machine = get_machine(mill, "weaver")
    first = replay(machine, ["the-notice.tear-it-down", "the-yard.walk", "the-square.leave"])
    second = replay(machine, ["the-notice.tear-it-down", "the-yard.stay"])
    found = compare_runs(mill, [("one", first), ("two", second)])
    assert found.parted_in == "The yard"
    assert [hour.is_shared for hour in found.rows] == [True, False, False, False, False][: len(found.rows)]
    assert found.common_fixed_points == ("The mill cuts wages", "The weavers walk out", "The mill closes")
    assert found.runs[0].fate == "A letter: Moved away"
    text = comparison_text(found, 72)
    assert "They parted in “The yard”." in text
    assert "  B    The yard: Stay by the gate" in text


def test_the_same_run_never_parts(mill: Pack) -> None:
    journal = replay(get_machine(mill, "weaver"), ["the-notice.tear-it-down", "the-yard.stay"])
    found = compare_runs(mill, [("a", journal), ("b", journal)])
    assert found.parted_in == ""
    assert all(hour.is_shared for hour in found.rows)


def test_a_comparison_as_a_page_asks_for_nothing_and_interprets_nothing(mill: Pack) -> None:
    journal = replay(get_machine(mill, "weaver"), ["the-notice.tear-it-down", "the-yard.stay"])
    page = comparison_html(
        compare_runs(mill, [("<script>alert(1)</script>", journal), ("b", journal)]), mill.story.language
    )
    assert "<script" not in page
    assert "http" not in page


def test_a_run_that_merely_stops_has_not_parted(mill: Pack) -> None:
    machine = get_machine(mill, "weaver")
    whole = replay(machine, ["the-notice.tear-it-down", "the-yard.stay"])
    begun = replay(machine, ["the-notice.tear-it-down"])
    found = compare_runs(mill, [("whole", whole), ("begun", begun)])
    assert found.parted_in == ""
    assert found.verdict == (
        "“begun” merely stops in “The yard”: as far as it goes, it is the same run as another of these.",
    )
    assert [side.is_prefix for side in found.runs] == [False, True]
    assert "it stands in “The yard”" in comparison_text(found, 100)


def test_three_runs_part_where_the_first_two_of_them_do(mill: Pack) -> None:
    machine = get_machine(mill, "weaver")
    runs = [
        replay(machine, pairs.split())
        for pairs in (
            "the-notice.tear-it-down the-yard.walk the-square.leave",
            "the-notice.tear-it-down the-yard.walk the-square.home",
            "the-notice.tear-it-down",
        )
    ]
    found = compare_runs(mill, [(str(number), journal) for number, journal in enumerate(runs)])
    assert found.verdict[0] == "They parted in “The square”."
    assert found.verdict[1].startswith("“2” merely stops in “The yard”")
    assert [hour.is_shared for hour in found.rows] == [True, False, False, False]


def test_runs_of_different_roles_are_said_to_be_so(mill: Pack) -> None:
    weaver = replay(get_machine(mill, "weaver"), ["the-notice.tear-it-down", "the-yard.stay"])
    clerk = replay(get_machine(mill, "clerk"), ["the-ledger.write"])
    found = compare_runs(mill, [("one", weaver), ("two", clerk)])
    assert found.role == "A weaver / A clerk"
    assert found.verdict == (
        "These runs are of different roles (A weaver, A clerk): "
        "they share no choices, only the record's clock and what stood in it.",
    )
    assert not any(hour.is_shared for hour in found.rows)
    assert found.common_fixed_points == ("The mill cuts wages",)
