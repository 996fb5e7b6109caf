"""The play page in lines: what followed, the title, answers, bulletins, prose and ending, at a width in cells."""

from __future__ import annotations

import msgspec
from rich.cells import cell_len
from textual.content import Content

from game.play.page import Answer, Bulletin, DisputeView, Page, PageEnding, Paragraph
from game.render.text import CARDS_HEADING, CHANGED_HEADING, REACH_HEADING, RECORD_HEADING, STOOD_HEADING
from game.text.moments import Moment
from game.tui.text_layout import (
    DOCUMENTED_BAR,
    EMPTY_LINE,
    PROSE_MARGIN,
    frame,
    indent,
    list_words,
    make_content,
    split_words,
    wrap_paragraphs,
    wrap_text,
    wrap_words,
)


class PageView(msgspec.Struct, frozen=True):
    """How a page is looked at.

    Attributes:
        documented: whether documented sentences stand out.
        since: the moment of the scene before, for "Heard since"; None on the first page.
    """

    documented: bool = False
    since: Moment | None = None


def page_lines(page: Page, width: int, view: PageView) -> list[Content]:
    """A page in lines.

    Args:
        width: the cells of a line, with the margin in which the bar of documented sentences stands.
    """
    measure = width - PROSE_MARGIN
    lines: list[Content] = []
    if page.taken_choice:
        lines += indent(wrap_text(f"› {page.taken_choice}", measure, "$quiet italic", hang=2), PROSE_MARGIN)
        lines.append(EMPTY_LINE)
    if page.result:
        lines += [*wrap_paragraphs(page.result, measure, view.documented), EMPTY_LINE]
    lines += indent(wrap_text(page.title, measure, "$accent bold"), PROSE_MARGIN)
    lines.append(EMPTY_LINE)
    for answer in page.answers:
        lines += [*indent(answer_lines(answer, measure, view), PROSE_MARGIN), EMPTY_LINE]
    if page.bulletins:
        lines += [*bulletin_lines(page, measure, view), EMPTY_LINE]
    lines += wrap_paragraphs(page.paragraphs, measure, view.documented)
    if page.is_calm:
        lines += [
            EMPTY_LINE,
            *indent(wrap_text("(Shortened: the calm setting is on.)", measure, "$quiet"), PROSE_MARGIN),
        ]
    if page.cards:
        lines += [EMPTY_LINE, *indent(wrap_text(CARDS_HEADING, measure, "bold"), PROSE_MARGIN)]
    for card in page.cards:
        lines += [EMPTY_LINE, *wrap_paragraphs(card.paragraphs, measure, view.documented)]
    for dispute in page.disputes:
        lines += [EMPTY_LINE, *indent(disputed_lines(dispute, measure), PROSE_MARGIN)]
    if page.ending is not None:
        lines += [EMPTY_LINE, *ending_lines(page.ending, measure, view)]
    return lines


def answer_lines(answer: Answer, width: int, view: PageView) -> list[Content]:
    """An answer to an attempt, framed, with its parts under their heads."""
    inner = width - 4
    lines = [
        *wrap_text(f"{answer.choice_at.words}: you chose “{answer.choice_text}”", inner, "$quiet"),
        *wrap_text(f"The record, {answer.at.words}: {answer.event_title}", inner, "$quiet"),
    ]
    parts = [
        (CHANGED_HEADING, answer.what_changed),
        (RECORD_HEADING, (answer.record_claims,)),
        (STOOD_HEADING, answer.why_record_stood),
        ("What would have had to be different — a judgement", answer.what_it_would_take),
    ]
    if answer.reach:
        parts.append((REACH_HEADING, answer.reach))
    for title, paragraphs in parts:
        lines += [EMPTY_LINE, *wrap_text(title, inner, "bold underline")]
        lines += wrap_paragraphs(paragraphs, inner - PROSE_MARGIN, view.documented)
    return frame(f"The record answers: {answer.title}", lines, width)


def disputed_lines(dispute: DisputeView, width: int) -> list[Content]:
    """A disputed question, framed, with each reading and those who give it."""
    inner = width - 4
    lines = wrap_text(dispute.question, inner, "bold")
    for reading in dispute.readings:
        lines += [EMPTY_LINE, *wrap_text(reading.says, inner)]
        lines += [line for cited in reading.citations for line in wrap_text(cited.text, inner, "$quiet", hang=2)]
    if dispute.assessment:
        lines += [EMPTY_LINE, *wrap_text(dispute.assessment, inner, "italic")]
    return frame("Disputed", lines, width)


