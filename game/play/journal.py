"""The journal of a run: replaying a list of choices through the machine of a role."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from game.story.guards import State as Values
from game.story.machine import Choice, RoleMachine
from game.story.types import Scene
from game.text.faults import nearest


class Taken(NamedTuple):
    """A choice that a run took, and the values of the variables after it."""

    choice: Choice
    after: Values


@dataclass
class Journal:
    """A run as it is being played: where it stands, and every choice that led there.

    Attributes:
        machine: the role's machine, shared by all runs.
        scene: the id of the scene in which the run stands.
        values: the values of the role's variables.
        taken: the choices, in order; only `choose` adds to them.
        unfit: where a replay stopped early, the sentence that says why; else empty.
    """

    machine: RoleMachine
    scene: str
    values: Values
    taken: list[Taken] = field(default_factory=list)
    unfit: str = ""

    def __post_init__(self) -> None:
        # What pages ask of the past is kept step by step, so that no page reads the whole run again.
        self._left: list[Scene] = []
        self._file: list[Taken] = []
        self._attempts: list[tuple[str, int, int | None]] = []
        self._clock = datetime.min
        for taken in self.taken:
            self._follow(taken)

    @property
    def here(self) -> Scene:
        """The scene in which the run stands."""
        return self.machine.scene(self.scene)

    @property
    def pairs(self) -> list[str]:
        """The run's choices as `scene.choice`; with the role they are the whole run."""
        return [taken.choice.id for taken in self.taken]

    @property
    def path(self) -> list[Scene]:
        """The scenes of the run, the present one last."""
        return [*self._left, self.here]

    @property
    def clock(self) -> datetime:
        """The latest hour at which a scene before the present one began."""
        return self._clock

    @property
    def file(self) -> list[Taken]:
        """The choices that were noted in the file on the player."""
        return [*self._file]

    def choose(self, choice: str) -> bool:
        """Take a choice of the present scene, by its id; returns whether it exists there and was open."""
        transition = self.machine.choice(self.scene, choice)
        if transition is None or not self.machine.choose(self, choice):
            return False
        self.taken.append(Taken(transition, self.values))
        self._follow(self.taken[-1])
        return True

    def _follow(self, taken: Taken) -> None:
        left, option = self.machine.scene(taken.choice.source), taken.choice.option
        number = len(self._left)
        self._left.append(left)
        self._clock = max(self._clock, left.at.earliest)
        if option.noted:
            self._file.append(taken)
        if option.diverges and all(name != option.diverges or end is not None for name, _, end in self._attempts):
            self._attempts.append((option.diverges, number, None))
        if answers := self.machine.scene(option.to).answers:
            self._attempts = [
                (name, made, number + 1 if end is None and name in answers else end)
                for name, made, end in self._attempts
            ]

    def attempts(self) -> list[tuple[str, int, int | None]]:
        """The attempts that the run made: id, the number of the choice, and the number of the scene that answered.

        Numbers count from 0 along `taken` and `path`. An attempt made again while it is open counts once.
        """
        return [*self._attempts]


def replay(machine: RoleMachine, pairs: Sequence[str]) -> Journal:
    """Replay a run: a pure function of the role and the list of choices.

    An entry that does not name the scene in which the run stands, or no open choice of it, ends the replay there;
    `Journal.unfit` says so. A changed pack thus never leads a run silently into another branch.

    Args:
        machine: the machine of the run's role.
        pairs: the choices as `scene.choice`.
    """
    journal = Journal(machine, machine.role.starts, machine.start)
    for number, pair in enumerate(pairs):
        scene, _, choice = pair.partition(".")
        if scene == journal.scene and journal.choose(choice):
            continue
        ids = [found.id for found in machine.choices(journal.scene)]
        if scene != journal.scene:
            reason = f'it names the scene "{scene}", but the run stands in "{journal.scene}"'
        elif pair in ids:
            reason = f'the choice "{choice}" is closed in "{scene}" now'
        else:
            known = [found.option.id for found in machine.choices(scene)]
            reason = f'the scene "{scene}" has no choice "{choice}" any more.{nearest(choice, known)}'
        end = "" if reason.endswith("?") else "."
        journal.unfit = f"Choice {number + 1} of {len(pairs)} no longer fits: {reason.removesuffix('.')}{end}"
        break
    return journal
