"""Faults: what is wrong with a file, where, and what to write instead."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec


class Diagnostic(msgspec.Struct, frozen=True, order=True):
    """One thing that is wrong with a file that was read: of a pack, a saved run, the settings.

    Attributes:
        file: the file, relative to the folder that was read, or that folder; empty if the fault is in no one file.
        line: the line, counted from 1; 0 if the fault is in no one line.
        key: where in the item, as an author would say it: `the-yard.choices.speak.to`.
        message: one sentence: what is wrong and what to do.
        rule: the name of the rule that it breaks, for machines: `yaml`, `shape`, `id`, `footnote`, `L1` …
    """

    file: str
    line: int
    key: str
    message: str
    rule: str = "shape"

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return ": ".join(part for part in (place, self.key, self.message) if part)


class DiagnosticsError(Exception):
    """Raised when something cannot be used at all; carries every fault that was found.

    Its text is a line for people for each fault, so a caller may show it as it is.

    Attributes:
        diagnostics: the faults, in the order of files and lines.
    """

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(sorted(diagnostics))
        super().__init__("\n".join(str(fault) for fault in self.diagnostics))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint that names the known word nearest to a mistyped one, or an empty string.

    >>> nearest("tittle", ["title", "text"])
    ' Did you mean "title"?'
    """
    from difflib import get_close_matches

    found = get_close_matches(word, list(known), n=1)
    return f' Did you mean "{found[0]}"?' if found else ""
