"""Who notices a mutant: a law, a verdict, or a shipped run."""

from __future__ import annotations

from dataclasses import replace

from game.play.journal import replay
from game.play.run import Run
from game.proof.context import ProofContext
from game.proof.explore import explore
from game.proof.laws import LAWS, list_laws
from game.proof.verdicts import judge_choices, list_review_lines
from game.story.machine import RoleMachine
from game.story.types import Pack, Role
from tests.proof.mutants import Mutant


class Watch:
    """A sound role, and what is known of it, against which its mutants are held.

    Args:
        pack: the pack.
        role: one of its roles.
        runs: the runs of the role that ship.
    """

    def __init__(self, pack: Pack, role: Role, runs: list[Run]) -> None:
        self.role = role
        self.runs = [run.choices for run in runs if run.role == role.id]
        self.case = ProofContext(pack, explore(RoleMachine(role)))
        self.lines = _lines(self.case)

    def notices(self, mutant: Mutant) -> str:
        """What notices a mutant, in a word: a law by its short name, `verdict` or `run`; empty if nothing does."""
        machine = RoleMachine(mutant.role)
        for run in self.runs:
            journal = replay(machine, run)
            if journal.mismatch or journal.scene.ending is None:
                return "run"
        same = _steps(mutant.role) == _steps(self.role)
        case = self._again(mutant.pack, machine) if same else ProofContext(mutant.pack, explore(machine))
        for name in list_laws(mutant.pack.story):
            if next(LAWS[name][1](case), None) is not None:
                return name
        if not same and _lines(case) != self.lines:
            return "verdict"
        return ""

    def _again(self, pack: Pack, machine: RoleMachine) -> ProofContext:
        """The case of a role that has the same steps as the sound one: its states, ways and numbers are the same."""
        graph = self.case.graph
        columns = {
            name: [(choice, column) for choice, (_, column) in zip(machine.get_choices(name), columns, strict=True)]
            for name, columns in graph.columns.items()
        }
        case = ProofContext(pack, replace(graph, machine=machine, columns=columns))
        vars(case).update(run_counts=self.case.run_counts)
        return case


def _lines(case: ProofContext) -> list[str]:
    return list_review_lines(case, judge_choices(case))


def _steps(role: Role) -> object:
    """All of a role on which its states depend."""
    return role.variables, [
        (scene.id, [(passage.if_, passage.after) for passage in scene.passages],
         [(option.id, option.if_, option.sets, option.adds, option.to) for option in scene.choices])
        for scene in role.scenes
    ]  # fmt: skip
