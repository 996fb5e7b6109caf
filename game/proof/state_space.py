"""The interface of a role's states for the laws, whether they were found one by one or as sets."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Protocol

from game.proof.liveness import Thresholds
from game.proof.scene_graph import Component
from game.proof.state_encoding import StateEncoding
from game.story.machine import Choice, RoleMachine

#: Is called with the progress in words.
ReportProgress = Callable[[str], None]
#: Returns, for a choice (`scene.choice`) and the scene to which it leads, the bits that runs carry after it as a
#: function of those before it. That function preserves unions: its result for two bits is the union of both results.
CarryOn = Callable[[str, str], Callable[[int], int]]


class CarriedBits(Protocol):
    """The bits that runs carry into the states of scenes."""

    def into(self, scene: str, guard: str | None = None) -> int:
        """Return the bits that some run carries when it has entered a scene, under a guard if one is given."""
        ...

    def before_choice(self, choice: Choice) -> int | None:
        """Return the bits that some run carries where a choice is open; None if it is open nowhere."""
        ...


class StateSpace(Protocol):
    """The reachable states of a role.

    Attributes:
        limit_exceeded: a sentence on why some states are missing; else empty.
        method: a phrase for the report on how they were found; empty if one by one.
    """

    limit_exceeded: str
    method: str

    @property
    def machine(self) -> RoleMachine:
        """The role's machine."""
        ...

    @property
    def components(self) -> Sequence[Component]:
        """The scenes to which the start leads, each after all that lead to it."""
        ...

    @property
    def encoding(self) -> StateEncoding:
        """The values of a variable that are distinguished in each scene."""
        ...

    @property
    def thresholds(self) -> Mapping[str, Thresholds]:
        """The thresholds of each variable that matter in each scene or later."""
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
        """A sentence on the variable that multiplies the states of the largest scene most."""
        ...

    def is_reached(self, scene: str) -> bool:
        """Return whether some run reaches a scene."""
        ...

    def is_complete(self, scene: str) -> bool:
        """Return whether all states of a scene are known."""
        ...

    def test_guard(self, scene: str, guard: str) -> tuple[bool, bool]:
        """Return whether a guard holds in some state of a scene, and whether it holds in all."""
        ...

    def test_choice(self, choice: Choice) -> tuple[bool, bool]:
        """Return whether a choice is open in some state of its scene, and whether it is in all."""
        ...

    def are_open_together(self, first: Choice, second: Choice) -> bool:
        """Return whether two choices of a scene are open in the same state."""
        ...

    def list_values(self, scene: str, choice: Choice | None = None) -> dict[str, set[int]]:
        """Return the values of every variable in a scene, in states in which a choice is open if one is given.

        Only the lowest of values that mean the same there is included.
        """
        ...

    def carry(self, initial: int, carry_on: CarryOn, scenes: Collection[str] | None = None) -> CarriedBits:
        """Return what runs carry into the states of scenes.

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
        """Return a shortest run that enters one of some scenes with certain bits.

        Args:
            initial: the bits when it has entered the first scene.
            carry_on: the bits after a step.
            is_goal: whether its bits are the wanted ones.
            scenes: the scenes.
            guard: a guard that holds then, or None.

        Returns:
            Its choices, and the scene where it ends.

        Raises:
            LookupError: if there is none.
        """
        ...

    def find_stuck_run(self, scene: str) -> tuple[str, ...] | None:
        """Return a shortest run to a state of a scene in which no choice is open; None if every state has one."""
        ...

    def find_circle(self) -> tuple[str, tuple[str, ...]] | None:
        """Return a scene, and a shortest run that returns there to a state in which it was; None if no run does."""
        ...

    def find_run_before(self, choice: Choice) -> Callable[[], tuple[str, ...]] | None:
        """Return a function for a shortest run after which a choice is open; None if it is open in no state."""
        ...

    def is_confirmed(self, choice: Choice) -> bool:
        """Return whether the machine of play takes an open choice too, and reaches a known state."""
        ...
