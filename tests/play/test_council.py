"""A council is shown whole: every option answered, the same texts as in the game, footnotes that lead somewhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import pytest

from game.branches.compare import compare_runs
from game.play.council import Council, Decision, build_council
from game.play.journal import replay
from game.play.ledger import build_ledger
from game.play.page import Sentence
from game.play.page_builder import build_page
from game.play.session import get_machine
from game.render.html import page_html
from game.render.text import page_text
from game.story.types import Pack


@pytest.fixture
def guild(mill: Pack) -> Council:
    return build_council(mill, "guild")


def sentences(thing: object) -> Iterator[Sentence]:
    """Every sentence anywhere inside a thing."""
    if isinstance(thing, Sentence):
        yield thing
    elif isinstance(thing, tuple):
        for item in thing:
            yield from sentences(item)
    else:
        names = (
            [field.name for field in fields(thing)] if is_dataclass(thing) else getattr(thing, "__struct_fields__", ())
        )
        for name in names:
            yield from sentences(getattr(thing, name))


def test_it_goes_from_its_frame_through_its_decisions_to_its_coda(guild: Council) -> None:
    assert [guild.frame.page.scene, guild.coda.page.scene] == ["the-hall", "the-shutters"]
    assert [(one.scene.page.scene, one.record.page.scene) for one in guild.decisions] == [
        ("the-petition", "what-they-did")
    ]


def test_every_option_has_a_letter_and_a_whole_answer(guild: Council) -> None:
    (decision,) = guild.decisions
    assert [(option.letter, option.id) for option in decision.options] == [
        ("A", "wait"), ("B", "walk"), ("C", "write"), ("D", "accept"),
    ]  # fmt: skip
    for option in decision.options:
        answer = option.answer
        assert all(
            [
                answer.what_changed,
                answer.record_claims,
                answer.why_record_stood,
                answer.what_it_would_take,
                answer.reach,
            ]
        )
    assert decision.recorded_option.id == "walk"


def test_nothing_before_the_reveal_tells_what_happened(guild: Council) -> None:
    (decision,) = guild.decisions
    told = [decision.scene.page, decision.scene.easy_text, decision.scene.projector_text]
    text = " ".join(sentence.text for sentence in sentences(tuple(told)))
    assert "Wages are cut by a tenth." in text
    assert "left the looms" not in text
    assert decision.record.page.answers == ()
    assert decision.record.page.taken_choice == ""


@pytest.mark.parametrize("pack", ["mill", "shipped"])
def test_footnotes_are_numbered_together_and_lead_to_the_decisions_notes(
    pack: str, request: pytest.FixtureRequest
) -> None:
    found: Pack = request.getfixturevalue(pack)
    (role,) = found.council_roles
    for decision in build_council(found, role.id).decisions:
        numbered(decision)


def numbered(decision: Decision) -> None:
    numbers = {note.number for note in decision.footnotes}
    used = {number for sentence in sentences((decision.scene, decision.options, decision.record))
            for number in sentence.footnote_numbers}  # fmt: skip
    assert used == numbers == set(range(1, len(numbers) + 1))


def test_the_record_page_shows_what_is_disputed(guild: Council) -> None:
    (disputed,) = guild.decisions[0].record.page.disputes
    assert disputed.question == "How many walked out?"
    assert [reading.says for reading in disputed.readings] == ["Sixty.", "All of them."]


def test_what_happened_is_answered_and_is_not_against_the_record(mill: Pack) -> None:
    machine = get_machine(mill, "guild")
    for choice, against in (("walk", False), ("accept", True)):
        journal = replay(machine, ["the-hall.sit", f"the-petition.{choice}"])
        assert journal.mismatch == ""
        assert [answer.happened for answer in build_page(mill, journal).answers] == [not against]
        assert [deed.is_divergent for deed in build_ledger(mill, journal).entries] == [False, against]
        assert len(build_ledger(mill, journal).answers) == against
        side = compare_runs(mill, [("a", journal)]).runs[0]
        assert bool(side.attempts) is against


def test_a_council_hears_no_bulletins(mill: Pack) -> None:
    assert build_page(mill, replay(get_machine(mill, "guild"), ["the-hall.sit"])).bulletins == ()
    assert build_page(mill, replay(get_machine(mill, "weaver"), ["the-notice.go-to-the-loom"])).bulletins


def test_the_ending_tells_what_became_of_the_decisions_and_not_of_a_person(mill: Pack) -> None:
    page = build_council(mill, "guild").coda.page
    for shown in (page_text(page, 80), page_html(page, "c")):
        assert "What became of what was decided: The guild was dissolved." in shown
        assert "What became of you" not in shown
