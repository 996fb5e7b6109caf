"""Glosses: each person and word is explained where a run meets it first, on every face."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

import pytest

from game.export.transcript import export_transcript
from game.play.glosses import add_glosses
from game.play.journal import Journal, replay
from game.play.page import Page
from game.play.page_builder import build_page
from game.play.session import get_machine
from game.story.parse import parse_pack
from game.story.read_pack import read_pack_files
from game.story.types import Pack
from tests.conftest import SCENES, planted


def _walk(pack: Pack, role: str, seed: int) -> Journal:
    """A run by random choices, to its end."""
    random = Random(seed)
    journal = replay(get_machine(pack, role), [])
    while journal.scene.ending is None:
        open_here = [c for c in journal.machine.get_choices(journal.scene_id) if c.is_open(journal.values)]
        journal.choose(random.choice(open_here).spec.id)
    return journal


def _pages(pack: Pack, journal: Journal) -> Iterator[Page]:
    for number in range(len(journal.taken) + 1):
        here = replay(journal.machine, journal.choice_refs[:number])
        yield add_glosses(pack, here, build_page(pack, here))


def _new(page: Page) -> list[str]:
    return [f"{gloss.kind} {gloss.id}" for gloss in page.glosses if gloss.is_new]


@pytest.mark.parametrize("role", ["student", "radio-crowd", "nagy", "council"])
def test_whom_a_run_names_is_explained_once_where_it_does_so_first(shipped: Pack, role: str) -> None:
    for seed in range(5):
        met: list[str] = []
        for page in _pages(shipped, _walk(shipped, role, seed)):
            named = [f"{gloss.kind} {gloss.id}" for gloss in page.glosses]
            assert len(set(named)) == len(named)
            assert _new(page) == [each for each in named if each not in met]
            met += _new(page)
            assert page.role_name not in {gloss.name for gloss in page.glosses}
        assert len(met) > 3


def test_a_page_has_the_same_glosses_whatever_was_asked_before(shipped: Pack) -> None:
    """What is kept of one run never shows in another: pages asked in any order, from a pack that was just read."""
    runs = [_walk(shipped, "student", seed) for seed in range(3)]
    asked = [(run, number) for run in runs for number in range(len(run.taken) + 1)]
    Random(1).shuffle(asked)
    for run, number in asked:
        fresh, _, _ = parse_pack(read_pack_files(SCENES)) if number == 5 else (shipped, None, None)
        assert fresh is not None
        here = replay(run.machine, run.choice_refs[:number])
        again = add_glosses(fresh, here, build_page(fresh, here))
        shipped.caches.clear()
        assert again.glosses == add_glosses(shipped, here, build_page(shipped, here)).glosses


def test_what_was_not_shown_explained_nothing(mill: Pack) -> None:
    files = planted("record/glossary.yaml", "meaning", "called: [loom], meaning")
    pack, faults, _ = parse_pack(files)
    assert pack is not None and not faults
    journal = replay(get_machine(pack, "weaver"), ["the-notice.go-to-the-loom"])
    for unread, new in ((), False), ((journal.taken[0].scene.id,), True):
        page = build_page(pack, journal)
        assert {gloss.is_new for gloss in add_glosses(pack, journal, page, unread).glosses} <= {new}


@pytest.mark.parametrize("form", ["txt", "md", "html"])
def test_every_export_has_each_line_once_and_every_mark_leads_to_its_line(shipped: Pack, form: str) -> None:
    journal = _walk(shipped, "nagy", 4)
    told = export_transcript(shipped, journal, "", form)
    flat = re.sub(r"[\s*>\\]+", " ", re.sub(r"<[^>]+>", "", told)).replace("&#x27;", "'").replace("&quot;", '"')
    for page in _pages(shipped, journal):
        for gloss in page.glosses:
            line = re.sub(r"[\s*>\\]+", " ", f": {gloss.says}")
            assert not gloss.is_new or line in flat, gloss
    if form == "html":
        ids, marks = re.findall(r'id="(n\d+-who-[^"]+)"', told), re.findall(r'href="#(n\d+-who-[^"]+)"', told)
        assert len(set(ids)) == len(ids) and len(set(marks)) == len(marks)
        assert set(marks) <= set(ids)
        assert len(marks) > len(ids) / 2
