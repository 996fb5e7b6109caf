"""Every edge of every shipped role: the machine, the pure rules, the proof and the text agree on it."""

from __future__ import annotations

from collections.abc import Iterable
from time import perf_counter

from game.proof.explore import explore
from game.story.machine import RoleMachine
from game.story.read_pack import read_pack
from tests.benchmarks.measure import Row
from tests.conftest import SCENES
from tests.story.steps import compare


def rows() -> Iterable[Row]:
    """One row a role; a step on which they differ ends the program with the choice and the values."""
    for role in read_pack(SCENES).roles:
        graph = explore(RoleMachine(role))
        start = perf_counter()
        steps = compare(graph, graph.state_ids())
        expected = sum(len(column) for columns in graph.columns.values() for _, column in columns)
        yield Row(f"steps: {role.id}", "choices of all states, open or closed, on which all agree", "all of them",
                  steps / expected, 1, note=f"{steps:,} in {perf_counter() - start:.0f} s")  # fmt: skip
