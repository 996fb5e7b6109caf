"""Runs on the command line: by file, name or key; what is bad about them gets a sentence, and the rest is shown."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from game.cli import main
from tests.conftest import MILL, SCENES

SAVES = SCENES.parent / "saves"
RUN = """\
format: 1
pack: mill
version: 1
role: weaver
name: By hand
here: 99
choices:
- the-notice.tear-it-down
- the-yard.walk
- the-square.leave
"""

Captured = pytest.CaptureFixture[str]


def edited(folder: Path, old: str, new: str) -> Path:
    """A run file in which somebody has changed a text by hand."""
    assert old in RUN
    path = folder / "by-hand.yaml"
    path.write_text(RUN.replace(old, new), encoding="utf-8")
    return path


def mill(*words: str, folder: Path) -> list[str]:
    return [*words, "--scenes", str(MILL), "--saves", str(folder)]


def test_a_key_replays_the_same_pages_byte_for_byte_on_another_machine(tmp_path: Path, capsys: Captured) -> None:
    path = str(SAVES / "student-kept-silent.yaml")
    assert main(["replay", "--key", path, "--saves", str(tmp_path / "one")]) == 0
    key = capsys.readouterr().out.strip()
    assert main(["replay", "--plain", path, "--saves", str(tmp_path / "one")]) == 0
    pages = capsys.readouterr().out
    for typed in (key, key.lower().replace(" ", "-")):
        assert main(["replay", "--plain", *typed.split(), "--saves", str(tmp_path / "other")]) == 0
        captured = capsys.readouterr()
        assert captured.out == pages
        assert captured.err == ""


def test_a_run_whose_place_lies_beyond_its_end_stands_at_its_end(tmp_path: Path, capsys: Captured) -> None:
    path = edited(tmp_path, "here: 99", "here: 4000")
    assert main(mill("replay", "--plain", str(path), folder=tmp_path)) == 0
    captured = capsys.readouterr()
    assert "A letter tells you" in captured.out
    assert captured.err == ""


@pytest.mark.parametrize(
    ("old", "new", "says", "shown"),
    [
        ("the-yard.walk", "the-yard.wlak", 'has no choice "wlak" any more. Did you mean "walk"?', "The yard"),
        ("the-yard.walk", "the-square.leave", 'it names the scene "the-square", but the run', "The yard"),
        ("- the-yard.walk\n", "", 'it names the scene "the-square", but the run', "The yard"),
        ("tear-it-down\n- the-yard.walk", "go-to-the-loom\n- the-yard.speak", '"speak" is closed', "The yard"),
    ],
)
def test_a_run_that_was_edited_by_hand_is_shown_as_far_as_it_fits(
    tmp_path: Path, capsys: Captured, old: str, new: str, says: str, shown: str
) -> None:
    path = edited(tmp_path, old, new)
    for words in (["replay", "--plain"], ["export"]):
        assert main(mill(*words, str(path), folder=tmp_path)) == 0
        captured = capsys.readouterr()
        assert says in captured.err
        assert captured.err.count("\n") == 1
        assert shown in captured.out
        assert "The train" not in captured.out
    assert path.read_text(encoding="utf-8") == RUN.replace(old, new)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("pack: mill", "pack: moulin", 'belongs to the pack "moulin"; name its folder with --scenes'),
        ("role: weaver", "role: spinner", 'The pack has no role "spinner".'),
        ("format: 1", "format: 2", "(format 2); it was left as it is. Update the game."),
        ("here: 99", "here: -1", "here"),
        ("choices:\n", "choices: 7\nmore:\n", "expected a list, as in [one, two], found a whole number"),
        ("- the-yard.walk", "- the-yard walk", "choices[2]"),
        ("format: 1", "format: [", "by-hand.yaml"),
    ],
)
def test_a_run_that_cannot_be_used_says_why_and_stays_as_it_is(
    tmp_path: Path, capsys: Captured, old: str, new: str, says: str
) -> None:
    path = edited(tmp_path, old, new)
    for words in (["replay", "--plain"], ["replay", "--key"], ["export"]):
        assert main(mill(*words, str(path), folder=tmp_path)) == 1
        captured = capsys.readouterr()
        assert says in captured.err
        assert "Traceback" not in captured.err
        assert captured.out == ""
    assert path.read_text(encoding="utf-8") == RUN.replace(old, new)


def test_what_was_typed_is_told_without_what_a_terminal_would_obey(tmp_path: Path, capsys: Captured) -> None:
    assert main(mill("replay", "--role", "weaver", "the-\x1b[2Jyard.walk", folder=tmp_path)) == 0
    assert 'the scene "the-[2Jyard"' in capsys.readouterr().err


def test_a_file_is_found_by_the_letters_it_was_typed_with(tmp_path: Path, capsys: Captured) -> None:
    path = tmp_path / "ke\u0301zzel.yaml"
    path.write_text(RUN, encoding="utf-8")
    assert main(mill("replay", "--plain", str(path), folder=tmp_path / "runs")) == 0
    assert "A letter tells you" in capsys.readouterr().out


def test_an_empty_folder_lists_nothing_and_a_missing_one_too(tmp_path: Path, capsys: Captured) -> None:
    for folder in (tmp_path, tmp_path / "missing"):
        assert main(mill("replay", folder=folder)) == 0
        said = capsys.readouterr()
        assert (said.out, said.err) == ("", "There is no run yet.\n")
    assert not (tmp_path / "missing").exists()


def test_the_list_of_runs_names_each_and_says_how_one_is_seen_again(tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "a.yaml").write_text(RUN, encoding="utf-8")
    nameless = RUN.replace("name: By hand", "saved: 2026-11-26T11:47:00.000000Z")
    (tmp_path / "b.yaml").write_text(nameless, encoding="utf-8")
    assert main(mill("replay", folder=tmp_path)) == 0
    said = capsys.readouterr()
    called = dict(line.split(maxsplit=1) for line in said.out.splitlines())
    assert called == {"a": "By hand", "b": "A weaver, 2026-11-26"}
    assert "write its name behind" in said.err


def test_a_key_of_another_pack_or_with_a_slip_says_so(tmp_path: Path, capsys: Captured) -> None:
    main(["replay", "--key", "nagy-documented-course", "--saves", str(tmp_path)])
    key = capsys.readouterr().out.strip()
    assert main(mill("replay", "--plain", key, folder=tmp_path)) == 1
    assert "another pack" in capsys.readouterr().err
    slip = key[:5] + ("0" if key[5] != "0" else "1") + key[6:]
    assert main(["replay", "--plain", slip, "--saves", str(tmp_path)]) == 1
    assert "Letter 5 (number 1 of group 2)" in capsys.readouterr().err


def test_a_comparison_as_json_holds_what_stands_beside_the_page(capsys: Captured) -> None:
    runs = [str(SAVES / f"student-{name}.yaml") for name in ("kept-silent", "exile-over-andau")]
    assert main(["compare", "--format", "json", *runs]) == 0
    sides = json.loads(capsys.readouterr().out)["runs"]
    assert all(isinstance(gauge["value"], int) and gauge["label"] for side in sides for gauge in side["gauges"])
    assert all(line["at"].startswith("195") and line["text"] for side in sides for line in side["dossier"])
    assert sides[1]["dossier"]
