"""The operations of sets of states; a state of a scene has a position for each variable."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Protocol, TypeVar

StateSet = TypeVar("StateSet")
#: For each variable, a position, counted from 0, among the values that are distinguished.
Positions = tuple[int, ...]
#: The moves of a variable: from any of the first positions of a pair to each of its second ones.
Move = Sequence[tuple[Sequence[int], Sequence[int]]]


class SetAlgebra(Protocol[StateSet]):
    """An implementation of sets of states, such as `game.proof.dense_sets` and `game.proof.diagrams`.

    Every operation may raise MemoryError, if it would need more memory than allowed.

    Attributes:
        method: its name in a report.
        none: the set without states.
        every: the set of all combinations of positions.
        kept_guards: the number of guards whose sets may be cached.
    """

    method: str
    none: StateSet
    every: StateSet
    kept_guards: int

    def at(self, variable: int, positions: Iterable[int]) -> StateSet:
        """Return the combinations in which a variable is at one of some positions."""
        ...

    def unite(self, first: StateSet, second: StateSet) -> StateSet:
        """Return the states of either set."""
        ...

    def intersect(self, first: StateSet, second: StateSet) -> StateSet:
        """Return the states of both sets."""
        ...

    def subtract(self, first: StateSet, second: StateSet) -> StateSet:
        """Return the states of the first set that are not in the second."""
        ...

    def move(self, states: StateSet, variable: int, moves: Move) -> StateSet:
        """Return the states after a variable moves; states without a move are dropped."""
        ...

    def is_empty(self, states: StateSet) -> bool:
        """Return whether a set has no states."""
        ...

    def has(self, states: StateSet, positions: Positions) -> bool:
        """Return whether a state is in a set."""
        ...

    def pick(self, states: StateSet) -> Positions:
        """Return a state of a set that is not empty, always the same one."""
        ...

    def count(self, states: StateSet) -> int:
        """Return the exact number of states in a set."""
        ...

    def store(self, states: StateSet) -> Any:
        """Return a compact form of a set, hashable and equal for equal sets."""
        ...

    def load(self, stored: Any) -> StateSet:
        """Return the set of a compact form."""
        ...
