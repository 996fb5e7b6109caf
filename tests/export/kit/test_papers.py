"""The papers of a lesson: what each must hold and must not, and that they ask for nothing."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from playwright.sync_api import Page

from game.cli import main
from game.export.kit.page_template import join_sentences
from game.export.kit.papers import build_kit
from game.play.council import build_council
from game.story.parse import parse_pack
from game.story.types import Pack
from tests.conftest import MILL, planted

#: Attributes by which a page can make a browser ask for something.
ASKS = {"src", "href", "srcset", "action", "poster", "data", "background", "formaction", "ping", "manifest"}


class Asked(HTMLParser):
    """Collects every address that a page names in an attribute, its policy, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.policy = ""
        self.text: list[str] = []
        self.inside = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = tag
        self.addresses += [value or "" for name, value in attrs if name in ASKS]
        if tag == "meta" and ("http-equiv", "Content-Security-Policy") in attrs:
            self.policy = dict(attrs)["content"] or ""

    def handle_data(self, data: str) -> None:
        if self.inside not in {"style", "script"}:
            self.text.append(data)

    def handle_endtag(self, tag: str) -> None:
        self.inside = ""


def words(page: str) -> str:
    return " ".join("".join(Asked(page).text).split())


def told(pack: Pack, role: str) -> list[str]:
    """Every part of every answer of a council, and its records, as plain text."""
    found = build_council(pack, role)
    parts = []
    for decision in found.decisions:
        parts += [join_sentences((paragraph,)) for paragraph in decision.record.page.paragraphs]
        for option in decision.options:
            answer = option.answer
            parts += [
                join_sentences(answer.what_changed),
                join_sentences((answer.record_claims,)),
                join_sentences(answer.why_record_stood),
                join_sentences(answer.what_it_would_take),
            ]
    return parts


def test_no_file_asks_any_address_for_anything(papers: dict[str, str]) -> None:
    for name, page in papers.items():
        if name.endswith(".html"):
            assert all(address.startswith("#") for address in Asked(page).addresses), name
            assert all(found.startswith("data:font/") for found in re.findall(r"url\(([^)]*)", page)), name
            assert not re.search(r"@import|fetch\(|XMLHttpRequest|WebSocket|sendBeacon|import\(", page), name
            assert Asked(page).policy.startswith("default-src 'none';"), name


def test_the_page_for_the_wall_stays_small(papers: dict[str, str], shipped_lesson: str) -> None:
    assert len(papers["lesson.html"].encode()) < 400_000
    assert len(shipped_lesson.encode()) < 400_000


def test_what_a_class_reads_ahead_tells_nothing_of_what_became_of_it(papers: dict[str, str], mill: Pack) -> None:
    for name in ("read-ahead.html", "cards.html", "ticket.html", "parents.html", "sources.html"):
        assert not [part for part in told(mill, "guild") if part in words(papers[name])], name


def test_the_teachers_script_holds_every_option_and_every_answer(papers: dict[str, str], mill: Pack) -> None:
    script = re.sub(r"(?<=[.”?])\d+(?= |$)", "", words(papers["script.html"]))
    for part in told(mill, "guild"):
        assert part in script
    for decision in build_council(mill, "guild").decisions:
        for option in decision.options:
            assert option.text in script


def test_the_source_sheet_gives_every_fact_its_source(papers: dict[str, str], mill: Pack) -> None:
    sheet = " ".join(papers["sources.txt"].split())
    for decision in build_council(mill, "guild").decisions:
        for card in decision.scene.page.cards:
            assert join_sentences(card.paragraphs) in sheet
            numbers = {
                number
                for paragraph in card.paragraphs
                for sentence in paragraph
                for number in sentence.footnote_numbers
            }
            for note in decision.footnotes:
                if note.number in numbers:
                    assert all(cited.text in sheet for cited in note.citations)


def test_text_of_a_pack_stays_text_on_every_paper() -> None:
    evil = "<script>alert(1)</script><img src=x onerror=alert(1)> {{ 7 * 7 }} </title>"
    files = planted("guild/role.yaml", "content_note: ", f"content_note: '{evil}' # ")
    pack, faults, _ = parse_pack(files)
    assert pack is not None and not faults
    for name, page in build_kit(pack, "guild").items():
        if name.endswith(".html"):
            assert "<script>alert" not in page and "<img" not in page and "49" not in words(page), name
            assert name != "read-ahead.html" or evil in words(page), name


def test_what_is_copied_for_a_class_is_one_page_of_paper_each(window: Page, shipped: Pack, tmp_path: Path) -> None:
    council = next(role.id for role in shipped.roles if role.kind == "council")
    files = build_kit(shipped, council)
    for name in ("cards.html", "sources.html", "ticket.html", "rubric.html", "parents.html", "it.html"):
        file = tmp_path / name
        file.write_text(files[name], encoding="utf-8")
        window.goto(file.as_uri())
        pages = re.findall(rb"/Type\s*/Page\b", window.pdf(prefer_css_page_size=True))
        assert len(pages) == 1, name


def test_papers_are_written_once_and_never_over_others(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "class 9B"
    assert main(["class", "--scenes", str(MILL), "--kit", str(folder)]) == 0
    assert "lesson.html" in capsys.readouterr().out
    (folder / "script.html").write_text("notes of a teacher", encoding="utf-8")
    assert main(["class", "--scenes", str(MILL), "--kit", str(folder)]) == 1
    assert "nothing was touched" in capsys.readouterr().err
    assert (folder / "script.html").read_text(encoding="utf-8") == "notes of a teacher"


def test_a_pack_without_a_council_has_no_lesson(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", str(tmp_path / "own")]) == 0
    assert main(["class", "--scenes", str(tmp_path / "own"), "--kit", str(tmp_path / "papers")]) == 1
    assert "no council" in capsys.readouterr().err
