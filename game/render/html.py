"""Pages and ledgers as HTML: self-contained, without script, readable on paper."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from msgspec.structs import replace

from game.play.ledger import Ledger
from game.play.page import Footnote, Page, Paragraphs, Sentence
from game.record.citations import format_bibliography
from game.render import blocks
from game.render.blocks import Block
from game.render.page_blocks import build_footnotes, list_ledger_blocks, list_page_blocks
from game.text.prose import Span
from game.wording import page_words

PAGE_STYLE = """
/* paper and ink, by day and by night */
:root { color-scheme: light dark;
  --ink: #1d1a15; --paper: #fbf8f1; --quiet: #6b6255; --accent: #8a3a12; --rule: #d8cfbf }
@media (prefers-color-scheme: dark) {
  :root { --ink: #ece6d8; --paper: #171511; --quiet: #a89f8d; --accent: #e8a05c; --rule: #3d382e } }
body { font: 1.05rem/1.6 Georgia, "Times New Roman", serif; color: var(--ink); background: var(--paper);
  max-width: 44rem; margin: 0 auto; padding: 2rem 1.2rem 4rem }
h1, h2, h3 { line-height: 1.25; font-weight: 600 }
h2 { color: var(--accent); margin: .4rem 0 }
.when, .taken, .aside, .notes { color: var(--quiet) }
.taken { font-style: italic } .when { margin: 2.6rem 0 0; font-size: .95rem }
.panel { border: 1px solid var(--rule); border-radius: 4px; padding: .2rem 1rem; margin: 1.2rem 0 }
.panel h3, .panel h4 { margin: .8rem 0 -.6rem; font-size: 1.05rem } .panel h4 { font-size: 1rem }
sup a { color: var(--accent); text-decoration: none }
.documented { text-decoration: underline; text-decoration-color: var(--rule); text-underline-offset: .22em }
table { border-collapse: collapse; width: 100%; font-size: .95rem } th, td { text-align: left; vertical-align: top;
  padding: .4rem .6rem; border-top: 1px solid var(--rule) } th { font-weight: 600; white-space: nowrap }
li, td { overflow-wrap: anywhere }
a.gloss { color: inherit; text-decoration: underline dotted var(--accent); text-underline-offset: .22em }
.glosses { font-size: .92rem; color: var(--quiet); border-left: 2px solid var(--rule); padding-left: .8rem }
.glosses p { margin: .2rem 0 }
.notes { font-size: .92rem } summary { color: var(--accent); cursor: pointer }
a { color: var(--accent) } a:focus-visible { outline: 2px solid var(--accent) }
@media print { body { max-width: none; padding: 0; font-size: 10.5pt; background: #fff; color: #000 }
  h2 { break-after: avoid } .panel, tr { break-inside: avoid } th { white-space: normal } }
"""


def render_document(title: str, content: str, language: str) -> str:
    """Return a self-contained page around HTML content.

    Args:
        title: the page's title, as text.
        content: its content, as HTML.
        language: the pack's language as a code such as `en`, by which a screen reader chooses its voice.
    """
    return (
        f'<!doctype html>\n<html lang="{escape(language)}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{PAGE_STYLE}</style></head>\n<body>\n<main>{content}</main>\n</body></html>"
    )


def page_html(page: Page, anchor: str) -> str:
    """Return one page of a run, with the whole answer folded; the ids of its footnotes begin with `anchor`."""
    more = page.answer_footnotes if page.ending is None else ()
    return blocks_html(list_page_blocks(replace(page, footnotes=(*page.footnotes, *more))), anchor)


def ledger_html(ledger: Ledger) -> str:
    """Return the ledger of a run, with its footnotes and its bibliography."""
    references = [reference for _, reference in format_bibliography(ledger.sources)]
    return blocks_html(list_ledger_blocks(ledger, references), "ledger")


def footnotes_html(notes: Sequence[Footnote], anchor: str) -> str:
    """Return the footnotes of a page."""
    return blocks_html([build_footnotes(notes)], anchor) if notes else ""


def blocks_html(shown: Iterable[Block], anchor: str, level: int = 3) -> str:
    """Return blocks as HTML.

    Args:
        anchor: the beginning of the footnotes' ids.
        level: the level of a panel's title; those of its parts are one below.
    """
    return "".join(_block(block, anchor, level) for block in shown)


def _block(block: Block, anchor: str, level: int) -> str:
    match block:
        case blocks.Where():
            return f'<p class="when">{escape(block.at.words)} · {escape(block.place)}</p>'
        case blocks.Heading():
            return f"<h{block.level}>{escape(block.text)}</h{block.level}>"
        case blocks.Quote():
            return f'<p class="taken">› {escape(block.text)}</p>'
        case blocks.Prose():
            return paragraphs_html(block.paragraphs, anchor)
        case blocks.Remark():
            return f'<p class="aside">{escape(block.text)}</p>'
        case blocks.Changes():
            return f'<p class="aside">{"<br>".join(map(escape, block.lines))}</p>'
        case blocks.Fold():
            inner = blocks_html(block.blocks, anchor, level)
            return f"<details><summary>{escape(block.line)}</summary>{inner}</details>"
        case blocks.Field():
            return f"<p>{escape(block.label)}: {escape(block.text)}</p>"
        case blocks.Part():
            head = f"h{level + 1}"
            return f"<{head}>{escape(block.label)}</{head}>{paragraphs_html(block.paragraphs, anchor)}"
        case blocks.HeardNews():
            known = f"{escape(block.known_label)}: {sentences_html(block.known_today, anchor)}"
            known = f' <span class="aside">{known}</span>' if block.known_today else ""
            return (
                f'<p><span class="aside">{escape(block.head)}</span> {sentences_html((block.says,), anchor)}{known}</p>'
            )
        case blocks.Account():
            return f"<table>{''.join(_row(row, anchor) for row in block.rows)}</table>"
        case blocks.Items():
            items = (" ".join(sentences_html(paragraph, anchor) for paragraph in item) for item in block.items)
            return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"
        case blocks.Readings():
            items = (
                f"{escape(each.says)} "
                f"<span class=aside>{escape('; '.join(cite.text for cite in each.citations))}</span>"
                for each in block.readings
            )
            return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"
        case blocks.References():
            return f"<ul>{''.join(f'<li>{escape(text)}</li>' for text in block.texts)}</ul>"
        case blocks.Panel():
            remark = f'<p class="aside">{escape(block.remark)}</p>' if block.remark else ""
            inner = blocks_html(block.blocks, anchor, level)
            return f'<section class="panel"><h{level}>{escape(block.title)}</h{level}>{remark}{inner}</section>'
        case blocks.Glosses():
            lines = (
                f'<p id="{anchor}-who-{escape(name)}"><strong>{escape(words)}</strong>: {escape(says)}</p>'
                for name, words, says in block.lines
            )
            return f'<div class="glosses"><p>{escape(block.title)}</p>{"".join(lines)}</div>'
        case blocks.Footnotes():
            items = (
                f'<li id="{anchor}-{note.number}" value="{note.number}">{escape(note.says)} '
                f"{escape(' '.join((about, *(cite.text for cite in note.citations), *disputed)))}</li>"
                for note, about, disputed in block.notes
            )
            return f'<ol class="notes">{"".join(items)}</ol>'


def _row(row: blocks.Row, anchor: str) -> str:
    mark = f" <em>({escape(row.mark)})</em>" if row.mark else ""
    says = f": {sentences_html(row.says, anchor)}" if row.says else ""
    return f"<tr><th scope=row>{escape(row.when)}</th><td>{escape(row.text)}{mark}{says}</td></tr>"


def paragraphs_html(paragraphs: Paragraphs, anchor: str) -> str:
    """Return paragraphs; the ids of their footnotes begin with `anchor`."""
    return "".join(f"<p>{sentences_html(paragraph, anchor)}</p>" for paragraph in paragraphs)


def sentences_html(paragraph: Iterable[Sentence], anchor: str) -> str:
    """Return sentences with their footnotes, with documented ones marked."""
    return " ".join(_sentence(sentence, anchor) for sentence in paragraph)


def _span(span: Span, anchor: str) -> str:
    words = f"<em>{escape(span.text)}</em>" if span.emphasis else escape(span.text)
    return f'<a class="gloss" href="#{anchor}-who-{escape(span.gloss)}">{words}</a>' if span.gloss else words


def _sentence(sentence: Sentence, anchor: str) -> str:
    words = "".join(_span(span, anchor) for span in sentence.spans)
    if not sentence.is_documented:
        return words
    # With a space between them, or notes 1 and 2 would read as 12; a no-break one, so that no line begins with a mark.
    spoken = page_words.NOTE
    marks = "\u00a0".join(
        f'<sup><a href="#{anchor}-{number}" aria-label="{escape(spoken.format(number=number))}">{number}</a></sup>'
        for number in sentence.footnote_numbers
    )
    return f'<span class="documented">{words}</span>{marks}'
