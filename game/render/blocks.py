"""The blocks of every page: a small closed set, which each face turns into its own output.

A face decides how a kind of block looks. Only `game.render.page_blocks` decides which blocks a page has, in which
order and with which words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, TypeAlias

import msgspec

from game.play.page import Footnote, Paragraph, Paragraphs, ReadingView, Sentence
from game.text.moments import Moment


class Where(msgspec.Struct, frozen=True):
    """The hour and the place of a scene."""

    at: Moment
    place: str


class Heading(msgspec.Struct, frozen=True):
    """A heading: of a page or a ledger (level 2), or of a part of it (level 3)."""

    text: str
    level: int


class Quote(msgspec.Struct, frozen=True):
    """The choice that the player took, in its words."""

    text: str


class Prose(msgspec.Struct, frozen=True):
    """Paragraphs of the story or of the record."""

    paragraphs: Paragraphs


class Remark(msgspec.Struct, frozen=True):
    """A quiet line that is not part of the story."""

    text: str


class Changes(msgspec.Struct, frozen=True):
    """Lines that stand together and recede: what a choice changed of how the player stands."""

    lines: tuple[str, ...]


class Field(msgspec.Struct, frozen=True):
    """A fact in a few words after its label."""

    label: str
    text: str


class Part(msgspec.Struct, frozen=True):
    """Paragraphs under a label of their own."""

    label: str
    paragraphs: Paragraphs


class HeardNews(msgspec.Struct, frozen=True):
    """News in the words of the time, with its hour and channel, and what is known today if the page shows it."""

    head: str
    says: Sentence
    known_label: str
    known_today: Paragraph


class Row(msgspec.Struct, frozen=True):
    """A dated line of an account, with its documented claim and its mark, if any."""

    when: str
    text: str
    mark: str = ""
    says: Paragraph = ()


class Account(msgspec.Struct, frozen=True):
    """Dated lines in their order."""

    rows: tuple[Row, ...]


class Items(msgspec.Struct, frozen=True):
    """A list; each item is a short text."""

    items: tuple[Paragraphs, ...]


class Readings(msgspec.Struct, frozen=True):
    """The answers to a disputed question, with the sources that give them."""

    readings: tuple[ReadingView, ...]


class References(msgspec.Struct, frozen=True):
    """Sources in full."""

    texts: tuple[str, ...]


class Panel(msgspec.Struct, frozen=True):
    """Blocks that are set apart under a title; `remark` says how they are meant."""

    kind: Literal["answer", "dispute", "heard", "dossier"]
    title: str
    blocks: tuple[Block, ...]
    remark: str = ""


class Fold(msgspec.Struct, frozen=True):
    """A line behind which more stands; a face that cannot unfold it shows the line, and in `hint` how to ask."""

    line: str
    blocks: tuple[Block, ...]
    hint: str = ""


class Glosses(msgspec.Struct, frozen=True):
    """Whom and what a page names for the first time, one line each: its id, its name there, and who or what it is."""

    title: str
    lines: tuple[tuple[str, str, str], ...]


class Footnotes(msgspec.Struct, frozen=True):
    """The footnotes of the blocks before, with event, confidence and disputed questions."""

    notes: tuple[tuple[Footnote, str, tuple[str, ...]], ...]


Block: TypeAlias = (
    Where | Heading | Quote | Prose | Remark | Changes | Field | Part | HeardNews | Account | Items | Readings
    | References | Panel | Fold | Glosses | Footnotes
)  # fmt: skip


def list_sentences(blocks: Iterable[Block]) -> Iterator[Sentence]:
    """Yield every sentence of the story or the record in some blocks, in their order."""
    for block in blocks:
        match block:
            case Prose() | Part():
                yield from (sentence for paragraph in block.paragraphs for sentence in paragraph)
            case HeardNews():
                yield block.says
                yield from block.known_today
            case Account():
                yield from (sentence for row in block.rows for sentence in row.says)
            case Items():
                yield from (sentence for item in block.items for paragraph in item for sentence in paragraph)
            case Panel():
                yield from list_sentences(block.blocks)
            case _:
                pass
