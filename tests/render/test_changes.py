"""What a choice changed is said under its result; the file is read out; the record answers in its place."""

from __future__ import annotations

import pytest

from game.play.journal import replay
from game.play.ledger import build_ledger
from game.play.page import Page
from game.play.page_builder import build_page
from game.render import blocks
from game.render.blocks import Block
from game.render.page_blocks import list_ledger_blocks, list_page_blocks
from game.story.machine import RoleMachine
from game.story.types import Pack
from tests.proof.tiny import pack

VARIABLES = """[{id: trust, label: Trust, shown: true, start: 0, lowest: 0, highest: 2, levels: [none, some, all]},
    {id: hidden, start: 0, highest: 3}]"""
SCENES = """
- id: a
  at: 1930-05-01
  choices:
    - {id: gain, adds: {trust: 2, hidden: 1}, dossier_entry: Was seen., result: You are seen by all of them., to: b}
    - {id: keep, adds: {hidden: 1}, to: b}
- id: b
  at: 1930-05-02
  choices:
    - {id: soon, adds: {trust: -1}, dossier_entry: Left early., to: c}
    - {id: late, adds: {trust: -1}, to: d}
    - {id: try, attempt: stop, to: e}
    - {id: end, attempt: stop, to: f}
- {id: c, at: 1930-06, news_from: [], reads_dossier: true, to: [f]}
- {id: d, at: "1933", to: [f]}
- {id: e, at: 1930-06, news_from: [], answers_attempts: [stop], to: [f]}
- {id: f, at: "1934", answers_attempts: [stop]}
"""


@pytest.fixture(scope="module")
def tiny() -> Pack:
    return pack(SCENES, variables=VARIABLES, attempts="[{id: stop}]")


def at(tiny: Pack, *choices: str) -> Page:
    return build_page(tiny, replay(RoleMachine(tiny.get_role("r")), choices))


def changes(page: Page) -> list[str]:
    return [line for block in list_page_blocks(page) if isinstance(block, blocks.Changes) for line in block.lines]


def kinds(shown: list[Block]) -> list[str]:
    return [type(block).__name__ for block in shown]


def test_what_a_choice_changed_is_said_under_its_result(tiny: Pack) -> None:
    page = at(tiny, "a.gain")
    assert changes(page) == ["Trust: none → all", "Noted: Was seen."]
    assert kinds(list_page_blocks(page)) == ["Where", "Quote", "Prose", "Changes", "Heading", "Prose"]
    # A variable that is not shown changes nothing to be seen, and the first page has no choice before it.
    assert changes(at(tiny, "a.keep")) == changes(at(tiny)) == []


def test_gauges_are_gone_where_a_year_has_passed_and_at_endings(tiny: Pack) -> None:
    soon, late, end = at(tiny, "a.gain", "b.soon"), at(tiny, "a.gain", "b.late"), at(tiny, "a.gain", "b.soon", "c.f")
    assert [gauge.level for gauge in soon.gauges] == ["some"]
    assert changes(soon) == ["Trust: all → some", "Noted: Left early."]
    assert late.gauges == end.gauges == ()
    assert changes(late) == []


def test_the_file_is_read_out_where_the_story_says_so_and_closes_the_ledger(tiny: Pack) -> None:
    def rows(shown: list[Block]) -> list[str]:
        return [row.text for block in shown if isinstance(block, blocks.Account) for row in block.rows]

    read = [block for block in list_page_blocks(at(tiny, "a.gain", "b.soon")) if isinstance(block, blocks.Panel)]
    assert [rows(list(panel.blocks)) for panel in read] == [["Was seen.", "Left early."]]
    assert not [block for block in list_page_blocks(at(tiny, "a.gain")) if isinstance(block, blocks.Panel)]
    assert "Panel" not in kinds(list_page_blocks(at(tiny, "a.keep", "b.soon", "c.f")))
    journal = replay(RoleMachine(tiny.get_role("r")), ["a.gain", "b.soon", "c.f"])
    assert rows(list_ledger_blocks(build_ledger(tiny, journal), []))[-2:] == ["Was seen.", "Left early."]


def test_the_answer_opens_the_page_as_story_and_waits_behind_one_line(tiny: Pack) -> None:
    page = at(tiny, "a.keep", "b.try")
    shown = list_page_blocks(page, "Type why.")
    assert kinds(shown) == ["Where", "Quote", "Prose", "Heading", "Prose", "Fold"]
    assert [sentence.text for sentence in blocks.list_sentences(shown)] == ["It did.", "Words."]
    (fold,) = (block for block in shown if isinstance(block, blocks.Fold))
    assert (fold.line, fold.hint) == ("The record stands: why?", "Type why.")
    # The notes of what is behind the line are numbered behind those of the page, and are not among them.
    assert (page.footnotes, [note.number for note in page.answer_footnotes]) == ((), [1])


def test_an_ending_says_what_changed_and_leaves_the_answer_to_the_ledger(tiny: Pack) -> None:
    page = at(tiny, "a.keep", "b.end")
    assert "Fold" not in kinds(list_page_blocks(page))
    assert next(blocks.list_sentences(list_page_blocks(page))).text == "It did."
    journal = replay(RoleMachine(tiny.get_role("r")), ["a.keep", "b.end"])
    (answer,) = [
        block for block in list_ledger_blocks(build_ledger(tiny, journal), []) if isinstance(block, blocks.Panel)
    ]
    assert kinds(list(answer.blocks)) == ["Remark", "Remark", "Part", "Part", "Part", "Part"]
