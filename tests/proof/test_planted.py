"""Faults planted by hand into the shipped roles: a law finds each, and its counterexample replays to the fault."""

from __future__ import annotations

import pytest

from game.story.types import Pack
from tests.proof.planted import FAULTS, Fault, broken, shown

#: The last fault of each law; `python -m tests.benchmarks planted` plants all thirty.
ONE_OF_EACH = list({fault.law: fault for fault in FAULTS}.values())


def test_there_are_thirty_faults_and_each_is_another() -> None:
    assert len({fault.says for fault in FAULTS}) == len(FAULTS) == 30


@pytest.mark.parametrize("fault", ONE_OF_EACH, ids=lambda fault: f"{fault.law}: {fault.says}")
def test_a_planted_fault_is_found_and_its_counterexample_replays_to_it(shipped: Pack, fault: Fault) -> None:
    case, breaches = broken(shipped, fault)
    assert breaches
    assert all(shown(case, breach) for breach in breaches[:1])
