"""Thirty faults planted by hand into the shipped roles: found by their law, and shown by replaying its counterexample."""

from __future__ import annotations

from collections.abc import Iterable

from game.proof.prove import prove
from game.story.read_pack import read_pack
from tests.benchmarks.measure import Row
from tests.conftest import SCENES
from tests.proof.planted import FAULTS, broken, shown


def rows() -> Iterable[Row]:
    """One row for the faults, and one for false alarms."""
    pack = read_pack(SCENES)
    missed: list[str] = []
    for fault in FAULTS:
        case, breaches = broken(pack, fault)
        if not breaches or not all(shown(case, breach) for breach in breaches):
            missed.append(f"{fault.law} {fault.says}")
    share = 1 - len(missed) / len(FAULTS)
    yield Row("planted faults", "found, and shown by a replay", "planted", share, 1,
              note="; ".join([f"{len(FAULTS) - len(missed)} of {len(FAULTS)}", *missed]))  # fmt: skip
    alarms = [role.id for role in pack.roles if prove(pack, role).violations]
    yield Row("no fault planted", "roles with an alarm", "shipped roles", len(alarms) / len(pack.roles), most=0)
