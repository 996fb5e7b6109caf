"""Prose: one sentence a line, a blank line between paragraphs, footnotes at the end of a line."""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

_FOOTNOTES = re.compile(r"((?:\[\^[^\[\]\s]+\])+)\s*$")
#: Words between single stars.
EMPHASIS = re.compile(r"(?<![\w*])\*(?![\s*])([^*]+?)(?<![\s*])\*(?![\w*])")


class Span(msgspec.Struct, frozen=True):
    """A stretch of a sentence, plain or emphasised; `gloss` is the id of what the page explains of it."""

    text: str
    emphasis: bool = False
    gloss: str = ""


class ProseSentence(msgspec.Struct, frozen=True):
    """One sentence, documented if it carries labels, else invented.

    Attributes:
        spans: its text.
        labels: the claims that document it, as `event.claim`.
    """

    spans: tuple[Span, ...]
    labels: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The sentence without emphasis and footnotes."""
        return "".join(span.text for span in self.spans)


ProseParagraph = tuple[ProseSentence, ...]


def parse_sentence(line: str) -> ProseSentence:
    """Read one line: its text, `*emphasis*`, and the footnotes at its end."""
    labels: tuple[str, ...] = ()
    if found := _FOOTNOTES.search(line):
        labels = tuple(found[1][2:-1].split("][^"))
        line = line[: found.start()]
    spans: list[Span] = []
    start = 0
    line = line.strip()
    for found in EMPHASIS.finditer(line):
        if found.start() > start:
            spans.append(Span(line[start : found.start()]))
        spans.append(Span(found[1], emphasis=True))
        start = found.end()
    if start < len(line):
        spans.append(Span(line[start:]))
    return ProseSentence(tuple(spans), labels)


@lru_cache(maxsize=16384)
def parse_prose(text: str) -> tuple[ProseParagraph, ...]:
    """Read a text: paragraphs of sentences, one sentence a line."""
    paragraphs: list[ProseParagraph] = []
    lines: list[ProseSentence] = []
    for line in [*text.split("\n"), ""]:
        if line.strip():
            lines.append(parse_sentence(line))
        elif lines:
            paragraphs.append(tuple(lines))
            lines = []
    return tuple(paragraphs)


def find_labels(text: str) -> list[str]:
    """Return every footnote label in a text, in order, also labels inside a line, where none belongs."""
    return re.findall(r"\[\^([^\[\]\s]*)\]", text)


def count_words(text: str) -> int:
    """Return the number of words in a text without its footnotes."""
    return len(re.sub(r"\[\^[^\]]*\]", " ", text).split())
