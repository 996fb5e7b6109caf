"""Proving one role: its states, its laws, the verdict of every choice."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cached_property

from game.proof.abstraction import build_abstraction, find_undecided_laws
from game.proof.article_coverage import PlayedLabels, find_played_labels
from game.proof.context import ProofContext, Violation
from game.proof.explore import MAX_STATES
from game.proof.laws import LAWS, list_laws
from game.proof.reach import reach
from game.proof.run_counts import RunCounts
from game.proof.state_space import ReportProgress
from game.proof.verdicts import Verdict, judge_choices
from game.story.machine import RoleMachine
from game.story.types import Pack, Role


@dataclass(frozen=True)
class SpaceNumbers:
    """The numbers of a role's states.

    Attributes:
        states, edges: the states that were found, and the open choices over all of them.
        method: how they were found, as a phrase; empty if one by one.
        blowup_hint: which variable multiplies them most, in words.
    """

    states: int
    edges: int
    method: str
    blowup_hint: str


@dataclass
class Proof:
    """What was proved of a role.

    Attributes:
        context: the role, explored; it does not travel to another process, what is asked of it below does.
        violations: where laws are broken, law by law.
        open: why something is left open, as a sentence; empty if everything was decided.
        undecided_laws: the laws that are neither proved nor found broken.
    """

    context: ProofContext
    violations: list[Violation] = field(default_factory=list)
    open: str = ""
    undecided_laws: frozenset[str] = frozenset()

    @cached_property
    def run_counts(self) -> RunCounts:
        """The numbers of the role's runs."""
        return self.context.run_counts

    @cached_property
    def space_numbers(self) -> SpaceNumbers:
        """The numbers of the role's states."""
        space = self.context.space
        return SpaceNumbers(space.state_count, space.edge_count, space.method, space.blowup_hint)

    @cached_property
    def played_labels(self) -> PlayedLabels:
        """The claims that the role's texts and bulletins tell enough of its runs."""
        return find_played_labels(self.context)

    @cached_property
    def verdicts(self) -> list[Verdict]:
        """The verdict of every choice, in the order of the scenes."""
        return judge_choices(self.context)

    def __getstate__(self) -> dict[str, object]:
        sent = ("violations", "open", "undecided_laws", "run_counts", "space_numbers", "played_labels", "verdicts")
        state = {name: getattr(self, name) for name in sent}
        # A run through sets takes its time, and there may be ten thousand of them.
        state["verdicts"] = [verdict.freeze(with_run=not self.space_numbers.method) for verdict in self.verdicts]
        return state


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
