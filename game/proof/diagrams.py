"""Decision diagrams: sets that stay small, whatever their number of states, where guards read few variables at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import and_

from oxidd.bcdd import BCDDFunction, BCDDManager

from game.proof.set_algebra import Move, Positions

#: The most nodes of all diagrams together, about 60 MB with the cache of results.
MAX_NODES = 1 << 20


class DiagramSets:
    """A kind of sets of states, as `game.proof.set_algebra.SetAlgebra` says: binary decision diagrams of OxiDD.

    A position is written in binary digits, each a variable of the diagrams.

    Args:
        sizes: for each variable how many positions it has.
    """

    method = "by decision diagrams"
    kept_guards = 1 << 16

    def __init__(self, sizes: Sequence[int]) -> None:
        self._manager = BCDDManager(MAX_NODES, MAX_NODES, 1)
        self.none, self.every = self._manager.false(), self._manager.true()
        self._digits = [self._manager.add_vars((size - 1).bit_length()) for size in sizes]
        self._cubes = [reduce(and_, map(self._manager.var, digits), self.every) for digits in self._digits]
        self._at: dict[tuple[int, tuple[int, ...]], BCDDFunction] = {}

    def at(self, variable: int, positions: Iterable[int]) -> BCDDFunction:
        """See `SetAlgebra.at`."""
        key = variable, tuple(positions)
        if key not in self._at:
            found = self.none
            for position in key[1]:
                literals = [
                    self._manager.var(digit) if position >> place & 1 else self._manager.not_var(digit)
                    for place, digit in enumerate(self._digits[variable])
                ]
                found |= reduce(and_, literals, self.every)
            self._at[key] = found
        return self._at[key]

    def unite(self, first: BCDDFunction, second: BCDDFunction) -> BCDDFunction:
        """See `SetAlgebra.unite`."""
        return first | second

    def intersect(self, first: BCDDFunction, second: BCDDFunction) -> BCDDFunction:
        """See `SetAlgebra.intersect`."""
        return first & second

    def subtract(self, first: BCDDFunction, second: BCDDFunction) -> BCDDFunction:
        """See `SetAlgebra.subtract`."""
        return first & ~second

    def move(self, states: BCDDFunction, variable: int, moves: Move) -> BCDDFunction:
        """See `SetAlgebra.move`."""
        found = self.none
        for before, after in moves:
            moved = (states & self.at(variable, before)).exists(self._cubes[variable])
            found |= moved & self.at(variable, after)
        return found

    def is_empty(self, states: BCDDFunction) -> bool:
        """See `SetAlgebra.is_empty`."""
        return not states.satisfiable()

    def has(self, states: BCDDFunction, positions: Positions) -> bool:
        """See `SetAlgebra.has`."""
        return states.eval(
            (digit, bool(position >> place & 1))
            for position, digits in zip(positions, self._digits, strict=True)
            for place, digit in enumerate(digits)
        )

    def pick(self, states: BCDDFunction) -> Positions:
        """See `SetAlgebra.pick`."""
        values = states.pick_cube()
        assert values is not None
        return tuple(sum(bool(values[digit]) << place for place, digit in enumerate(digits)) for digits in self._digits)

    def count(self, states: BCDDFunction) -> int:
        """See `SetAlgebra.count`."""
        return states.sat_count(sum(map(len, self._digits)))

    def store(self, states: BCDDFunction) -> BCDDFunction:
        """See `SetAlgebra.store`."""
        return states

    def load(self, stored: BCDDFunction) -> BCDDFunction:
        """See `SetAlgebra.load`."""
        return stored
