"""Runs side by side on the record's clock."""

from __future__ import annotations

from game.branches.compare import compare
from game.export.comparison import comparison_html, comparison_text
from game.play.journal import replay
from game.play.session import machine_of
from game.story.types import Pack


def test_runs_part_where_their_choices_part(mill: Pack) -> None:
    machine = machine_of(mill, "weaver")
    first = replay(machine, ["the-notice.tear-it-down", "the-yard.walk", "the-square.leave"])
    second = replay(machine, ["the-notice.tear-it-down", "the-yard.stay"])
    found = compare(mill, [("one", first), ("two", second)])
    assert found.parted == "The yard"
    assert [hour.together for hour in found.hours] == [True, False, False, False, False][: len(found.hours)]
    assert found.stood == ("The mill cuts wages", "The weavers walk out", "The mill closes")
    assert found.sides[0].fate == "A letter: Moved away"
    text = comparison_text(found, 72)
    assert "They parted in “The yard”." in text
    assert "  B    The yard: Stay by the gate" in text


def test_the_same_run_never_parts(mill: Pack) -> None:
    journal = replay(machine_of(mill, "weaver"), ["the-notice.tear-it-down", "the-yard.stay"])
    found = compare(mill, [("a", journal), ("b", journal)])
    assert found.parted == ""
    assert all(hour.together for hour in found.hours)


def test_a_comparison_as_a_page_asks_for_nothing_and_interprets_nothing(mill: Pack) -> None:
    journal = replay(machine_of(mill, "weaver"), ["the-notice.tear-it-down", "the-yard.stay"])
    page = comparison_html(compare(mill, [("<script>alert(1)</script>", journal), ("b", journal)]))
    assert "<script" not in page
    assert "http" not in page
