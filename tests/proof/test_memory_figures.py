"""The measure of memory: figures that can be worked out by hand, and the command that shows them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from game.cli import main
from game.proof.memory.doors import find_alike_scenes, find_doors, find_scenes_behind
from game.proof.memory.drawn_pairs import PairDrawer
from game.proof.memory.figures import FIGURES, THIRDS, measure_memory
from game.proof.memory.page_diff import compare_sentences
from tests.proof.tiny import case, machine

EIGHT = "one two three four five six seven eight"
FORGETS = """
- {id: a, choices: [{id: left, to: b}, {id: right, to: b}]}
- {id: b, to: [c]}
- {id: c, text: 'Nine ten eleven twelve.'}
"""
REMEMBERS = """
- {id: a, choices: [{id: left, to: b, result: 'Four words come here.'}, {id: right, to: b}]}
- {id: b, to: [c]}
- {id: c, text: 'Nine ten eleven twelve.[^verdict.given]', passages: [{after: a.left, text: '%s'}]}
"""


def figures(scenes: str, third: str = "first") -> dict[str, float | None]:
    found = measure_memory(case(scenes), (1, 2), 20)
    assert set(found.shares) == set(FIGURES)
    return {figure: shares[third] for figure, shares in found.shares.items()}


def test_a_story_that_forgets_is_measured_as_one() -> None:
    assert figures(FORGETS) == {
        "later_words_differ": 0, "shared_words_differ": 0, "next_page_same": 1, "never_later": 1,
        "shared_pages_that_differ": 0, "met_later": 0, "same_fate": 1,
    }  # fmt: skip


def test_a_passage_is_measured_word_by_word() -> None:
    # Twelve words on one side, four on the other, and eight of them on one side alone.
    assert figures(REMEMBERS % EIGHT) == {
        "later_words_differ": 0.5, "shared_words_differ": 0.5, "next_page_same": 1, "never_later": 0,
        "shared_pages_that_differ": 1, "met_later": 1, "same_fate": 1,
    }  # fmt: skip
    # Seven words make no page another one, but they are remembered.
    seven = figures(REMEMBERS % EIGHT.removesuffix(" eight"))
    assert (seven["shared_pages_that_differ"], seven["never_later"], seven["met_later"]) == (0, 0, 1)


def test_a_third_in_which_no_choice_lies_has_no_figures() -> None:
    assert set(figures(FORGETS, "last").values()) == {None}


def test_words_are_compared_inside_aligned_sentences() -> None:
    def sentences(*texts: str) -> tuple[tuple[str, ...], ...]:
        return tuple(tuple(text.split()) for text in texts)

    here = sentences("it rains", "you wear the grey coat", "he waits")
    assert compare_sentences(here, sentences("it rains", "he wears the grey coat", "he waits")) == (2, 2)
    assert compare_sentences(here, sentences("it rains", "he waits")) == (5, 0)
    assert compare_sentences(here, here) == (0, 0)


def test_a_seed_draws_the_same_pairs_and_runs_that_part_at_one_choice() -> None:
    drawer = PairDrawer(machine(REMEMBERS % EIGHT))
    first, again, other = (list(drawer.draw(seed, 12)) for seed in (1, 1, 2))
    assert first == again
    assert [pair.choices for pair in first] != [pair.choices for pair in other]
    for pair in first:
        assert pair.choices[0] is not pair.choices[1]
        assert [pages[0].taken for pages in pair.ahead] == [choice.id for choice in pair.choices]
        assert [page.standing for page in pair.ahead[0]][-1] == ((0,) if pair.choices[0].id == "a.left" else ())


DOORS = """
- {id: a, choices: [{id: keep, sets: {kept: true}, to: b}, {id: give, adds: {trust: 1}, to: b}]}
- {id: b, choices: [{id: near, if: kept, to: c}, {id: go, adds: {trust: 1}, to: c}]}
- id: c
  choices: [{id: door, if: kept, to: d}, {id: twin, if: kept, to: e}, {id: sum, if: trust >= 2, to: e},
            {id: ahead, adds: {trust: 1}, to: e}, {id: more, adds: {trust: 1}, to: e}]
- {id: d, text: 'One two three four five six seven eight.[^verdict.given]'}
- {id: e, text: 'And one two three four five six seven eight.[^verdict.given]'}
"""


def test_a_door_asks_for_an_act_at_least_two_scenes_before() -> None:
    context = case(DOORS, variables="[{id: kept, start: false}, {id: trust, start: 0, highest: 9}]")
    doors = find_doors(context)
    assert [(door.choice, door.reads, door.twins) for door in doors] == [
        ("c.door", ("kept",), ()), ("c.twin", ("kept",), ("sum", "ahead", "more")),
    ]  # fmt: skip
    assert find_scenes_behind(context, doors) == ["d"]
    assert [(one, other) for one, other, _ in find_alike_scenes(context)] == [("e", "d")]
    counted = measure_memory(context, (1,), 40)
    door = counted.doors[0]
    assert (door.arrivals, 0 < door.rate < 1) == (40, True)
    assert 0 < counted.visits["d"] <= door.opened


def test_the_command_lists_what_an_author_has_to_write(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = str(tmp_path / "own")
    assert main(["new", folder]) == 0
    capsys.readouterr()
    assert main(["check", "--scenes", folder, "--memory", "--pairs", "20"]) == 0
    told = capsys.readouterr().out
    assert "Memory of technician: the worst of 3 times 20 pairs, beside the goal" in told
    assert "choices without an answer (L10)" in told
    assert main(["check", "--scenes", folder, "--memory", "--pairs", "20", "--format", "json"]) == 0
    memory = json.loads(capsys.readouterr().out)["memory"]["technician"]
    assert set(memory["later_words_differ"]) == set(THIRDS)
    assert set(FIGURES) <= set(memory)
