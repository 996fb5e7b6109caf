"""The program knows nothing of the story that ships: its names, dates and places live in the pack."""

from __future__ import annotations

import re

from game.story.types import Pack
from tests.conftest import SAMPLE, SCENES

CODE = [path for path in sorted((SCENES.parent / "game").rglob("*.*")) if SAMPLE not in path.parents]


def test_no_name_date_or_place_of_the_story_stands_in_the_code(shipped: Pack) -> None:
    record = shipped.record
    people = [(person.name, person.name_local) for person in record.people]
    places = [(place.name, place.name_local) for place in record.places]
    names = {name for pair in (*people, *places) for name in pair if name}
    names |= {str(event.at.earliest.year) for event in record.events if event.at.is_precise} | {"Hungarian", "Danube"}
    word = re.compile(r"\b(" + "|".join(map(re.escape, sorted(names, key=len, reverse=True))) + r")\b")
    found: list[str] = []
    for path in CODE:
        if path.suffix in {".py", ".tcss", ".html", ".j2", ".js", ".css"}:
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                found += [f"{path.name}:{number}: {hit[0]}" for hit in word.finditer(line)]
    assert found == []
