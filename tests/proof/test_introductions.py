"""No choice is the first to name a real person: the hint is right on every run, and the packs that ship have none."""

from __future__ import annotations

from random import Random

import pytest

from game.play.journal import replay
from game.play.page_builder import build_page
from game.play.session import get_machine
from game.proof.introductions import find_unmet_in_role
from game.render.blocks import list_sentences
from game.render.page_blocks import list_page_blocks
from game.story.types import Pack
from tests.proof.tiny import RECORD, pack

PEOPLE = "[{id: ada, name: Ada Weber, description: Forewoman.}, {id: bo, name: Bo Lind, description: Smith.}]"


@pytest.mark.parametrize(
    ("scenes", "unmet"),
    [
        ("[{id: a, choices: [{id: x, text: Ask Weber, to: b}]}, {id: b}]", ["a.x"]),
        ("[{id: a, text: Weber is here., choices: [{id: x, text: Ask Weber, to: b}]}, {id: b}]", []),
        ("[{id: a, text: Mrs Lind is here., choices: [{id: x, text: Ask Weber, to: b}]}, {id: b}]", ["a.x"]),
        # A result counts for what comes behind its choice, and only there.
        ("""[{id: a, choices: [{id: x, result: Weber comes., to: b}, {id: z, to: b}]},
             {id: b, choices: [{id: y, text: Ask Weber, to: c}]}, {id: c}]""", ["b.y"]),
        ("""[{id: a, choices: [{id: x, result: Weber comes., to: b}, {id: z, result: Ada Weber comes., to: b}]},
             {id: b, choices: [{id: y, text: Ask Weber, to: c}]}, {id: c}]""", []),
        # One way round the scene that tells of her is enough.
        ("""[{id: a, to: [b, c]}, {id: b, text: Weber., to: [c]}, {id: c, to: [d]},
             {id: d, choices: [{id: x, text: Ask Weber, to: e}]}, {id: e}]""", ["d.x"]),
        ("""[{id: a, to: [b, c]}, {id: b, text: Weber., to: [d]}, {id: c, text: Weber., to: [d]},
             {id: d, choices: [{id: x, text: Ask Weber and Lind, to: e}]}, {id: e}]""", ["d.x"]),
        # A passage is read by some runs only.
        ("""[{id: a, to: [b, c]}, {id: b, to: [d]}, {id: c, to: [d]},
             {id: d, passages: [{after: a.b, text: Weber.}], choices: [{id: x, text: Ask Weber, to: e}]}, {id: e}]""",
         ["d.x"]),
    ],
)  # fmt: skip
def test_a_name_is_met_where_every_way_has_told_it(
    scenes: str, unmet: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(RECORD, "record/people.yaml", PEOPLE)
    tiny = pack(scenes)
    found = find_unmet_in_role(tiny, tiny.get_role("r"))
    assert [f"{violation.scene}.{violation.key[1]}" for violation in found] == unmet


@pytest.mark.parametrize("which", ["shipped", "sample"])
def test_no_choice_that_ships_is_the_first_to_name_anybody(which: str, request: pytest.FixtureRequest) -> None:
    found: Pack = request.getfixturevalue(which)
    for role in found.roles:
        assert [violation.message for violation in find_unmet_in_role(found, role)] == []


def test_on_random_runs_whoever_a_choice_names_has_been_named(shipped: Pack) -> None:
    """The pages themselves say so, with the prologue: what the hint concludes from the graph holds where it is read."""
    for role in shipped.roles:
        for seed in range(8):
            journal, random = replay(get_machine(shipped, role.id), []), Random(seed)
            met: set[str] = set()
            while True:
                page = build_page(shipped, journal, with_opening=True)
                met |= _people(shipped, *(sentence.text for sentence in list_sentences(list_page_blocks(page))))
                assert _people(shipped, *(choice.text for choice in page.choices)) <= met, (role.id, page.scene)
                open_here = [choice.id for choice in page.choices if choice.is_open]
                if not open_here:
                    break
                journal.choose(random.choice(open_here))


def _people(shipped: Pack, *texts: str) -> set[str]:
    finder = shipped.record.name_finder
    return {named.id for text in texts for named in finder.find(text) if named.kind == "person"}
