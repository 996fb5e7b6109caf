"""Lines that somebody types, or that come from where nobody types."""

from __future__ import annotations

from typing import TextIO

from game.text.validation import MAX_FILE_BYTES

#: The characters that are kept of a line that is typed.
LONGEST_LINE = 4096


def read_line(lines: TextIO) -> str:
    """The next line, of which no more is kept than anybody types; the rest of a longer one is read and lost.

    A line without end, as a device gives it, is the end of the input.

    Returns:
        The line with its end; empty at the end of the input.
    """
    line = rest = lines.readline(LONGEST_LINE)
    left = MAX_FILE_BYTES
    while len(rest) == LONGEST_LINE and not rest.endswith("\n"):
        rest = lines.readline(LONGEST_LINE)
        left -= len(rest)
        if left < 0:
            return ""
    return line
