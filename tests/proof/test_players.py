"""Random players find nothing that the laws forbid; and each law, once broken, they do find."""

from __future__ import annotations

from random import Random

import pytest

from game.story.machine import RoleMachine
from game.story.parse import parse_pack
from game.story.types import Pack
from tests.conftest import planted
from tests.proof.players import complaints, played

RUNS = 40
WEAVER = "weaver/scenes.yaml"
LEAVE = "    - {id: leave, text: Take the night train, to: the-train}\n"
HOME = "    - {id: home, text: Go home, to: winter-at-home}"


def test_no_finished_run_shows_what_the_laws_forbid(shipped: Pack) -> None:
    for role in shipped.roles:
        machine = RoleMachine(role)
        for number in range(RUNS):
            run = played(shipped, machine, Random(number))
            assert not list(complaints(shipped, role, run)), f"{role.id}: {' '.join(run.choices)}"


@pytest.mark.parametrize(
    ("law", "old", "new"),
    [
        ("L1", LEAVE + HOME, "    - {id: home, text: Go home, if: trust >= 2, to: winter-at-home}"),
        ("L2", "at: 1930-05-05T19:30", "at: 1930-05-05T12:30"),
        ("L3", "  tells: [mill-closes]\n  text: |\n    In March", "  text: |\n    In March"),
        ("L4", "  answers_attempts: [stop-the-cut]\n", ""),
        ("L5", "In March the mill closes.[^mill-closes.closed]", "In March."),
        ("L7", "  place: mill\n  depicts: [walk-out]", "  place: town\n  depicts: [walk-out]"),
        ("L9", "The lamps are lit and the town hall is not.", "The mill will close.[^mill-closes.closed]"),
    ],
)
def test_a_broken_law_shows_to_random_players(law: str, old: str, new: str) -> None:
    pack, _, _ = parse_pack(planted(WEAVER, old, new))
    assert pack is not None
    role = pack.get_role("weaver")
    machine = RoleMachine(role)
    runs = [played(pack, machine, Random(number)) for number in range(40)]
    assert law in {says.partition(":")[0] for run in runs for says in complaints(pack, role, run)}
