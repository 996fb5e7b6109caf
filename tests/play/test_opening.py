"""What goes before a run's first page: the role's introduction and its prologue."""

from __future__ import annotations

import pytest

from game.play.journal import replay
from game.play.ledger import build_ledger
from game.play.page_builder import build_page
from game.play.session import get_machine
from game.proof.report import run_check
from game.render.page_blocks import list_opening_blocks, list_page_blocks, select_footnotes
from game.render.text import blocks_text
from game.story.parse import parse_pack
from game.story.types import Pack
from tests.conftest import planted


def _with_prologue(text: str) -> dict[str, bytes]:
    """The small pack, whose weaver has a prologue."""
    return planted("weaver/role.yaml", "content_note:", f"prologue: |\n  {text}\ncontent_note:")


def _read(files: dict[str, bytes]) -> Pack:
    pack, faults, _ = parse_pack(files)
    assert pack is not None and not faults, faults
    return pack


def test_it_stands_before_the_first_page_and_nowhere_else() -> None:
    """Its footnotes are numbered first; no later page and no page without it has them."""
    pack = _read(_with_prologue("Wages are a tenth lower.[^wage-cut.tenth]"))
    machine = get_machine(pack, "weaver")
    start = replay(machine, [])
    page = build_page(pack, start, with_opening=True)
    opening = blocks_text(list_opening_blocks(page), 72)
    assert opening.startswith(machine.role.name)
    assert " ".join(machine.role.who.split())[:40] in " ".join(opening.split())
    assert "Wages are a tenth lower. [1]" in opening
    assert " ".join(machine.role.content_note.split())[:30] in " ".join(opening.split())
    assert [note.label for note in select_footnotes(page, list_opening_blocks(page))] == ["wage-cut.tenth"]
    assert blocks_text(list_page_blocks(page), 72).startswith(opening)
    assert build_page(pack, start).opening is None
    start.choose(machine.get_choices(start.scene_id)[0].spec.id)
    assert build_page(pack, start, with_opening=True).opening is None


def test_its_sources_are_in_the_bibliography() -> None:
    """A ledger names what the prologue cites, even if no page of the run cites it."""
    pack = _read(_with_prologue("Wages are a tenth lower.[^wage-cut.tenth]"))
    cited = {cite.source for cite in pack.record.claims_by_label["wage-cut.tenth"].cites}
    assert cited <= {source.id for source in build_ledger(pack, replay(get_machine(pack, "weaver"), [])).sources}


@pytest.mark.parametrize(
    ("sentence", "rule"),
    [
        ("The owner counts the looms.[^walk-out.nobody]", "footnote"),
        ("They have all walked out.[^walk-out.sixty]", "L9"),
        ("{slot}", "id"),
    ],
)
def test_it_keeps_the_rules_of_told_text(sentence: str, rule: str) -> None:
    """A footnote leads to a claim, nobody speaks of what is still to come, and only a scene's text has slots."""
    report = run_check(_with_prologue(sentence))
    found = [fault for fault in report.violations if fault.rule == rule]
    assert [(fault.file, fault.key) for fault in found] == [("weaver/role.yaml", "prologue")]


def test_every_role_that_ships_introduces_itself(shipped: Pack, sample: Pack) -> None:
    """Each person has a prologue of a few sentences, and it is in the second person."""
    for role in (*shipped.person_roles, *sample.person_roles):
        lines = (role.prologue or "").splitlines()
        assert 3 <= len(lines) <= 8, role.id
        assert " you" in f" {(role.prologue or '').lower()}", role.id
