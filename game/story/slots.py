"""Slots: lines `{name}` of a scene's text in whose place passages stand, if they stand in a run."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

_SLOT = re.compile(r"^[ \t]*\{([a-z0-9-]+)\}[ \t]*(?:\n|\Z)", re.MULTILINE)


def find_slots(text: str) -> list[str]:
    """The names of the slots of a text, in order."""
    return _SLOT.findall(text) if "{" in text else []


def fill_slots(text: str, passages: Mapping[str, Sequence[str]]) -> str:
    """A text with the texts of passages in place of its slots; a slot without any leaves no line behind.

    A slot inside a paragraph takes sentences into that paragraph; one between blank lines makes a paragraph.

    Args:
        text: the text as it is written.
        passages: the texts that stand in each slot, in order, by the slot's name.
    """
    if "{" not in text:
        return text
    return _SLOT.sub(lambda slot: "".join(f"{told.rstrip()}\n" for told in passages.get(slot[1], ())), text)
