"""Bounding pastes, however long they are, and even if the terminal never says that they have ended."""

from __future__ import annotations

from collections.abc import Iterable
from time import monotonic

from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START, XTermParser
from textual.message import Message

#: The most characters of a paste that are kept. No field in the game takes more than one line of 200.
LONGEST = 10_000

#: How long a paste may pause before it has ended, in seconds.
SILENCE = 1.0

#: A paste arrives in pieces of thousands of characters; this few at once are keys.
TYPED = 32

#: This many characters at once, without the marks of a paste, are a paste in a terminal that does not mark it. Each
#: would count as a key, so only the first ones are used, of all that comes without a pause.
MANY, FIRST = 1024, 64


class BoundedParser(XTermParser):
    """Textual's parser of terminal input, corrected for pastes.

    Textual 8.2.8 collects a paste forever if its end is lost, adds every key that is pressed in the meantime to it, and
    reads what follows an Escape in it as keys.
    """

    def __init__(self, debug: bool = False) -> None:
        super().__init__(debug)
        #: How many more characters the present paste may have; None without a paste.
        self._left: int | None = None
        #: The end of the last input, in which a mark may have begun.
        self._tail = ""
        self._came = 0.0
        #: When the last input came that is longer than anybody can have typed.
        self._flooded = -SILENCE
        #: The end of that input, in which an escape sequence may have begun.
        self._begun = ""

    def feed(self, data: str) -> Iterable[Message]:
        """Parse input, without the part of a paste beyond its bound."""
        if not data:
            yield from super().feed(data)
        if len(data) > TYPED:
            self._came = monotonic()
        while data:
            before, data = data, ""
            if self._left is None:
                found = (self._tail + before).find(BRACKETED_PASTE_START)
                end = found + len(BRACKETED_PASTE_START) - len(self._tail)
                if found < 0:
                    self._tail = (self._tail + before)[1 - len(BRACKETED_PASTE_START) :]
                    # The parser would take an empty text for the end of all input.
                    if kept := self._thinned(before):
                        yield from super().feed(kept)
                else:
                    yield from super().feed(before[:end])
                    self._left, self._tail, self._came = LONGEST, "", monotonic()
                    data = before[end:]
            else:
                pasted, mark, data = (self._tail + before).partition(BRACKETED_PASTE_END)
                self._tail = "" if mark else _begun(pasted)
                pasted = pasted.removesuffix(self._tail).replace("\x1b", "")[: self._left]
                self._left = None if mark else self._left - len(pasted)
                if pasted or mark:
                    yield from super().feed(pasted + mark)

    def tick(self) -> Iterable[Message]:
        """Check for timeouts: of a lone Escape, and of a paste that has stopped."""
        waited = self._timeout_time is not None
        yield from super().tick()
        if waited and self._timeout_time is None:
            self._tail = ""
        if self._left is not None and monotonic() - self._came > SILENCE:
            self._left, self._tail = None, ""
            yield from super().feed(BRACKETED_PASTE_END)

    def _thinned(self, text: str) -> str:
        """Return input without most keys that nobody can have typed.

        An escape sequence that may go on in the next input is kept for it: its parts would count as keys.
        """
        now = monotonic()
        goes_on = now - self._flooded < SILENCE
        text, self._begun = (self._begun if goes_on else "") + text, ""
        if len(text) <= (TYPED if goes_on else MANY):
            return text
        self._flooded = now
        last = text.rfind("\x1b")
        if last >= len(text) - TYPED:
            self._begun = text[last:]
        if goes_on:
            return ""
        cut = text.find("\x1b", FIRST, FIRST + TYPED)
        return text[: cut if cut >= 0 else FIRST + TYPED]


def _begun(text: str) -> str:
    """Return the end of a text that may be the beginning of a paste's end mark."""
    return next(
        (text[-size:] for size in range(len(BRACKETED_PASTE_END) - 1, 0, -1)
         if text.endswith(BRACKETED_PASTE_END[:size])),
        "",
    )  # fmt: skip
