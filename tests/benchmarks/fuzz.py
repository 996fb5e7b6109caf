"""`python -m tests.benchmarks.fuzz [COUNT [SEED]]`: hostile input at everything that reads any, COUNT times each.

Each row is a target of `tests/fuzz/`: hypothesis shrinks what breaks a target inside this program, and a seed repeats
what breaks a screen. Keys, clicks and sizes are counted one by one; a screen meets 250 of them, then a new one begins.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as seeded
from hypothesis import strategies as st

from game.story.read_pack import read_pack_files
from tests.cli.forked import INPUTS, OUTPUTS
from tests.cli.things import THINGS
from tests.conftest import MILL
from tests.fuzz import asking, inputs, presses, screens, targets, values

#: Things in place of files, and what is at the other end of each standard stream.
_THINGS = st.lists(st.tuples(st.sampled_from(asking.PLACES), st.sampled_from(list(THINGS))), min_size=1, max_size=4)
_STREAMS = st.tuples(st.sampled_from(INPUTS), st.sampled_from(OUTPUTS), st.sampled_from(OUTPUTS))

#: Each target inside this program, with what is thrown at it.
TARGETS: dict[str, tuple[Callable[..., None], Sequence[st.SearchStrategy[Any]]]] = {
    "packs": (targets.pack, (st.sampled_from(sorted(read_pack_files(MILL))), inputs.edits)),
    "values of packs": (values.values, (values.changes,)),
    "saves": (targets.save, (inputs.edits,)),
    "settings": (targets.settings, (inputs.edits,)),
    "keys": (targets.key, (inputs.keys,)),
    "guards": (targets.guard, (inputs.guards,)),
    "footnotes": (targets.footnotes, (st.text(alphabet="[^]*. a\n\t-é\x1b", max_size=80),)),
    "plain mode": (targets.plain, (inputs.lines,)),
    "command line": (targets.command_line, (inputs.arguments,)),
    "presses in a council": (presses.in_a_council, (presses.council,)),
    "presses at own pace": (presses.alone, (presses.at_own_pace,)),
    "no files": (asking.things, (st.integers(0, 1 << 16), _THINGS)),
    "streams": (asking.streams, (st.integers(0, 1 << 16), _STREAMS)),
}

#: How many keys and clicks one screen meets.
EACH = 250


def throw(name: str, count: int, seed: int) -> None:
    """Throw hostile input at a target.

    Raises:
        Exception: what the target raised, with the least input that makes it.
    """
    target, strategies = TARGETS[name]
    phases = (Phase.explicit, Phase.generate, Phase.shrink)
    thrown = settings(
        max_examples=count, deadline=None, database=None, phases=phases, suppress_health_check=list(HealthCheck)
    )(given(*strategies)(target))
    seeded(seed)(thrown)()


def at_screens(count: int, seed: int) -> None:
    """Throw keys, clicks, pastes and sizes at the terminal game inside this program."""
    for number in range(max(1, count // EACH)):
        asyncio.run(screens.played(seed + number, min(EACH, count)))


def at_terminals(count: int, seed: int) -> None:
    """Throw bytes and sizes at the real program in a pseudo-terminal."""
    with tempfile.TemporaryDirectory() as folder:
        scenes = Path(folder) / "scenes"
        for name, data in inputs.hostile_pack().items():
            (scenes / name).parent.mkdir(parents=True, exist_ok=True)
            (scenes / name).write_bytes(data)
        for number in range(max(1, count // EACH)):
            screens.typed(seed + number, min(EACH, count), scenes, Path(folder) / str(number))


def main(words: list[str]) -> int:
    """Print what was thrown and what broke; 1 if anything did."""
    count = int(words[0]) if words else 10_000
    seed = int(words[1]) if len(words) > 1 else time.time_ns() % 1_000_000
    throws: dict[str, Callable[[], None]] = {}
    for name in TARGETS:
        throws[name] = lambda name=name: throw(name, count, seed)  # type: ignore[misc]
    throws["keys, mouse and sizes"] = lambda: at_screens(count, seed)
    throws["bytes at a real terminal"] = lambda: at_terminals(count, seed)
    print(f"Seed {seed}.\n\n| target | thrown | seconds | broke |\n|---|---|---|---|")
    failed = 0
    for name, thrown in throws.items():
        start, broke = time.monotonic(), "nothing"
        try:
            thrown()
        except Exception as error:
            failed, broke = 1, f"{type(error).__name__}: {' '.join(str(error).split())[:300]}"
        print(f"| {name} | {count} | {time.monotonic() - start:.0f} | {broke} |", flush=True)
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
