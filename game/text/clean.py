"""Cleaning: take out of a string what must not reach a terminal or a page."""

from __future__ import annotations

import re
import unicodedata

# Textual passes control characters in a widget's text to the terminal as they are. A story or a save could use them
# to move the cursor, set the clipboard (OSC 52) or reverse the direction of writing.
_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_UNSAFE = re.compile(
    f"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufff9-\ufffb{_BIDI}\ud800-\udfff\U000e0000-\U000e007f]"
)
#: Unicode categories of characters without a shared meaning: unassigned and private ones.
_UNSHOWN_CATEGORIES = {"Cn", "Co"}


def clean(text: str) -> str:
    """Return the text in composed form (NFC) and without control, direction, private and unassigned characters.

    Line breaks stay, also those of Windows and of Unicode (U+2028, U+2029), as `\\n`; a tab becomes a space.
    Text is cleaned once, where it enters: from YAML, saves, keys and the keyboard.
    """
    if text.isascii():
        if text.isprintable() or not _UNSAFE.search(text):
            return text
    elif text.isprintable() and unicodedata.is_normalized("NFC", text):
        return text
    text = text.replace("\r\n", "\n").replace("\t", " ").replace("\u2028", "\n").replace("\u2029", "\n")
    text = "".join(sign for sign in _UNSAFE.sub("", text) if unicodedata.category(sign) not in _UNSHOWN_CATEGORIES)
    # Composed last: a dropped character may have separated a letter from its accent.
    return unicodedata.normalize("NFC", text)


def find_dropped(text: str) -> list[str]:
    """Return the characters that `clean` takes out of a text, each once; it only rewrites spaces and line breaks."""
    found = sorted(set(text) - set("\n\r\t\u2028\u2029"))
    return [sign for sign in found if _UNSAFE.match(sign) or unicodedata.category(sign) in _UNSHOWN_CATEGORIES]


def search_key(text: str) -> str:
    """Return the text for searching and comparing: without diacritics and case, so that `cafe` finds `Café`."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text).translate(_MARKS)
    return text.casefold()


class _Marks(dict[int, int | None]):
    """A translation table that removes accents and other marks; it fills as characters turn up."""

    def __missing__(self, sign: int) -> int | None:
        self[sign] = None if unicodedata.combining(chr(sign)) else sign
        return self[sign]


_MARKS = _Marks()
