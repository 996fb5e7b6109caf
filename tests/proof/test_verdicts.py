"""Every choice has its verdict, in words, and those of the shipped pack stand in a file that is read in review."""

from __future__ import annotations

import pytest

from game.play.journal import replay
from game.proof.prove import prove
from game.proof.report import Report
from game.proof.report_formats import format_verdicts
from game.proof.verdicts import judge_choices
from game.story.machine import RoleMachine
from game.story.types import Pack
from tests.conftest import SCENES
from tests.proof.tiny import case, pack

VARIABLES = "[{id: trust, start: 0, highest: 5}, {id: debt, start: 0, highest: 3}, {id: seen, start: false}]"


def test_the_verdicts_of_the_shipped_pack_are_those_in_its_file(shipped_report: Report) -> None:
    told = (SCENES / "proof.txt").read_text(encoding="utf-8")
    assert told.strip().split("\n") == format_verdicts(shipped_report).split("\n"), (
        "if the change is meant: sixteen-points check --verdicts > scenes/proof.txt"
    )


def test_every_choice_of_the_shipped_pack_is_alive_with_a_run_that_replays(
    shipped: Pack, shipped_report: Report
) -> None:
    for role, found in shipped_report.verdicts.items():
        machine = RoleMachine(shipped.get_role(role))
        assert [verdict.choice for verdict in found if verdict.kind != "alive"] == []
        for verdict in found:
            journal = replay(machine, verdict.run)
            assert journal.mismatch == ""
            assert journal.choice_refs[-1] == verdict.choice


@pytest.mark.parametrize(
    ("scenes", "says"),
    [
        ("[{id: a, choices: [{id: x, if: trust >= 4, to: b}, {id: z, adds: {trust: 3}, to: b}]}, {id: b}]",
         'a.x dead: "trust >= 4" never holds here: trust is 0 to 3.'),
        ("[{id: a, choices: [{id: x, if: seen, to: b}, {id: z, to: b}]}, {id: b}]",
         'a.x dead: "seen" never holds here: seen is always false.'),
        ("[{id: a, choices: [{id: t, adds: {trust: 1}, to: b}, {id: d, adds: {debt: 1}, to: b}]},"
         " {id: b, choices: [{id: x, if: trust >= 1 and debt >= 1, to: c}, {id: z, to: c}]}, {id: c}]",
         'b.x dead: "trust >= 1 and debt >= 1" never holds here, and never so at once: trust is 0 to 5, debt is 0 to 3.'),
        ("[{id: a, to: [c]}, {id: b, choices: [{id: x, to: c}]}, {id: c}]", "b.x dead: no choice leads to its scene."),
        ("[{id: a, choices: [{id: w, if: seen, to: b}, {id: c, to: c}]}, {id: b, choices: [{id: x, to: c}]}, {id: c}]",
         "b.x dead: no run reaches its scene; what leads there is dead itself: a.w."),
    ],
)  # fmt: skip
def test_a_dead_choice_has_its_reason_in_words(scenes: str, says: str) -> None:
    lines = [verdict.line for verdict in judge_choices(case(scenes, variables=VARIABLES))]
    assert says in lines


def test_a_verdict_says_to_how_many_of_the_runs_a_choice_is_open() -> None:
    scenes = """
    - {id: a, choices: [{id: b, to: b}, {id: c, adds: {trust: 1}, to: b}, {id: d, to: b}]}
    - {id: b, choices: [{id: in, if: trust >= 1, to: c}, {id: past, to: c}]}
    - {id: c}
    """
    tiny = pack(scenes, variables=VARIABLES)
    lines = [verdict.line for verdict in prove(tiny, tiny.get_role("r")).verdicts]
    # Of four runs two come with trust, since they go two ways from there.
    assert lines == ["a.b alive", "a.c alive", "a.d alive", "b.in alive, open to 50 %", "b.past alive"]
