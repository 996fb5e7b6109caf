"""Passages that ask what a run has done: every face reads them from the run, and nothing is written for them."""

from __future__ import annotations

from game.branches.progress import measure_coverage
from game.branches.tree import RunTree
from game.play.journal import replay
from game.play.page_builder import build_page
from game.story.machine import RoleMachine
from tests.proof.tiny import pack

SCENES = """
- {id: a, choices: [{id: keep, to: b}, {id: give, to: b}]}
- {id: b, choices: [{id: go, to: c}]}
- id: c
  text: "The door.\\n{the-coat}\\nA step.\\n\\nThe street."
  passages:
    - {after: a.keep, slot: the-coat, text: You wear the coat.}
    - {after: a.give, slot: the-coat, text: 'He wears the coat.[^inquiry.held]'}
    - {after: not a.keep, text: Your arms are cold.}
  to: [d]
- {id: d}
"""


def told(choices: list[str]) -> list[list[str]]:
    tiny = pack(SCENES)
    page = build_page(tiny, replay(RoleMachine(tiny.get_role("r")), choices))
    return [[sentence.text for sentence in paragraph] for paragraph in page.paragraphs]


def test_a_page_says_what_was_done_inside_its_text() -> None:
    assert told(["a.keep", "b.go"]) == [["The door.", "You wear the coat.", "A step."], ["The street."]]
    assert told(["a.give", "b.go"]) == [
        ["The door.", "He wears the coat.", "A step."], ["The street."], ["Your arms are cold."],
    ]  # fmt: skip


def test_progress_counts_the_claims_of_the_passages_that_a_run_read() -> None:
    tiny = pack(SCENES)
    for choice, seen in (("keep", False), ("give", True)):
        tree = RunTree(RoleMachine(tiny.get_role("r")))
        tree.add_run([f"a.{choice}", "b.go"])
        (coverage,) = measure_coverage([tree])
        assert ("inquiry.held" in coverage.seen["claims"]) is seen
