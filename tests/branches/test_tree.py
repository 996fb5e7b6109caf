"""The tree of runs: nothing twice, nothing lost, roads not taken marked."""

from __future__ import annotations

from game.branches.tree import nodes, rows, tree_of
from game.play.journal import replay
from game.play.session import machine_of
from game.story.types import Pack

RUNS = [
    ["the-notice.tear-it-down", "the-yard.walk", "the-square.leave"],
    ["the-notice.tear-it-down", "the-yard.walk", "the-square.home"],
    ["the-notice.go-to-the-loom", "the-yard.stay"],
]


def test_runs_share_what_they_share(mill: Pack) -> None:
    machine = machine_of(mill, "weaver")
    root = tree_of(machine, [replay(machine, run) for run in RUNS], RUNS[0])
    found = list(nodes(root))
    assert len(found) == 7
    assert root.runs == 3
    assert [node.scene.id for node in found if node.present] == ["the-notice", "the-yard", "the-square", "the-train"]
    assert {node.pairs for node in found if node.scene.ending} == {tuple(run) for run in RUNS}


def test_roads_not_taken_are_those_that_are_open_and_untried(mill: Pack) -> None:
    machine = machine_of(mill, "weaver")
    root = tree_of(machine, [replay(machine, run) for run in RUNS])
    untaken = {node.pairs: [choice.option.id for choice in node.untaken] for node in nodes(root) if node.untaken}
    assert untaken[()] == ["ask-the-forewoman"]
    assert untaken[("the-notice.go-to-the-loom",)] == ["walk"]


def test_every_scene_and_every_road_has_one_line_and_the_present_run_keeps_its_column(mill: Pack) -> None:
    machine = machine_of(mill, "weaver")
    root = tree_of(machine, [replay(machine, run) for run in RUNS], RUNS[0])
    lines = rows(root)
    assert len(lines) == len(list(nodes(root))) + sum(len(node.untaken) for node in nodes(root))
    assert {line.prefix for line in lines if line.choice is None and line.node.present} == {""}


def test_a_long_run_does_not_exhaust_anything(shipped: Pack) -> None:
    machine = machine_of(shipped, "nagy")
    journal = replay(machine, [])
    while choices := [choice for choice in machine.choices(journal.scene) if choice.open(journal.values)]:
        journal.choose(choices[0].option.id)
    assert len(rows(tree_of(machine, [journal] * 50, journal.pairs))) > len(journal.path)
