"""A run as a text that somebody can hand on, and the runs that ship."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

from game.export.transcript import TRANSCRIPT_FORMATS, export_transcript
from game.play.journal import Journal, replay
from game.play.session import get_machine
from game.play.store.saved_runs import RunStore
from game.render.text import run_text
from game.story.types import Pack
from tests.conftest import SCENES

SAVES = SCENES.parent / "saves"
SHIPPED = sorted(SAVES.glob("*.yaml"))


def journal_of(pack: Pack, path: Path) -> Journal:
    run = RunStore(SAVES).read(path).run
    return replay(get_machine(pack, run.role), run.choices)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_run_that_ships_fits_its_story_to_an_end(shipped: Pack, path: Path) -> None:
    journal = journal_of(shipped, path)
    assert journal.mismatch == ""
    assert journal.scene.ending is not None
    assert all(answered is not None for _, _, answered in journal.list_attempts())


def test_two_runs_of_every_role_ship_and_reach_two_endings(shipped: Pack) -> None:
    ends: dict[str, list[str]] = {}
    for path in SHIPPED:
        journal = journal_of(shipped, path)
        ends.setdefault(journal.machine.role.id, []).append(journal.scene_id)
    assert set(ends) == {role.id for role in shipped.roles}
    assert all(len(found) >= 2 for found in ends.values())
    # A council has one ending, whatever it votes.
    assert all(len(set(ends[role.id])) >= 2 for role in shipped.person_roles)


def test_a_documented_course_never_goes_against_the_record(shipped: Pack) -> None:
    documented = [journal_of(shipped, path) for path in SHIPPED if RunStore(SAVES).read(path).run.documented]
    assert sorted(journal.machine.role.id for journal in documented) == ["council", "nagy"]
    for journal in documented:
        assert not any(journal.machine.is_divergent(taken.spec) for taken in journal.taken)


def test_the_pages_of_a_shipped_run_are_the_same_each_time(shipped: Pack) -> None:
    journal = journal_of(shipped, SHIPPED[0])
    texts = {hashlib.sha256(run_text(shipped, journal, 72, "K").encode()).hexdigest() for _ in range(2)}
    assert len(texts) == 1


@pytest.mark.parametrize("form", TRANSCRIPT_FORMATS)
def test_every_format_tells_every_page_and_the_bibliography(mill: Pack, form: str) -> None:
    journal = replay(get_machine(mill, "weaver"), ["the-notice.ask-the-forewoman", "the-yard.walk", "the-square.leave"])
    text = export_transcript(mill, journal, "A run", form)
    for title in ("The notice", "The yard", "The square", "The train"):
        assert title in text
    assert "Bibliography" in text
    assert re.search(r"Why it stood", text)


def test_markup_in_a_story_stays_text(mill: Pack) -> None:
    journal = replay(get_machine(mill, "weaver"), ["the-notice.tear-it-down"])
    page = export_transcript(mill, journal, "<b>*bold*</b>", "html")
    assert "<b>" not in page
    assert "src=" not in page and "@import" not in page
    assert "\\*bold\\*" in export_transcript(mill, journal, "*bold*", "md")


def test_every_footnote_mark_of_a_run_as_text_has_its_note_on_the_same_page(shipped: Pack) -> None:
    run = re.sub(
        r"\nHow this run ended\n.*", "", run_text(shipped, journal_of(shipped, SHIPPED[0]), 72, "K"), flags=re.DOTALL
    )
    pages = run.split("~" * 72)[:-1]
    assert len(pages) > 5
    for page in pages:
        notes = re.findall(r"^\[(\d+)\] ", page, flags=re.MULTILINE)
        assert notes
        assert set(re.findall(r"\[(\d+)\]", page)) == set(notes), page[:80]


def test_every_footnote_of_the_page_leads_to_a_note(mill: Pack) -> None:
    journal = replay(get_machine(mill, "weaver"), ["the-notice.ask-the-forewoman", "the-yard.stay"])
    page = export_transcript(mill, journal, "", "html")
    wanted = set(re.findall(r'href="#([\w-]+)"', page))
    assert wanted
    assert wanted <= set(re.findall(r'id="([\w-]+)"', page))
