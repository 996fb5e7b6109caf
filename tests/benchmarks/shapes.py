"""Known hard shapes: deciding every choice, against the steps of a random player, who hardly ever finds the rare one."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from random import Random

from game.proof.prove import Proof, prove
from game.story.machine import RoleMachine
from game.story.parse import parse_pack
from game.story.types import Pack
from tests.benchmarks.measure import Row, measure
from tests.packs.shapes import SHAPES

STEPS = 100_000


def rows() -> Iterable[Row]:
    """One row a shape; the limit stands for about two seconds on two cores."""
    for name, shape in SHAPES.items():
        made = shape()
        pack, _, _ = parse_pack(made.files)
        assert pack is not None
        found = measure(partial(_decided, pack), partial(_wandered, pack), repeats=3)
        proof = _decided(pack)
        dead = {verdict.choice for verdict in proof.verdicts if verdict.kind == "dead"}
        assert dead == made.dead and not proof.open, name
        runs, met = _wandered(pack, made.rare)
        note = (
            f"{found.seconds:.2f} s; {proof.run_counts.runs:.3g} runs, {proof.context.graph.state_count:,} states; "
            f"{met} of {runs:,} random runs took {made.rare}"
        )
        yield Row(f"shape: {name}", "time to decide every choice", f"{STEPS:,} steps of a random player", found.ratio,
                  most=8, note=note)  # fmt: skip


def _decided(pack: Pack) -> Proof:
    proof = prove(pack, pack.roles[0])
    assert proof.verdicts
    return proof


def _wandered(pack: Pack, rare: str = "") -> tuple[int, int]:
    """Play at random by the rules; how many runs it took, and how many of them took a choice."""
    machine, random = RoleMachine(pack.roles[0]), Random(1956)
    runs = met = steps = 0
    while steps < STEPS:
        runs += 1
        scene, values = machine.role.first_scene, machine.start_values
        while choices := [choice for choice in machine.get_choices(scene) if choice.is_open(values)]:
            choice = random.choice(choices)
            met += choice.id == rare
            scene, values = choice.spec.to, choice.apply(values)
            steps += 1
    return runs, met
