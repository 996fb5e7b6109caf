"""Each law is held by a tiny pack and broken by a small change of it, with a shortest run that shows it."""

from __future__ import annotations

import pytest

from game.proof.context import Violation
from tests.proof.tiny import breaches

TRUST = "[{id: trust, start: 0, highest: 3}]"


def found(law: str, scenes: str, **parts: str) -> tuple[str, tuple[str, ...]]:
    """Where the one breach of a law shows, and the run that leads to it."""
    (breach,) = breaches(law, scenes, **parts)
    assert breach.law == law
    return breach.scene, breach.run


# L1: every run ends.


def test_a_run_that_can_get_stuck_is_found_by_its_shortest_run() -> None:
    scenes = """
    - {id: a, choices: [{id: slow, to: b}, {id: trust, adds: {trust: 1}, to: c}, {id: not, to: c}]}
    - {id: b, choices: [{id: go, adds: {trust: %s}, to: c}]}
    - {id: c, choices: [{id: in, if: trust >= 1, to: d}]}
    - {id: d}
    """
    assert found("L1", scenes % 1, variables=TRUST) == ("c", ("a.not",))
    kept = (scenes % 1).replace("{id: not, to: c}", "{id: not, to: b}")
    assert breaches("L1", kept, variables=TRUST) == []


def test_a_circle_is_found_with_a_run_that_goes_round_once() -> None:
    scenes = "[{id: a, to: [b]}, {id: b, to: [c, d]}, {id: c, to: [b, d]}, {id: d}]"
    assert found("L1", scenes) == ("b", ("a.b", "b.c", "c.b"))


def test_a_loop_that_a_counter_leaves_is_no_circle() -> None:
    scenes = """
    - {id: a, choices: [{id: again, if: trust < 3, adds: {trust: 1}, to: a}, {id: go, to: b}]}
    - {id: b}
    """
    assert breaches("L1", scenes, variables=TRUST) == []
    endless = scenes.replace("adds: {trust: 1}, ", "")
    assert found("L1", endless, variables=TRUST) == ("a", ("a.again",))


# L2: time never runs backwards.


def test_a_clock_that_runs_backwards_is_found_also_over_a_scene_between() -> None:
    scenes = """
    - {id: a, at: 1930-05-02T10, to: [b, c]}
    - {id: b, at: 1930-05-02, to: [d]}
    - {id: c, at: 1930-05-01, to: [d]}
    - {id: d, at: 1930-05-02T%s}
    """
    assert [(b.scene, b.run) for b in breaches("L2", scenes % "09")] == [("c", ("a.c",)), ("d", ("a.b", "b.d"))]
    kept = (scenes % "10").replace("id: c, at: 1930-05-01", "id: c, at: 1930-05-02 morning")
    assert breaches("L2", kept) == []


def test_a_way_back_in_time_that_no_run_can_take_is_no_fault() -> None:
    scenes = """
    - {id: a, choices: [{id: late, adds: {trust: 1}, to: b}, {id: early, to: c}]}
    - {id: b, at: 1930-05-05, choices: [{id: go, to: d}]}
    - {id: c, at: 1930-05-02, choices: [{id: go, to: d}]}
    - {id: d, at: 1930-05, choices: [{id: back, if: trust == %s, to: e}, {id: go, to: f}]}
    - {id: e, at: 1930-05-03}
    - {id: f, at: 1930-05-06}
    """
    assert breaches("L2", scenes % 0, variables=TRUST) == []
    assert found("L2", scenes % 1, variables=TRUST) == ("e", ("a.late", "b.go", "d.back"))


# L3: every fixed point is met, in order.

MET = """
- {id: a, to: [b, c]}
- {id: b, at: 1930-05-02, place: mill, depicts: [fire], to: [d]}
- {id: c, at: 1930-05-03, tells: [%s], to: [d]}
- {id: d, at: 1930-05-06}
"""


def test_a_fixed_point_that_one_way_avoids_is_found() -> None:
    assert found("L3", MET % "", points="[fire]") == ("d", ("a.c", "c.d"))
    assert breaches("L3", MET % "fire", points="[fire]") == []


