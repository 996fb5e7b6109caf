"""Each hint for authors is given where it fits, and not where it would be a false alarm."""

from __future__ import annotations

from typing import Any

import pytest

from game.proof import hints
from game.proof.context import Violation
from tests.proof.tiny import RECORD, case

VARIABLES = "[{id: trust, start: 0, highest: 3}, {id: seen, start: false}]"


def given(hint: Any, scenes: str) -> list[Violation]:
    return list(hint(case(scenes, variables=VARIABLES)))


def test_two_choices_that_do_the_same_are_hinted_at_unless_they_never_stand_together() -> None:
    scenes = "[{id: a, choices: [{id: x, %s adds: {trust: 1}, to: b}, {id: z, %s adds: {trust: %s}, to: b}]}, {id: b}]"
    (hint,) = given(hints.find_duplicate_choices, scenes % ("", "", 1))
    assert (hint.scene, hint.key) == ("a", ("choices", "z"))
    assert given(hints.find_duplicate_choices, scenes % ("", "", 2)) == []
    assert given(hints.find_duplicate_choices, scenes % ("if: seen,", "if: not seen,", 1)) == []


def test_an_effect_that_nothing_reads_behind_it_is_hinted_at() -> None:
    scenes = """
    - {id: a, choices: [{id: x, adds: {trust: 1}, to: b}]}
    - {id: b, choices: [{id: in, if: trust >= 1, %s to: c}, {id: past, to: c}]}
    - {id: c}
    """
    assert given(hints.find_dead_effects, scenes % "") == []
    (hint,) = given(hints.find_dead_effects, scenes % "sets: {trust: 0},")
    assert (hint.scene, hint.key) == ("b", ("choices", "in", "sets", "trust"))


def test_values_that_no_run_reaches_are_named() -> None:
    scenes = "[{id: a, choices: [{id: x, adds: {trust: 2}, to: b}, {id: z, to: b}]}, {id: b}]"
    told = [hint.message for hint in given(hints.find_unreachable_values, scenes)]
    assert told == [
        'no run ever brings "trust" to 1 or 3; its range is 0 to 3.',
        'no run ever brings "seen" to 1; its range is 0 to 1.',
    ]


def test_an_effect_that_changes_nothing_on_any_run_is_hinted_at() -> None:
    scenes = """
    - {id: a, choices: [{id: x, adds: {trust: 3}, sets: {seen: true}, to: b}, {id: z, adds: {trust: 3}, to: b}]}
    - {id: b, choices: [{id: more, adds: {trust: 1}, sets: {seen: true}, to: c}]}
    - {id: c}
    """
    hinted = [(hint.scene, hint.key) for hint in given(hints.find_unreachable_values, scenes) if hint.law == "idle"]
    assert hinted == [("b", ("choices", "more", "adds", "trust"))]


def test_a_scene_that_almost_no_run_reaches_is_named_with_its_share() -> None:
    to_c, to_d = (", ".join(f"{{id: d{n}, to: {to}}}" for n in range(11)) for to in "cd")
    scenes = f"""
    - {{id: a, choices: [{{id: x, to: b}}, {to_c}]}}
    - {{id: b, to: [d]}}
    - {{id: c, choices: [{to_d}]}}
    - {{id: d}}
    """
    (hint,) = given(hints.find_rare_scenes, scenes)
    assert (hint.scene, hint.message) == ("b", "only 0.82 % of the runs reach this scene.")


@pytest.mark.parametrize(("count", "hinted"), [(59, True), (60, False), (240, False), (241, True)])
def test_a_long_or_short_scene_is_named(count: int, hinted: bool) -> None:
    fitting = "word " * 100
    scenes = f"[{{id: a, text: {'word ' * count}, to: [b]}}, {{id: b, text: '{fitting}[^verdict.given]'}}]"
    assert [hint.scene for hint in given(hints.find_odd_lengths, scenes)] == ["a"] * hinted


@pytest.mark.parametrize(
    ("text", "hinted"),
    [
        ("It burnt in 1930.", True),
        ("It burnt on 2 May.", True),
        ("'It burnt in 1930.[^fire.burnt]'", False),
        ("Some forty of you wait.", False),
        ("Weber waits.", False),
        ("'Weber lit it.[^fire.burnt]\n\n    Weber waits.'", True),
    ],
)
def test_a_date_a_number_or_a_known_name_without_a_footnote_is_hinted_at(
    text: str, hinted: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(RECORD, "record/people.yaml", "[{id: ada-weber, name: Ada Weber, description: A weaver.}]")
    found = given(hints.find_uncited_facts, f"[{{id: a, text: {text}, to: [b]}}, {{id: b}}]")
    assert [(hint.scene, hint.key) for hint in found] == [("a", ("text",))] * hinted


def test_a_reason_that_says_what_its_claims_say_is_hinted_at() -> None:
    scenes = "[{id: a, choices: [{id: x, attempt: stop, to: b}]}, {id: b, answers_attempts: [stop]}]"
    for reason, hinted in (
        ("It was held in spring.[^inquiry.held]", True),
        ("Nobody asked you.[^inquiry.held]", False),
    ):
        attempts = f"[{{id: stop, record_claims: [inquiry.held], why_record_stood: '{reason}'}}]"
        found = list(hints.find_repeated_claims(case(scenes, attempts=attempts)))
        assert [(hint.scene, hint.key) for hint in found] == [("attempt:stop", ("why_record_stood",))] * hinted
