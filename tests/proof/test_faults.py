"""Each law is held by the small pack and broken by a small change of it, with a run that leads to the fault."""

from __future__ import annotations

import pytest

from game.play.journal import replay
from game.proof.explore import explore
from game.proof.locate import LawViolation
from game.proof.report import run_check
from game.proof.run_counts import count_runs as count_runs
from game.story.machine import RoleMachine
from game.story.parse import parse_pack
from game.story.read_pack import read_pack_files
from tests.conftest import MILL, line_with, planted

WEAVER = "weaver/scenes.yaml"


def test_the_small_pack_keeps_every_law() -> None:
    assert run_check(read_pack_files(MILL)).violations == []


def test_a_role_that_is_not_called_like_its_folder_is_a_fault_and_not_proved() -> None:
    report = run_check(planted("clerk/role.yaml", "id: clerk", "id: lerk"))
    assert [fault.file for fault in report.violations] == ["clerk/role.yaml"]
    assert set(report.unproved) == {"clerk"}


@pytest.mark.parametrize(
    ("law", "file", "old", "new", "needle"),
    [
        ("L1", WEAVER, "    - {id: home, text: Go home, to: winter-at-home}",
         "    - {id: home, text: Go home, if: trust >= 2, to: the-yard}", "id: the-yard"),
        ("L1", WEAVER, "    - {id: leave, text: Take the night train, to: the-train}\n"
         "    - {id: home, text: Go home, to: winter-at-home}",
         "    - {id: leave, text: Take it, if: trust >= 2, to: the-train}\n"
         "    - {id: go, text: Go, if: trust == 1, to: winter-at-home}", "text: Take it"),
        ("L2", WEAVER, "at: 1930-05-05T19:30", "at: 1930-05-05T12:30", "at: 1930-05-05T12:30"),
        ("L3", WEAVER, "  tells: [mill-closes]\n  text: |\n    In March", "  text: |\n    In March", "id: winter-at-home"),
        ("L4", WEAVER, "  answers_attempts: [stop-the-cut]\n", "", "id: ask-the-forewoman"),
        ("L4", "weaver/attempts.yaml", "ledger a week before.[^wage-cut.tenth]", "ledger.", "what_it_would_take"),
        ("L5", WEAVER, "has closed.[^mill-closes.closed]", "has closed.", "has closed."),
        ("L7", WEAVER, "  place: mill\n  depicts: [walk-out]", "  place: town\n  depicts: [walk-out]", "place: town"),
        ("L7", WEAVER, "  depicts: [walk-out]\n  text: |\n    The lamps", "  depicts: [wage-cut]\n  text: |\n    The lamps",
         "place: square"),
        ("L8", WEAVER, "if: trust >= 2, text: They wait", "if: trust >= 0, text: They wait", "text: They wait"),
        ("L8", WEAVER, "      if: courage >= 2\n", "      if: courage > 2\n", "if: courage > 2"),
        ("L8", WEAVER, "to: the-train", "to: winter-at-home", "id: the-train"),
        ("L8", WEAVER, "    - if: has_notice\n", "    - if: trust == 0\n", "variables:"),
        ("L8", WEAVER, "      attempt: stop-the-cut\n", "", "id: stop-the-cut"),
    ],
)  # fmt: skip
def test_a_broken_law_is_found_on_its_line(law: str, file: str, old: str, new: str, needle: str) -> None:
    files = planted(file, old, new)
    found = [fault for fault in run_check(files).violations if fault.rule == law]
    lines = {
        (name, line_with(name, needle, files))
        for name in (WEAVER, "weaver/role.yaml", "weaver/attempts.yaml")
        if needle in files[name].decode()
    }
    if needle == "text: Take it":
        lines = {(WEAVER, line_with(WEAVER, "id: the-square", files) + 8)}
    assert found
    if law not in {"L1", "L5"}:
        assert {(fault.file, fault.line) for fault in found} & lines


def test_a_counterexample_is_a_run_that_really_leads_there() -> None:
    files = planted(WEAVER, "  answers_attempts: [stop-the-cut]\n", "")
    (fault,) = (fault for fault in run_check(files).violations if fault.rule == "L4")
    pack, _, _ = parse_pack(files)
    assert pack is not None
    assert isinstance(fault, LawViolation)
    journal = replay(RoleMachine(pack.get_role("weaver")), fault.run)
    assert journal.mismatch == ""
    assert journal.scene.ending is not None
    assert [(name, answered) for name, _, answered in journal.list_attempts()] == [("stop-the-cut", None)]


def test_a_circle_is_found() -> None:
    files = planted(WEAVER, "to: winter-at-home}", "to: the-yard}")
    assert any("circle" in fault.message for fault in run_check(files).violations if fault.rule == "L1")


def test_runs_are_counted_exactly() -> None:
    pack, _, _ = parse_pack(read_pack_files(MILL))
    assert pack is not None
    graph = explore(RoleMachine(pack.get_role("weaver")))
    count = 0
    stack = [graph.start]
    while stack:
        choices = graph.successors(stack.pop())
        count += not choices
        stack += [after for _, after in choices]
    numbers = count_runs(graph)
    assert numbers.runs == count == 11
    assert (numbers.shortest, numbers.longest) == (3, 4)
