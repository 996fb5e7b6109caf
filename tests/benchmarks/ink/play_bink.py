"""Plays a compiled ink story with bink: `python play_bink.py STORY.json RUNS.json`; commands as in `play.js`."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter
from typing import Any

from bink.story import Story  # type: ignore[import-not-found]  # installed by the benchmark, for itself alone

story = Story(Path(sys.argv[1]).read_text())
runs: list[list[int]] = json.loads(Path(sys.argv[2]).read_text())


def play(run: list[int]) -> Iterator[tuple[str, list[str]]]:
    story.reset_state()
    for taken in [*run, None]:
        yield story.continue_maximally(), list(story.get_current_choices())
        if taken is not None:
            story.choose_choice_index(taken)


def hashes() -> list[str]:
    found = []
    for run in runs:
        lines: list[str] = []
        for text, choices in play(run):
            lines += [line.strip() for line in text.split("\n") if line.strip()]
            lines += [f"+ {choice}" for choice in choices]
        found.append(hashlib.sha256("\n".join(lines).encode()).hexdigest())
    return found


def time() -> float:
    start = perf_counter()
    for run in runs:
        for _ in play(run):
            pass
    return perf_counter() - start


commands: dict[str, Callable[[], Any]] = {"hashes": hashes, "time": time}
for line in sys.stdin:
    print(json.dumps(commands[line.strip()]()), flush=True)
