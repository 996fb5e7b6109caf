"""Keys: a run as a short string to read aloud, write on a worksheet and type in.

A key is written in Crockford's base 32, in groups of four letters. It has one letter for the role; one letter for each
choice, in order, so that letter n + 1 is decision n and two worksheets show where two runs diverged; two letters of a
digest over the pack's id, the role, all choice references and the present scene; and two Reed-Solomon letters over
GF(32) for each 31 letters. A run of n choices takes n + 5 letters up to n = 26; a second block adds two more.

Two check letters give the code distance 3: every slip in one letter of a block is detected and located. It is reported
but not corrected, since two slips may look like one elsewhere. A wrong key passes this checksum once in 1,024 times for
each block, and the digest once in 1,024 again.

A key survives changes of its pack as long as its own choices remain: a letter depends on role, scene and choice alone,
so other scenes and choices may be added, removed and moved. A key cannot detect by itself that one of its letters now
names another choice. Suppose that a choice was removed or renamed, and k choices are open in its scene now. If their
letters come from the hash, the old letter names one of them with probability k / 32, about one in eleven for k = 3; if
an author gave a new choice the letter of the removed one, it is certain. The key then leads into a wrong branch for as
long as each later letter happens to name an open choice, again k / 32 for each. At the first letter that does not, the
decoded run ends and `message` says so. If all do, the digest, which depends on the choices' names, differs in 1,023 of
1,024 cases, and `message` says that the run may be another one. So a key is silently read as a wrong run about once in
1,024 * 32 / k cases of a removed choice at its end, less often if letters follow, and once in 1,024 if the letter was
reused. Authors must therefore never give the letter of a removed choice to another choice of the scene.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from game.play.journal import Journal, replay
from game.play.session import get_machine
from game.story.choice_letters import KEY_ALPHABET, find_letter, hash_to_letter
from game.story.types import Pack
from game.text.diagnostics import UserError
from game.wording import key_words

#: The letters of a block, and how many of them are check letters.
BLOCK_LETTERS = 31
CHECK_LETTERS = 2
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1"})


class InvalidKeyError(UserError):
    """Raised for a key that cannot be read."""


@dataclass(frozen=True)
class DecodedKey:
    """A decoded key.

    Attributes:
        role: the role's id.
        choice_refs: the choices, as `scene.choice`.
        message: if the story has changed since the key was made, a sentence that says how far it fits; else empty.
    """

    role: str
    choice_refs: tuple[str, ...]
    message: str = ""


def encode_key(pack: Pack, journal: Journal) -> str:
    """Return the key of a run so far, in capitals and digits, in groups of four letters."""
    role = journal.machine.role.id
    letters = hash_to_letter(role)
    letters += "".join(find_letter(role, choice.source, choice.spec) for choice in journal.taken)
    letters += _digest(pack, role, journal.choice_refs, journal.scene_id)
    data = [KEY_ALPHABET.index(letter) for letter in letters]
    room = BLOCK_LETTERS - CHECK_LETTERS
    whole: list[int] = []
    for start in range(0, len(data), room):
        whole += _codec().encode(bytearray(data[start : start + room]))
    text = "".join(KEY_ALPHABET[value] for value in whole)
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


def decode_key(pack: Pack, text: str) -> DecodedKey:
    """Decode a key, in capitals or not, with or without spaces and hyphens.

    Raises:
        InvalidKeyError: if it is too short or too long, has a slip, or belongs to another pack.
    """
    letters = "".join(text.upper().translate(_MISREAD).split()).replace("-", "")
    for index, letter in enumerate(letters):
        if letter not in KEY_ALPHABET:
            raise InvalidKeyError(key_words.NO_LETTER.format(place=_describe_place(index), letter=letter))
    data = _verify(letters)
    # Roles may share a letter; the digest tells which of them is meant.
    roles = [role.id for role in pack.roles if hash_to_letter(role.id) == data[0]]
    read = [found for role in roles if (found := _followed(pack, role, data))]
    if read:
        return next((found for found in read if not found.message), read[0])
    if roles:
        raise InvalidKeyError(key_words.OTHER_PACK)
    for role in pack.unplayable:
        if hash_to_letter(role) == data[0]:
            raise InvalidKeyError(pack.explain_missing_role(role))
    raise InvalidKeyError(key_words.OTHER_ROLE)


def _followed(pack: Pack, role: str, data: str) -> DecodedKey | None:
    """Return the run that a key's letters name in a role, as far as they fit; None if its first choice is unknown."""
    machine = get_machine(pack, role)
    journal = replay(machine, [])
    for number, letter in enumerate(data[1:-2], 1):
        choice = next(
            (
                found.spec.id
                for found in machine.get_choices(journal.scene_id)
                if find_letter(role, journal.scene_id, found.spec) == letter and found.is_open(journal.values)
            ),
            None,
        )
        if choice is None:
            message = key_words.FITS_UP_TO.format(number=number - 1, scene=journal.scene.title)
            if number == 1:
                return None
            return DecodedKey(role, tuple(journal.choice_refs), message)
        journal.choose(choice)
    if data[-2:] != _digest(pack, role, journal.choice_refs, journal.scene_id):
        return DecodedKey(role, tuple(journal.choice_refs), key_words.MAY_DIFFER)
    return DecodedKey(role, tuple(journal.choice_refs))


def _verify(letters: str) -> str:
    """Check the letters and return them without the check letters.

    Raises:
        InvalidKeyError: if a block has a slip, or the length cannot be that of a key.
    """
    if len(letters) < 5 or len(letters) % BLOCK_LETTERS in {1, 2}:
        raise InvalidKeyError(key_words.WRONG_LENGTH.format(number=len(letters)))
    if len(letters) > 400:
        raise InvalidKeyError(key_words.TOO_LONG)
    data = ""
    for start in range(0, len(letters), BLOCK_LETTERS):
        block = [KEY_ALPHABET.index(letter) for letter in letters[start : start + BLOCK_LETTERS]]
        slip = _locate_error(block)
        if slip is not None:
            if not slip:
                raise InvalidKeyError(key_words.SLIPS)
            index = start + slip[0]
            raise InvalidKeyError(key_words.SLIP.format(place=_describe_place(index), letter=letters[index]))
        data += letters[start : start + len(block) - CHECK_LETTERS]
    return data


def _locate_error(block: list[int]) -> list[int] | None:
    """Return None for a correct block, the place of a single slip, or an empty list for more than one slip."""
    from reedsolo import ReedSolomonError

    try:
        _, _, places = _codec().decode(bytearray(block))
    except ReedSolomonError:
        return []
    return list(places)[:1] or None


@lru_cache(maxsize=1)
def _codec() -> Any:
    from reedsolo import RSCodec

    return RSCodec(CHECK_LETTERS, nsize=BLOCK_LETTERS, c_exp=5, prim=0x25)


def _digest(pack: Pack, role: str, choice_refs: Sequence[str], scene: str) -> str:
    told = "\0".join([pack.story.id, role, *choice_refs, scene])
    number = int.from_bytes(hashlib.sha256(told.encode()).digest()[:2]) >> 6
    return KEY_ALPHABET[number >> 5] + KEY_ALPHABET[number & 31]


def _describe_place(index: int) -> str:
    """Return a letter's place in words: the letter, and the group in which it is printed."""
    return key_words.PLACE.format(number=index + 1, place=index % 4 + 1, group=index // 4 + 1)
