"""A pack as a cache stores it: roles and items of the record are decoded when they are first needed."""

from __future__ import annotations

import hashlib

import msgspec

from game.record.encoded_record import EncodedRecord
from game.story.maps import Map
from game.story.story_file import StoryFile
from game.story.types import Pack, Role
from game.text.lazy import LazyList, encode_items
from game.text.validation import decode_moment, encode_moment

_DIGEST_SIZE = hashlib.sha256().digest_size


class _EncodedPack(msgspec.Struct, frozen=True, array_like=True):
    digest: str
    story: StoryFile
    map: Map | None
    roles: dict[str, msgspec.Raw]
    record: EncodedRecord


def dump_pack(pack: Pack) -> bytes:
    """Return a pack as bytes, after their digest: what is decoded late must be known to be intact at once."""
    kept = _EncodedPack(pack.digest, pack.story, pack.map, encode_items(pack.roles), EncodedRecord.of(pack.record))
    data = msgspec.msgpack.encode(kept, enc_hook=encode_moment)
    return hashlib.sha256(data).digest() + data


def load_pack(data: bytes) -> Pack:
    """Return the pack that `dump_pack` has written.

    Raises:
        ValueError: if the bytes have changed since.
        msgspec.DecodeError: if a version of the game with other types wrote them.
    """
    seal, rest = data[:_DIGEST_SIZE], memoryview(data)[_DIGEST_SIZE:]
    if hashlib.sha256(rest).digest() != seal:
        raise ValueError("the bytes are not those that were kept")
    kept = msgspec.msgpack.decode(rest, type=_EncodedPack, dec_hook=decode_moment)
    roles = LazyList(kept.roles, Role)
    return Pack(digest=kept.digest, story=kept.story, record=kept.record.record, roles=roles, map=kept.map)
