"""What is pasted, bounded: however much it is, and also where the terminal never says that it has ended."""

from __future__ import annotations

from collections.abc import Iterable
from time import monotonic

from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START, XTermParser
from textual.message import Message

#: The characters that are kept of a paste. Nothing in the game takes more than one line of 200.
LONGEST = 10_000

#: Seconds without more of it after which a paste has ended.
SILENCE = 1.0

#: A paste comes in pieces of thousands of characters; a few at once are keys, typed by somebody who waits.
TYPED = 32

#: So many characters at once, without a mark around them, are a paste in a terminal that does not say so; each would be
#: taken for a key, and only the first ones are.
MANY, FIRST = 1024, 64


class BoundedParser(XTermParser):
    """Textual's parser of what a terminal sends, mended where something is pasted.

    Textual 8.2.8 collects a paste for ever where its end is lost, takes every key that is pressed meanwhile for a part
    of it, and takes for keys what stands behind an Escape in it.
    """

    def __init__(self, debug: bool = False) -> None:
        super().__init__(debug)
        #: The characters that the paste under way may still have; None where there is none.
        self._left: int | None = None
        #: The end of what came last, in which a mark may have begun.
        self._tail = ""
        self._came = 0.0

    def feed(self, data: str) -> Iterable[Message]:
        """Parse what came, without what is beyond the bound of a paste."""
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
                    yield from super().feed(_thinned(before))
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
        """Look at what time has ended: a lone Escape, and a paste of which no more comes."""
        waited = self._timeout_time is not None
        yield from super().tick()
        if waited and self._timeout_time is None:
            self._tail = ""
        if self._left is not None and monotonic() - self._came > SILENCE:
            self._left, self._tail = None, ""
            yield from super().feed(BRACKETED_PASTE_END)


def _thinned(text: str) -> str:
    """Keys without most of those that nobody can have typed; the sequences at which it is cut stay whole."""
    if len(text) <= MANY:
        return text
    cut, last = text.rfind("\x1b", 0, FIRST), text.rfind("\x1b")
    if last < FIRST:
        return text[: FIRST + TYPED]
    return text[: cut if cut >= 0 else FIRST] + text[last : last + TYPED]


def _begun(text: str) -> str:
    """The end of a text with which the mark that ends a paste may begin."""
    return next(
        (text[-size:] for size in range(len(BRACKETED_PASTE_END) - 1, 0, -1)
         if text.endswith(BRACKETED_PASTE_END[:size])),
        "",
    )  # fmt: skip
