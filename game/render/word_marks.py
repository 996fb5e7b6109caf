"""Marking in a page's prose the words that its glosses explain, where each stands first."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from game.play.page import Gloss, Paragraph, Sentence
from game.render.blocks import Block, HeardNews, Items, Panel, Part, Prose


def mark_words(blocks: Sequence[Block], glosses: Sequence[Gloss]) -> list[Block]:
    """Return the blocks with the words of each gloss marked in the first sentence of prose that has them."""
    if not glosses:
        return [*blocks]
    pending = {gloss.id: re.compile(rf"(?<!\w){re.escape(gloss.words)}(?!\w)") for gloss in glosses}
    return [_mark_block(block, pending) for block in blocks]


def _mark_block(block: Block, pending: dict[str, re.Pattern[str]]) -> Block:
    match block:
        case Prose() | Part():
            return replace(block, paragraphs=tuple(_mark_paragraph(each, pending) for each in block.paragraphs))
        case HeardNews():
            says, known = _mark_sentence(block.says, pending), _mark_paragraph(block.known_today, pending)
            return replace(block, says=says, known_today=known)
        case Items():
            items = tuple(tuple(_mark_paragraph(each, pending) for each in item) for item in block.items)
            return replace(block, items=items)
        case Panel():
            return replace(block, blocks=tuple(_mark_block(each, pending) for each in block.blocks))
        case _:
            return block


def _mark_paragraph(paragraph: Paragraph, pending: dict[str, re.Pattern[str]]) -> Paragraph:
    return tuple(_mark_sentence(sentence, pending) for sentence in paragraph)


def _mark_sentence(sentence: Sentence, pending: dict[str, re.Pattern[str]]) -> Sentence:
    spans = sentence.spans
    for gloss, words in [*pending.items()]:
        for number, span in enumerate(spans):
            found = None if span.gloss else words.search(span.text)
            if found is not None:
                before, after = span.text[: found.start()], span.text[found.end() :]
                pieces = (
                    replace(span, text=before),
                    replace(span, text=found[0], gloss=gloss),
                    replace(span, text=after),
                )
                spans = (*spans[:number], *(piece for piece in pieces if piece.text), *spans[number + 1 :])
                del pending[gloss]
                break
    return sentence if spans is sentence.spans else replace(sentence, spans=spans)
