"""The machine and the pure rules of a step agree on every edge."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.play.journal import Journal
from game.play.session import get_machine
from game.proof.explore import explore
from game.story.machine import RoleMachine
from game.story.read_pack import read_pack
from tests.conftest import MILL
from tests.conftest import SCENES as SHIPPED
from tests.story.steps import compare, step

#: So many states of each scene are looked at.
STATES = 15


MACHINES = {
    (name, role.id): get_machine(pack, role.id)
    for name, pack in (("mill", read_pack(MILL)), ("shipped", read_pack(SHIPPED)))
    for role in pack.roles
}


@pytest.mark.parametrize(("pack_name", "role"), MACHINES)
def test_the_machine_agrees_with_the_rules_in_every_scene(
    pack_name: str,
    role: str,
) -> None:
    """Every edge of every role is compared by `python -m tests.benchmarks steps`; here some states of each scene."""
    graph = explore(MACHINES[pack_name, role])
    nodes = [
        (scene, place)
        for scene, states in graph.states.items()
        for place in range(0, len(states), max(1, len(states) // STATES))
    ]
    assert compare(graph, nodes) >= sum(len(scene.choices) for scene in graph.machine.role.scenes)


@pytest.mark.parametrize(("pack_name", "role"), MACHINES)
@settings(max_examples=25)
@given(places=st.lists(st.integers(0, 11), max_size=40))
def test_the_machine_agrees_with_the_rules_along_a_run(pack_name: str, role: str, places: list[int]) -> None:
    machine = MACHINES[pack_name, role]
    scene, values = machine.role.first_scene, machine.start_values
    for place in places:
        after = [(choice, step(machine, choice, values)) for choice in machine.get_choices(scene)]
        open_choices = [(choice.spec.to, state) for choice, state in after if state is not None]
        if not open_choices:
            break
        scene, values = open_choices[place % len(open_choices)]


def test_runs_share_one_machine_and_nothing_else(weaver: RoleMachine) -> None:
    first, second = (Journal(weaver, weaver.role.first_scene, weaver.start_values) for _ in range(2))
    assert first.choose("tear-it-down")
    assert (second.scene_id, second.values) == (weaver.role.first_scene, weaver.start_values)


def test_a_closed_or_unknown_choice_changes_nothing(weaver: RoleMachine) -> None:
    journal = Journal(weaver, "the-yard", weaver.start_values)
    for choice in ("speak", "fly", "", "the-yard.walk", "os.system"):
        assert not journal.choose(choice)
    assert (journal.scene_id, journal.values, journal.taken) == ("the-yard", weaver.start_values, [])


def test_set_comes_before_add_and_a_sum_stays_in_its_range(weaver: RoleMachine) -> None:
    journal = Journal(weaver, weaver.role.first_scene, (3, 0, 0))
    journal.choose("tear-it-down")
    assert journal.values == (3, 0, 1)
