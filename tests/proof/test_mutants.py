"""Mutants: small faults planted wherever a role has a place for them; most are noticed, and some kinds always are."""

from __future__ import annotations

from random import Random

import pytest

from game.play.store.saved_runs import RunStore
from game.story.types import Pack
from tests.conftest import SCENES
from tests.proof.mutants import Mutant, mutants
from tests.proof.noticing import Watch

#: `python -m tests.benchmarks mutations` plants every mutant of every shipped role; here a few of each of these kinds.
SAMPLE = 2
ALWAYS = {"a citation removed", "a comparison flipped of a choice", "a comparison flipped of a passage"}


def test_the_mutants_of_the_small_pack_are_noticed(mill: Pack) -> None:
    noticed: list[tuple[Mutant, str]] = []
    for role in mill.roles:
        watch = Watch(mill, role, [])
        noticed += [(mutant, watch.notices(mutant)) for mutant in mutants(mill, role)]
    share = sum(bool(who) for _, who in noticed) / len(noticed)
    assert share >= 0.9, [f"{mutant.kind}: {mutant.where}" for mutant, who in noticed if not who]
    assert {who for _, who in noticed} >= {"L2", "L3", "L4", "L5", "L7", "L8", "verdict"}


@pytest.mark.parametrize("role", ["radio-crowd", "nagy"])
def test_what_turns_the_meaning_of_a_shipped_role_round_is_noticed(shipped: Pack, role: str) -> None:
    runs = [saved.run for saved in RunStore(SCENES.parent / "saves").list_runs(shipped)]
    watch = Watch(shipped, shipped.get_role(role), runs)
    assert watch.runs
    kinds: dict[str, list[Mutant]] = {kind: [] for kind in sorted(ALWAYS)}
    for mutant in mutants(shipped, shipped.get_role(role)):
        kinds.get(mutant.kind, []).append(mutant)
    for found in kinds.values():
        for mutant in Random(role).sample(found, SAMPLE):
            assert watch.notices(mutant), f"{mutant.kind}: {mutant.where}"
