"""A lesson's plans add up and lead somewhere; a class's cut names scenes and choices that it may take."""

from __future__ import annotations

import pytest

from game.story.parse import parse_pack
from game.story.read_pack import read_pack_files
from tests.conftest import MILL, line_with, planted

LESSON = "guild/lesson.yaml"
ROLE = "weaver/role.yaml"
CUT = """\
class_excerpt:
  played_scenes: [the-notice, the-square]
  auto_choices: {the-yard: walk}
  plays_until: 1930-05-05T23
"""


@pytest.mark.parametrize(
    ("old", "new", "needle", "says"),
    [
        ("minutes: 45", "minutes: 50", "minutes: 50", "take 45 minutes together"),
        ("scene: the-petition, minutes: 25", "scene: the-petitions, minutes: 25", "the-petitions", "no scene"),
        ("scene: the-petition, minutes: 25", "scene: the-hall, minutes: 25", "the-hall", "nothing to decide"),
        ("scene: the-petition, minutes: 25", "minutes: 25", "minutes: 25", "only then"),
        (
            "{phase: decision, scene: the-petition, minutes: 25",
            "{phase: debrief, minutes: 25",
            "stages:",
            "at least one",
        ),
        ("id: half", "id: single", "id: half", "a second time"),
        ("aim: Facts first.}", "aim: Facts first., plans: [singel]}", "singel", "no plan"),
        (
            "  - {question: What was decided?, aim: Facts first.}",
            "  - {question: What was decided?}",
            "question: What was",
            "aim",
        ),
    ],
)
def test_a_fault_of_a_lesson_is_on_its_line(old: str, new: str, needle: str, says: str) -> None:
    files = planted(LESSON, old, new)
    line = line_with(LESSON, old if old == needle else needle, files) if needle in files[LESSON].decode() else 0
    (fault,) = parse_pack(files)[1]
    assert fault.file == LESSON
    assert says in fault.message
    assert not line or fault.line == line


def test_the_lesson_and_the_cut_are_part_of_the_role() -> None:
    files = read_pack_files(MILL)
    files[ROLE] += CUT.encode()
    pack, faults, _ = parse_pack(files)
    assert pack is not None and faults == []
    assert [plan.minutes for plan in pack.get_role("guild").lesson.plans] == [45, 20]  # type: ignore[union-attr]
    assert pack.get_role("weaver").class_excerpt.auto_choices == {"the-yard": "walk"}  # type: ignore[union-attr]
    assert [role.id for role in pack.council_roles] == ["guild"]
    assert [role.id for role in pack.person_roles] == ["weaver", "clerk"]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("the-square]", "the-sqare]", "no scene"),
        ("the-yard: walk", "the-yard: wolk", "no choice of this scene"),
        ("the-yard: walk", "the-yard: speak", "has a guard"),
        ("the-yard: walk", "the-yord: walk", "no scene"),
        ("the-yard: walk", "the-square: home", "is played"),
    ],
)
def test_a_fault_of_a_cut_is_on_its_line(old: str, new: str, says: str) -> None:
    files = read_pack_files(MILL)
    files[ROLE] += CUT.replace(old, new).encode()
    (fault,) = parse_pack(files)[1]
    assert (fault.file, fault.line) == (ROLE, line_with(ROLE, new, files))
    assert says in fault.message
