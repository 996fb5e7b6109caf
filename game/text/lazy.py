"""Items of a cache that are decoded one by one, when they are first needed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Generic, Protocol, TypeVar, overload

import msgspec

from game.text.validation import decode_moment, encode_moment


class HasId(Protocol):
    """An item with an id."""

    @property
    def id(self) -> str:
        """The id, unique among the items of its kind."""
        ...


Item = TypeVar("Item", bound=HasId)

_encoder = msgspec.msgpack.Encoder(enc_hook=encode_moment)


class LazyDict(Mapping[str, Item]):
    """Items by their ids, in order; one is decoded when it is first looked up.

    Args:
        encoded: each item in MessagePack, by its id, in order.
        kind: the type of the items.
    """

    def __init__(self, encoded: Mapping[str, msgspec.Raw], kind: type[Item]) -> None:
        self._encoded = encoded
        self._kind = kind
        self._decoded: dict[str, Item] = {}

    @cached_property
    def _decoder(self) -> msgspec.msgpack.Decoder[Item]:
        # Made only once an item is looked up: making a decoder takes as long as decoding hundreds of items.
        return msgspec.msgpack.Decoder(self._kind, dec_hook=decode_moment)

    def __getitem__(self, name: str) -> Item:
        found = self._decoded.get(name)
        if found is None:
            found = self._decoded[name] = self._decoder.decode(self._encoded[name])
        return found

    def __contains__(self, name: object) -> bool:
        return name in self._encoded

    def __iter__(self) -> Iterator[str]:
        return iter(self._encoded)

    def __len__(self) -> int:
        return len(self._encoded)


class LazyList(Sequence[Item], Generic[Item]):
    """A list of items, each of which is decoded when it is first needed.

    It equals a list of the same items, and a copy of it is a list.

    Args:
        encoded: each item in MessagePack, by its id, in order.
        kind: the type of the items.

    Attributes:
        by_id: the items by their ids.
    """

    def __init__(self, encoded: Mapping[str, msgspec.Raw], kind: type[Item]) -> None:
        self.by_id = LazyDict(encoded, kind)
        self._names = list(encoded)

    @overload
    def __getitem__(self, index: int) -> Item: ...

    @overload
    def __getitem__(self, index: slice) -> list[Item]: ...

    def __getitem__(self, index: int | slice) -> Item | list[Item]:
        if isinstance(index, slice):
            return [self.by_id[name] for name in self._names[index]]
        return self.by_id[self._names[index]]

    def __len__(self) -> int:
        return len(self._names)

    def __eq__(self, other: object) -> bool:
        return list(self) == (list(other) if isinstance(other, LazyList) else other)

    def __reduce__(self) -> tuple[type[list[Item]], tuple[list[Item]]]:
        return list, (list(self),)


def index_by_id(items: Sequence[Item]) -> Mapping[str, Item]:
    """Return items by their ids; those from a cache stay encoded until they are looked up."""
    return items.by_id if isinstance(items, LazyList) else {item.id: item for item in items}


def encode_items(items: Iterable[Item]) -> dict[str, msgspec.Raw]:
    """Return items as a cache stores them: each in MessagePack, by its id."""
    return {item.id: msgspec.Raw(_encoder.encode(item)) for item in items}
