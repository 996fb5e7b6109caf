"""A run is its role and its list of choices; replaying it is a pure function."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from game.play.journal import Journal, replay
from game.play.session import get_machine
from game.story.machine import RoleMachine
from game.story.read_pack import read_pack
from tests.conftest import MILL

MACHINE = get_machine(read_pack(MILL), "weaver")


def wander(machine: RoleMachine, seed: int) -> Journal:
    """A random run to its end."""
    chance = random.Random(seed)
    journal = Journal(machine, machine.role.first_scene, machine.start_values)
    while open_choices := [c for c in machine.get_choices(journal.scene_id) if c.is_open(journal.values)]:
        assert journal.choose(chance.choice(open_choices).spec.id)
    return journal


@given(st.integers(0, 10_000))
def test_replaying_a_run_gives_the_same_run(seed: int) -> None:
    played = wander(MACHINE, seed)
    again = replay(MACHINE, played.choice_refs)
    assert (again.scene_id, again.values, again.choice_refs, again.mismatch) == (
        played.scene_id,
        played.values,
        played.choice_refs,
        "",
    )


@given(st.lists(st.text(max_size=30), max_size=5))
def test_a_list_that_does_not_fit_ends_the_replay_and_says_so(pairs: list[str]) -> None:
    journal = replay(MACHINE, ["the-notice.tear-it-down", *pairs])
    assert bool(journal.mismatch) is bool(pairs)
    assert journal.choice_refs == ["the-notice.tear-it-down"]


def test_the_sentence_says_which_choice_no_longer_fits_and_why() -> None:
    assert replay(MACHINE, ["the-yard.walk"]).mismatch == (
        'Choice 1 of 1 no longer fits: it names the scene "the-yard", but the run stands in "the-notice".'
    )
    assert 'Did you mean "go-to-the-loom"' in replay(MACHINE, ["the-notice.go-to-a-loom"]).mismatch
    assert "is closed" in replay(MACHINE, ["the-notice.go-to-the-loom", "the-yard.speak"]).mismatch


def test_an_attempt_is_open_until_a_scene_answers_it() -> None:
    journal = replay(MACHINE, ["the-notice.ask-the-forewoman"])
    assert journal.list_attempts() == [("stop-the-cut", 0, 1)]
    assert replay(MACHINE, ["the-notice.go-to-the-loom"]).list_attempts() == []


def test_the_file_on_you_holds_what_was_noted() -> None:
    journal = replay(MACHINE, ["the-notice.tear-it-down", "the-yard.speak", "the-square.home"])
    assert [line.text for line in journal.dossier] == ["Removed a notice.", "Spoke from a cart."]
