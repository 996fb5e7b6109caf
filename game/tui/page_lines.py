"""The play page in lines: each of its blocks, at a width in cells."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from rich.cells import cell_len
from textual.content import Content

from game.play.page import Page
from game.render import blocks
from game.render.blocks import Block, list_sentences
from game.render.page_blocks import list_page_blocks
from game.tui.text_layout import (
    DOCUMENTED_BAR,
    EMPTY_LINE,
    PROSE_MARGIN,
    frame,
    indent,
    list_words,
    make_content,
    split_words,
    underline_heading,
    wrap_paragraphs,
    wrap_text,
    wrap_words,
)
from game.wording import screen_words

#: The width of the column of an account's dates, in cells.
DATE_COLUMN = 24


def page_lines(page: Page, width: int, documented: bool = False) -> list[Content]:
    """Return a page in lines, without its head and footnotes, which are shown elsewhere.

    Args:
        width: the cells of a line, with the margin in which the bar of documented sentences stands.
        documented: whether documented sentences stand out.
    """
    shown = list_page_blocks(page, screen_words.WHY_KEY)
    for index, block in enumerate(shown):
        if isinstance(block, blocks.Panel) and block.kind == "heard" and not page.known_now:
            remark = f"{block.remark} · {screen_words.KNOWN_TODAY_KEY}"
            shown[index] = msgspec.structs.replace(block, remark=remark)
    return block_lines(shown, width - PROSE_MARGIN, documented)


def head_lines(page: Page, width: int) -> list[Content]:
    """Return the line above the page: date, hour and place, with the role at the right; two lines if it is too long."""
    role = page.role_name
    for moment in (page.at.words, page.at.short):
        left = f"{moment} · {page.place_name}"
        gap = width - cell_len(left) - cell_len(role)
        if gap >= 3:
            return [
                Content.assemble(
                    make_content(moment, "bold"),
                    make_content(f" · {page.place_name}"),
                    " " * gap,
                    make_content(role, "$quiet"),
                )
            ]
    room = width - 2 - cell_len(role)
    when = page.at.words if cell_len(page.at.words) <= room or cell_len(page.at.short) > room else page.at.short
    gap = max(2, width - cell_len(when) - cell_len(role))
    first = Content.assemble(make_content(when, "bold"), " " * gap, make_content(role, "$quiet"))
    return [first.truncate(width, ellipsis=True), make_content(page.place_name).truncate(width, ellipsis=True)]


def separator_line(page: Page, width: int, documented: bool, more: bool) -> Content:
    """Return the rule between prose and choices, with the legend of the documented view and a hint to read on."""
    left = ""
    if documented:
        sentences = list(list_sentences(list_page_blocks(page)))
        counted = {"documented": sum(sentence.is_documented for sentence in sentences), "all": len(sentences)}
        lefts = [DOCUMENTED_BAR + words.format(**counted) for words in screen_words.DOCUMENTED_COUNT]
        left = next((words for words in lefts if len(words) <= width - 22), lefts[-1])
    right = screen_words.MORE_BELOW if more else ""
    line = "─" * max(0, width - len(left) - len(right))
    return Content.assemble((left, "$accent"), (line, "$rule"), (right, "$quiet"))


def block_lines(
    shown: Iterable[Block], width: int, documented: bool = False, margin: int = PROSE_MARGIN
) -> list[Content]:
    """Return blocks in lines, with an empty line between two blocks.

    Args:
        width: the cells of a line of prose, without the margin in which its bar stands.
        documented: whether documented sentences stand out.
        margin: the cells before every other line.
    """
    lines: list[Content] = []
    before: Block | None = None
    for block in shown:
        if isinstance(block, blocks.Where | blocks.Footnotes):
            continue
        lines += [EMPTY_LINE] * _count_gap(before, block)
        lines += _prose(block, width, documented, margin)
        lines += indent(_others(block, width + PROSE_MARGIN - margin, documented), margin)
        before = block
    return lines


def _count_gap(before: Block | None, block: Block) -> int:
    """Return the number of empty lines between two blocks; none inside a part's head or between facts."""
    match before, block:
        case (None, _) | (blocks.Heading(level=3), _):
            return 0
        case (blocks.Remark(), blocks.Remark()) | (blocks.Field(), blocks.Field()):
            return 0
        case (_, blocks.Heading(level=3)):
            return 2
        case _:
            return 1


