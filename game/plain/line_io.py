"""Input and output in lines."""

from __future__ import annotations

import os
from typing import TextIO

from game.plain.interrupt import Interrupt
from game.render.text import wrap_paragraph
from game.text.clean import clean
from game.text.typed import read_line

#: The widest line, in characters; also the width if the output is not a terminal.
MAX_LINE = 72

#: The words with which a player leaves.
LEAVE_WORDS = {"quit", "q", "exit"}


class LineIO:
    """An input and an output.

    Args:
        lines: the input.
        out: the output.
        interrupt: the handler of Ctrl-C, if any.
    """

    def __init__(self, lines: TextIO, out: TextIO, interrupt: Interrupt | None = None) -> None:
        self.lines = lines
        self.out = out
        self.interrupt = interrupt or Interrupt()

    @property
    def width(self) -> int:
        """The width of a line in characters: the terminal's, but from 20 to `MAX_LINE`."""
        if not self.out.isatty():
            return MAX_LINE
        return max(20, min(MAX_LINE, os.get_terminal_size(self.out.fileno()).columns or MAX_LINE))

    def write(self, text: str = "") -> None:
        """Print a text as it is, followed by a line break."""
        self.out.write(f"{text}\n")
        self.out.flush()

    def write_wrapped(self, sentence: str) -> None:
        """Print a sentence wrapped to the width; nothing if it is empty."""
        if sentence:
            self.write(wrap_paragraph(sentence, self.width))

    def prompt(self, prompt: str) -> str | None:
        """Return the next line of input, trimmed; None at its end; `quit` after Ctrl-C."""
        if self.lines.isatty():
            self.out.write(prompt)
            self.out.flush()
        try:
            try:
                # Marked as waiting before the check, so that no signal in between is missed.
                self.interrupt.waiting = True
                line = "quit" if self.interrupt.came else read_line(self.lines)
            finally:
                self.interrupt.waiting = False
        except KeyboardInterrupt:
            line = "quit"
        return clean(line).strip() if line else None
