"""The check of the shipped pack: its time and memory, and that of a second look after one role was saved."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from random import Random

from game.proof.report import Report, run_check
from game.story.machine import RoleMachine
from game.story.read_pack import read_pack, read_pack_files
from tests.benchmarks.measure import Row, measure
from tests.benchmarks.play import walked
from tests.conftest import SCENES

STEPS = 100_000
#: What a second is on two cores, in seconds of a random player's steps.
SECOND = 4.0


def rows() -> Iterable[Row]:
    """The whole check within 5 seconds and 300 MB, a second look at one changed role within one second."""
    files = read_pack_files(SCENES)
    machine = RoleMachine(read_pack(SCENES).roles[0])
    before = _checked(files)
    name, old = next((name, data) for name, data in files.items() if name.startswith(f"{machine.role.id}/1956"))
    turns = iter(range(1_000))

    def saved_again() -> Report:
        # Every turn saves another text, as nothing is looked at twice.
        text = old.replace(b"  text: |\n", b"  text: |\n    Turn %d.\n" % next(turns), 1)
        return _checked({**files, name: text}, before)

    def player() -> None:
        random, steps = Random(1956), 0
        while steps < STEPS:
            steps += len(walked(machine, random))

    # A process of its own shows the whole: start, reading, proof and report.
    whole = measure(lambda: subprocess.run(_COMMAND, check=True, capture_output=True), player, repeats=3)
    states = sum(role.states for role in before.roles)
    yield Row("check: all roles", "the whole command", f"{STEPS:,} steps of a random player", whole.ratio,
              most=5 * SECOND, note=f"{whole.seconds:.1f} s, {states:,} states")  # fmt: skip
    told = subprocess.run([sys.executable, "-c", _PEAK], check=True, capture_output=True, text=True).stdout
    peak = int(told.split()[-1]) * 1024
    yield Row("check: memory", "peak of the command", "300 MB", peak / 3e8, most=1, note=f"{peak / 1e6:.0f} MB")
    again = measure(saved_again, player, repeats=3)
    yield Row("check: one role saved", "a second look", f"{STEPS:,} steps of a random player", again.ratio,
              most=SECOND, note=f"{again.seconds:.2f} s")  # fmt: skip


_COMMAND = [sys.executable, "-m", "game", "check", "--scenes", str(SCENES)]
# The kernel's own peak counts, in a child, the pages of the parent from before the program replaced it.
_PEAK = f"""
from game.cli import main
main(["check", "--scenes", {str(SCENES)!r}])
print(open("/proc/self/status").read().partition("VmHWM:")[2].split()[0])
"""


def _checked(files: dict[str, bytes], before: Report | None = None) -> Report:
    report = run_check(files, previous=before)
    assert report.exit_code == 0
    assert report.verdicts
    return report