def _prose(block: Block, width: int, documented: bool, margin: int) -> list[Content]:
    """Return the lines of a block of sentences, with the margin for its bar."""
    whole = width + PROSE_MARGIN - margin
    match block:
        case blocks.Prose():
            return wrap_paragraphs(block.paragraphs, width, documented)
        case blocks.Items():
            return wrap_paragraphs(tuple(sum(item, ()) for item in block.items), width, documented)
        case blocks.Part():
            label = indent(wrap_text(block.label, whole, "bold underline"), margin)
            return [*label, *wrap_paragraphs(block.paragraphs, width, documented)]
        case blocks.HeardNews():
            lines = indent(wrap_text(block.head, whole, "$quiet"), margin)
            lines += wrap_paragraphs(((block.says,),), width, documented)
            known = [*split_words(f"{block.known_label}:", "bold"), *list_words(block.known_today, style="$quiet")]
            return [*lines, *(indent(wrap_words(known, width - 2), margin + 2) if block.known_today else [])]
        case blocks.Panel(kind="heard"):
            lines = indent(_section_rule(block.title, block.remark, whole), margin)
            lines += block_lines(block.blocks, width, documented, margin)
            return [*lines, *indent([Content.styled("┈" * whole, "$rule")], margin)]
        case _:
            return []


def _others(block: Block, width: int, documented: bool) -> list[Content]:
    """Return the lines of any other block, without a margin."""
    match block:
        case blocks.Quote():
            return wrap_text(f"› {block.text}", width, "$quiet italic", hang=2)
        case blocks.Heading(level=3):
            return underline_heading(block.text, width)
        case blocks.Heading():
            return wrap_text(block.text, width, "$accent bold")
        case blocks.Remark():
            return wrap_text(block.text, width, "$quiet")
        case blocks.Changes():
            return [line for text in block.lines for line in wrap_text(text, width, "$quiet", hang=2)]
        case blocks.Fold():
            return wrap_text(f"{block.line} · {block.hint}", width, "$accent")
        case blocks.Field():
            return wrap_text(f"{block.label}: {block.text}", width, "bold")
        case blocks.Account():
            return [line for row in block.rows for line in _row(row, width)]
        case blocks.Readings():
            lines: list[Content] = []
            for reading in block.readings:
                lines += [*([EMPTY_LINE] if lines else []), *wrap_text(reading.says, width)]
                for cited in reading.citations:
                    lines += wrap_text(cited.text, width, "$quiet", hang=2)
            return lines
        case blocks.Glosses():
            lines = [Content.assemble((block.title, "$quiet italic"))]
            for _, name, says in block.lines:
                words = [*split_words(f"{name}:", "$quiet bold"), *split_words(says, "$quiet")]
                first, *rest = wrap_words(words, width - 2)
                lines += [first, *indent(rest, 2)]
            return lines
        case blocks.References():
            return [line for text in block.texts for line in wrap_text(text, width, hang=2)]
        case blocks.Panel(kind="answer" | "dispute" | "dossier"):
            return frame(block.title, block_lines(block.blocks, width - 4 - PROSE_MARGIN, documented, 0), width)
        case _:
            return []


def _row(row: blocks.Row, width: int) -> list[Content]:
    """Return a dated line of an account, with its mark and its documented claim below it."""
    body = wrap_text(row.text, width - DATE_COLUMN)
    body += wrap_text(row.mark, width - DATE_COLUMN, "$accent italic") if row.mark else []
    body += wrap_words(list_words(row.says, style="$quiet"), width - DATE_COLUMN) if row.says else []
    head = Content.styled(row.when.ljust(DATE_COLUMN), "$quiet")
    return [Content.assemble(head, body[0]), *indent(body[1:], DATE_COLUMN)]


def _section_rule(left: str, right: str, width: int) -> list[Content]:
    gap = width - cell_len(left) - cell_len(right)
    if gap < 2:
        return [*wrap_text(left, width, "bold"), *wrap_text(right, width, "$quiet")]
    dots = "┈" * (gap - 2)
    return [Content.assemble((left, "bold"), (f" {dots} ", "$rule"), (right, "$quiet"))]
