"""The play page in lines: what followed, the title, answers, bulletins, prose and ending, at a width in cells."""

from __future__ import annotations

import msgspec
from rich.cells import cell_len
from textual.content import Content

from game.play.page import Answer, Bulletin, DisputeView, Page, PageEnding, Paragraph
from game.render.text import CARDS_HEADING, CHANGED_HEADING, REACH_HEADING, RECORD_HEADING, STOOD_HEADING
from game.text.moments import Moment
from game.tui.typeset import (
    BAR,
    BLANK,
    MARGIN,
    framed,
    indent,
    plain,
    set_paragraphs,
    set_text,
    words_in,
    words_of,
    wrap,
)


class View(msgspec.Struct, frozen=True):
    """How a page is looked at.

    Attributes:
        documented: whether documented sentences stand out.
        since: the moment of the scene before, for "Heard since"; None on the first page.
    """

    documented: bool = False
    since: Moment | None = None


def page_lines(page: Page, width: int, view: View) -> list[Content]:
    """A page in lines.

    Args:
        width: the cells of a line, with the margin in which the bar of documented sentences stands.
    """
    measure = width - MARGIN
    lines: list[Content] = []
    if page.taken_choice:
        lines += indent(set_text(f"› {page.taken_choice}", measure, "$quiet italic", hang=2), MARGIN)
        lines.append(BLANK)
    if page.result:
        lines += [*set_paragraphs(page.result, measure, view.documented), BLANK]
    lines += indent(set_text(page.title, measure, "$accent bold"), MARGIN)
    lines.append(BLANK)
    for answer in page.answers:
        lines += [*indent(answer_lines(answer, measure, view), MARGIN), BLANK]
    if page.bulletins:
        lines += [*bulletin_lines(page, measure, view), BLANK]
    lines += set_paragraphs(page.paragraphs, measure, view.documented)
    if page.is_calm:
        lines += [BLANK, *indent(set_text("(Shortened: the calm setting is on.)", measure, "$quiet"), MARGIN)]
    if page.because:
        lines += [BLANK, *indent(set_text(CARDS_HEADING, measure, "bold"), MARGIN)]
    for card in page.because:
        lines += [BLANK, *set_paragraphs(card.paragraphs, measure, view.documented)]
    for disputed in page.disputes:
        lines += [BLANK, *indent(disputed_lines(disputed, measure), MARGIN)]
    if page.ending is not None:
        lines += [BLANK, *ending_lines(page.ending, measure, view)]
    return lines


def answer_lines(answer: Answer, width: int, view: View) -> list[Content]:
    """An answer to an attempt, framed, with its parts under their heads."""
    inner = width - 4
    lines = [
        *set_text(f"{answer.choice_at.words}: you chose “{answer.choice_text}”", inner, "$quiet"),
        *set_text(f"The record, {answer.at.words}: {answer.event_title}", inner, "$quiet"),
    ]
    parts = [
        (CHANGED_HEADING, answer.changed),
        (RECORD_HEADING, (answer.record,)),
        (STOOD_HEADING, answer.stood),
        ("What would have had to be different — a judgement", answer.otherwise),
    ]
    if answer.reach:
        parts.append((REACH_HEADING, answer.reach))
    for title, paragraphs in parts:
        lines += [BLANK, *set_text(title, inner, "bold underline")]
        lines += set_paragraphs(paragraphs, inner - MARGIN, view.documented)
    return framed(f"The record answers: {answer.title}", lines, width)


def disputed_lines(disputed: DisputeView, width: int) -> list[Content]:
    """A disputed question, framed, with each reading and those who give it."""
    inner = width - 4
    lines = set_text(disputed.asks, inner, "bold")
    for reading in disputed.readings:
        lines += [BLANK, *set_text(reading.says, inner)]
        lines += [line for cited in reading.citations for line in set_text(cited.text, inner, "$quiet", hang=2)]
    if disputed.weigh:
        lines += [BLANK, *set_text(disputed.weigh, inner, "italic")]
    return framed("Disputed", lines, width)


