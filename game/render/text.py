"""Pages and ledgers as plain text: no colour, no boxes, footnote marks in brackets, at any width."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence

from game.play.journal import Journal, replay
from game.play.ledger import Ledger
from game.play.ledger import build_ledger as ledger_of
from game.play.page import Answer, Bulletin, DisputeView, Footnote, Page, PageEnding, Paragraphs, Sentence
from game.play.page_builder import build_page as page_of
from game.record.citations import format_bibliography
from game.story.types import Pack
from game.text.moments import Moment

#: The heads of the four parts of an answer.
CHANGED_HEADING = "What it changed"
RECORD_HEADING = "What the record says"
STOOD_HEADING = "Why it stood"
OTHERWISE_HEADING = "What would have had to be different (a judgement)"
#: The heading above the roles that are councils.
COUNCILS_HEADING = "Or a body that decides by ballot, for a class or alone:"
#: The head of how far an option of a council reached, and of what was known where it decided.
REACH_HEADING = "How far it reached"
CARDS_HEADING = "Known in this room"


def wrap_paragraph(text: str, width: int, first: str = "", rest: str | None = None) -> str:
    """A text as one paragraph, its lines broken between words.

    Args:
        width: the widest line, in characters; a longer word stands alone.
        first: what stands before the first line.
        rest: what stands before the other lines; as `first` where it is None.
    """
    return textwrap.fill(
        text,
        max(width, len(first) + 8),
        initial_indent=first,
        subsequent_indent=first if rest is None else rest,
        break_long_words=False,
        break_on_hyphens=False,
    )


def page_text(page: Page, width: int) -> str:
    """A page as text, without its choices.

    Args:
        width: the widest line, in characters; a longer word stands alone.
    """
    parts = [f"{page.at.words}\n{page.place_name}"]
    if page.taken_choice:
        parts.append(wrap_paragraph(f"> {page.taken_choice}", width, "", "  "))
    parts += [sentences_text(paragraph, width) for paragraph in page.result]
    parts.append(f"{page.title}\n{'-' * len(page.title)}")
    parts += [answer_text(answer, width) for answer in page.answers]
    if page.bulletins:
        parts.append(f"Heard since{'' if page.known_now else ' (as it was told then)'}:")
        parts += [_bulletin(bulletin, page.at.earliest.year, width) for bulletin in page.bulletins]
    parts += [sentences_text(paragraph, width) for paragraph in page.paragraphs]
    if page.is_calm:
        parts.append("(Shortened: the calm setting is on.)")
    if page.cards:
        parts.append("\n".join([f"{CARDS_HEADING}:", *(_card(card.paragraphs, width) for card in page.cards)]))
    parts += [dispute_text(dispute, width) for dispute in page.disputes]
    if page.ending is not None:
        parts.append(_ending(page.ending, width))
    return "\n\n".join(parts)


def choices_text(page: Page, width: int) -> str:
    """The choices of a page, each with its number; a closed one with its reason."""
    lines: list[str] = []
    for choice in page.choices:
        if choice.number is not None:
            taken = " (taken before)" if choice.taken_before else ""
            lines.append(wrap_paragraph(f"{choice.text}{taken}", width, f"{choice.number:>2}  ", "    "))
        else:
            lines.append(wrap_paragraph(f"{choice.text} (closed: {choice.reason})", width, " -  ", "    "))
    return "\n".join(lines)


def footnotes_text(notes: Sequence[Footnote], width: int) -> str:
    """Footnotes: claim, event, confidence, sources, what is disputed."""
    parts: list[str] = []
    for note in notes:
        mark = f"[{note.number}] "
        lines = [wrap_paragraph(note.says, width, mark, "    ")]
        about = f"{note.title}. " + (f"Confidence: {note.confidence}." if note.confidence else "As it was told then.")
        lines.append(wrap_paragraph(about, width, "    "))
        lines += [wrap_paragraph(f"Source: {cited.text}", width, "    ", "      ") for cited in note.citations]
        lines += [wrap_paragraph(f"Disputed: {asks}", width, "    ", "      ") for asks in note.disputed_questions]
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


def status_text(page: Page, width: int) -> str:
    """Where the run stands: hour, place, gauges, and the file on the player."""
    lines = [
        f"Scene {page.number}: {page.title}.",
        f"{page.at.words}, {page.place_name}.",
        f"You are: {page.role_name}.",
    ]
    for gauge in page.gauges:
        level = gauge.level or f"{gauge.value} of {gauge.highest}"
        lines.append(wrap_paragraph(f"{gauge.label}: {level}.", width))
    if page.dossier:
        lines.append("The file on you:")
        lines += [wrap_paragraph(f"{line.at.short}: {line.text}", width, "  ", "    ") for line in page.dossier]
    return "\n".join(lines)


def ledger_text(ledger: Ledger, width: int) -> str:
    """The ledger of a run, with its footnotes and its bibliography."""

    def line(at: Moment, told: str) -> str:
        return wrap_paragraph(f"{at.short_in(ledger.year)}. {told}", width, "", "  ")

    deeds = [
        line(deed.at, f"{deed.scene_title}: {deed.choice_text}{' (against the record)' if deed.is_divergent else ''}")
        for deed in ledger.entries
    ]
    met = [
        line(point.at, f"{point.title} ({point.how} in “{point.scene_title}”): {_words(point.says)}")
        for point in ledger.met_fixed_points
    ]
    answers = [answer_text(answer, width) for answer in ledger.answers]
    sources = [wrap_paragraph(reference, width, "", "  ") for _, reference in format_bibliography(ledger.sources)]
    parts = (
        ("What you did", deeds, "\n"),
        ("What the record says", met, "\n"),
        ("Where you and the record parted, and met again", answers or ["Nowhere."], "\n\n"),
        ("How it ended for everybody", [sentences_text(ledger.outcome, width)], "\n\n"),
        ("Notes", [footnotes_text(ledger.footnotes, width)], "\n\n"),
        ("Bibliography", sources, "\n"),
    )
    return "\n\n".join(f"{title}\n{'=' * len(title)}\n\n{between.join(lines)}" for title, lines, between in parts)


def answer_text(answer: Answer, width: int) -> str:
    """An answer to an attempt in its four parts."""
    head = [
        wrap_paragraph(f"The record answers: {answer.title}", width),
        wrap_paragraph(f"{answer.choice_at.words}: you chose “{answer.choice_text}”.", width, "  "),
        wrap_paragraph(f"The record, {answer.at.words}: {answer.event_title}.", width, "  "),
    ]
    parts = answer_parts(answer)
    body = [
        wrap_paragraph(f"{title}: {' '.join(_words(paragraph) for paragraph in paragraphs)}", width, "  ")
        for title, paragraphs in parts
    ]
    return "\n".join([*head, *body])


def answer_parts(answer: Answer) -> list[tuple[str, Paragraphs]]:
    """The parts of an answer with their heads; in a council also how far it reached."""
    parts: list[tuple[str, Paragraphs]] = [
        (CHANGED_HEADING, answer.what_changed),
        (RECORD_HEADING, (answer.record_claims,)),
        (STOOD_HEADING, answer.why_record_stood),
        (OTHERWISE_HEADING, answer.what_it_would_take),
    ]
    return [*parts, (REACH_HEADING, answer.reach)] if answer.reach else parts


def dispute_text(dispute: DisputeView, width: int) -> str:
    """A disputed question with each reading and those who give it."""
    lines = [wrap_paragraph(f"Disputed: {dispute.question}", width)]
    for reading in dispute.readings:
        cited = "; ".join(cited.text for cited in reading.citations)
        lines.append(wrap_paragraph(f"{reading.says} ({cited})", width, "  - ", "    "))
    return "\n".join([*lines, *([wrap_paragraph(dispute.assessment, width, "  ")] if dispute.assessment else [])])


def sentences_text(paragraph: Iterable[Sentence], width: int) -> str:
    """A paragraph set at a width, with footnote numbers in brackets."""
    return wrap_paragraph(_words(paragraph), width)


def _words(paragraph: Iterable[Sentence]) -> str:
    return " ".join(
        sentence.text + "".join(f" [{number}]" for number in sentence.footnote_numbers) for sentence in paragraph
    )


def _card(says: Paragraphs, width: int) -> str:
    return wrap_paragraph(" ".join(_words(paragraph) for paragraph in says), width, "  - ", "    ")


def _bulletin(bulletin: Bulletin, year: int, width: int) -> str:
    told = wrap_paragraph(
        f"{bulletin.heard_at.short_in(year)}, {bulletin.channel}: {_words((bulletin.says,))}", width, "  ", "    "
    )
    if not bulletin.known_today:
        return told
    return told + "\n" + wrap_paragraph(f"Known today: {_words(bulletin.known_today)}", width, "    ")


def _ending(ending: PageEnding, width: int) -> str:
    return "\n".join(
        [
            wrap_paragraph(f"{ending.title}", width),
            wrap_paragraph(f"{ending.lead}: {ending.label}.", width),
            wrap_paragraph(f"{ending.claims_lead}: {_words(ending.claims)}", width),
        ]
    )


def run_text(pack: Pack, journal: Journal, width: int) -> str:
    """A whole run as text.

    Each page is followed by its footnotes; the last one also by the ledger or, where the run has not ended, by the
    choices with which it could go on.
    """
    parts: list[str] = []
    for number in range(len(journal.taken) + 1):
        here = replay(journal.machine, journal.choice_refs[:number])
        shown = page_of(pack, here)
        notes = footnotes_text(shown.footnotes, width)
        parts.append(page_text(shown, width) + (f"\n\n{notes}" if notes else ""))
        if number == len(journal.taken):
            parts.append(
                choices_text(shown, width) if shown.ending is None else ledger_text(ledger_of(pack, here), width)
            )
    rule = f"\n\n{'~' * width}\n\n"
    return rule.join(parts)
