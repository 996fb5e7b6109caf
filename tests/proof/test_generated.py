"""A generated pack is a sound pack: what is measured on it means something."""

from __future__ import annotations

from random import Random

from game.proof.prove import prove
from game.story.machine import RoleMachine
from game.story.parse import parse_pack
from tests.packs.generated import Size, generated
from tests.proof.players import complaints, played

SIZE = Size(scenes=80, chapters=3, variables=4)


def test_a_generated_pack_keeps_the_laws_but_for_guards_that_chance_closed() -> None:
    pack, faults, _ = parse_pack(generated(SIZE))
    assert pack is not None and not faults
    role = pack.roles[0]
    assert len(role.scenes) == SIZE.scenes
    proof = prove(pack, role)
    assert {breach.law for breach in proof.violations} <= {"L8"}
    assert not proof.open
    dead = {verdict.choice for verdict in proof.verdicts if verdict.kind == "dead"}
    runs = [played(pack, RoleMachine(role), Random(number)) for number in range(20)]
    assert not [says for run in runs for says in complaints(pack, role, run)]
    assert not dead & {choice for run in runs for choice in run.choices}


def test_the_same_size_and_seed_make_the_same_pack_and_another_seed_another() -> None:
    assert generated(SIZE) == generated(SIZE)
    assert generated(SIZE) != generated(SIZE, seed=2)
