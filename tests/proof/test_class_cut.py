"""A class's cut plays a few scenes on every way to the gate, and passes all others."""

from __future__ import annotations

import sys

import pytest
from msgspec.structs import replace

from game.proof.context import ProofContext
from game.proof.explore import explore
from game.proof.laws import LAWS
from game.proof.report import run_check
from game.story.lessons import ClassExcerpt
from game.story.machine import RoleMachine
from game.story.read_pack import read_pack_files
from game.text.diagnostics import Diagnostic
from game.text.moments import parse_moment
from tests.conftest import MILL, line_with
from tests.proof.tiny import pack

ROLE = "weaver/role.yaml"
CUT = """\
class_excerpt:
  played_scenes: [the-notice, the-square]
  auto_choices: {the-yard: walk}
  plays_until: 1930-05-05T23
"""


#: The module; the package exports the law under the same name.
LAW = sys.modules["game.proof.laws.class_excerpt_rules"]


def found(cut: str) -> tuple[dict[str, bytes], list[Diagnostic]]:
    files = read_pack_files(MILL)
    files[ROLE] += cut.encode()
    return files, [fault for fault in run_check(files).violations if fault.rule == "class-cut"]


def test_a_way_that_comes_back_to_a_scene_is_followed_to_its_end() -> None:
    tiny = pack(
        "[{id: hall, choices: [{id: in, to: room, if: seen < 4, adds: {seen: 1}}, {id: out, to: end, if: seen >= 2}]},"
        " {id: room, to: [hall]}, {id: end}]",
        variables="[{id: seen, start: 0, highest: 4}]",
    )
    cut = ClassExcerpt(played_scenes=["hall", "room"], auto_choices={}, plays_until=parse_moment("1930-05-02"))
    case = ProofContext(tiny, explore(RoleMachine(replace(tiny.get_role("r"), class_excerpt=cut))))
    (breach,) = LAWS["class-cut"][1](case)
    assert "this way plays 9" in breach.message
    assert breach.run == ("hall.in", "room.hall") * 4 + ("hall.out",)


@pytest.fixture
def short_lesson(monkeypatch: pytest.MonkeyPatch) -> None:
    """The small pack has no five scenes on a way; let two be enough."""
    monkeypatch.setattr(LAW, "MIN_SCENES", 2)


def test_a_cut_that_plays_enough_holds(short_lesson: None) -> None:
    assert found(CUT)[1] == []


def test_too_few_scenes_are_found_with_the_run_that_plays_them() -> None:
    files, (fault,) = found(CUT)
    assert fault.file == "weaver/scenes.yaml"
    assert "5 to 7 scenes up to the gate; this way plays 2" in fault.message
    assert fault.line in {line_with(fault.file, f"- id: {name}", files) for name in ("winter-at-home", "the-train")}


def test_too_many_scenes_are_found(short_lesson: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(LAW, "MAX_SCENES", 1)
    monkeypatch.setattr(LAW, "MIN_SCENES", 1)
    assert "this way plays 2" in found(CUT)[1][0].message


def test_a_scene_that_is_neither_played_nor_passed_is_found(short_lesson: None) -> None:
    (fault,) = found(CUT.replace("auto_choices: {the-yard: walk}", "auto_choices: {}"))[1]
    assert "neither plays the scene nor passes it" in fault.message
    assert fault.key == "the-yard"


def test_a_scene_that_no_run_under_the_cut_reaches_is_found(short_lesson: None) -> None:
    cut = CUT.replace("plays_until: 1930-05-05T23", "plays_until: 1930-05-05T14")
    faults = found(cut.replace("played_scenes: [the-notice, the-square]", "played_scenes: [the-notice, the-square, the-yard]")
                   .replace("auto_choices: {the-yard: walk}", "auto_choices: {}"))[1]  # fmt: skip
    assert ['no run under the class\'s cut comes to "the-square".' in fault.message for fault in faults] == [True]


def test_a_gate_ends_a_run_before_the_story_does(short_lesson: None) -> None:
    cut = CUT.replace("played_scenes: [the-notice, the-square]", "played_scenes: [the-notice, the-yard]")
    assert found(cut.replace("{the-yard: walk}", "{}").replace("T23", "T14"))[1] == []
