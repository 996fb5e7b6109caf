"""One sentence a line; a footnote makes it documented."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from game.text.prose import Span, count_words, parse_prose, parse_sentence


def test_a_line_with_a_footnote_is_documented_and_without_one_invented() -> None:
    ((first, second),) = parse_prose("It rains.[^a.b][^c.d]\nYou are wet.")
    assert first.labels == ("a.b", "c.d")
    assert first.text == "It rains."
    assert second.labels == ()


def test_a_blank_line_makes_a_paragraph() -> None:
    assert [len(paragraph) for paragraph in parse_prose("a\nb\n\n\nc\n")] == [2, 1]


def test_emphasis_is_inline_and_stray_stars_stay() -> None:
    assert parse_sentence("Not *now*, 2 * 3 * 4 and *").spans == (
        Span("Not "),
        Span("now", emphasis=True),
        Span(", 2 * 3 * 4 and *"),
    )


@given(st.text(alphabet="ab*[]^. \n", max_size=40))
def test_prose_never_loses_a_letter(text: str) -> None:
    kept = "".join(line.text for paragraph in parse_prose(text) for line in paragraph)
    assert kept.count("a") + sum(
        label.count("a") for p in parse_prose(text) for s in p for label in s.labels
    ) == text.count("a")


def test_footnotes_are_no_words() -> None:
    assert count_words("It rains.[^a.b]\nYou are wet.") == 5
