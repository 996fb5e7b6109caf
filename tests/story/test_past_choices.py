"""Passages under `after` and in slots, as an author writes them: what they mean, and what is said of a slip."""

from __future__ import annotations

import pytest

from game.story.guards import GuardError
from game.story.parse import parse_pack
from game.story.past_choices import MAX_JOINED, parse_after
from game.story.slots import fill_slots, find_slots
from tests.proof.tiny import files

SCENES = """[{id: a, to: [b]}, {id: b, text: "Words.\\n{the-coat}\\nMore.", passages: [%s], to: [c]}, {id: c}]"""


@pytest.mark.parametrize(
    ("after", "past", "holds"),
    [
        ("a.b", ["a.b"], True),
        ("a.b", ["a.c"], False),
        ("not a.b", [], True),
        ("the-yard.go-out or (a.b and not a.c)", ["a.b"], True),
        ("the-yard.go-out or (a.b and not a.c)", ["a.c", "a.b"], False),
        ("not-here.and-there", ["not-here.and-there"], True),
        ("a.b and(not a.c)", ["a.b"], True),
    ],
)
def test_a_condition_asks_for_choices_of_the_past(after: str, past: list[str], holds: bool) -> None:
    assert parse_after(after).holds(past) is holds


@pytest.mark.parametrize(
    "after", ["", "courage", "a.b >= 1", "a.b c.d", "a.b and", "(a.b", "a.b.c", "true", "a.b or 1", "__import__('os')"]
)
def test_anything_else_is_refused_in_a_sentence(after: str) -> None:
    with pytest.raises(GuardError, match=r"names no choice of the past: write scene\.choice"):
        parse_after(after)


def test_a_condition_joins_only_a_few_choices() -> None:
    refs = [f"a.c{number}" for number in range(MAX_JOINED + 1)]
    parse_after(" or ".join(refs[1:] * 2))
    with pytest.raises(GuardError, match="let a variable remember them"):
        parse_after(" or ".join(refs))


def test_a_slot_takes_sentences_into_its_paragraph_and_leaves_nothing_behind() -> None:
    text = "One.\n{coat}\nTwo.\n\n{hat}\n\nThree, {coat} said.\n"
    assert find_slots(text) == ["coat", "hat"]
    assert fill_slots(text, {"coat": ["Wool.\n", "Grey."]}) == "One.\nWool.\nGrey.\nTwo.\n\n\nThree, {coat} said.\n"
    assert fill_slots(text, {}) == "One.\nTwo.\n\n\nThree, {coat} said.\n"


@pytest.mark.parametrize(
    ("passage", "key", "says"),
    [
        ("{after: a.b, slot: the-coat, text: Wool.}", "", ""),
        ("{slot: the-coat, text: Wool.}", "b.passages[1]", 'stands under a guard, "if", after a choice, "after"'),
        (
            "{after: a.x, slot: the-coat, text: W.}",
            "b.passages[1].after",
            'there is no choice "a.x". Did you mean "a.b"?',
        ),
        ("{after: a, slot: the-coat, text: Wool.}", "b.passages[1].after", '"a" names no choice of the past'),
        (
            "{after: a.b, slot: the-cost, text: Wool.}",
            "b.passages[1].slot",
            'no slot "the-cost". Did you mean "the-coat"?',
        ),
        (
            "{after: a.b, slot: the-coat, before_text: true, text: W.}",
            "b.passages[1].slot",
            "before the text or in a slot",
        ),
        ("{after: a.b, text: Wool.}", "b.text", 'no passage stands in this slot: give one "slot: the-coat"'),
        ('{after: a.b, slot: the-coat, text: "W.\\n{x}"}', "b.passages[1].text", "only the scene's own text in full"),
    ],
)
def test_a_slip_of_a_passage_is_told_at_its_key(passage: str, key: str, says: str) -> None:
    _, faults, _ = parse_pack(files(SCENES % passage))
    assert says in (faults[0].message if faults else "")
    assert [fault.key for fault in faults][:1] == ([key] if key else [])
