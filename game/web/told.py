"""Pieces of a council as HTML: its scenes, its wall texts and its answers, each with the footnotes that it uses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup
from msgspec.structs import replace

from game.play.council import CouncilScene, Decision
from game.play.page import Footnote, Paragraphs, Sentence
from game.render.html import answer_html, footnotes_html, page_html, sentences_html
from game.render.text import answer_parts


def html(text: str) -> Markup:
    """Text that is HTML already, so that a template does not escape it again."""
    return Markup(text)  # noqa: S704 - made by game.render.html, which escapes whatever comes from a pack


def told_html(told: CouncilScene, anchor: str, easy: bool = False) -> Markup:
    """A scene as its page, in easy words where they are asked for, without its footnotes."""
    return html(page_html(replace(told.page, paragraphs=_paragraphs(told, easy), footnotes=()), anchor))


def told_notes(told: CouncilScene, easy: bool, notes: Sequence[Footnote]) -> tuple[Footnote, ...]:
    """The footnotes of a scene as it is told; none of a later scene comes along.

    Args:
        notes: the footnotes among which those of the easy words are found.
    """
    used = _numbers(_paragraphs(told, easy), *(card.paragraphs for card in told.page.because))
    if told.page.ending is not None:
        used |= _numbers((told.page.ending.claims,))
    return _kept(used, told.page.footnotes, notes)


def sources_html(notes: Sequence[Footnote], anchor: str, later: bool = False) -> Markup:
    """The footnotes of a page, folded: a footnote's mark unfolds them.

    Args:
        later: whether the fold is empty, and filled when it is unfolded.
    """
    held = "" if later else footnotes_html(notes, anchor)
    mark = " data-later" if later else ""
    return html(f"<details class=sources{mark}><summary>Sources</summary>{held}</details>" if notes else "")


def wall_html(told: CouncilScene) -> Markup:
    """A scene in the words of the wall; its footnotes are on the devices and on paper."""
    return html("".join(f"<p>{plain_html((paragraph,))}</p>" for paragraph in told.wall or told.page.paragraphs))


def answered_html(decision: Decision, letter: str, anchor: str) -> Markup:
    """An option's answer in its parts; its footnotes stand among those of all options, under the same anchor."""
    return html(answer_html(next(option for option in decision.options if option.letter == letter).answer, anchor))


def answer_notes(decision: Decision) -> tuple[Footnote, ...]:
    """The footnotes of the answers to every option."""
    answers = [option.answer for option in decision.options]
    used = _numbers(
        *(text for each in answers for text in (each.changed, (each.record,), each.stood, each.otherwise, each.reach))
    )
    return _kept(used, decision.footnotes)


def parts_html(decision: Decision, letter: str) -> list[tuple[str, Markup]]:
    """An option's answer for the wall: the head and the text of each part, without footnotes."""
    answer = next(option for option in decision.options if option.letter == letter).answer
    return [(title, plain_html(text)) for title, text in answer_parts(answer)]


def plain_html(text: Paragraphs) -> Markup:
    """A short text in one line, without footnotes."""
    plain = (tuple(Sentence(sentence.spans) for sentence in paragraph) for paragraph in text)
    return html(" ".join(sentences_html(paragraph, "") for paragraph in plain))


def _paragraphs(told: CouncilScene, easy: bool) -> Paragraphs:
    # Whoever asked for both asked first of all not to read what is violent; calm lines have no easy ones beside them.
    return told.easy if easy and told.easy and not told.page.is_calm else told.page.paragraphs


def _numbers(*texts: Paragraphs) -> set[int]:
    return {
        number for text in texts for paragraph in text for sentence in paragraph for number in sentence.footnote_numbers
    }


def _kept(numbers: Iterable[int], *notes: Sequence[Footnote]) -> tuple[Footnote, ...]:
    known = {note.number: note for some in notes for note in some}
    return tuple(known[number] for number in sorted(numbers) if number in known)
