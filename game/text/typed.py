"""Lines that a person types, or that a pipe or device sends instead."""

from __future__ import annotations

from typing import TextIO

from game.text.validation import MAX_FILE_BYTES

#: The most characters of a typed line that are used.
LONGEST_LINE = 4096


def read_line(lines: TextIO) -> str:
    """Return the next line, cut to `LONGEST_LINE` characters; the rest of a longer line is read and dropped.

    An endless line, as from a device, counts as the end of the input.

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