def bulletin_lines(page: Page, width: int, view: View) -> list[Content]:
    """The news since the last scene, as it was told then, and if asked for as it is known now."""
    since = f"Heard since {view.since.relative_to(page.at)}" if view.since else "Heard"
    told = "as told then, and as known today" if page.known_now else "as told then · n shows what is known today"
    lines = indent(_rule(since, told, width), MARGIN)
    for number, bulletin in enumerate(page.bulletins):
        lines += [BLANK] if number else []
        lines += _bulletin(bulletin, page.at, width, view)
    lines.append(Content.assemble(" " * MARGIN, ("┈" * width, "$rule")))
    return lines


def ending_lines(ending: PageEnding, width: int, view: View) -> list[Content]:
    """How the run ended, with the claims that document such a fate."""
    lines = [
        Content.assemble(" " * MARGIN, ("─" * width, "$rule")),
        BLANK,
        *indent(set_text(ending.title, width, "$accent bold"), MARGIN),
        *indent(set_text(f"{ending.lead}: {ending.label}", width, "bold"), MARGIN),
        BLANK,
        *indent(set_text(f"{ending.claims_lead}:", width, "$quiet"), MARGIN),
    ]
    return lines + set_paragraphs((ending.claims,), width, view.documented)


def head_lines(page: Page, width: int) -> list[Content]:
    """The line above the page: date, hour and place, and the role at the right; two lines where one is too short."""
    role = page.role_name
    for moment in (page.at.words, page.at.short):
        left = f"{moment} · {page.place_name}"
        gap = width - cell_len(left) - cell_len(role)
        if gap >= 3:
            return [
                Content.assemble(
                    plain(moment, "bold"), plain(f" · {page.place_name}"), " " * gap, plain(role, "$quiet")
                )
            ]
    room = width - 2 - cell_len(role)
    when = page.at.words if cell_len(page.at.words) <= room or cell_len(page.at.short) > room else page.at.short
    gap = max(2, width - cell_len(when) - cell_len(role))
    first = Content.assemble(plain(when, "bold"), " " * gap, plain(role, "$quiet"))
    return [first.truncate(width, ellipsis=True), plain(page.place_name).truncate(width, ellipsis=True)]


def fold_line(page: Page, width: int, documented: bool, more: bool) -> Content:
    """The rule between prose and choices: what the documented view means, and whether there is more to read."""
    left = ""
    if documented:
        bold, whole = counted(page)
        left = f"{BAR}bold: documented, {bold} of {whole} sentences; the rest is invented "
        if len(left) > width - 22:
            left = f"{BAR}bold: documented {bold}/{whole}, rest invented "
        if len(left) > width - 20:
            left = f"{BAR}documented {bold}/{whole}, rest invented "
    right = " more below · Space" if more else ""
    line = "─" * max(0, width - len(left) - len(right))
    return Content.assemble((left, "$accent"), (line, "$rule"), (right, "$quiet"))


def counted(page: Page) -> tuple[int, int]:
    """How many sentences of the page are documented, and how many there are."""
    paragraphs: list[Paragraph] = [*page.result, *page.paragraphs]
    for answer in page.answers:
        paragraphs += [*answer.changed, answer.record, *answer.stood, *answer.otherwise, *answer.reach]
    for card in page.because:
        paragraphs += card.paragraphs
    sentences = [sentence for paragraph in paragraphs for sentence in paragraph]
    sentences += [bulletin.says for bulletin in page.bulletins]
    if page.ending is not None:
        sentences += page.ending.claims
    return sum(sentence.is_documented for sentence in sentences), len(sentences)


def _bulletin(bulletin: Bulletin, at: Moment, width: int, view: View) -> list[Content]:
    head = f"{bulletin.heard_at.relative_to(at)} · {bulletin.channel}"
    lines = indent(set_text(head, width, "$quiet"), MARGIN)
    words = words_of((bulletin.says,), view.documented)
    lines += wrap(words, width, bars=True) if view.documented else indent(wrap(words, width), MARGIN)
    if bulletin.now:
        known = [*words_in("Known today:", "bold"), *words_of(bulletin.now, style="$quiet")]
        lines += indent(wrap(known, width - 2), MARGIN + 2)
    return lines


def _rule(left: str, right: str, width: int) -> list[Content]:
    gap = width - cell_len(left) - cell_len(right)
    if gap < 2:
        return [*set_text(left, width, "bold"), *set_text(right, width, "$quiet")]
    dots = "┈" * (gap - 2)
    return [Content.assemble((left, "bold"), (f" {dots} ", "$rule"), (right, "$quiet"))]
