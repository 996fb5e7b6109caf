"""Wrapping text to lines of a width in cells, with footnote marks and a bar beside documented sentences.

All text goes through `Content` and is never parsed: markup in a story is shown as it is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len, chop_cells
from textual.content import Content

from game.text.clean import clean

if TYPE_CHECKING:
    from game.play.page import Paragraph, Paragraphs

#: The widest line of prose, and the margin before it for the bar of documented sentences, in cells.
MAX_LINE = 72
PROSE_MARGIN = 2
DOCUMENTED_BAR = "┃ "
#: An empty line.
EMPTY_LINE = Content(" ")

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class Word(NamedTuple):
    """A word: its style, whether a space comes before it, whether its sentence is documented, and its footnote mark."""

    text: str
    style: str = ""
    spaced: bool = True
    documented: bool = False
    footnotes: str = ""


def make_content(text: str, style: str = "") -> Content:
    """Return a text as content, cleaned and never parsed."""
    text = clean(text)
    return Content.styled(text, style) if style else Content(text)


def assemble(pieces: Iterable[tuple[str, str]]) -> Content:
    """Join pieces of text with their styles; neighbours with the same style become one piece."""
    groups = groupby(pieces, itemgetter(1))
    return Content.assemble(*(("".join(map(itemgetter(0), group)), style) for style, group in groups))


def count_cells(text: str) -> int:
    """Return how many cells a text takes in a line."""
    return len(text) if text.isascii() else cell_len(text)


def superscript(numbers: Iterable[int]) -> str:
    """Return footnote numbers as superscript figures: `¹ ²`."""
    return " ".join(str(number).translate(_RAISED) for number in numbers)


def list_words(paragraph: Paragraph, documented: bool = False, style: str = "") -> list[Word]:
    """Return the words of a paragraph, with its footnote marks.

    Args:
        documented: whether documented sentences are highlighted and invented ones are quiet.
        style: the style of all words.
    """
    found: list[Word] = []
    for sentence in paragraph:
        base = style
        if documented:
            base = f"{style} bold".strip() if sentence.is_documented else "$quiet"
        spaced = True
        for span in sentence.spans:
            text = clean(span.text)
            pieces = text.split()
            looks = " ".join(filter(None, (base, "italic" * span.emphasis, "underline" * bool(span.gloss))))
            spaced = spaced or text[:1].isspace()
            for piece in pieces:
                found.append(Word(piece, looks, spaced, sentence.is_documented))
                spaced = True
            spaced = text[-1:].isspace()
        if sentence.footnote_numbers and found:
            last = found.pop()
            found.append(
                Word(last.text, last.style, last.spaced, last.documented, superscript(sentence.footnote_numbers))
            )
    return found


def split_words(text: str, style: str = "") -> list[Word]:
    """Return the words of a text without sentences."""
    return [Word(piece, style) for piece in clean(text).split()]


def wrap_words(words: Sequence[Word], width: int, bars: bool = False) -> list[Content]:
    """Wrap words to lines.

    Args:
        width: the cells of a line, without the margin.
        bars: whether each line has a margin, with a bar if the line has documented words.
    """
    width = max(1, width)  # While it is resized, a window may have no width at all for a moment.
    lines: list[list[tuple[str, str]]] = [[]]
    documented = [False]
    used = 0

    def begin() -> None:
        nonlocal used
        lines.append([])
        documented.append(False)
        used = 0

    for unit in _units(words):
        size = sum(count_cells(word.text) + count_cells(word.footnotes) for word in unit)
        if used and used + 1 + size > width:
            begin()
        if used:
            before = lines[-1][-1][1]
            lines[-1].append((" ", unit[0].style if unit[0].style == before else ""))
            used += 1
        for word in unit:
            # Only a word that is longer than a whole line is cut.
            pieces = [word.text] if size <= width else chop_cells(word.text, width)
            for number, piece in enumerate(pieces):
                if number or (used and used + count_cells(piece) > width):
                    begin()
                lines[-1].append((piece, word.style))
                documented[-1] = documented[-1] or word.documented
                used += count_cells(piece)
            if word.footnotes:
                lines[-1].append((word.footnotes, "$accent"))
                used += count_cells(word.footnotes)
    if not bars:
        return [assemble(line) for line in lines]
    return [
        assemble([(DOCUMENTED_BAR, "$accent") if marked else (" " * PROSE_MARGIN, ""), *line])
        for line, marked in zip(lines, documented, strict=True)
    ]


def _units(words: Sequence[Word]) -> list[list[Word]]:
    """Group words without a space between them, such as an emphasised word and its comma."""
    units: list[list[Word]] = []
    for word in words:
        if word.spaced or not units:
            units.append([word])
        else:
            units[-1].append(word)
    return units


def wrap_text(text: str, width: int, style: str = "", hang: int = 0) -> list[Content]:
    """Wrap a text to a width; its own line breaks stay, and lines after the first are indented by `hang` cells."""
    found: list[Content] = []
    for line in clean(text).split("\n"):
        for content in wrap_words(split_words(line, style), max(1, width - hang)):
            found.append(Content.assemble(" " * hang, content) if hang and found else content)
    return found


def wrap_paragraphs(paragraphs: Paragraphs, width: int, documented: bool = False) -> list[Content]:
    """Wrap paragraphs, with an empty line between two; each line has a margin, which `width` does not count."""
    found: list[Content] = []
    for paragraph in paragraphs:
        if found:
            found.append(EMPTY_LINE)
        words = list_words(paragraph, documented)
        found += wrap_words(words, width, bars=True) if documented else indent(wrap_words(words, width), PROSE_MARGIN)
    return found


def indent(lines: Iterable[Content], cells: int) -> list[Content]:
    """Indent lines by some cells."""
    return [Content.assemble(" " * cells, line) for line in lines]


def frame(title: str, lines: Sequence[Content], width: int) -> list[Content]:
    """Put lines in a frame with a title in its top edge, or below it if too long; `width` includes the frame."""
    inner = width - 4
    head = clean(title)
    if cell_len(head) <= inner - 2:
        rest = "─" * max(0, width - cell_len(head) - 5)
        found = [Content.assemble(("╭─ ", "$rule"), (head, "bold $accent"), (f" {rest}╮", "$rule"))]
    else:
        found = [Content.styled("╭" + "─" * (width - 2) + "╮", "$rule")]
        lines = [*wrap_text(title, inner, "bold $accent"), EMPTY_LINE, *lines]
    for line in lines:
        gap = " " * max(0, inner - line.cell_length)
        found.append(Content.assemble(("│ ", "$rule"), line, gap, (" │", "$rule")))
    found.append(Content.styled("╰" + "─" * (width - 2) + "╯", "$rule"))
    return found


def underline_heading(text: str, width: int) -> list[Content]:
    """Return a screen's heading with a thin line under it."""
    return [*wrap_text(text, width, "bold $accent"), Content.styled("─" * width, "$rule")]


def join_lines(lines: Iterable[Content]) -> Content:
    """Join lines to one content that needs no further wrapping."""
    return Content("\n").join(list(lines))
