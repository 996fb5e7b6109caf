"""Writing and reading the file of a run."""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec.structs import astuple, replace

from game.play.run import RUN_FORMAT, Run
from game.text.diagnostics import Diagnostic, DiagnosticsError, UserError
from game.text.validation import SourceFile

#: Not a word that YAML reads as a boolean or as nothing.
_NO_WORD = r"(?!(?i:y|n|yes|no|on|off|true|false|null)\n)"
_WORD = rf"{_NO_WORD}[a-z]+(?:-[a-z0-9]+)*"
_NUMBER = r"(?:0|[1-9][0-9]{0,8})"
_FAST_FORMAT = re.compile(
    rf"""format: (?P<format>{_NUMBER})
pack: (?P<pack>{_WORD})
version: (?P<version>{_NUMBER})
role: (?P<role>{_WORD})
name: (?:''|(?P<name>{_NO_WORD}[A-Za-z][A-Za-z0-9]*(?: [A-Za-z0-9]+)*))
started: '(?P<started>[0-9TZ:.-]*)'
saved: '(?P<saved>[0-9TZ:.-]*)'
here: (?P<here>{_NUMBER})
choices:(?P<choices> \[\]\n|\n(?:- [a-z][a-z0-9-]*\.[a-z0-9-]+\n)+)""".encode()
)


@lru_cache(maxsize=256)
def parse_run(data: bytes, name: str) -> Run:
    """Read a run from the bytes of a file.

    Raises:
        DiagnosticsError: if it is no run; the file is not touched.
        UserError: if it is of a newer format.
    """
    value = parse_fast(data)
    if value is None:
        from game.text.safe_yaml import load_yaml

        value = load_yaml(data, name)
    number = value.get("format") if isinstance(value, dict) else None
    if isinstance(number, int) and number > RUN_FORMAT:
        raise UserError(
            f"{name} was saved by a newer version of the game (format {number}); it was left as it is. Update the game."
        )
    faults: list[Diagnostic] = []
    run = SourceFile(name, data, faults).validate(value, Run)
    if run is None:
        raise DiagnosticsError(faults)
    return replace(run, cursor=min(run.cursor, len(run.choices)))


def parse_fast(data: bytes) -> dict[str, object] | None:
    """Return the values in a file that is written as this game writes most runs; None for any other file.

    Importing the YAML reader would take longer than everything else that continuing a run needs.
    """
    found = _FAST_FORMAT.fullmatch(data)
    if found is None:
        return None
    word = {name: text.decode() for name, text in found.groupdict(b"").items()}
    choices = [line.removeprefix("- ") for line in word.pop("choices").split("\n")[1:-1]]
    numbers = {name: int(word[name]) for name in ("format", "version", "here")}
    return {**word, **numbers, "choices": choices}


def dump_run(run: Run) -> bytes:
    """Return a run as the text of its file, without `documented`, which only shipped runs have."""
    from game.text.safe_yaml import dump_yaml

    return dump_yaml(
        {
            name: value
            for name, value in zip(run.__struct_encode_fields__, astuple(run), strict=True)
            if name != "documented"
        }
    )
