"""Dense sets: every combination of positions is one bit of an integer, so guards do not make them larger."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from math import prod

from game.proof.set_algebra import Move, Positions

#: The most combinations, with a bit each: sets of 8 MB.
MAX_COMBINATIONS = 1 << 26
#: Sets of more bits are stored compressed, and only a few of their guards are cached.
_LARGE = 1 << 17
_KEPT_BYTES = 1 << 25


class DenseSets:
    """Sets of states as bits of integers (`game.proof.set_algebra.SetAlgebra`).

    Args:
        sizes: the number of positions of each variable.
        most: the most combinations.

    Raises:
        MemoryError: if there are more.
    """

    method = "as dense sets"

    def __init__(self, sizes: Sequence[int], most: int = MAX_COMBINATIONS) -> None:
        self._bits = prod(sizes)
        if self._bits > most:
            raise MemoryError
        self.none = 0
        self.every = (1 << self._bits) - 1
        self.kept_guards = _KEPT_BYTES * 8 // self._bits
        #: For each variable, its number of positions and their distance in bits.
        self._fields = [(size, prod(sizes[:index])) for index, size in enumerate(sizes)]
        # For each variable, the combinations in which it is at its first position.
        self._firsts = [self._repeat((1 << apart) - 1, apart * size) for size, apart in self._fields]

    def _repeat(self, pattern: int, width: int) -> int:
        while width < self._bits:
            pattern |= pattern << width
            width *= 2
        return pattern & self.every

    def at(self, variable: int, positions: Iterable[int]) -> int:
        """See `SetAlgebra.at`."""
        first, (_, apart) = self._firsts[variable], self._fields[variable]
        found = 0
        for position in positions:
            found |= first << position * apart
        return found

    def unite(self, first: int, second: int) -> int:
        """See `SetAlgebra.unite`."""
        return first | second

    def intersect(self, first: int, second: int) -> int:
        """See `SetAlgebra.intersect`."""
        return first & second

    def subtract(self, first: int, second: int) -> int:
        """See `SetAlgebra.subtract`."""
        return first & ~second

    def move(self, states: int, variable: int, moves: Move) -> int:
        """See `SetAlgebra.move`."""
        first, (_, apart) = self._firsts[variable], self._fields[variable]
        found = 0
        for before, after in moves:
            moved = 0
            for position in before:
                moved |= states >> position * apart & first
            for position in after:
                found |= moved << position * apart
        return found

    def is_empty(self, states: int) -> bool:
        """See `SetAlgebra.is_empty`."""
        return not states

    def has(self, states: int, positions: Positions) -> bool:
        """See `SetAlgebra.has`."""
        place = sum(position * apart for position, (_, apart) in zip(positions, self._fields, strict=True))
        return bool(states >> place & 1)

    def pick(self, states: int) -> Positions:
        """See `SetAlgebra.pick`."""
        place = (states & -states).bit_length() - 1
        return tuple(place // apart % size for size, apart in self._fields)

    def count(self, states: int) -> int:
        """See `SetAlgebra.count`."""
        return states.bit_count()

    def store(self, states: int) -> int | bytes:
        """See `SetAlgebra.store`."""
        if self._bits <= _LARGE:
            return states
        return zlib.compress(states.to_bytes(states.bit_length() // 8 + 1, "little"), 1)

    def load(self, stored: int | bytes) -> int:
        """See `SetAlgebra.load`."""
        return int.from_bytes(zlib.decompress(stored), "little") if isinstance(stored, bytes) else stored
