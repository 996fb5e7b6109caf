"""The states of a role as the laws ask about them, however they were found: one by one, or as sets."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Protocol

from game.proof.liveness import Thresholds
from game.proof.scene_graph import Component
from game.proof.state_encoding import StateEncoding
from game.story.machine import Choice, RoleMachine

#: Is told in words how far something has come.
ReportProgress = Callable[[str], None]
#: What a step makes of the bits that runs carry, from the choice (`scene.choice`) and the scene that it leads to. It
#: keeps unions: what it makes of two bits is what it makes of each.
CarryOn = Callable[[int, str, str], int]


class CarriedBits(Protocol):
    """What runs carry into the states of scenes."""

    def into(self, scene: str, guard: str | None = None) -> int:
        """The bits that some run carries when it has entered a scene, where a guard holds if one is given."""
        ...

    def before_choice(self, choice: Choice) -> int | None:
        """The bits that some run carries where a choice is open; None if it is open nowhere."""
        ...


class StateSpace(Protocol):
    """The reachable states of a role.

    Attributes:
        limit_exceeded: why not all states are there, as a sentence; else empty.
        method: how they were found, as a phrase for a report; empty if one by one.
    """

    limit_exceeded: str
    method: str

    @property
    def machine(self) -> RoleMachine:
        """The role's machine."""
        ...

    @property
    def components(self) -> Sequence[Component]:
        """The scenes that the start leads to, each after all that lead to it."""
        ...

    @property
    def encoding(self) -> StateEncoding:
        """Which values of a variable are told apart in each scene."""
        ...

    @property
    def thresholds(self) -> Mapping[str, Thresholds]:
        """For every scene what of each variable still matters there or later."""
        ...

    @property
    def state_count(self) -> int:
        """The number of states."""
        ...

    @property
    def edge_count(self) -> int:
        """The number of open choices over all states."""
        ...

    @property
    def blowup_hint(self) -> str:
        """Which variable multiplies the states of the fullest scene most, in words."""
        ...

    def is_reached(self, scene: str) -> bool:
        """Whether some run comes to a scene."""
        ...

    def is_complete(self, scene: str) -> bool:
        """Whether all states of a scene are known, so that what is not found there is not there."""
        ...

    def test_guard(self, scene: str, guard: str) -> tuple[bool, bool]:
        """Whether a guard holds in some state of a scene, and whether it holds in all."""
        ...

    def test_choice(self, choice: Choice) -> tuple[bool, bool]:
        """Whether a choice is open in some state of its scene, and whether it is in all."""
        ...

    def are_open_together(self, first: Choice, second: Choice) -> bool:
        """Whether two choices of a scene are open in one and the same state."""
        ...

    def list_values(self, scene: str, choice: Choice | None = None) -> dict[str, set[int]]:
        """For every variable the values that it takes in a scene, where a choice is open if one is given.

        Of values that mean the same there only the lowest is named.
        """
        ...

    def carry(self, initial: int, carry_on: CarryOn, scenes: Collection[str] | None = None) -> CarriedBits:
        """What runs carry into the states of scenes.

        Args:
            initial: the bits that a run has when it has entered the first scene.
            carry_on: what a step makes of them.
            scenes: the scenes that are asked about; None for all.
        """
        ...

    def find_run(
        self,
        initial: int,
        carry_on: CarryOn,
        is_goal: Callable[[int], bool],
        scenes: Collection[str],
        guard: str | None,
    ) -> tuple[tuple[str, ...], str]:
        """A shortest run that comes into one of some scenes with bits of some kind.

        Args:
            initial: the bits that it has when it has entered the first scene.
            carry_on: what a step makes of them.
            is_goal: whether its bits are of that kind.
            scenes: the scenes.
            guard: a guard that holds then, or None.

        Returns:
            Its choices, and the scene where it ends.

        Raises:
            LookupError: if there is none.
        """
        ...

    def find_stuck_run(self, scene: str) -> tuple[str, ...] | None:
        """A shortest run to a state of a scene in which no choice is open; None if every state has one."""
        ...

    def find_circle(self) -> tuple[str, tuple[str, ...]] | None:
        """A scene, and a shortest run that comes back there to a state in which it was; None if no run ever does."""
        ...

    def find_run_before(self, choice: Choice) -> Callable[[], tuple[str, ...]] | None:
        """How to get a shortest run after which a choice is open; None if it is open in no state."""
        ...

    def is_confirmed(self, choice: Choice) -> bool:
        """Whether the machine that players use takes an open choice too, and comes to a state that is known."""
        ...
