"""What a search of the record prints."""

from __future__ import annotations

import pytest

from game.record.search import list_entries, search
from game.story.types import Pack


def test_a_name_in_its_own_language_does_not_run_into_the_sentence_about_it(shipped: Pack) -> None:
    first = search(list_entries(shipped.record), "erno gero")[0]
    assert first.sentence.startswith("Gerő Ernő: First secretary")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("jew", "antisemitic-incidents"),
        ("roma", "roma-fighters"),
        ("transylvania", "bolyai-1959"),
        ("veto", "un-emergency-session"),
        ("women", "women-fighters"),
        ("women", "women-march"),
    ],
)
def test_who_was_left_out_of_the_record_once_is_found_by_a_plain_word(shipped: Pack, query: str, found: str) -> None:
    assert found in {hit.entry.id for hit in search(list_entries(shipped.record), query)}
