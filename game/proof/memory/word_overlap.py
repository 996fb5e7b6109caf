"""Comparing texts by their words, regardless of order, case and footnotes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from game.text.prose import parse_prose

_WORD = re.compile(r"\w+(?:['’-]\w+)*")
#: The number of words in a stretch of text.
STRETCH = 5


@lru_cache(maxsize=16384)
def list_words(text: str) -> tuple[str, ...]:
    """Return the words of a text in lower case, in order, without its footnotes."""
    told = (sentence.text for paragraph in parse_prose(text) for sentence in paragraph)
    return tuple(word for sentence in told for word in _WORD.findall(sentence.lower()))


def share_of_words(text: str, other: str) -> float:
    """Return the share of a text's words that another has too, from 0 to 1, counting repeated words."""
    words = _count_words(text)
    return (words & _count_words(other)).total() / words.total() if words else 0.0


def are_alike(text: str, other: str) -> bool:
    """Return whether two texts share more than half of all their words."""
    words, others = _count_words(text), _count_words(other)
    size, of = words.total(), others.total()
    # Each word in common is one of the different words, or a repetition.
    most = len(words.keys() & others.keys()) + min(size - len(words), of - len(others))
    return 4 * most > size + of and 4 * (words & others).total() > size + of


def share_of_stretches(text: str, other: str) -> float:
    """Return the share of the shorter text's five-word stretches that the other has too."""
    stretches, others = set(_list_stretches(text)), set(_list_stretches(other))
    least = min(len(stretches), len(others))
    return len(stretches & others) / least if least else 0.0


@lru_cache(maxsize=16384)
def _count_words(text: str) -> Counter[str]:
    return Counter(list_words(text))


def _list_stretches(text: str) -> Iterator[tuple[str, ...]]:
    words = list_words(text)
    return (words[start : start + STRETCH] for start in range(len(words) - STRETCH + 1))
