"""The letter of a choice, which makes a run's key short and stable while the story changes."""

from __future__ import annotations

import hashlib

from game.story.types import ChoiceSpec

#: Crockford's base 32, without the easily misread I, L, O and U.
KEY_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def find_letter(role: str, scene: str, spec: ChoiceSpec) -> str:
    """Return the letter of a choice: its `letter_in_run_key`, else five bits of SHA-256 over role, scene and choice.

    It depends on nothing else, so a choice keeps its letter while others are added and removed.
    """
    return spec.letter_in_run_key or hash_to_letter(role, scene, spec.id)


def hash_to_letter(*parts: str) -> str:
    """Return the letter of some words: the first five bits of their SHA-256."""
    return KEY_ALPHABET[hashlib.sha256("\0".join(parts).encode()).digest()[0] >> 3]
