"""Slots: lines `{name}` of a scene's text that the scene's passages replace."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

_SLOT = re.compile(r"^[ \t]*\{([a-z0-9-]+)\}[ \t]*(?:\n|\Z)", re.MULTILINE)


def find_slots(text: str) -> list[str]:
    """Return the names of the slots of a text, in order."""
    return _SLOT.findall(text) if "{" in text else []


def fill_slots(text: str, passages: Mapping[str, Sequence[str]]) -> str:
    """Return a text with passages in place of its slots; a slot without any leaves no line.

    A slot inside a paragraph adds sentences to that paragraph; a slot between blank lines makes a paragraph.

    Args:
        text: the text as it is written.
        passages: the texts for each slot, in order, by the slot's name.
    """
    if "{" not in text:
        return text
    return _SLOT.sub(lambda slot: "".join(f"{told.rstrip()}\n" for told in passages.get(slot[1], ())), text)
