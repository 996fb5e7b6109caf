"""The words of drawn pages, and how many of them differ between two pages."""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import lru_cache

from game.proof.memory.drawn_pairs import DrawnPage
from game.proof.memory.word_overlap import list_words
from game.story.machine import RoleMachine
from game.text.prose import parse_prose

#: The fewest words by which pages that differ do.
DIFFERENT_WORDS = 8

#: The words of a text, sentence by sentence.
Sentences = tuple[tuple[str, ...], ...]


class PageWords:
    """The story text of a role's pages: results, scenes and passages only.

    Args:
        machine: the role's machine.
    """

    def __init__(self, machine: RoleMachine) -> None:
        self._machine = machine
        self.count = lru_cache(maxsize=None)(self._count)
        self._body_of = lru_cache(maxsize=None)(self._find_body)
        self._result_of = lru_cache(maxsize=None)(self._find_result)
        self._compare_bodies = lru_cache(maxsize=None)(
            lambda scene, here, there: compare_sentences(self._body_of(scene, here), self._body_of(scene, there))
        )
        self._compare_results = lru_cache(maxsize=None)(
            lambda here, there: compare_sentences(self._result_of(here), self._result_of(there))
        )

    def _count(self, page: DrawnPage) -> int:
        """Return the words of a page."""
        return sum(map(len, self._body_of(page.scene, page.standing))) + sum(map(len, self._result_of(page.taken)))

    def compare(self, page: DrawnPage, other: DrawnPage) -> tuple[int, int]:
        """Return how many words of each of two pages of one scene the other lacks."""
        first, second = self._compare_bodies(page.scene, page.standing, other.standing)
        more, less = self._compare_results(page.taken, other.taken) if page.taken != other.taken else (0, 0)
        return first + more, second + less

    def differ(self, page: DrawnPage, other: DrawnPage) -> bool:
        """Return whether two pages differ: by their scene, or by eight words or more that one of them lacks."""
        return page.scene != other.scene or max(self.compare(page, other)) >= DIFFERENT_WORDS

    def _find_body(self, scene: str, standing: tuple[int, ...]) -> Sentences:
        spec = self._machine.get_scene(scene)
        return _split(*spec.arrange_texts(spec.passages[place] for place in standing))

    def _find_result(self, taken: str) -> Sentences:
        choice = self._machine.get_choice(*taken.split(".")) if taken else None
        return _split(choice.spec.result or "") if choice is not None else ()


def _split(*texts: str) -> Sentences:
    return tuple(
        list_words(sentence.text) for text in texts for paragraph in parse_prose(text) for sentence in paragraph
    )


def compare_sentences(first: Sentences, second: Sentences) -> tuple[int, int]:
    """Return how many words of each of two texts the other lacks.

    Sentences are aligned first, so that a moved word counts as missing; changed sentences are then compared word by
    word.
    """
    if first == second:
        return 0, 0
    here = there = 0
    for kind, start, end, other, last in SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        if kind != "equal":
            words = [word for sentence in first[start:end] for word in sentence]
            others = [word for sentence in second[other:last] for word in sentence]
            same = sum(
                block.size for block in SequenceMatcher(None, words, others, autojunk=False).get_matching_blocks()
            )
            here += len(words) - same
            there += len(others) - same
    return here, there
