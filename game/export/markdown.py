"""The story of a run as Markdown, with footnotes, ledger and bibliography."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from game.play.ledger import Ledger
from game.play.page import Answer, Footnote, Page, Paragraph, Sentence
from game.record.citations import format_bibliography
from game.render.text import CARDS_HEADING, answer_parts
from game.text.prose import Span

DIVERGENCE_MARK = " (against the record)"

#: What may mean something anywhere, where a line begins, and just before a footnote mark of ours.
_ANYWHERE = re.compile(r"[\\`*_{}\[\]<>#|~&]")
_AT_THE_START = re.compile(r"^( ?)([-+=:(])|^( ?\d{1,9})([.)])")
_AT_THE_END = re.compile(r"!$")
_ADDRESS = re.compile(r"https?://[^\s<>]*[^\s<>.,;:)]")


def run_markdown(title: str, about: str, pages: Sequence[Page], ledger: Ledger) -> str:
    """A run as Markdown.

    Args:
        title: what the run is called; `about` is the line under it.
        pages: the pages of the run, in order.
        ledger: its ledger.
    """
    parts = [f"# {plain(title)}", f"*{plain(about)}*"]
    for page in pages:
        parts += _page(page)
    parts += _ledger(ledger)
    return "\n\n".join(part for part in parts if part) + "\n"


def plain(text: str) -> str:
    """A text as one line of Markdown that shows it as it is; a web address stays one that can be followed."""
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


def _page(page: Page) -> list[str]:
    anchor = str(page.number)
    parts = [f"## {plain(page.title)}", f"*{plain(page.at.words)} · {plain(page.place_name)}*"]
    if page.taken_choice:
        parts.append(f"> {plain(page.taken_choice)}")
    parts += [_line(paragraph, anchor) for paragraph in page.result]
    for answer in page.answers:
        parts += _answer(answer, anchor)
    if page.bulletins:
        year = page.at.earliest.year
        parts.append("*Heard since, as it was told then:*")
        parts += [
            f"- *{plain(item.heard_at.short_in(year))} · {plain(item.channel)}*: {_line((item.says,), anchor)} "
            f"*Known today:* {_line(item.known_today, anchor)}"
            for item in page.bulletins
        ]
    parts += [_line(paragraph, anchor) for paragraph in page.paragraphs]
    if page.cards:
        parts.append(f"**{CARDS_HEADING}**")
    parts += ["- " + " ".join(_line(paragraph, anchor) for paragraph in card.paragraphs) for card in page.cards]
    for dispute in page.disputes:
        parts.append(f"**Disputed: {plain(dispute.question)}** {plain(dispute.assessment)}".strip())
        parts += [
            f"- {plain(reading.says)} ({plain('; '.join(cited.text for cited in reading.citations))})"
            for reading in dispute.readings
        ]
    if page.ending is not None:
        ending = page.ending
        parts.append(f"**{plain(ending.title)}**")
        parts.append(f"{ending.lead}: {plain(ending.label)}. {_line(ending.claims, anchor)}")
    return [*parts, *_notes(page.footnotes, anchor)]


def _answer(answer: Answer, anchor: str) -> list[str]:
    parts = [
        f"### The record answers: {plain(answer.title)}",
        f"*{plain(answer.choice_at.words)}: “{plain(answer.choice_text)}”. "
        f"The record, {plain(answer.at.words)}: {plain(answer.event_title)}.*",
    ]
    for head, paragraphs in answer_parts(answer):
        parts.append(f"**{plain(head)}.** " + " ".join(_line(paragraph, anchor) for paragraph in paragraphs))
    return parts


def _ledger(ledger: Ledger) -> list[str]:
    deeds = [
        f"- {plain(deed.at.short_in(ledger.year))}. {plain(deed.scene_title)}: {plain(deed.choice_text)}"
        f"{DIVERGENCE_MARK if deed.is_divergent else ''}"
        for deed in ledger.entries
    ]
    met = [
        f"- {plain(point.at.short_in(ledger.year))}. {plain(point.title)}, {point.how} in "
        f"“{plain(point.scene_title)}”: "
        f"{_line(point.says, 'ledger')}"
        for point in ledger.met_fixed_points
    ]
    answers = [part for answer in ledger.answers for part in _answer(answer, "ledger")]
    sources = [f"- {plain(reference)}" for _, reference in format_bibliography(ledger.sources)]
    return [
        "## The ledger",
        *("### What you did", "\n".join(deeds)),
        *("### What the record says", "\n".join(met)),
        *("### Where you and the record parted, and met again", *(answers or ["Nowhere."])),
        *("### How it ended for everybody", _line(ledger.outcome, "ledger")),
        *_notes(ledger.footnotes, "ledger"),
        *("## Bibliography", "\n".join(sources)),
    ]


def _notes(notes: Iterable[Footnote], anchor: str) -> list[str]:
    return [
        f"[^{anchor}-{note.number}]: {plain(note.says)} *{plain(note.title)}*, "
        f"{f'confidence {note.confidence}' if note.confidence else 'as told then'}. "
        + " ".join(plain(cited.text) for cited in note.citations)
        + "".join(f" Disputed: {plain(asks)}" for asks in note.disputed_questions)
        for note in notes
    ]


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
