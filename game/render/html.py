"""Pages and ledgers as HTML: self-contained, without script, readable on paper."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from game.play.ledger import Ledger
from game.play.page import Answer, Bulletin, DisputeView, Footnote, Page, Paragraphs, Sentence
from game.record.citations import format_bibliography
from game.render.text import CARDS_HEADING, answer_parts

PAGE_STYLE = """
/* paper and ink, by day and by night */
:root { color-scheme: light dark;
  --ink: #1d1a15; --paper: #fbf8f1; --quiet: #6b6255; --accent: #8a3a12; --rule: #d8cfbf }
@media (prefers-color-scheme: dark) {
  :root { --ink: #ece6d8; --paper: #171511; --quiet: #a89f8d; --accent: #e8a05c; --rule: #3d382e } }
body { font: 1.05rem/1.6 Georgia, "Times New Roman", serif; color: var(--ink); background: var(--paper);
  max-width: 44rem; margin: 0 auto; padding: 2rem 1.2rem 4rem }
h1, h2, h3 { line-height: 1.25; font-weight: 600 }
h2 { color: var(--accent); margin-top: 2.6rem }
.when, .taken, .aside, .notes { color: var(--quiet) }
.taken { font-style: italic } .when { margin: 2.6rem 0 -1.8rem; font-size: .95rem }
.answer, .heard { border: 1px solid var(--rule); border-radius: 4px; padding: .2rem 1rem; margin: 1.2rem 0 }
.answer h4 { margin: .8rem 0 -.6rem }
sup a { color: var(--accent); text-decoration: none }
.documented { text-decoration: underline; text-decoration-color: var(--rule); text-underline-offset: .22em }
table { border-collapse: collapse; width: 100%; font-size: .95rem } th, td { text-align: left; vertical-align: top;
  padding: .4rem .6rem; border-top: 1px solid var(--rule) } th { font-weight: 600; white-space: nowrap }
li, td { overflow-wrap: anywhere }
.notes { font-size: .92rem } a { color: var(--accent) } a:focus-visible { outline: 2px solid var(--accent) }
@media print { body { max-width: none; padding: 0; font-size: 10.5pt; background: #fff; color: #000 }
  h2 { break-after: avoid } .answer, tr { break-inside: avoid } th { white-space: normal } }
"""


def render_document(title: str, content: str, language: str) -> str:
    """A whole page around some content, which is HTML already; it asks nothing of any other address.

    Args:
        title: the page's title, as text.
        content: what stands on it, as HTML.
        language: the pack's language as a code, such as `en`; a screen reader chooses its voice by it.
    """
    return (
        f'<!doctype html>\n<html lang="{escape(language)}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{PAGE_STYLE}</style></head>\n<body>\n<main>{content}</main>\n</body></html>"
    )


def page_html(page: Page, anchor: str) -> str:
    """One page of a run; footnotes lead to notes under `anchor`."""
    parts = [f'<p class="when">{escape(page.at.words)} · {escape(page.place_name)}</p>']
    parts.append(f"<h2>{escape(page.title)}</h2>")
    if page.taken_choice:
        parts.append(f'<p class="taken">› {escape(page.taken_choice)}</p>')
    parts.append(paragraphs_html(page.result, anchor))
    parts += [answer_html(answer, anchor) for answer in page.answers]
    if page.bulletins:
        items = bulletins_html(page.bulletins, page.at.earliest.year, anchor)
        parts.append(f'<div class="heard"><p class="aside">Heard since, as it was told then</p>{items}</div>')
    parts.append(paragraphs_html(page.paragraphs, anchor))
    if page.cards:
        items = "".join(f"<li>{paragraphs_html(card.paragraphs, anchor)}</li>" for card in page.cards)
        parts.append(f"<h3>{CARDS_HEADING}</h3><ul>{items}</ul>")
    parts += map(dispute_html, page.disputes)
    if page.ending is not None:
        parts.append(
            f"<h3>{escape(page.ending.title)}</h3><p>{escape(page.ending.lead)}: {escape(page.ending.label)}. "
            f"{sentences_html(page.ending.claims, anchor)}</p>"
        )
    parts.append(footnotes_html(page.footnotes, anchor))
    return "".join(parts)


def bulletins_html(bulletins: Sequence[Bulletin], year: int, anchor: str) -> str:
    """News, each as it was told then and as it is known today; news of another year than `year` tells its own."""
    return "".join(
        f'<p><span class="aside">{escape(item.heard_at.short_in(year))} · {escape(item.channel)}</span> '
        f"{sentences_html((item.says,), anchor)} "
        f'<span class="aside">Known today: {sentences_html(item.known_today, anchor)}</span></p>'
        for item in bulletins
    )


def answer_html(answer: Answer, anchor: str) -> str:
    """An answer to an attempt in its four parts."""
    body = "".join(
        f"<h4>{title}</h4>{paragraphs_html(paragraphs, anchor)}" for title, paragraphs in answer_parts(answer)
    )
    return (
        f'<section class="answer"><h3>The record answers: {escape(answer.title)}</h3>'
        f'<p class="aside">{escape(answer.choice_at.words)}: “{escape(answer.choice_text)}”. '
        f"The record, {escape(answer.at.words)}: {escape(answer.event_title)}.</p>{body}</section>"
    )


def dispute_html(dispute: DisputeView) -> str:
    """A disputed question with each reading and those who give it."""
    readings = "".join(
        f"<li>{escape(reading.says)} <span class=aside>{escape('; '.join(cited.text for cited in reading.citations))}"
        "</span></li>"
        for reading in dispute.readings
    )
    weigh = f"<p><em>{escape(dispute.assessment)}</em></p>" if dispute.assessment else ""
    return f'<section class="answer"><h3>Disputed: {escape(dispute.question)}</h3><ul>{readings}</ul>{weigh}</section>'


def footnotes_html(notes: Sequence[Footnote], anchor: str) -> str:
    """The footnotes of a page."""
    items = "".join(
        f'<li id="{anchor}-{note.number}" value="{note.number}">{escape(note.says)} '
        f"<em>{escape(note.title)}</em>{f', confidence {note.confidence}' if note.confidence else ', as told then'}. "
        f"{' '.join(escape(cited.text) for cited in note.citations)}"
        f"{''.join(f' Disputed: {escape(asks)}' for asks in note.disputed_questions)}</li>"
        for note in notes
    )
    return f'<ol class="notes">{items}</ol>' if items else ""


def ledger_html(ledger: Ledger) -> str:
    """The ledger of a run, with its footnotes and its bibliography."""
    deeds = "".join(
        f"<tr><th scope=row>{escape(deed.at.short_in(ledger.year))}</th><td>{escape(deed.scene_title)}: "
        f"{escape(deed.choice_text)}"
        f"{' <em>(against the record)</em>' if deed.is_divergent else ''}</td></tr>"
        for deed in ledger.entries
    )
    met = "".join(
        f"<tr><th scope=row>{escape(point.at.short_in(ledger.year))}</th><td>{escape(point.title)}, {point.how} in "
        f"“{escape(point.scene_title)}”: {sentences_html(point.says, 'ledger')}</td></tr>"
        for point in ledger.met_fixed_points
    )
    answers = "".join(answer_html(answer, "ledger") for answer in ledger.answers) or "<p>Nowhere.</p>"
    sources = "".join(f"<li>{escape(reference)}</li>" for _, reference in format_bibliography(ledger.sources))
    return (
        f"<h2>The ledger</h2><h3>What you did</h3><table>{deeds}</table>"
        f"<h3>What the record says</h3><table>{met}</table>"
        f"<h3>Where you and the record parted, and met again</h3>{answers}"
        f"<h3>How it ended for everybody</h3><p>{sentences_html(ledger.outcome, 'ledger')}</p>"
        f"{footnotes_html(ledger.footnotes, 'ledger')}<h3>Bibliography</h3><ul>{sources}</ul>"
    )


def paragraphs_html(paragraphs: Paragraphs, anchor: str) -> str:
    """Paragraphs whose footnotes lead to notes under `anchor`."""
    return "".join(f"<p>{sentences_html(paragraph, anchor)}</p>" for paragraph in paragraphs)


def sentences_html(paragraph: Iterable[Sentence], anchor: str) -> str:
    """Sentences, the documented ones marked, with their footnotes."""
    return " ".join(_sentence(sentence, anchor) for sentence in paragraph)


def _sentence(sentence: Sentence, anchor: str) -> str:
    words = "".join(f"<em>{escape(span.text)}</em>" if span.emphasis else escape(span.text) for span in sentence.spans)
    if not sentence.is_documented:
        return words
    # A space between, or notes 1 and 2 would read as note 12; one that breaks no line, or a mark might begin the next.
    marks = "\u00a0".join(
        f'<sup><a href="#{anchor}-{number}" aria-label="footnote {number}">{number}</a></sup>'
        for number in sentence.footnote_numbers
    )
    return f'<span class="documented">{words}</span>{marks}'
