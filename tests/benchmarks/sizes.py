"""Generated packs of 100 to 3,000 scenes: time and peak memory per state, and how both grow.

`python -m tests.benchmarks.sizes SCENES CHAPTERS` proves one of them in a process of its own and prints its numbers.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from collections.abc import Iterable
from random import Random
from time import perf_counter
from typing import Any

from game.proof.prove import prove
from game.story.machine import RoleMachine
from game.story.parse import parse_pack
from tests.benchmarks.measure import Row
from tests.packs.generated import Size, generated

SIZES = [(100, 1), (300, 2), (1_000, 7), (3_000, 20)]
STEPS = 200_000
#: What 60 seconds are on two cores, in seconds of a random player's 200,000 steps.
MINUTE = 150


def rows() -> Iterable[Row]:
    """One row a size (scenes in chapters), then how time and memory per state grow from the second to the last, and the last one's bounds."""
    found = [_measured(*size) for size in SIZES]
    for (scenes, chapters), numbers in zip(SIZES, found, strict=True):
        note = (
            f"{numbers['states']:,} states, {numbers['seconds']:.1f} s, {numbers['peak'] / 2**20:.0f} MiB, "
            f"{numbers['memory'] / numbers['states']:.0f} bytes a state; {numbers['alive']:,} of {numbers['choices']:,} "
            f"choices alive, {numbers['dead']} dead"
        )
        ratio = numbers["seconds"] / numbers["states"] / (numbers["stepped"] / STEPS)
        yield Row(f"{scenes:,} scenes in {chapters}", "time to prove, a state", "a step of a random player", ratio,
                  note=note)  # fmt: skip
    second, last = found[1], found[-1]
    for what, name in (("seconds", "time"), ("memory", "memory")):
        growth = last[what] / last["states"] / (second[what] / second["states"])
        yield Row(f"growth of {name}", f"{name} a state, 3,000 scenes", f"{name} a state, 300 scenes", growth, most=2)
    yield Row("3,000 scenes: decided", "choices decided", "all choices", (last["alive"] + last["dead"]) / last["choices"],
              1)  # fmt: skip
    yield Row("3,000 scenes: time", "time to decide all", f"{STEPS:,} steps of a random player",
              last["seconds"] / last["stepped"], most=MINUTE, note=f"{last['seconds']:.1f} s")  # fmt: skip
    yield Row("3,000 scenes: memory", "peak memory", "1 GB", last["peak"] / 1e9, most=1)


def _measured(scenes: int, chapters: int) -> Any:
    command = [sys.executable, "-m", "tests.benchmarks.sizes", str(scenes), str(chapters)]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def _prove(size: Size) -> dict[str, float]:
    pack, _, _ = parse_pack(generated(size))
    assert pack is not None
    machine, random = RoleMachine(pack.roles[0]), Random(1956)
    start = perf_counter()
    steps = 0
    while steps < STEPS:
        scene, values = machine.role.first_scene, machine.start_values
        while choices := [choice for choice in machine.get_choices(scene) if choice.is_open(values)]:
            choice = random.choice(choices)
            scene, values = choice.spec.to, choice.apply(values)
            steps += 1
    stepped = perf_counter() - start
    before = _peak()
    start = perf_counter()
    proof = prove(pack, pack.roles[0])
    kinds = [verdict.kind for verdict in proof.verdicts]
    return {
        "seconds": perf_counter() - start,
        "stepped": stepped,
        "states": proof.context.graph.state_count,
        "peak": _peak(),
        "memory": _peak() - before,
        "choices": len(kinds),
        "alive": kinds.count("alive"),
        "dead": kinds.count("dead"),
    }


def _peak() -> int:
    """The most memory that this process has held so far, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    print(json.dumps(_prove(Size(scenes=int(sys.argv[1]), chapters=int(sys.argv[2])))))