def bulletin_lines(page: Page, width: int, view: PageView) -> list[Content]:
    """The news since the last scene, as it was told then, and if asked for as it is known now."""
    since = f"Heard since {view.since.relative_to(page.at)}" if view.since else "Heard"
    told = "as told then, and as known today" if page.known_now else "as told then · n shows what is known today"
    lines = indent(_section_rule(since, told, width), PROSE_MARGIN)
    for number, bulletin in enumerate(page.bulletins):
        lines += [EMPTY_LINE] if number else []
        lines += _bulletin(bulletin, page.at, width, view)
    lines.append(Content.assemble(" " * PROSE_MARGIN, ("┈" * width, "$rule")))
    return lines


def ending_lines(ending: PageEnding, width: int, view: PageView) -> list[Content]:
    """How the run ended, with the claims that document such a fate."""
    lines = [
        Content.assemble(" " * PROSE_MARGIN, ("─" * width, "$rule")),
        EMPTY_LINE,
        *indent(wrap_text(ending.title, width, "$accent bold"), PROSE_MARGIN),
        *indent(wrap_text(f"{ending.lead}: {ending.label}", width, "bold"), PROSE_MARGIN),
        EMPTY_LINE,
        *indent(wrap_text(f"{ending.claims_lead}:", width, "$quiet"), PROSE_MARGIN),
    ]
    return lines + wrap_paragraphs((ending.claims,), width, view.documented)


def head_lines(page: Page, width: int) -> list[Content]:
    """The line above the page: date, hour and place, and the role at the right; two lines where one is too short."""
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
    """The rule between prose and choices: what the documented view means, and whether there is more to read."""
    left = ""
    if documented:
        bold, whole = count_documented(page)
        left = f"{DOCUMENTED_BAR}bold: documented, {bold} of {whole} sentences; the rest is invented "
        if len(left) > width - 22:
            left = f"{DOCUMENTED_BAR}bold: documented {bold}/{whole}, rest invented "
        if len(left) > width - 20:
            left = f"{DOCUMENTED_BAR}documented {bold}/{whole}, rest invented "
    right = " more below · Space" if more else ""
    line = "─" * max(0, width - len(left) - len(right))
    return Content.assemble((left, "$accent"), (line, "$rule"), (right, "$quiet"))


def count_documented(page: Page) -> tuple[int, int]:
    """How many sentences of the page are documented, and how many there are."""
    paragraphs: list[Paragraph] = [*page.result, *page.paragraphs]
    for answer in page.answers:
        paragraphs += [
            *answer.what_changed,
            answer.record_claims,
            *answer.why_record_stood,
            *answer.what_it_would_take,
            *answer.reach,
        ]
    for card in page.cards:
        paragraphs += card.paragraphs
    sentences = [sentence for paragraph in paragraphs for sentence in paragraph]
    sentences += [bulletin.says for bulletin in page.bulletins]
    if page.ending is not None:
        sentences += page.ending.claims
    return sum(sentence.is_documented for sentence in sentences), len(sentences)


def _bulletin(bulletin: Bulletin, at: Moment, width: int, view: PageView) -> list[Content]:
    head = f"{bulletin.heard_at.relative_to(at)} · {bulletin.channel}"
    lines = indent(wrap_text(head, width, "$quiet"), PROSE_MARGIN)
    words = list_words((bulletin.says,), view.documented)
    lines += wrap_words(words, width, bars=True) if view.documented else indent(wrap_words(words, width), PROSE_MARGIN)
    if bulletin.known_today:
        known = [*split_words("Known today:", "bold"), *list_words(bulletin.known_today, style="$quiet")]
        lines += indent(wrap_words(known, width - 2), PROSE_MARGIN + 2)
    return lines


def _section_rule(left: str, right: str, width: int) -> list[Content]:
    gap = width - cell_len(left) - cell_len(right)
    if gap < 2:
        return [*wrap_text(left, width, "bold"), *wrap_text(right, width, "$quiet")]
    dots = "┈" * (gap - 2)
    return [Content.assemble((left, "bold"), (f" {dots} ", "$rule"), (right, "$quiet"))]
