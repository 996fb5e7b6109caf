"""The letter of a choice: with it a run can be written as a short key, whatever else in the story changes."""

from __future__ import annotations

import hashlib

from game.story.types import Option

#: Crockford's base 32: no I, L, O, U, which are misread.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def letter_of(role: str, scene: str, option: Option) -> str:
    """The letter of a choice: the one it is given by `letter`, else five bits of SHA-256 over role, scene and choice.

    It depends on nothing else, so that a choice keeps its letter while others come and go around it.
    """
    return option.letter or hashed(role, scene, option.id)


def hashed(*parts: str) -> str:
    """The letter of some words: the first five bits of their SHA-256."""
    return ALPHABET[hashlib.sha256("\0".join(parts).encode()).digest()[0] >> 3]
