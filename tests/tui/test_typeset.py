"""Text is set at its measure, without losing or parsing a sign."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from game.play.page import Sentence
from game.text.clean import clean
from game.text.prose import Span, parse_sentence
from game.tui.text_layout import frame, list_words, superscript, wrap_paragraphs, wrap_text, wrap_words


@given(st.text(max_size=200), st.integers(min_value=8, max_value=90))
def test_no_line_is_wider_than_its_measure_and_no_word_is_lost(text: str, width: int) -> None:
    lines = wrap_text(text, width)
    assert all(cell_len(line.plain) <= width for line in lines)
    assert "".join("".join(line.plain for line in lines).split()) == "".join(clean(text).split())


def test_an_emphasised_word_keeps_its_comma() -> None:
    spans = parse_sentence("The paste is *still*, after an hour, wet.").spans
    for width in range(8, 40):
        lines = wrap_words(list_words((Sentence(spans),)), width)
        assert not any(line.plain.startswith(",") for line in lines)


def test_a_footnote_mark_stays_with_its_word() -> None:
    (line,) = wrap_words(list_words((Sentence((Span("One two."),), (1, 12)),)), 30)
    assert line.plain == "One two.¹ ¹²"


def test_the_bar_stands_before_documented_lines_only() -> None:
    paragraph = (Sentence((Span("Invented words come first."),)), Sentence((Span("Known."),), (1,)))
    lines = [line.plain for line in wrap_paragraphs((paragraph,), 26, documented=True)]
    assert lines == ["  Invented words come first.", "┃ Known.¹"]


def test_a_frame_is_as_wide_as_it_is_asked_to_be() -> None:
    lines = frame("A title that is much too long for it", wrap_text("Some words.", 16), 20)
    assert {line.cell_length for line in lines} == {20}


def test_numbers_are_raised() -> None:
    assert superscript((3, 14)) == "³ ¹⁴"
