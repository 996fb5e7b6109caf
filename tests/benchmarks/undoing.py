"""Undoing to any point of a run, and replaying it whole, each with the page on which it then stands."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from random import Random
from statistics import median
from time import process_time

from game.play.session import Session, branch_session
from game.play.store.saved_runs import RunStore
from game.story.machine import RoleMachine
from game.story.read_pack import read_pack
from tests.benchmarks.measure import REPEATS, Row
from tests.benchmarks.play import walked
from tests.conftest import SCENES

#: What either may take, in seconds of the processor; writing to the disk is not part of it.
MOST = 0.005
#: So many random runs of a role are tried, and the longest of them is measured.
RUNS = 200


def rows() -> Iterable[Row]:
    """Two rows a role: the slowest of all points, and the whole run."""
    pack = read_pack(SCENES)
    with tempfile.TemporaryDirectory() as folder:
        store = RunStore(Path(folder))
        for role in pack.roles:
            machine = RoleMachine(role)
            ids = max((walked(machine, Random(number)) for number in range(RUNS)), key=len)
            whole = branch_session(pack, store, role.id, [])
            whole.saving = False
            for choice in ids:
                assert whole.choose(choice)
            pairs = whole.journal.choice_refs

            def begun(pairs: list[str] = pairs, role: str = role.id) -> Session:
                session = branch_session(pack, store, role, pairs)
                session.saving = False
                return session

            undone = max(_taken(begun, lambda run, steps=steps: run.back(steps)) for steps in range(1, len(pairs) + 1))
            replayed = _taken(lambda: None, lambda _: begun())
            for what, taken in (("undo", undone), ("replay", replayed)):
                yield Row(f"{what} {role.id}", f"{what}, with its page (processor time)", "5 ms", taken / MOST, most=1,
                          note=f"{taken * 1000:.2f} ms; a run of {len(pairs)} choices")  # fmt: skip


def _taken(begun: Callable[[], Session | None], step: Callable[..., object]) -> float:
    """The median seconds that a step and the page after it take, each on a run that has just been begun."""
    times: list[float] = []
    for _ in range(REPEATS):
        session = begun()
        start = process_time()
        done = step(session)
        shown = session or done
        assert isinstance(shown, Session) and shown.page.scene
        times.append(process_time() - start)
    return median(times)
