"""What a search of the record prints."""

from __future__ import annotations

from game.record.search import list_entries, search
from game.story.types import Pack


def test_a_name_in_its_own_language_does_not_run_into_the_sentence_about_it(shipped: Pack) -> None:
    first = search(list_entries(shipped.record), "erno gero")[0]
    assert first.sentence.startswith("Gerő Ernő: First secretary")
