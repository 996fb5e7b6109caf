"""Whom a text names, by which words."""

from __future__ import annotations

import pytest

from game.record.names import NameFinder
from game.record.types import Person, Term


def _person(name: str, called: list[str] | None = None, local: str | None = None) -> Person:
    return Person(id=name, name=name, description="Somebody.", called=called, name_local=local)


PEOPLE = [
    _person("Ernő Gerő", local="Gerő Ernő"),
    _person("Imre Nagy", called=["Nagy", "the old man"]),
    _person("Attila Nagy"),
    _person("László Kovács"),
    _person("Béla Kovács"),
    _person("Ferenc Vida"),
    _person("Mrs Dezső Székely"),
    _person("Péter Kós (Leo Konduktorov)"),
    _person("Zoltán Vas", called=[]),
]
TERMS = [
    Term(id="disz", term="DISZ", meaning="A league.", called=["the league", "youth league"]),
    Term(id="whirlwind", term="Forgószél / Whirlwind", meaning="A code name."),
]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Gerő spoke at eight.", ["Ernő Gerő"]),
        ("In Gerő's place, says Gerő Ernő, stands Ernő Gerő.", ["Ernő Gerő"] * 3),
        ("Gerőffy and Zsigerő are others.", []),
        ("When Nagy comes, Attila Nagy is here; László Nagy is a third.", ["Imre Nagy", "Attila Nagy"]),
        ("The old man coughs.", ["Imre Nagy"]),
        ("Kovács is one of two; Béla Kovács is not.", ["Béla Kovács"]),
        ("Mrs Vida unlocks, and Vida closed the doors.", ["Ferenc Vida"]),
        ("In Vida Street nobody is called so.", []),
        ("Kós votes.", ["Péter Kós (Leo Konduktorov)"]),
        ("Vas is iron, and Zoltán Vas a man.", ["Zoltán Vas"]),
        ("The league hums, the youth league sings, and the leagues are two.", ["disz", "disz"]),
        ("DISZ and Whirlwind, DISZes.", ["disz", "whirlwind"]),
        ("", []),
    ],
)
def test_a_name_is_found_by_its_words_and_by_no_others(text: str, named: list[str]) -> None:
    found = [*NameFinder(PEOPLE, TERMS).find(text)]
    assert [each.id for each in found] == named
    for each in found:
        assert text[each.start : each.start + len(each.words)] == each.words
