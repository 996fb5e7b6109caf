"""No control or direction character passes the boundary."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from game.text.clean import clean, search_key


@given(st.text())
def test_clean_text_holds_nothing_that_a_terminal_obeys(text: str) -> None:
    for sign in clean(text):
        assert sign == "\n" or unicodedata.category(sign) not in {"Cc", "Cs", "Cn", "Co"}
        assert unicodedata.bidirectional(sign) not in {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)


def test_a_split_letter_is_composed_and_a_sequence_loses_its_escape() -> None:
    assert clean("Gero\u030b\x1b]52;c;aGk=\x07\r\nx\ty") == "Gerő]52;c;aGk=\nx y"


def test_an_accent_joins_its_letter_when_what_stood_between_them_is_dropped() -> None:
    assert clean("Gero\ue000\u030b") == "Gerő"


def test_folding_finds_a_name_without_its_diacritics() -> None:
    assert search_key("Gerő Ernő") == "gero erno"