def test_a_fixed_point_before_the_start_or_after_the_ending_need_not_be_met() -> None:
    assert breaches("L3", "[{id: a, at: 1930-05-03, to: [b]}, {id: b, at: 1930-05-05}]", points="[fire, verdict]") == []


def test_a_fixed_point_by_bulletin_is_heard_of_on_every_way() -> None:
    scenes = "[{id: a, to: [b, c]}, {id: b, at: 1930-05-06, %s to: [d]}, {id: c, to: [d]}, {id: d, at: 1930-05-07}]"
    inquiry = "[{event: inquiry, met_by: bulletin}]"
    assert breaches("L3", scenes % "", points=inquiry) == []
    # A run through b, where there is no radio, misses the news of that time.
    assert found("L3", scenes % "news_from: [],", points=inquiry) == ("d", ("a.b", "b.d"))
    assert breaches("L3", scenes % "news_from: [], tells: [inquiry],", points=inquiry) == []
    assert breaches("L3", scenes % "news_from: [],", points="[inquiry]")
    assert found("L3", scenes % "", points="[{event: fire, met_by: bulletin}]") == ("d", ("a.b", "b.d"))


def test_fixed_points_told_out_of_order_are_found() -> None:
    scenes = """
    - {id: a, choices: [{id: b, to: b}, {id: c, to: c}]}
    - {id: b, at: 1930-05-07, tells: [%s], to: [c]}
    - {id: c, at: 1930-05-07, tells: [fire], to: [d]}
    - {id: d, at: 1930-05-08, tells: [verdict]}
    """
    assert found("L3", scenes % "verdict", points="[fire, verdict]") == ("c", ("a.b", "b.c"))
    assert breaches("L3", scenes % "fire, verdict", points="[fire, verdict]") == []
    assert breaches("L3", scenes % "", points="[fire, verdict]") == []


def test_a_later_fixed_point_that_only_a_closed_choice_brings_first_breaks_no_order() -> None:
    # Without guards a run could come from a straight to b; it never does, and by b it has met the fire already.
    scenes = """
    - {id: a, choices: [{id: c, to: c}, {id: b, if: trust >= 1, to: b}]}
    - {id: c, at: 1930-05-02, tells: [fire], choices: [{id: b, adds: {trust: %s}, to: b}]}
    - {id: b, at: 1930-05-07, tells: [verdict], choices: [{id: d, to: d}, {id: back, if: trust == 2, to: a}]}
    - {id: d, at: 1930-05-08, tells: [fire]}
    """
    assert breaches("L3", scenes % 0, variables=TRUST, points="[fire, verdict]") == []
    assert breaches("L3", scenes % 2, variables=TRUST, points="[fire, verdict]") == []


# L4: every attempt is answered, and changes something.

TRIED = """
- {id: a, choices: [{id: try, attempt: stop, to: b, %s}, {id: wait, to: b}]}
- {id: b, choices: [{id: c, to: c}, {id: d, if: trust == %s, to: d}]}
- {id: c, answers_attempts: [stop], to: [d]}
- {id: d}
"""


def test_an_attempt_that_one_way_leaves_unanswered_is_found_where_it_was_made() -> None:
    add = "adds: {trust: 1}"
    parts = {"variables": TRUST, "attempts": "[{id: stop}]"}
    assert found("L4", TRIED % (add, 1), **parts) == ("a", ("a.try", "b.d"))
    assert breaches("L4", TRIED % (add, 0), **parts) == []


def test_an_answer_before_the_attempt_does_not_count() -> None:
    scenes = """
    - {id: start, choices: [{id: early, attempt: stop, to: a}, {id: past, to: d}]}
    - {id: a, answers_attempts: [stop], choices: [{id: try, attempt: stop, to: b}]}
    - {id: b%s, to: [d]}
    - {id: d}
    """
    assert found("L4", scenes % "", attempts="[{id: stop}]") == ("a", ("start.early", "a.try", "b.d"))
    assert breaches("L4", scenes % ", answers_attempts: [stop]", attempts="[{id: stop}]") == []


