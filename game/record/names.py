"""The names by which texts call the people of a record and the words of its glossary."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple, TypeAlias

from game.record.types import Person, Term

NamedKind: TypeAlias = Literal["person", "term"]

_WORD = re.compile(r"\w+")
#: What stands in brackets or quotation marks behind a name, as in `Ada Weber (the younger)`.
_ADDITION = re.compile(r"\s*[(‘'“\"].*")


class Named(NamedTuple):
    """A person or a word of the glossary that a text names; `words` are those of the text, from `start` on."""

    kind: NamedKind
    id: str
    words: str
    start: int


class NameFinder:
    """Finds people and glossary words in texts.

    A person is called by the whole name, by the name as it is written in their own country, and by `called`: words that
    texts of the pack use for them; without `called` by the last part of the name, if no other person has it. The last
    part alone is not theirs behind another given name of the record (`Mrs Weber`) or before a capital
    letter (`Weber Street`). A word of the glossary is called by its term and by `called`. A longer name goes before a
    shorter one, and a small first letter may be a capital.
    """

    def __init__(self, people: Iterable[Person], glossary: Iterable[Term]) -> None:
        self._forms: dict[str, list[_Form]] = defaultdict(list)
        people = list(people)
        names = {person.id: _ADDITION.sub("", person.name) for person in people}
        last = Counter(name.rpartition(" ")[2] for name in names.values())
        self._given = {name.partition(" ")[0] for name in names.values() if " " in name}
        for person in people:
            name = names[person.id]
            surname = name.rpartition(" ")[2]
            self._add("person", person.id, [name, *([person.name_local] if person.name_local else [])])
            called = person.called if person.called is not None else [surname] if last[surname] == 1 else []
            self._add("person", person.id, called, stands_alone=True)
        for term in glossary:
            self._add("term", term.id, [*term.term.split(" / "), *term.called])
        for forms in self._forms.values():
            forms.sort(key=lambda form: len(form.words), reverse=True)

    def _add(self, kind: NamedKind, name: str, called: Iterable[str], *, stands_alone: bool = False) -> None:
        for words in dict.fromkeys(each for form in called for each in (form, form[:1].upper() + form[1:])):
            if first := _WORD.match(words):
                self._forms[first[0]].append(_Form(words, kind, name, stands_alone))

    def find(self, text: str) -> Iterator[Named]:
        """Yield what a text names, in the order of the text."""
        end, before = 0, ""
        for word in _WORD.finditer(text):
            start = word.start()
            if start < end:
                continue
            for form in self._forms.get(word[0], ()):
                behind = text[start + len(form.words) :]
                if not text.startswith(form.words, start) or behind[:1].isalnum():
                    continue
                if form.stands_alone and (before in self._given or (behind[:1] == " " and behind[1:2].isupper())):
                    continue
                end = start + len(form.words)
                yield Named(form.kind, form.id, form.words, start)
                break
            before = word[0] if text[word.end() : word.end() + 1] == " " else ""


class _Form(NamedTuple):
    """Words by which something is called; `stands_alone` if no other name may stand beside them."""

    words: str
    kind: NamedKind
    id: str
    stands_alone: bool
