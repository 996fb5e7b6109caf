"""The errors whose text is for people: a request that the program cannot meet, and what is wrong in a file.

Each of our errors that may reach a player, a teacher or an author derives from `UserError`, and every face shows
`str(error)` as it is. A wrong argument to one of our functions raises ValueError or KeyError, which nobody ever sees.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec


class UserError(Exception):
    """Raised when the program cannot do what a person asked; its text is a sentence that says why, and what to do."""


class Diagnostic(msgspec.Struct, frozen=True, order=True):
    """One thing that is wrong with a file that was read: of a pack, a saved run, the settings.

    Attributes:
        file: the file, relative to the folder that was read, or that folder; empty if no single file has the fault.
        line: the line, counted from 1; 0 if no single line has the fault.
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


class DiagnosticsError(UserError):
    """Raised when the files of a pack, or a file of ours, cannot be used; its text is a line for each diagnostic.

    Attributes:
        diagnostics: everything that is wrong, in the order of files and lines.
    """

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(sorted(diagnostics))
        super().__init__("\n".join(str(fault) for fault in self.diagnostics))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return a hint that names the known word nearest to a mistyped one, or an empty string.

    >>> did_you_mean("tittle", ["title", "text"])
    ' Did you mean "title"?'
    """
    from difflib import get_close_matches

    found = get_close_matches(word, list(known), n=1)
    return f' Did you mean "{found[0]}"?' if found else ""
