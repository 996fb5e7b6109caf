"""Shapes that defeat tools which search or play at random are decided: every choice alive with a run, or dead."""

from __future__ import annotations

import pytest

from game.play.journal import replay
from game.proof.prove import prove
from game.story.parse import parse_pack
from tests.packs.shapes import SHAPES


@pytest.mark.parametrize("name", SHAPES)
def test_a_hard_shape_is_decided(name: str) -> None:
    shape = SHAPES[name]()
    pack, faults, _ = parse_pack(shape.files)
    assert pack is not None and not faults
    proof = prove(pack, pack.roles[0], laws=("L1", "L2"))
    assert not proof.open and not proof.violations
    assert {verdict.choice for verdict in proof.verdicts if verdict.kind == "dead"} == shape.dead
    assert {verdict.kind for verdict in proof.verdicts} <= {"alive", "dead"}
    assert proof.run_counts.runs == shape.runs
    (rare,) = (verdict for verdict in proof.verdicts if verdict.choice == shape.rare)
    journal = replay(proof.context.graph.machine, rare.run)
    assert (journal.mismatch, journal.choice_refs[-1], journal.scene.ending is not None) == ("", shape.rare, True)
