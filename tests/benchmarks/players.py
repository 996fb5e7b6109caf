"""Ten thousand random players: every finished run's pages are held against the laws by code that knows no proof."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random
from time import perf_counter

from game.story.machine import RoleMachine
from game.story.read_pack import read_pack
from tests.benchmarks.measure import Row
from tests.conftest import SCENES
from tests.proof.players import complaints, played

RUNS = 10_000
SHOWN = 5


def rows() -> Iterable[Row]:
    """Yield a row for each role: the share of its runs without a complaint; a failure names the run's choices."""
    pack = read_pack(SCENES)
    for number, role in enumerate(pack.roles):
        machine = RoleMachine(role)
        seeds = range(number, RUNS, len(pack.roles))
        failed: dict[str, str] = {}
        pages = bad = 0
        start = perf_counter()
        for seed in seeds:
            run = played(pack, machine, Random(seed))
            pages += len(run.pages)
            if found := list(complaints(pack, role, run)):
                bad += 1
                failed.setdefault(found[0], " ".join(run.choices))
        seconds = perf_counter() - start
        note = f"{len(seeds):,} runs, {pages:,} pages in {seconds:.0f} s"
        for says, choices in list(failed.items())[:SHOWN]:
            note += f"; {says} `sixteen-points replay --role {role.id} {choices}`"
        kept = 1 - bad / len(seeds)
        yield Row(f"players: {role.id}", "random runs that keep the laws", "all random runs", kept, 1, note=note)
