"""What a kind of sets of states can do; a state of a scene stands, for each variable, at a position."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Protocol, TypeVar

StateSet = TypeVar("StateSet")
#: For each variable a position, counted from 0, among the values that are told apart.
Positions = tuple[int, ...]
#: How a variable moves: from any of the first positions of a pair to each of its second ones.
Move = Sequence[tuple[Sequence[int], Sequence[int]]]


class SetAlgebra(Protocol[StateSet]):
    """A kind of sets of states; `game.proof.dense_sets` and `game.proof.diagrams` are such kinds.

    Every operation may raise MemoryError, where the kind would need more than it may.

    Attributes:
        method: what it is called in a report.
        none: the set without states.
        every: the set of all combinations of positions.
        kept_guards: of so many guards the sets may be kept.
    """

    method: str
    none: StateSet
    every: StateSet
    kept_guards: int

    def at(self, variable: int, positions: Iterable[int]) -> StateSet:
        """The combinations in which a variable stands at one of some positions."""
        ...

    def unite(self, first: StateSet, second: StateSet) -> StateSet:
        """The states of either set."""
        ...

    def intersect(self, first: StateSet, second: StateSet) -> StateSet:
        """The states of both sets."""
        ...

    def subtract(self, first: StateSet, second: StateSet) -> StateSet:
        """The states of the first set that are not in the second."""
        ...

    def move(self, states: StateSet, variable: int, moves: Move) -> StateSet:
        """The states that some states come to when a variable moves; what has no move goes."""
        ...

    def is_empty(self, states: StateSet) -> bool:
        """Whether a set has no states."""
        ...

    def has(self, states: StateSet, positions: Positions) -> bool:
        """Whether a state is in a set."""
        ...

    def pick(self, states: StateSet) -> Positions:
        """A state of a set that has some, always the same."""
        ...

    def count(self, states: StateSet) -> int:
        """The exact number of states in a set."""
        ...

    def store(self, states: StateSet) -> Any:
        """A set as it is kept, in less room; equal for equal sets, and hashable."""
        ...

    def load(self, stored: Any) -> StateSet:
        """The set that was stored."""
        ...
