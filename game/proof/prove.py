"""Proving one role: its states, its laws, the verdict of every choice."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cached_property

from game.proof.case import Breach, Case
from game.proof.coarse import coarse_look, undecided
from game.proof.explore import MOST_STATES, Tell, explore
from game.proof.laws import LAWS
from game.proof.numbers import Numbers
from game.proof.verdicts import Verdict, verdicts
from game.story.machine import RoleMachine
from game.story.types import Pack, Role


@dataclass
class Proof:
    """What was proved of a role.

    Attributes:
        case: the role, explored.
        breaches: where laws are broken, law by law.
        open: why something is left open, as a sentence; empty if everything was decided.
        undecided: the laws that are neither proved nor found broken.
    """

    case: Case
    breaches: list[Breach] = field(default_factory=list)
    open: str = ""
    undecided: frozenset[str] = frozenset()

    @property
    def numbers(self) -> Numbers:
        """The numbers of the role's runs."""
        return self.case.numbers

    @cached_property
    def verdicts(self) -> list[Verdict]:
        """The verdict of every choice, in the order of the scenes."""
        return verdicts(self.case)


def prove(
    pack: Pack, role: Role, laws: Collection[str] = tuple(LAWS), most: int = MOST_STATES, tell: Tell | None = None
) -> Proof:
    """Prove a role: a pure function of the pack, in which every id of the role leads somewhere.

    Args:
        pack: the pack, for its record and its outcome; the role need not be the one that it holds under this id.
        role: the role.
        laws: the short names of the laws to look at.
        most: the most states to explore before the rest is left open.
        tell: is told, in words, how far it has come.
    """
    graph = explore(RoleMachine(role), most, tell=tell)
    proof = Proof(Case(pack, graph), open=graph.outgrown)
    for name, (says, law) in LAWS.items():
        if name in laws:
            if tell is not None:
                tell(f"{role.id}: {name}, {says}")
            proof.breaches += law(proof.case)
    if graph.outgrown:
        proof.case.look = coarse_look(proof.case)
        proof.undecided = undecided(proof.case, proof.case.look, laws) - {breach.law for breach in proof.breaches}
    return proof
