"""A run as it is saved: its role, its list of choices, and a cursor in that list."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from game.text.validation import StrictStruct

#: The version of the file format of runs.
RUN_FORMAT: Literal[1] = 1
#: A choice of a run, as `scene.choice`.
ChoiceRef = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9-]+\.[a-z0-9-]+$", max_length=200)]


class Run(StrictStruct, frozen=True):
    """One run of a role.

    Attributes:
        pack, version: the id and version of the pack that it was played with.
        name: the player's name for it.
        started, saved: times in UTC, as `2026-11-24T14:30:00.000000Z`; empty if not known.
        cursor: how many of the choices lead to the present scene; stepping back lowers it and keeps the list.
        choices: every choice taken, as `scene.choice`.
        documented: whether the run is what the record says a real person did; only shipped runs are.
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
        """The choices that lead to the present scene."""
        return self.choices[: self.cursor]

    @property
    def next_choice(self) -> str:
        """The choice that was taken here before the run stepped back; empty if there is none."""
        return self.choices[self.cursor] if self.cursor < len(self.choices) else ""

    def diverges_from(self, choice_ref: str) -> bool:
        """Return whether this choice differs from the next one in the list, so that it begins a new run."""
        return self.next_choice not in {"", choice_ref}

    def with_choice(self, choice_ref: str) -> Run:
        """Return the run after a choice; a choice that diverges from the list drops the rest of the list."""
        choices = self.choices if self.next_choice == choice_ref else [*self.active_choices, choice_ref]
        return msgspec.structs.replace(self, cursor=self.cursor + 1, choices=choices)

    def stepped_back(self, steps: int = 1) -> Run:
        """Return the run some choices earlier; its list stays complete."""
        return msgspec.structs.replace(self, cursor=max(0, self.cursor - steps))
