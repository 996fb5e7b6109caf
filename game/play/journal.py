"""The journal of a run: replaying a list of choices through the machine of a role."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from game.play.page import DossierLine
from game.story.guards import Values as Values
from game.story.machine import Choice, RoleMachine
from game.story.types import Scene
from game.text.diagnostics import did_you_mean


class Journal:
    """A run while it is played: its present scene, and every choice that led there.

    Attributes:
        machine: the role's machine, shared by all runs.
        scene_id: the id of the present scene.
        values: the values of the role's variables.
        taken: the choices, in order; only `choose` adds to them.
        values_before: the values before each of them.
        mismatch: where a replay stopped early, the sentence that says why; else empty.
        past: the choices that were taken, as `scene.choice`.
        dossier: the file on the player, line by line.
        latest_start: the latest start among the scenes before the present one, to the minute; `datetime.min` in the
            first scene.
    """

    def __init__(self, machine: RoleMachine, scene_id: str, values: Values, taken: Iterable[Choice] = ()) -> None:
        self.machine = machine
        self.scene_id = scene_id
        self.values = values
        self.taken = [*taken]
        self.values_before: list[Values] = [values] * len(self.taken)
        self.mismatch = ""
        # What pages ask of the past is kept step by step, so that no page reads the whole run again.
        self.past: set[str] = set()
        self.dossier: tuple[DossierLine, ...] = ()
        self.latest_start = datetime.min
        self._attempts: list[tuple[str, int, int | None]] = []
        for number, choice in enumerate(self.taken):
            self._record(number, choice)

    @property
    def scene(self) -> Scene:
        """The present scene."""
        return self.machine.get_scene(self.scene_id)

    @property
    def choice_refs(self) -> list[str]:
        """The run's choices as `scene.choice`; with the role they are the whole run."""
        return [choice.id for choice in self.taken]

    @property
    def path(self) -> list[Scene]:
        """The scenes of the run, the present one last."""
        return [*(choice.scene for choice in self.taken), self.scene]

    def choose(self, choice: str) -> bool:
        """Take a choice of the present scene, by its id; returns whether it exists there and was open."""
        before = self.values
        found = self.machine.choose(self, choice)
        if found is None:
            return False
        self.values_before.append(before)
        self.taken.append(found)
        self._record(len(self.taken) - 1, found)
        return True

    def _record(self, number: int, choice: Choice) -> None:
        left, option = choice.scene.at, choice.spec
        self.past.add(choice.id)
        if left.earliest > self.latest_start:
            self.latest_start = left.earliest
        if option.dossier_entry:
            self.dossier = (*self.dossier, DossierLine(left, option.dossier_entry))
        if option.attempt and all(name != option.attempt or end is not None for name, _, end in self._attempts):
            self._attempts.append((option.attempt, number, None))
        if answers := self.machine.get_scene(option.to).answers_attempts:
            self._attempts = [
                (name, made, number + 1 if end is None and name in answers else end)
                for name, made, end in self._attempts
            ]

    def list_attempts(self) -> list[tuple[str, int, int | None]]:
        """Return the attempts of the run: id, the number of the choice, and the number of the scene that answered.

        Numbers count from 0 in `taken` and `path`; the last is None while the attempt is open. An open attempt counts
        once, however often it is repeated.
        """
        return [*self._attempts]


def replay(machine: RoleMachine, choice_refs: Sequence[str]) -> Journal:
    """Replay a run: a pure function of the role and the list of choices.

    An entry that does not name an open choice of the present scene ends the replay there, and `Journal.mismatch` says
    so. Runs are not migrated: a changed pack never leads a run silently into another branch.

    Args:
        machine: the machine of the run's role.
        choice_refs: the choices as `scene.choice`.
    """
    journal = Journal(machine, machine.role.first_scene, machine.start_values)
    for number, choice_ref in enumerate(choice_refs):
        scene, _, choice = choice_ref.partition(".")
        if scene == journal.scene_id and journal.choose(choice):
            continue
        ids = [found.id for found in machine.get_choices(journal.scene_id)]
        if scene != journal.scene_id:
            reason = f'it names the scene "{scene}", but the run stands in "{journal.scene_id}"'
        elif choice_ref in ids:
            reason = f'the choice "{choice}" is closed in "{scene}" now'
        else:
            known = [found.spec.id for found in machine.get_choices(scene)]
            reason = f'the scene "{scene}" has no choice "{choice}" any more.{did_you_mean(choice, known)}'
        end = "" if reason.endswith("?") else "."
        journal.mismatch = f"Choice {number + 1} of {len(choice_refs)} no longer fits: {reason.removesuffix('.')}{end}"
        break
    return journal
