"""Proof by sets of states: large packs along the axes fixed points, variables and passages under `after`.

`python -m tests.benchmarks.sets SCENES CHAPTERS VARIABLES gauges|random AFTER` proves one of them in a process of its
own and prints its numbers; `python -m tests.benchmarks.sets agree COUNT` compares walk and sets on so many random packs.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from collections.abc import Iterable
from random import Random
from time import process_time
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings

from game.proof.laws import LAWS
from game.proof.prove import prove
from game.story.parse import parse_pack
from game.story.types import Pack
from tests.benchmarks.measure import Row
from tests.packs.generated import Size, generated
from tests.packs.written import ROLE
from tests.proof.comparing import list_differences
from tests.proof.test_explore import packs

#: Scenes, chapters (a fixed point each), variables, what their guards are like, passages under `after`; with the most
#: seconds of the processor and megabytes.
PACKS = [
    ((300, 30, 6, "gauges", 0), 4, 150),
    ((300, 30, 6, "gauges", 100), 6, 150),
    ((300, 30, 12, "gauges", 0), 2, 200),
    ((300, 30, 24, "gauges", 0), 4, 200),
    ((300, 30, 40, "gauges", 0), 6, 200),
    ((3_000, 300, 40, "gauges", 0), 30, 500),
    ((300, 1, 12, "random", 0), 30, 400),
]


def rows() -> Iterable[Row]:
    """Two rows a pack: the seconds of the processor in which it is proved, and the most memory."""
    for size, seconds, megabytes in PACKS:
        scenes, chapters, variables, guards, after = size
        found = _measured(size)
        name = f"{scenes:,} scenes, {chapters} fixed points, {variables} {guards}" + f", {after} after" * bool(after)
        note = f"{found['states']:,} states {found['method']}, {found['alive']} of {found['choices']} choices alive, open: {found['open']}"
        yield Row(f"sets: {name}", "seconds of the processor", "one second", found["seconds"], most=seconds, note=note)
        yield Row(f"sets: {name}: memory", "peak of the process", "1 MB", found["peak"], most=megabytes)


def _measured(size: tuple[int, int, int, str, int]) -> Any:
    command = [sys.executable, "-m", "tests.benchmarks.sets", *map(str, size)]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def _prove(scenes: int, chapters: int, variables: int, guards: str, after: int) -> dict[str, object]:
    files = generated(Size(scenes=scenes, chapters=chapters, variables=variables, gauges=guards == "gauges"))
    pack, _, _ = parse_pack(_ask_afterwards(files, after))
    assert pack is not None
    start = process_time()
    # What L11 asks is measured with the memory of stories; it looks at small roles only.
    proof = prove(pack, pack.roles[0], [law for law in LAWS if law != "L11"])
    kinds = [verdict.kind for verdict in proof.verdicts]
    return {
        "seconds": process_time() - start,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10),
        "states": proof.space_numbers.states,
        "method": proof.space_numbers.method or "one by one",
        "open": " ".join(sorted(proof.undecided_laws)) or "nothing",
        "choices": len(kinds),
        "alive": kinds.count("alive"),
    }


def _ask_afterwards(files: dict[str, bytes], count: int) -> dict[str, bytes]:
    """Let so many scenes have a passage that asks for a choice made some scenes before."""
    random = Random(1956)
    for name in [name for name in files if name.startswith(f"{ROLE}/scenes")] if count else []:
        scenes = json.loads(files[name])
        places = [place for place, scene in enumerate(scenes) if place >= 20 and "choices" in scene]
        for place in random.sample(places, min(count, len(places))):
            before = scenes[place - random.randint(6, 20)]
            asked = f"{before['id']}.{random.choice(before['choices'])['id']}"
            scenes[place].setdefault("passages", []).append({"after": asked, "text": "It is remembered."})
        files = {**files, name: json.dumps(scenes).encode()}
    return files


def agree(count: int) -> int:
    """Compare walk and sets on random packs; returns on how many."""
    seen = 0

    @settings(
        max_examples=count, deadline=None, database=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(packs() | packs(back=True))
    def compare(tiny: Pack) -> None:
        nonlocal seen
        seen += 1
        assert list_differences(tiny, tiny.get_role("r")) == []

    compare()
    return seen


if __name__ == "__main__":
    if sys.argv[1] == "agree":
        print(f"walk and sets agree on {agree(int(sys.argv[2]))} random packs")
    else:
        first, second, third, kind, passages = sys.argv[1:]
        print(json.dumps(_prove(int(first), int(second), int(third), kind, int(passages))))
