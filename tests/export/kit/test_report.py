"""The report of a lesson, and the session that it is made from."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from playwright.sync_api import Page

from game.branches.run_keys import decode_key
from game.cli import main
from game.export.kit.class_report import build_class_report
from game.export.kit.lesson_session import DecisionResult, LessonSession, dump_session, read_session
from game.story.types import Pack
from game.text.diagnostics import UserError
from tests.conftest import MILL
from tests.export.kit.test_papers import told

HELD = LessonSession(
    format=1,
    pack="mill",
    version=1,
    role="guild",
    decisions=[
        DecisionResult(
            scene="the-petition",
            chosen="accept",
            ballots=[{"wait": 9, "walk": 8, "accept": 2}, {"accept": 17, "walk": 1}],
            cards={"ledger": 12, "talk": 1},
        )
    ],
)


class Unfolded(HTMLParser):
    """The text of a page that no closed fold hides."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.depth = 0
        self.text: list[str] = []
        self.feed(re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "details":
            assert "open" not in dict(attrs)
            self.depth += 1

    def handle_endtag(self, tag: str) -> None:
        if tag == "details":
            self.depth -= 1

    def handle_data(self, data: str) -> None:
        if not self.depth:
            self.text.append(data)


@pytest.mark.parametrize("session", [HELD, None], ids=["of a lesson", "to catch up"])
def test_what_became_of_it_stays_folded_until_the_reader_opens_it(mill: Pack, session: LessonSession | None) -> None:
    page = build_class_report(mill, "guild", session)
    shown = " ".join("".join(Unfolded(page).text).split())
    assert "Four motions lie on the table." in shown and "Accept the cut" in shown
    assert not [part for part in told(mill, "guild") if part in shown]
    assert "17" not in shown


def test_a_fold_can_be_opened_once_the_reader_has_chosen(window: Page, mill: Pack, tmp_path: Path) -> None:
    file = tmp_path / "class.html"
    file.write_text(build_class_report(mill, "guild", HELD), encoding="utf-8")
    window.goto(file.as_uri())
    fold = window.locator("details.reveal").first
    assert not fold.is_visible()
    window.get_by_label("Write to the owner").check()
    assert "After the talk" not in window.locator("main").inner_text()
    fold.locator("summary").click()
    assert "After the talk" in window.locator("main").inner_text()


def test_the_report_tells_the_hands_the_reasons_and_the_way(mill: Pack) -> None:
    page = build_class_report(mill, "guild", HELD)
    assert "First: A 9, B 8, C nobody, D a few." in page
    assert "After the talk: A nobody, B a few, C nobody, D 17." in page
    assert "fact 2, 12; fact 3, a few." in page
    key = re.search(r'class="key">([^<]+)<', page)
    assert key and "the-petition.accept" in decode_key(mill, key[1]).choice_refs


def test_a_session_survives_its_file(mill: Pack) -> None:
    assert read_session(dump_session(HELD), "session.json") == HELD


@pytest.mark.parametrize(
    "data", [b"", b"{}", b'{"format": 2}', b'{"format":1,"pack":"mill","version":1,"role":"guild","decisions":[{}]}']
)
def test_a_file_that_is_no_session_gets_a_sentence(data: bytes) -> None:
    with pytest.raises(UserError, match="no session of a lesson"):
        read_session(data, "session.json")


def test_a_session_that_no_longer_fits_is_told_as_far_as_it_fits(mill: Pack) -> None:
    changed = LessonSession(
        format=1, pack="mill", version=1, role="guild", decisions=[DecisionResult("the-petition", "gone")]
    )
    assert "How the class voted" not in build_class_report(mill, "guild", changed)


def test_a_report_is_never_written_over_another(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    session, out = tmp_path / "session.json", tmp_path / "class.html"
    session.write_bytes(dump_session(HELD))
    words = ["class", "--scenes", str(MILL), "--report", str(session), "--out", str(out)]
    assert main(words) == 0
    assert main(words) == 1
    assert "nothing was touched" in capsys.readouterr().err
    session.write_bytes(dump_session(LessonSession(format=1, pack="other", version=1, role="guild")))
    assert main([*words[:-1], str(tmp_path / "second.html")]) == 1
    assert 'the pack "other"' in capsys.readouterr().err
