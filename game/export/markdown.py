"""The story of a run as Markdown, with footnotes, ledger and bibliography."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from game.play.ledger import Ledger
from game.play.page import Page, Paragraph, Paragraphs, Sentence
from game.record.citations import format_bibliography
from game.render import blocks
from game.render.blocks import Block
from game.render.page_blocks import list_ledger_blocks, list_page_blocks
from game.text.prose import Span

#: Characters with a meaning anywhere, at the start of a line, and just before one of our footnote marks.
_ANYWHERE = re.compile(r"[\\`*_{}\[\]<>#|~&]")
_AT_THE_START = re.compile(r"^( ?)([-+=:(])|^( ?\d{1,9})([.)])")
_AT_THE_END = re.compile(r"!$")
_ADDRESS = re.compile(r"https?://[^\s<>]*[^\s<>.,;:)]")


def run_markdown(title: str, about: str, pages: Sequence[Page], ended: Sequence[Block], ledger: Ledger) -> str:
    """Return a run as Markdown.

    Args:
        title: the name of the run; `about` is the line under it.
        pages: the pages of the run, in order.
        ended: how it ended; empty while it goes on.
        ledger: its ledger.
    """
    references = [reference for _, reference in format_bibliography(ledger.sources)]
    parts = [f"# {plain(title)}", f"*{plain(about)}*"]
    for page in pages:
        parts += ["---", blocks_markdown(list_page_blocks(page), str(page.number))]
    if ended:
        parts += ["---", blocks_markdown(ended, "end")]
    parts += ["---", blocks_markdown(list_ledger_blocks(ledger, references), "ledger")]
    return "\n\n".join(parts) + "\n"


def plain(text: str) -> str:
    """Return a text as one line of Markdown that shows it unchanged; a web address stays a link."""
    return _marked(" ".join(text.split()))


def _marked(text: str) -> str:
    parts: list[str] = []
    at = 0
    for found in _ADDRESS.finditer(text):
        parts += [_escaped(text[at : found.start()], first=not at), f"<{found[0]}>"]
        at = found.end()
    return "".join([*parts, _escaped(text[at:], first=not at)])


def _escaped(text: str, *, first: bool) -> str:
    text = _AT_THE_END.sub(r"\\!", _ANYWHERE.sub(r"\\\g<0>", text))
    return _AT_THE_START.sub(_escaped_start, text) if first else text


def _escaped_start(found: re.Match[str]) -> str:
    return f"{found[1]}\\{found[2]}" if found[2] else f"{found[3]}\\{found[4]}"


def blocks_markdown(shown: Iterable[Block], anchor: str) -> str:
    """Return blocks as Markdown; the names of their footnotes begin with `anchor`."""
    return "\n\n".join(_block(block, anchor) for block in shown)


def _block(block: Block, anchor: str) -> str:
    match block:
        case blocks.Where():
            return f"*{plain(block.at.words)} · {plain(block.place)}*"
        case blocks.Heading():
            return f"{'#' * block.level} {plain(block.text)}"
        case blocks.Quote():
            return f"> {plain(block.text)}"
        case blocks.Prose():
            return "\n\n".join(_line(paragraph, anchor) for paragraph in block.paragraphs)
        case blocks.Remark():
            return f"*{plain(block.text)}*"
        case blocks.Changes():
            return "\\\n".join(f"*{plain(line)}*" for line in block.lines)
        case blocks.Fold():
            return f"*{plain(block.line)}*"
        case blocks.Field():
            return f"{plain(block.label)}: {plain(block.text)}"
        case blocks.Part():
            return f"**{plain(block.label)}.** {_lines(block.paragraphs, anchor)}"
        case blocks.HeardNews():
            known = f" *{plain(block.known_label)}:* {_line(block.known_today, anchor)}" if block.known_today else ""
            return f"*{plain(block.head)}*: {_line((block.says,), anchor)}{known}"
        case blocks.Account():
            return "\n".join(f"- {_row(row, anchor)}" for row in block.rows)
        case blocks.Items():
            return "\n".join(f"- {_lines(item, anchor)}" for item in block.items)
        case blocks.Readings():
            return "\n".join(
                f"- {plain(each.says)} ({plain('; '.join(cite.text for cite in each.citations))})"
                for each in block.readings
            )
        case blocks.References():
            return "\n".join(f"- {plain(text)}" for text in block.texts)
        case blocks.Panel():
            # As a quotation: a heading would have no end.
            remark = f" *{plain(block.remark)}*" if block.remark else ""
            inner = [f"**{plain(block.title)}**{remark}", *(_block(each, anchor) for each in block.blocks)]
            return "\n".join(f"> {line}".rstrip() for line in "\n\n".join(inner).split("\n"))
        case blocks.Glosses():
            lines = (f"- **{plain(name)}**: {plain(says)}" for _, name, says in block.lines)
            return "\n".join([f"*{plain(block.title)}*", "", *lines])
        case blocks.Footnotes():
            return "\n\n".join(
                f"[^{anchor}-{note.number}]: "
                + plain(" ".join((note.says, about, *(cited.text for cited in note.citations), *disputed)))
                for note, about, disputed in block.notes
            )


def _row(row: blocks.Row, anchor: str) -> str:
    mark = f" ({plain(row.mark)})" if row.mark else ""
    return f"{plain(row.when)}. {plain(row.text)}{mark}{': ' if row.says else ''}{_line(row.says, anchor)}"


def _lines(paragraphs: Paragraphs, anchor: str) -> str:
    return " ".join(_line(paragraph, anchor) for paragraph in paragraphs)


def _line(paragraph: Paragraph, anchor: str) -> str:
    return " ".join(_sentence(sentence, anchor) for sentence in paragraph)


def _sentence(sentence: Sentence, anchor: str) -> str:
    words = "".join(_span(span) for span in sentence.spans)
    return words + "".join(f"[^{anchor}-{note}]" for note in sentence.footnote_numbers)


def _span(span: Span) -> str:
    text = re.sub(r"\s+", " ", span.text)
    inner = text.strip()
    if not span.emphasis or not inner:
        return _marked(text)
    before, _, after = text.partition(inner)
    return f"{before}*{_marked(inner)}*{after}"
