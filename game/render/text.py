"""Pages and ledgers as plain text: no colour, no boxes, footnote marks in brackets, at any width."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence

from game.play.glosses import add_glosses
from game.play.journal import Journal, replay
from game.play.ledger import Ledger, build_ledger
from game.play.page import Footnote, Page, Sentence
from game.play.page_builder import build_page
from game.play.run_end import RunEnd, build_run_end
from game.record.citations import format_bibliography
from game.render import blocks
from game.render.blocks import Block
from game.render.page_blocks import (
    build_footnotes,
    describe_choice,
    list_answer_panels,
    list_ledger_blocks,
    list_page_blocks,
    list_run_end_blocks,
    list_status_blocks,
    select_footnotes,
)
from game.story.types import Pack


def wrap_paragraph(text: str, width: int, first: str = "", rest: str | None = None) -> str:
    """Wrap a text as one paragraph.

    Args:
        width: the widest line, in characters; a longer word has a line of its own.
        first: the prefix of the first line.
        rest: the prefix of the other lines; `first` if it is None.
    """
    return textwrap.fill(
        text,
        max(width, len(first) + 8),
        initial_indent=first,
        subsequent_indent=first if rest is None else rest,
        break_long_words=False,
        break_on_hyphens=False,
    )


def page_text(page: Page, width: int, hint: str = "") -> str:
    """Return a page as text, without its choices and footnotes.

    Args:
        width: the widest line, in characters; a longer word stands alone.
        hint: how a player asks why the record stood.
    """
    shown = list_page_blocks(page, hint)
    return blocks_text([block for block in shown if not isinstance(block, blocks.Footnotes)], width)


def answers_text(page: Page, width: int) -> str:
    """Return the answers of a page in full, with their footnotes; empty if it answers nothing."""
    panels = list_answer_panels(page)
    notes = select_footnotes(page, panels)
    return blocks_text([*panels, *([build_footnotes(notes)] if notes else [])], width)


def choices_text(page: Page, width: int) -> str:
    """Return the choices of a page with their numbers; closed ones with their reasons."""
    lines: list[str] = []
    for choice in page.choices:
        about = describe_choice(choice)
        text = f"{choice.text} ({about})" if about else choice.text
        lines.append(wrap_paragraph(text, width, f"{choice.number or '-':>2}  ", "    "))
    return "\n".join(lines)


def footnotes_text(notes: Sequence[Footnote], width: int) -> str:
    """Return footnotes: claim, event, confidence, sources and disputed questions."""
    return _block(build_footnotes(notes), width)


def status_text(page: Page, width: int) -> str:
    """Return the status of the run: hour, place, gauges and dossier."""
    return "\n".join(_block(block, width) for block in list_status_blocks(page))


def ledger_text(ledger: Ledger, width: int) -> str:
    """Return the ledger of a run, with its footnotes and its bibliography."""
    references = [reference for _, reference in format_bibliography(ledger.sources)]
    return blocks_text(list_ledger_blocks(ledger, references), width)


def blocks_text(shown: Iterable[Block], width: int) -> str:
    """Return blocks as text, with an empty line between two."""
    return "\n\n".join(_block(block, width) for block in shown)


def _block(block: Block, width: int) -> str:
    match block:
        case blocks.Where():
            return f"{block.at.words}\n{block.place}"
        case blocks.Heading():
            return f"{block.text}\n{'-' * len(block.text)}"
        case blocks.Quote():
            return wrap_paragraph(f"> {block.text}", width, "", "  ")
        case blocks.Prose():
            return "\n\n".join(wrap_paragraph(_words(paragraph), width) for paragraph in block.paragraphs)
        case blocks.Remark():
            return wrap_paragraph(block.text, width)
        case blocks.Changes():
            return "\n".join(wrap_paragraph(line, width, "", "  ") for line in block.lines)
        case blocks.Fold():
            return wrap_paragraph(f"{block.line} {block.hint}".rstrip(), width)
        case blocks.Field():
            return wrap_paragraph(f"{block.label}: {block.text}", width)
        case blocks.Part():
            return wrap_paragraph(f"{block.label}: {' '.join(map(_words, block.paragraphs))}", width)
        case blocks.HeardNews():
            told = wrap_paragraph(f"{block.head}: {_words((block.says,))}", width, "", "  ")
            known = f"{block.known_label}: {_words(block.known_today)}" if block.known_today else ""
            return f"{told}\n{wrap_paragraph(known, width, '  ')}" if known else told
        case blocks.Account():
            return "\n".join(wrap_paragraph(_row(row), width, "", "  ") for row in block.rows)
        case blocks.Items():
            return "\n".join(wrap_paragraph(" ".join(map(_words, item)), width, "- ", "  ") for item in block.items)
        case blocks.Readings():
            return "\n".join(
                wrap_paragraph(f"{each.says} ({'; '.join(cite.text for cite in each.citations)})", width, "- ", "  ")
                for each in block.readings
            )
        case blocks.References():
            return "\n".join(wrap_paragraph(text, width, "", "  ") for text in block.texts)
        case blocks.Panel():
            title = f"{block.title} ({block.remark}):" if block.remark else block.title
            inner = "\n".join(_block(each, width - 2) for each in block.blocks)
            return f"{wrap_paragraph(title, width)}\n{textwrap.indent(inner, '  ')}"
        case blocks.Glosses():
            lines = [wrap_paragraph(f"{name}: {says}", width - 2, "  ", "    ") for _, name, says in block.lines]
            return "\n".join([f"{block.title}:", *lines])
        case blocks.Footnotes():
            return "\n\n".join(
                "\n".join(
                    [
                        wrap_paragraph(note.says, width, f"[{note.number}] ", "    "),
                        wrap_paragraph(about, width, "    "),
                        *(wrap_paragraph(cited.text, width, "    ", "      ") for cited in note.citations),
                        *(wrap_paragraph(asks, width, "    ", "      ") for asks in disputed),
                    ]
                )
                for note, about, disputed in block.notes
            )


def _row(row: blocks.Row) -> str:
    mark = f" ({row.mark})" if row.mark else ""
    return f"{row.when}. {row.text}{mark}{': ' if row.says else ''}{_words(row.says)}"


def _words(paragraph: Iterable[Sentence]) -> str:
    return " ".join(
        sentence.text + "".join(f" [{number}]" for number in sentence.footnote_numbers) for sentence in paragraph
    )


def run_end_text(end: RunEnd, key: str, width: int) -> str:
    """Return the end of a run, which stands before its ledger."""
    return blocks_text(list_run_end_blocks(end, key), width)


def run_text(pack: Pack, journal: Journal, width: int, key: str) -> str:
    """Return a whole run as text.

    Each page is followed by its footnotes, the last one also by the end of the run and the ledger or, if the run has
    not ended, by its choices.

    Args:
        key: the key of the run.
    """
    parts: list[str] = []
    for number in range(len(journal.taken) + 1):
        here = replay(journal.machine, journal.choice_refs[:number])
        shown = add_glosses(pack, here, build_page(pack, here, with_opening=True))
        parts.append(blocks_text(list_page_blocks(shown), width))
        if number == len(journal.taken):
            end = build_run_end(here)
            if end is None:
                parts.append(choices_text(shown, width))
            else:
                parts += [run_end_text(end, key, width), ledger_text(build_ledger(pack, here), width)]
    rule = f"\n\n{'~' * width}\n\n"
    return rule.join(parts)
