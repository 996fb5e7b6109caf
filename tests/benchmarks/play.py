"""Headless play of the shipped roles: the machine with effects, journal and Page, against the pure rules alone."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from random import Random

from game.play.journal import Journal
from game.play.page_builder import build_page
from game.story.machine import RoleMachine
from game.story.read_pack import read_pack
from game.story.types import Pack
from tests.benchmarks.measure import Row, measure
from tests.conftest import SCENES

RUNS = 60


def rows() -> Iterable[Row]:
    """One row a role."""
    pack = read_pack(SCENES)
    for role in pack.roles:
        machine = RoleMachine(role)
        runs = [walked(machine, Random(number)) for number in range(RUNS)]
        choices = sum(map(len, runs))
        found = measure(partial(played, pack, machine, runs), partial(ruled, machine, runs))
        yield Row(
            f"play {role.id}",
            "headless play with journal and Page",
            "the pure rules on the same choices",
            found.ratio,
            note=f"{choices / found.seconds:,.0f} choices/s against {choices / found.against:,.0f}",
        )


def walked(machine: RoleMachine, random: Random) -> list[str]:
    """The ids of a random run's choices, found with the pure rules."""
    taken: list[str] = []
    scene, values = machine.role.first_scene, machine.start_values
    while choices := [choice for choice in machine.get_choices(scene) if choice.is_open(values)]:
        choice = random.choice(choices)
        taken.append(choice.spec.id)
        scene, values = choice.spec.to, choice.apply(values)
    return taken


def played(pack: Pack, machine: RoleMachine, runs: list[list[str]]) -> None:
    """Play runs through the machine and build every page."""
    for run in runs:
        journal = Journal(machine, machine.role.first_scene, machine.start_values)
        build_page(pack, journal)
        for choice in run:
            assert journal.choose(choice)
            build_page(pack, journal)


def ruled(machine: RoleMachine, runs: list[list[str]]) -> None:
    """Walk runs with the pure rules: which choices are open, and the state after the one that is taken."""
    for run in runs:
        scene, values = machine.role.first_scene, machine.start_values
        for taken in run:
            choices = [choice for choice in machine.get_choices(scene) if choice.is_open(values)]
            choice = next(choice for choice in choices if choice.spec.id == taken)
            scene, values = choice.spec.to, choice.apply(values)
