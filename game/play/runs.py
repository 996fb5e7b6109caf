"""A run as it is saved: its role and its list of choices, and where on that list it stands."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from game.text.validation import StrictStruct

#: The version of the format in which runs are saved.
FORMAT: Literal[1] = 1
#: A choice of a run, as `scene.choice`.
Pair = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9-]+\.[a-z0-9-]+$", max_length=200)]


class Run(StrictStruct, frozen=True):
    """One run of a role.

    Attributes:
        pack, version: the id and version of the pack that it was played with.
        name: what the player calls it.
        started, saved: times in UTC, as `2026-11-24T14:30:00.000000Z`; empty where nobody noted them.
        here: how many of the choices lead to where it stands; stepping back lowers it, and the list stays.
        choices: every choice taken, as `scene.choice`.
        documented: whether the run is what the record has a real person do; only runs that ship are.
    """

    format: Literal[1]
    pack: Annotated[str, msgspec.Meta(max_length=100)]
    version: int
    role: Annotated[str, msgspec.Meta(max_length=100)]
    name: Annotated[str, msgspec.Meta(max_length=200)] = ""
    started: Annotated[str, msgspec.Meta(max_length=40)] = ""
    saved: Annotated[str, msgspec.Meta(max_length=40)] = ""
    here: Annotated[int, msgspec.Meta(ge=0)] = 0
    choices: Annotated[list[Pair], msgspec.Meta(max_length=10_000)] = []
    documented: bool = False

    @property
    def walked(self) -> list[str]:
        """The choices that lead to where the run stands."""
        return self.choices[: self.here]

    @property
    def next(self) -> str:
        """The choice that was taken here before the run stepped back; empty if there is none."""
        return self.choices[self.here] if self.here < len(self.choices) else ""

    def parts_from(self, pair: str) -> bool:
        """Whether taking this choice here would leave the list, so that it begins a new run."""
        return self.next not in {"", pair}

    def take(self, pair: str) -> Run:
        """The run after a choice; where it parts from the list, the choices after it are not part of it."""
        choices = self.choices if self.next == pair else [*self.walked, pair]
        return msgspec.structs.replace(self, here=self.here + 1, choices=choices)

    def back(self, steps: int = 1) -> Run:
        """The run some choices earlier; its list stays whole."""
        return msgspec.structs.replace(self, here=max(0, self.here - steps))
