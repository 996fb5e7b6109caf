"""`python -m tests.benchmarks.storms [RUNS [SEED]]`: signals at any instant of so many games in real terminals."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from tests.fuzz.storms import stormed


def main(words: list[str]) -> int:
    """Print how many games were met, and what broke; 1 if anything did."""
    runs = int(words[0]) if words else 300
    seed = int(words[1]) if len(words) > 1 else time.time_ns() % 1_000_000
    broke = 0
    start = time.monotonic()
    for number in range(seed, seed + runs):
        with tempfile.TemporaryDirectory() as home:
            try:
                stormed(number, Path(home))
            except AssertionError as error:
                broke += 1
                print(error, flush=True)
    print(f"{runs} games from seed {seed}, {time.monotonic() - start:.0f} s: {broke} broke.")
    return 1 if broke else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