def test_an_answer_to_which_no_run_comes_with_its_attempt_open_is_found() -> None:
    scenes = """
    - {id: a, answers_attempts: [%s], choices: [{id: try, attempt: stop, to: b}, {id: wait, to: c}]}
    - {id: b, answers_attempts: [%s], to: [c]}
    - {id: c, answers_attempts: [%s]}
    """
    dead = {places: [(breach.scene, breach.key) for breach in breaches("L4", scenes % places, attempts="[{id: stop}]")]
            for places in (("", "stop", ""), ("", "", "stop"), ("stop", "stop", ""), ("", "stop", "stop"))}  # fmt: skip
    assert list(dead.values()) == [[], [], [("a", ("answers_attempts", 0))], [("c", ("answers_attempts", 0))]]


def test_an_attempt_that_changes_nothing_is_found() -> None:
    parts = {"variables": TRUST, "attempts": "[{id: stop}]"}
    (breach,) = breaches("L4", TRIED % ("", 3), **parts)
    assert (breach.scene, breach.key) == ("a", ("choices", "try"))
    assert "changes nothing" in breach.message
    assert breaches("L4", TRIED % ("dossier_entry: Tried.", 3), **parts) == []
    elsewhere = (TRIED % ("", 3)).replace("{id: wait, to: b}", "{id: wait, to: c}")
    assert breaches("L4", elsewhere, **parts) == []


@pytest.mark.parametrize("part", ["why_record_stood", "what_it_would_take"])
def test_an_answer_whose_reasons_cite_nothing_is_found(part: str) -> None:
    scenes = "[{id: a, choices: [{id: try, attempt: stop, to: b}]}, {id: b, answers_attempts: [stop]}]"
    (breach,) = breaches("L4", scenes, attempts=f"[{{id: stop, {part}: Because.}}]")
    assert (breach.scene, breach.key) == ("attempt:stop", (part,))


# L5: every ending tells the outcome.


def test_an_ending_that_does_not_tell_the_outcome_is_found_in_its_calm_version_too() -> None:
    ending = "{id: b, text: 'It was.[^%s]', calm_text: 'It was.[^%s]'}"
    scenes = "[{id: a, to: [b]}, %s]"
    assert breaches("L5", scenes % ending % ("verdict.given", "verdict.given")) == []
    for labels, key in ((("fire.burnt", "verdict.given"), "text"), (("verdict.given", "fire.burnt"), "calm_text")):
        (breach,) = breaches("L5", scenes % ending % labels)
        assert (breach.scene, breach.key) == ("b", (key,))


# L6: a fixed point is told where it is footnoted; what it asks of the record is in test_sources.py.


@pytest.mark.parametrize(
    ("scene", "key"),
    [
        ("text: 'It burnt.[^fire.burnt]', tells: [fire]", ""),
        ("text: 'It burnt.[^fire.burnt]', depicts: [fire]", ""),
        ("depicts: [fire]", ""),
        ("tells: [fire]", "tells"),
        ("text: 'It burnt.[^fire.burnt]'", "text"),
        ("text: 'It was held.[^inquiry.held]'", ""),
    ],
)
def test_a_fixed_point_is_told_where_the_text_footnotes_it_and_nowhere_else(scene: str, key: str) -> None:
    found = breaches("L6", f"[{{id: a, to: [b]}}, {{id: b, {scene}, to: [c]}}, {{id: c}}]", points="[fire]")
    assert [(breach.scene, breach.key) for breach in found] == ([("b", (key,))] if key else [])


# L7: what is seen is seen at its place and hour.


@pytest.mark.parametrize(
    ("place", "at", "key"),
    [("mill", "1930-05-02 evening", ""), ("mill", "1930-05", ""), ("town", "1930-05-02", "place"),
     ("mill", "1930-05-03", "at")],
)  # fmt: skip
def test_an_event_seen_at_another_place_or_hour_is_found(place: str, at: str, key: str) -> None:
    scenes = f"[{{id: a, to: [b]}}, {{id: b, at: {at}, place: {place}, depicts: [fire]}}]"
    assert [breach.key for breach in breaches("L7", scenes)] == ([(key,)] if key else [])


