"""Every face shows the same blocks in the same order and in the same words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from html import unescape
from random import Random

import pytest

from game.export.markdown import blocks_markdown
from game.play.ledger import build_ledger
from game.play.page_builder import build_page
from game.render import blocks
from game.render.blocks import Block
from game.render.html import blocks_html
from game.render.page_blocks import list_ledger_blocks, list_page_blocks
from game.render.text import blocks_text
from game.story.types import Pack
from game.tui.page_lines import block_lines
from tests.render.test_note_numbers import walks

#: A face: what it makes of blocks, without its footnote marks; and the kinds that it shows in a place of their own.
FACES: dict[str, tuple[Callable[[list[Block]], str], tuple[type, ...]]] = {
    "text": (lambda shown: re.sub(r"\[\d+\]", "", blocks_text(shown, 72)), ()),
    "html": (lambda shown: unescape(re.sub(r"<sup>.*?</sup>|<[^>]*>", " ", blocks_html(shown, "n"))), ()),
    "markdown": (lambda shown: re.sub(r"\[\^[\w-]+\]:?", "", blocks_markdown(shown, "n")), ()),
    "screen": (
        lambda shown: re.sub(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]", "", "\n".join(line.plain for line in block_lines(shown, 60))),
        (blocks.Where, blocks.Footnotes),
    ),
}


def list_texts(shown: Iterable[Block]) -> Iterator[str]:
    """Every text that some blocks hold, in their order."""
    for block in shown:
        match block:
            case blocks.Where():
                yield from (block.at.words, block.place)
            case blocks.Heading() | blocks.Quote() | blocks.Remark():
                yield block.text
            case blocks.Field():
                yield from (block.label, block.text)
            case blocks.Part():
                yield block.label
                yield from (sentence.text for sentence in blocks.list_sentences([block]))
            case blocks.Prose() | blocks.Items():
                yield from (sentence.text for sentence in blocks.list_sentences([block]))
            case blocks.HeardNews():
                yield from (block.head, block.says.text)
                if block.known_today:
                    yield from (block.known_label, *(sentence.text for sentence in block.known_today))
            case blocks.Account():
                for row in block.rows:
                    yield from (row.when, row.text, row.mark, *(sentence.text for sentence in row.says))
            case blocks.Readings():
                for reading in block.readings:
                    yield from (reading.says, *(cited.text for cited in reading.citations))
            case blocks.References():
                yield from block.texts
            case blocks.Changes():
                yield from block.lines
            case blocks.Fold():
                yield block.line
            case blocks.Panel():
                yield from (block.title, block.remark, *list_texts(block.blocks))
            case blocks.Footnotes():
                for note, about, disputed in block.notes:
                    yield from (note.says, about, *(cited.text for cited in note.citations), *disputed)


def letters(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def assert_shown(shown: list[Block]) -> None:
    for face, (make, elsewhere) in FACES.items():
        told = letters(make(shown))
        place = 0
        for text in map(letters, list_texts(block for block in shown if not isinstance(block, elsewhere))):
            found = told.find(text, place)
            assert found >= 0, (face, text, told[place : place + 200])
            place = found + len(text)


@pytest.mark.parametrize("known_now", [False, True], ids=["then", "now"])
def test_every_face_shows_the_same_blocks_in_the_same_order(shipped: Pack, known_now: bool) -> None:
    random = Random(known_now)
    kinds: set[str] = set()
    for role in shipped.roles:
        for journal in walks(shipped, role.id):
            if role.kind != "council" and random.random() < 0.8:
                continue
            shown = list_page_blocks(build_page(shipped, journal, calm=random.random() < 0.3, known_now=known_now))
            if journal.scene.ending is not None:
                shown += list_ledger_blocks(build_ledger(shipped, journal), ["A reference, p. 1"])
            assert_shown(shown)
            kinds |= {type(block).__name__ for block in shown}
    assert kinds >= {"Where", "Heading", "Quote", "Prose", "Field", "Part", "Panel", "Account", "Items", "Footnotes",
                     "Changes", "Fold"}  # fmt: skip
