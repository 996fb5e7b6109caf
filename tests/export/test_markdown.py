"""Markdown out of the game holds no Markdown but our own, and the whole ledger."""

from __future__ import annotations

import re
from html import unescape

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from game.export.markdown import plain
from game.export.transcript import export_transcript
from game.play.journal import replay
from game.play.session import get_machine
from game.story.types import Pack
from tests.conftest import planted

SIGNS = st.text(alphabet="-+=*_#>!()[]<>|~`&;:.\\1 9a\n", max_size=20)


def shown(markdown: str) -> str:
    """What a reader of rendered Markdown sees."""
    return unescape(re.sub(r"<[^>]*>", "", MarkdownIt().enable("table").render(markdown))).strip()


@settings(deadline=None)
@given(SIGNS)
def test_a_text_is_shown_as_it_was_written(text: str) -> None:
    said = " ".join(text.split())
    rendered = MarkdownIt().render(plain(text))
    assert shown(plain(text)) == said
    assert rendered == "" or re.fullmatch(r"<p>[^<]*</p>\n", rendered)


@settings(deadline=None)
@given(SIGNS)
def test_a_text_in_a_list_stays_one_item(text: str) -> None:
    rendered = MarkdownIt().render(f"- {plain(text)} b")
    assert rendered.count("<li>") == 1
    assert rendered.count("<ul>") == 1
    assert "<ol>" not in rendered


def test_an_exclamation_mark_does_not_make_a_picture_of_a_footnote() -> None:
    assert plain("They shout: home!") == "They shout: home\\!"


def test_a_web_address_can_be_followed() -> None:
    rendered = MarkdownIt().render(plain("A title_with_lines, https://example.org/a_b_c?x=1."))
    assert 'href="https://example.org/a_b_c?x=1"' in rendered
    assert "title_with_lines" in rendered


def test_the_ledger_tells_what_was_done_what_stood_and_how_it_ended(mill: Pack) -> None:
    journal = replay(get_machine(mill, "weaver"), ["the-notice.ask-the-forewoman", "the-yard.stay"])
    ledger = export_transcript(mill, journal, "", "md").partition("## The ledger")[2]
    heads = re.findall(r"^### (.*)$", ledger, re.MULTILINE)
    assert heads == [
        "What you did", "What the record says", "Where you and the record parted, and met again",
        "How it ended for everybody", "The file on you", "Bibliography",
    ]  # fmt: skip
    assert "> **The record answers: Stopping the cut**" in ledger
    assert "- 5 May 07:00. The mill cuts wages, seen in “The notice”" in ledger
    assert "**What would have had to be different (a judgement).** Somebody would have had to" in ledger
    assert "The mill closed in March 1931.[^ledger-" in ledger
    wanted = set(re.findall(r"\[\^([\w-]+)\](?!:)", ledger))
    assert wanted and wanted <= set(re.findall(r"^\[\^([\w-]+)\]:", ledger, re.MULTILINE))


def test_emphasis_of_the_story_stays_emphasis(mill: Pack) -> None:
    text = export_transcript(mill, replay(get_machine(mill, "weaver"), []), "", "md")
    assert "the paste is *still* wet." in text


def test_a_story_full_of_signs_keeps_its_paragraphs(mill: Pack) -> None:
    from game.story.parse import parse_pack

    pack, _, _ = parse_pack(
        planted("weaver/scenes.yaml", "    Your thumb is on the notice,", "    - 1. # Your thumb is on")
    )
    assert pack is not None
    text = export_transcript(pack, replay(get_machine(pack, "weaver"), []), "", "md")
    assert "\n\\- 1. \\# Your thumb" in text
