"""Lines that are typed: cut where nobody types on, and without end where nobody types at all."""

from __future__ import annotations

import io
from pathlib import Path

from game.text.typed import LONGEST_LINE, read_line


def test_a_long_line_is_cut_and_the_next_one_is_the_next() -> None:
    lines = io.StringIO("x" * 70_000 + "\n2\n\n" + "y" * LONGEST_LINE + "\nend")
    assert [read_line(lines) for _ in range(6)] == ["x" * LONGEST_LINE, "2\n", "\n", "y" * LONGEST_LINE, "end", ""]


def test_a_line_without_end_is_the_end() -> None:
    with Path("/dev/zero").open(encoding="utf-8") as device:
        assert read_line(device) == ""
