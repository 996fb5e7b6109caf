"""Pieces of a council as HTML: its scenes, its wall texts and its answers, each with the footnotes that it uses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup
from msgspec.structs import replace

from game.play.council import CouncilScene, Decision
from game.play.page import Footnote, Paragraphs, Sentence
from game.render.html import blocks_html, footnotes_html, page_html, sentences_html
from game.render.page_blocks import build_answer_panel, list_answer_parts
from game.wording import seat_words


def mark_safe(text: str) -> Markup:
    """Mark a text that is HTML already, so that a template does not escape it again."""
    return Markup(text)  # noqa: S704 - made by game.render.html, which escapes whatever comes from a pack


def scene_html(scene: CouncilScene, anchor: str, easy: bool = False) -> Markup:
    """Return a scene's page without its footnotes, in easy words if they are asked for."""
    return mark_safe(page_html(replace(scene.page, paragraphs=_paragraphs(scene, easy), footnotes=()), anchor))


def find_scene_footnotes(scene: CouncilScene, easy: bool, notes: Sequence[Footnote]) -> tuple[Footnote, ...]:
    """Return the footnotes of a scene's present version, and none of a later scene.

    Args:
        notes: the footnotes among which those of the easy words are found.
    """
    used = _footnote_numbers(_paragraphs(scene, easy), *(card.paragraphs for card in scene.page.cards))
    if scene.page.ending is not None:
        used |= _footnote_numbers((scene.page.ending.claims,))
    return _select_footnotes(used, scene.page.footnotes, notes)


def sources_html(notes: Sequence[Footnote], anchor: str, later: bool = False) -> Markup:
    """Return the footnotes of a page in a fold, which a footnote's mark opens.

    Args:
        later: whether the fold is empty, and filled when it is unfolded.
    """
    held = "" if later else footnotes_html(notes, anchor)
    mark = " data-later" if later else ""
    return mark_safe(
        f"<details class=sources{mark}><summary>{seat_words.SOURCES}</summary>{held}</details>" if notes else ""
    )


def answered_html(decision: Decision, letter: str, anchor: str) -> Markup:
    """Return an option's answer in its parts; its footnotes are among those of all options, under the same anchor."""
    answer = next(option for option in decision.options if option.letter == letter).answer
    return mark_safe(blocks_html([build_answer_panel(answer)], anchor))


def find_answer_footnotes(decision: Decision) -> tuple[Footnote, ...]:
    """Return the footnotes of the answers to every option."""
    parts = [part for option in decision.options for part in list_answer_parts(option.answer)]
    used = _footnote_numbers(*(part.paragraphs for part in parts))
    return _select_footnotes(used, decision.footnotes)


def plain_html(text: Paragraphs) -> Markup:
    """Return a short text in one line, without footnotes."""
    plain = (tuple(Sentence(sentence.spans) for sentence in paragraph) for paragraph in text)
    return mark_safe(" ".join(sentences_html(paragraph, "") for paragraph in plain))


def _paragraphs(scene: CouncilScene, easy: bool) -> Paragraphs:
    # Whoever asked for both asked first of all not to read what is violent; calm lines have no easy ones beside them.
    return scene.easy_text if easy and scene.easy_text and not scene.page.is_calm else scene.page.paragraphs


def _footnote_numbers(*texts: Paragraphs) -> set[int]:
    return {
        number for text in texts for paragraph in text for sentence in paragraph for number in sentence.footnote_numbers
    }


def _select_footnotes(numbers: Iterable[int], *notes: Sequence[Footnote]) -> tuple[Footnote, ...]:
    known = {note.number: note for some in notes for note in some}
    return tuple(known[number] for number in sorted(numbers) if number in known)
