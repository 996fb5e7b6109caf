"""`sixteen-points check`: its answers for people and machines, its exit codes, and that its replay line replays."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest

from game.cli import main
from game.cli.watch import watch_files
from game.proof.report import run_check
from game.story.read_pack import read_pack_files
from game.text.diagnostics import Diagnostic, DiagnosticsError
from tests.conftest import MILL, planted

WEAVER = "weaver/scenes.yaml"
UNANSWERED = (WEAVER, "  answers_attempts: [stop-the-cut]\n", "")


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """The folder of the small pack with an attempt that nothing answers."""
    return written(tmp_path / "broken", planted(*UNANSWERED))


def written(folder: Path, files: dict[str, bytes]) -> Path:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def told(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    code = main(["check", *words])
    return code, capsys.readouterr().out


def test_a_sound_pack_is_told_on_one_page(capsys: pytest.CaptureFixture[str]) -> None:
    code, page = told(capsys, "--scenes", str(MILL))
    assert code == 0
    assert "11 runs of 3 to 4 scenes" in page
    assert "\nweaver: 5 scenes, 8 choices, 1 attempt, 2 endings, 233 words\n" in page
    assert page.count(": proved\n") == 10
    assert page.split("\n")[-2].startswith("Nothing is wrong.")


def test_a_broken_law_ends_with_a_line_that_replays_to_the_fault(
    broken: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, page = told(capsys, "--scenes", str(broken))
    assert code == 1
    assert "L4  every attempt is answered, and changes something: broken in 1 place\n" in page
    (line,) = (line for line in page.split("\n") if "sixteen-points replay" in line)
    words = shlex.split(line)
    assert words[:2] == ["sixteen-points", "replay"]
    assert main([*words[1:], "--plain"]) == 0
    run = capsys.readouterr()
    assert run.err == ""
    assert "Ask the forewoman to have it taken back" in run.out
    # The shortest: to the yard, out at the gate, and the winter without an answer.
    assert words[-2:] == ["the-notice.ask-the-forewoman", "the-yard.stay"]


def test_one_role_and_one_law_can_be_asked_for(broken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, "--scenes", str(broken), "--role", "clerk")[0] == 0
    code, page = told(capsys, "--scenes", str(broken), "--law", "l1")
    assert (code, "L1  every run ends: proved" in page, "L4" in page) == (0, True, False)
    for wrong, says in ((("--role", "clark"), 'Did you mean "clerk"?'), (("--law", "L12"), "There is no law")):
        assert main(["check", "--scenes", str(broken), *wrong]) == 1
        assert says in capsys.readouterr().err


def test_machines_get_json_and_github_gets_annotations(broken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(told(capsys, "--scenes", str(broken), "--format", "json")[1])
    (fault,) = found["violations"]
    assert (fault["rule"], fault["role"]) == ("L4", "weaver")
    assert fault["run"] == ["the-notice.ask-the-forewoman", "the-yard.stay"]
    assert {verdict["kind"] for verdict in found["verdicts"]["weaver"]} == {"alive"}
    code, lines = told(capsys, "--scenes", str(broken), "--format", "github")
    (line,) = lines.strip().split("\n")
    assert code == 1
    assert line.startswith(f"::error file={broken.as_posix()}/{WEAVER},line=20,title=L4::")
    assert "%0Asixteen-points replay --scenes" in line


def test_a_role_with_faults_of_shape_is_said_not_to_be_proved(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = written(tmp_path, planted(WEAVER, "to: the-square", "to: the-sqare"))
    code, page = told(capsys, "--scenes", str(folder))
    assert code == 1
    assert "weaver: not proved; mend the faults in weaver first." in page
    assert "L1  every run ends: not looked at in every role" in page


def test_what_is_left_undecided_is_open_and_no_fault() -> None:
    report = run_check(read_pack_files(MILL), roles=["weaver"], max_states=4)
    assert (report.exit_code, report.violations) == (2, [])
    (says,) = report.open
    assert says.startswith("weaver: it has more than 4 states; the variable")


def test_hints_fail_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    same = "    - {id: home, text: Go home, to: winter-at-home}\n"
    folder = written(tmp_path, planted(WEAVER, same, same + same.replace("home, text", "back, text")))
    assert "[sameness]" not in told(capsys, "--scenes", str(folder))[1]
    code, page = told(capsys, "--scenes", str(folder), "--hints")
    assert code == 0
    assert 'it does the same as "home" and leads to the same scene. [sameness]' in page


def test_who_watches_sees_when_it_was_checked(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("game.cli.watch.watch_files", lambda folder: iter([read_pack_files(folder)]))
    assert re.search(
        r"\nChecked at \d\d:\d\d:\d\d; watching .*mill, ", told(capsys, "--scenes", str(MILL), "--watch")[1]
    )


def test_a_saved_file_is_checked_again_and_what_has_not_changed_is_kept(tmp_path: Path) -> None:
    files = planted("story.yaml", "title: The Mill", "title: The mill")
    folder = written(tmp_path, files)
    pauses = 0

    def pause(_: float) -> None:
        nonlocal pauses
        pauses += 1
        if pauses == 2:
            (folder / WEAVER).write_bytes(planted(*UNANSWERED)[WEAVER])

    seen = watch_files(folder, pause)
    first = run_check(next(seen))
    second = run_check(next(seen), previous=first)
    assert pauses == 2
    assert [fault.rule for fault in second.violations] == ["L4"]
    assert second.proofs["clerk"] is first.proofs["clerk"]
    assert second.proofs["weaver"] is not first.proofs["weaver"]


def test_watching_goes_on_when_a_file_goes_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = written(tmp_path, read_pack_files(MILL))
    looks = 0

    def vanishing(place: Path) -> dict[str, bytes]:
        nonlocal looks
        looks += 1
        if looks == 1:
            (folder / WEAVER).unlink()
            raise DiagnosticsError(
                [Diagnostic(WEAVER, 0, "", "the file cannot be read: No such file or directory.", "file")]
            )
        return read_pack_files(place)

    monkeypatch.setattr("game.cli.watch.read_pack_files", vanishing)
    assert WEAVER not in next(watch_files(folder))
