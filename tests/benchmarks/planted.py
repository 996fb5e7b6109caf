"""Thirty faults planted by hand into the shipped roles: found by their law, and shown by replaying its counterexample."""

from __future__ import annotations

from collections.abc import Iterable

from game.proof.prove import prove
from game.story.read import read_pack
from tests.benchmarks.measure import Row
from tests.conftest import SCENES
from tests.proof.planted import FAULTS, broken, shown


def rows() -> Iterable[Row]:
    """One row for the faults, and one for false alarms."""
    pack = read_pack(SCENES)
    found: list[str] = []
    missed: list[str] = []
    for fault in FAULTS:
        case, breaches = broken(pack, fault)
        real = bool(breaches) and all(shown(case, breach) for breach in breaches)
        (found if real else missed).append(f"{fault.law} {fault.says}")
    yield Row("planted faults", "found, and shown by a replay", "planted", len(found) / len(FAULTS), 1,
              note=f"{len(found)} of {len(FAULTS)}; " + ("missed: " if missed else "") + "; ".join(missed or found))  # fmt: skip
    alarms = [breach.says for role in pack.roles for breach in prove(pack, role).breaches]
    yield Row(
        "planted faults: none", "breaches of the shipped roles", "1", float(len(alarms)), most=0, note="; ".join(alarms)
    )
