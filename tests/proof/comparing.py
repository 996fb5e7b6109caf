"""One role proved three times: by a walk, by dense sets and by decision diagrams, which must agree in everything."""

from __future__ import annotations

from collections.abc import Callable

from game.play.journal import replay
from game.proof.context import ProofContext
from game.proof.dense_sets import DenseSets
from game.proof.diagrams import DiagramSets
from game.proof.explore import explore
from game.proof.laws import LAWS
from game.proof.state_sets import StateSets
from game.proof.state_space import StateSpace
from game.proof.verdicts import judge_choices
from game.story.machine import RoleMachine
from game.story.types import Pack, Role

#: L11 looks at a small role alone, whose states are walked.
COMPARED = {name: law for name, (_, law) in LAWS.items() if name != "L11"}
SETS: dict[str, Callable[[RoleMachine], StateSpace]] = {
    "dense sets": lambda machine: StateSets(machine, DenseSets),
    "diagrams": lambda machine: StateSets(machine, DiagramSets),
}


def list_differences(pack: Pack, role: Role, with_runs: bool = True) -> list[str]:
    """In what sets of states differ from the walk, in words.

    Args:
        pack: the pack.
        role: one of its roles.
        with_runs: whether the run of every verdict is compared and replayed too.
    """
    machine = RoleMachine(role)
    walked = _list_findings(ProofContext(pack, explore(machine)), with_runs)
    found: list[str] = []
    for name, make in SETS.items():
        case = ProofContext(pack, make(machine))
        here = _list_findings(case, with_runs)
        found += [
            f"{name}: {what}: {there} by the walk, {here.get(what)}"
            for what, there in walked.items()
            if here.get(what) != there
        ]
        found += [f"{name}: {what}: {here[what]}, not by the walk" for what in here.keys() - walked.keys()]
        found += [
            f"{name}: {run} does not replay"
            for run in _list_runs(case, with_runs)
            if replay(machine, run).choice_refs != list(run)
        ]
    return found


def _list_runs(case: ProofContext, with_runs: bool) -> list[tuple[str, ...]]:
    broken = [violation.run for law in COMPARED.values() for violation in law(case)]
    return [*broken, *(verdict.run for verdict in judge_choices(case) if with_runs)]


def _list_findings(case: ProofContext, with_runs: bool) -> dict[object, object]:
    """All that the laws and the verdicts say; of a run its length."""
    space = case.space
    found: dict[object, object] = {"states": space.state_count, "edges": space.edge_count}
    for verdict in judge_choices(case):
        found[verdict.choice] = verdict.kind, verdict.message, len(verdict.run) if with_runs else 0
    for name, law in COMPARED.items():
        for violation in law(case):
            # Of several shortest runs each way may find another: what it passes, and where a circle is entered.
            said = violation.message if not violation.run else len(violation.run)
            scene = violation.scene if name not in {"L1", "L4", "class-cut"} else ""
            place = name, scene, violation.key if scene else ""
            found[place] = (*found.get(place, ()), said)  # type: ignore[misc]
    for scene in case.scenes:
        if space.is_reached(scene):
            found["values", scene] = space.list_values(scene)
    return found
