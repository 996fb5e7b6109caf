"""Proving one role: its states, its laws, the verdict of every choice."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cached_property

from game.proof.abstraction import build_abstraction, find_undecided_laws
from game.proof.context import ProofContext, Violation
from game.proof.explore import MAX_STATES
from game.proof.laws import LAWS, list_laws
from game.proof.reach import reach
from game.proof.run_counts import RunCounts
from game.proof.state_space import ReportProgress
from game.proof.verdicts import Verdict, judge_choices
from game.story.machine import RoleMachine
from game.story.types import Pack, Role


@dataclass
class Proof:
    """What was proved of a role.

    Attributes:
        context: the role, explored.
        violations: where laws are broken, law by law.
        open: why something is left open, as a sentence; empty if everything was decided.
        undecided_laws: the laws that are neither proved nor found broken.
    """

    context: ProofContext
    violations: list[Violation] = field(default_factory=list)
    open: str = ""
    undecided_laws: frozenset[str] = frozenset()

    @property
    def run_counts(self) -> RunCounts:
        """The numbers of the role's runs."""
        return self.context.run_counts

    @cached_property
    def verdicts(self) -> list[Verdict]:
        """The verdict of every choice, in the order of the scenes."""
        return judge_choices(self.context)


def prove(
    pack: Pack,
    role: Role,
    laws: Collection[str] | None = None,
    max_states: int = MAX_STATES,
    report_progress: ReportProgress | None = None,
) -> Proof:
    """Prove a role: a pure function of the pack, in which every id of the role leads somewhere.

    Args:
        pack: the pack, for its record and its outcome; the role need not be the one that it holds under this id.
        role: the role.
        laws: the short names of the laws to look at; without them, all that the pack keeps.
        max_states: the most states to explore before the rest is left open.
        report_progress: is told, in words, how far it has come.
    """
    laws = list_laws(pack.story) if laws is None else laws
    space = reach(RoleMachine(role), max_states, report_progress=report_progress)
    proof = Proof(ProofContext(pack, space), open=space.limit_exceeded)
    for name, (message, law) in LAWS.items():
        if name in laws:
            if report_progress is not None:
                report_progress(f"{role.id}: {name}, {message}")
            proof.violations += law(proof.context)
    if space.limit_exceeded:
        proof.context.abstraction = build_abstraction(proof.context)
        proof.undecided_laws = find_undecided_laws(proof.context, proof.context.abstraction, laws) - {
            violation.law for violation in proof.violations
        }
    return proof
