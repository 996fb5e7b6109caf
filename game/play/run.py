"""A run as it is saved: its role and its list of choices, and where on that list it stands."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from game.text.validation import StrictStruct

#: The version of the format in which runs are saved.
RUN_FORMAT: Literal[1] = 1
#: A choice of a run, as `scene.choice`.
ChoiceRef = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9-]+\.[a-z0-9-]+$", max_length=200)]


class Run(StrictStruct, frozen=True):
    """One run of a role.

    Attributes:
        pack, version: the id and version of the pack that it was played with.
        name: what the player calls it.
        started, saved: times in UTC, as `2026-11-24T14:30:00.000000Z`; empty where nobody noted them.
        cursor: how many of the choices lead to where it stands; stepping back lowers it, and the list stays.
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
    cursor: Annotated[int, msgspec.Meta(ge=0)] = msgspec.field(name="here", default=0)
    choices: Annotated[list[ChoiceRef], msgspec.Meta(max_length=10_000)] = []
    documented: bool = False

    @property
    def active_choices(self) -> list[str]:
        """The choices that lead to where the run stands."""
        return self.choices[: self.cursor]

    @property
    def next_choice(self) -> str:
        """The choice that was taken here before the run stepped back; empty if there is none."""
        return self.choices[self.cursor] if self.cursor < len(self.choices) else ""

    def diverges_from(self, choice_ref: str) -> bool:
        """Whether taking this choice here would leave the list, so that it begins a new run."""
        return self.next_choice not in {"", choice_ref}

    def with_choice(self, choice_ref: str) -> Run:
        """The run after a choice; where it parts from the list, the choices after it are not part of it."""
        choices = self.choices if self.next_choice == choice_ref else [*self.active_choices, choice_ref]
        return msgspec.structs.replace(self, cursor=self.cursor + 1, choices=choices)

    def stepped_back(self, steps: int = 1) -> Run:
        """The run some choices earlier; its list stays whole."""
        return msgspec.structs.replace(self, cursor=max(0, self.cursor - steps))
