"""Each rule of a council is held by the small pack's guild and broken by a small change of it, on its line."""

from __future__ import annotations

import pytest

from game.proof.report import run_check
from tests.conftest import line_with, planted

SCENES = "guild/scenes.yaml"
ATTEMPTS = "guild/attempts.yaml"
WALK = "    - {id: walk, text: Walk out today, attempt: walk-out-today, to: what-they-did}\n"
TALK = '    - {id: talk, text: "In the street they say a fifth.[^wage-cut.tenth]"}\n'
SECOND = """\
  choices:
    - {id: rise, text: Go home, to: the-second}
- id: the-second
  title: The second
  at: 1930-05-05T20
  place: square
  text: A second decision.
  easy_text: A second one.
  projector_text: A second one.
  cards:
    - {id: tenth, text: "A tenth.[^wage-cut.tenth]"}
    - {id: sixty, text: "Sixty.[^walk-out.sixty]"}
    - {id: order, text: "No order.[^walk-out.no-order]"}
  choices:
    - {id: wait, text: Wait, attempt: wait-for-monday, to: its-record}
    - {id: walk, text: Walk, attempt: walk-out-today, to: its-record}
    - {id: write, text: Write, attempt: write-to-the-owner, to: its-record}
    - {id: accept, text: Accept, attempt: accept-the-cut, to: its-record}
- id: its-record
  title: Its record
  at: 1930-05-05T21
  place: square
  answers_attempts: [wait-for-monday, walk-out-today, write-to-the-owner, accept-the-cut]
  text: So it was.
  easy_text: So it was.
  projector_text: So it was.
  choices:
    - {id: rise, text: Go home, to: the-shutters}
"""


@pytest.mark.parametrize(
    ("file", "old", "new", "needle", "says"),
    [
        (SCENES, WALK, "", "@the-petition.choices", "this one has 3"),
        (SCENES, TALK, "", "@the-petition.cards", "this one has 2"),
        (SCENES, "they say a fifth.[^wage-cut.tenth]", "they say a fifth.", "id: talk", "without a footnote"),
        (SCENES, "text: Walk out today, attempt: walk-out-today", "text: Walk out today", "id: walk", "not answer"),
        (SCENES, "answers_attempts: [wait-for-monday, walk-out-today,", "answers_attempts: [walk-out-today,", "id: wait", "not answer"),
        (SCENES, "attempt: wait-for-monday, to: what-they-did", "attempt: wait-for-monday, to: the-shutters",
         "id: walk", "the one record"),
        (SCENES, "attempt: accept-the-cut", "attempt: wait-for-monday", "@the-petition.choices", "the same attempt"),
        (SCENES, "text: Wait until Monday", "text: Wait" + " and wait" * 13, "id: wait", "it may have 25"),
        (SCENES, "  easy_text: |\n    You earn less from today.[^wage-cut.tenth]\n    What do you do?\n", "",
         "id: the-petition", 'has a text "easy_text"'),
        (SCENES, "    What do you do?", "    What" + " do" * 12 + "?", "@the-petition.easy_text", "at most 12 words"),
        (SCENES, "    The hall is cold.", "    The hall is cold.\n" * 21, "easy_text: |", "it may have 80"),
        (SCENES, "  projector_text: |\n    The guild meets", "  projector_text: |\n" + "    It is so.\n" * 20 + "    The guild meets", "projector_text: |",
         "it may have 60"),
        (SCENES, "    The benches are hard", "    It is so cold.\n" * 27 + "    The benches are hard", "text: |",
         "it may have 110"),
        (ATTEMPTS, "  happened: true\n", "", "@the-petition.choices", "exactly one happened; here 0 did"),
        (ATTEMPTS, "  record_claims: [walk-out.sixty]\n  reach", "  record_claims: [walk-out.sixty]\n  happened: true\n  reach",
         "@the-petition.choices", "here 2 did"),
        (ATTEMPTS, "  reach: |\n    The mill, for one evening.[^walk-out.sixty]\n", "", "id: wait-for-monday", '"reach"'),
        (ATTEMPTS, "    The hall is quieter", "    It is so cold.\n" * 10 + "    The hall is quieter", "what_changed: |",
         "it may have 40"),
        (SCENES, "they say a fifth.[^wage-cut.tenth]", "they say sixty.[^walk-out.sixty]", "id: talk", "before the vote"),
        (SCENES, "  cards:\n", '  calm_text: "Sixty left.[^walk-out.sixty]"\n  cards:\n', "calm_text:", "before the vote"),
        ("guild/role.yaml", "fixed_points:", "variables: [{id: courage, start: 0}]\nfixed_points:", "variables:",
         "no variable"),
        (SCENES, "  choices:\n    - {id: rise, text: Go home, to: the-shutters}\n", SECOND, "", "at the same letter"),
    ],
)  # fmt: skip
def test_a_broken_rule_is_found_on_its_line(file: str, old: str, new: str, needle: str, says: str) -> None:
    files = planted(file, old, new)
    found = [fault for fault in run_check(files).violations if fault.rule == "council" and says in fault.message]
    assert found
    if needle.startswith("@"):
        assert found[0].key == needle[1:]
    elif needle:
        assert (found[0].file, found[0].line) == (file, line_with(file, needle, files))


def test_the_rules_bind_councils_alone() -> None:
    files = planted("guild/role.yaml", "kind: council", "kind: role")
    files[ATTEMPTS] = files[ATTEMPTS].replace(b"happened: true", b"happened: false")
    assert not [fault for fault in run_check(files).violations if fault.rule == "council"]