# L8: everything is alive.

ALIVE = """
- {id: a, choices: [{id: add, adds: {trust: 2}, to: b}, {id: not, to: b}]}
- {id: b, passages: [{if: '%s', text: Words.}], choices: [{id: in, if: '%s', to: c}, {id: out, to: c}]}
- {id: c}
"""


@pytest.mark.parametrize(
    ("passage", "choice", "says"),
    [
        ("trust == 2", "trust >= 1", ""),
        ("trust > 2", "trust >= 1", 'passage: "trust > 2" never holds here'),
        ("trust < 3", "trust >= 1", "guard of this passage always holds"),
        ("trust == 2", "trust == 1", 'choice: "trust == 1" never holds here: trust is 0 or 2.'),
        ("trust == 2", "trust > 0 or trust == 0", "guard of this choice always holds"),
    ],
)
def test_a_guard_that_never_or_always_holds_is_found(passage: str, choice: str, says: str) -> None:
    told = [breach.message for breach in breaches("L8", ALIVE % (passage, choice), variables=TRUST)]
    assert len(told) == bool(says)
    assert all(says in sentence for sentence in told)


def test_a_scene_a_variable_and_an_attempt_that_nothing_leads_to_are_found() -> None:
    scenes = "[{id: a, to: [b]}, {id: b}, {id: lost}]"
    told = breaches("L8", scenes, variables=TRUST, attempts="[{id: stop}]")
    assert [(breach.scene, breach.key) for breach in told] == [
        ("lost", ()), ("", ("variables",)), ("attempt:stop", ()),
    ]  # fmt: skip


# L9: nobody knows what could not be known yet.


def speaks(scenes: str) -> list[Violation]:
    return breaches("L9", scenes, variables=TRUST)


def test_an_event_that_nobody_can_have_heard_of_is_found() -> None:
    scenes = "[{id: a, at: %s, text: 'It is held.[^inquiry.held]', to: [b]}, {id: b}]"
    (breach,) = speaks(scenes % "1930-05-05T09")
    assert (breach.scene, breach.key, breach.run) == ("a", ("text",), ())
    assert speaks(scenes % "1930-05-05T13") == []


def test_who_has_seen_it_knows_it_and_who_came_another_way_does_not() -> None:
    scenes = """
    - {id: a, to: [b, c]}
    - {id: b, at: 1930-05-02, place: mill, depicts: [fire], choices: [{id: go, adds: {trust: 1}, to: d}]}
    - {id: c, choices: [{id: go, to: d}]}
    - {id: d, at: 1930-05-03, passages: [{if: trust == %s, text: 'You think of the fire.[^fire.burnt]'}], to: [e]}
    - {id: e}
    """
    (breach,) = speaks(scenes % 0)
    assert (breach.scene, breach.run) == ("d", ("a.c", "c.go"))
    assert speaks(scenes % 1) == []


def test_who_was_told_in_time_knows_it_from_then_on() -> None:
    scenes = """
    - {id: a, to: [b, c]}
    - {id: b, at: 1930-05-05T%02d, tells: [inquiry], to: [d]}
    - {id: c, to: [%s]}
    - {id: d, at: 1930-05-06, news_from: [], text: 'You think of it.[^inquiry.held]', to: [e]}
    - {id: e}
    """
    assert speaks(scenes % (13, "e")) == []
    assert [(breach.scene, breach.run) for breach in speaks(scenes % (13, "d"))] == [("d", ("a.c", "c.d"))]
    assert [(breach.scene, breach.key) for breach in speaks(scenes % (9, "e"))] == [("b", ("tells",))]


def test_the_record_s_voice_and_endings_may_know_everything() -> None:
    told = "text: 'It was given.[^verdict.given]'"
    assert speaks(f"[{{id: a, narrator: record, {told}, to: [b]}}, {{id: b, {told}}}]") == []
    assert [breach.scene for breach in speaks(f"[{{id: a, {told}, to: [b]}}, {{id: b}}]")] == ["a"]
