"""The machine and the pure rules of a step agree on every edge."""

from __future__ import annotations

import pytest

from game.play.journal import Journal
from game.proof.explore import explore
from game.story.machine import RoleMachine
from game.story.types import Pack
from tests.conftest import MILL
from tests.conftest import SCENES as SHIPPED


def _roles() -> list[tuple[str, str]]:
    found = [("mill", path.parent.name) for path in sorted(MILL.glob("*/role.yaml"))]
    return found + [("shipped", path.parent.name) for path in sorted(SHIPPED.glob("*/role.yaml"))]


@pytest.mark.parametrize(("pack_name", "role"), _roles())
def test_the_machine_agrees_with_the_rules_on_every_edge(
    pack_name: str, role: str, request: pytest.FixtureRequest
) -> None:
    pack: Pack = request.getfixturevalue(pack_name)
    machine = RoleMachine(pack.role(role))
    graph = explore(machine)
    edges = 0
    for node in graph.nodes():
        if edges > 40_000:
            break
        scene, values = node[0], graph.values(node)
        for choice in machine.choices(scene):
            walker = Journal(machine, scene, values)
            is_open = choice.open(values)
            assert machine.choose(walker, choice.option.id) is is_open
            expected = (choice.option.to, choice.after_values(values)) if is_open else (scene, values)
            assert (walker.scene, walker.values) == expected
            edges += 1
        assert len(graph.opened(node)) == sum(choice.open(values) for choice in machine.choices(scene))
    assert edges


def test_runs_share_one_machine_and_nothing_else(weaver: RoleMachine) -> None:
    first, second = (Journal(weaver, weaver.role.starts, weaver.start) for _ in range(2))
    assert first.choose("tear-it-down")
    assert (second.scene, second.values) == (weaver.role.starts, weaver.start)


def test_a_closed_or_unknown_choice_changes_nothing(weaver: RoleMachine) -> None:
    journal = Journal(weaver, "the-yard", weaver.start)
    for choice in ("speak", "fly", "", "the-yard.walk", "os.system"):
        assert not journal.choose(choice)
    assert (journal.scene, journal.values, journal.taken) == ("the-yard", weaver.start, [])


def test_set_comes_before_add_and_a_sum_stays_in_its_range(weaver: RoleMachine) -> None:
    journal = Journal(weaver, weaver.role.starts, (3, 0, 0))
    journal.choose("tear-it-down")
    assert journal.values == (3, 0, 1)
