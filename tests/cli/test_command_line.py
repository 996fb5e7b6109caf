"""The command line: help, wrong words, and what each command imports."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.cli import COMMANDS, main
from game.cli.examples import EXAMPLES
from game.cli.parser import play_parser, whole_parser
from game.cli.play_command import parse_fast
from game.story.schemas import build_schemas
from tests.conftest import MILL
from tests.terminal import Terminal

_WORDS = ["--plain", "--role", "student", "--saves", "some/runs", "--scenes", ".", "--rol", "--role=x", "-x", "", "--"]


@given(st.lists(st.sampled_from(_WORDS), max_size=5))
def test_what_is_read_without_argparse_reads_as_with_it(words: list[str]) -> None:
    found = parse_fast(words)
    assert found is None or vars(found) == vars(play_parser().parse_args(words))


@pytest.mark.parametrize("words", [[], ["--plain"], ["--plain", "--role", "student"], ["--saves", "runs"]])
def test_playing_begins_without_argparse(words: list[str]) -> None:
    assert parse_fast(words) is not None


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    assert ended.value.code == 0
    told = capsys.readouterr().out
    assert all(f"\n  {name} " in told for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_of_its_own(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([name, "--help"])
    assert ended.value.code == 0
    assert f"usage: sixteen-points {name}" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["chekc"], 'Did you mean "check"?'),
        (["--plian"], 'Did you mean "--plain"?'),
        (["check", "--scnes", "x"], 'Did you mean "--scenes"?'),
    ],
)
def test_a_wrong_word_gets_one_sentence_with_the_right_one(
    words: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        code = main(words)
    except SystemExit as ended:
        code = int(ended.code or 0)
    told = capsys.readouterr().err
    assert code == 2
    assert says in told
    assert told.count("\n") == 1


def test_a_folder_that_is_no_pack_gets_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--plain", "--scenes", str(tmp_path / "nowhere")]) == 1
    assert "There is no folder" in capsys.readouterr().err
    assert main(["check", "--scenes", str(tmp_path)]) == 1
    assert "story.yaml: the file is missing" in capsys.readouterr().out


def test_the_numbers_of_a_pack_come_as_one_object(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--scenes", str(MILL), "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["roles"] == 3
    assert found["violations"] == []
    for name in ("scenes", "choices", "attempts", "endings", "words", "events", "claims", "sources"):
        assert isinstance(found[name], int)


def test_schemas_are_written_and_know_the_keys(tmp_path: Path) -> None:
    assert main(["schema", str(tmp_path / "new")]) == 0
    assert {path.name for path in (tmp_path / "new").iterdir()} == set(build_schemas())
    scenes = json.loads((tmp_path / "new" / "scenes.json").read_text(encoding="utf-8"))
    scene = scenes["$defs"]["Scene"]
    assert {"id", "title", "at", "place", "text", "choices", "ending"} <= set(scene["properties"])
    assert scene["additionalProperties"] is False


def test_a_new_pack_is_sound_and_is_never_written_over_another(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "mine"
    assert main(["new", str(folder)]) == 0
    assert main(["check", "--scenes", str(folder)]) == 0
    (folder / "story.yaml").write_text("mine", encoding="utf-8")
    assert main(["new", str(folder)]) == 1
    assert "nothing in it was touched" in capsys.readouterr().err
    assert (folder / "story.yaml").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("words", [["export", "nope"], ["replay", "A" * 300], ["compare", "nope", "b"], ["export"]])
def test_a_run_that_does_not_exist_is_answered_with_those_that_do(
    words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*words, "--saves", str(tmp_path)]) == 1
    told = capsys.readouterr().err
    assert "The runs are: " in told and ", nagy-documented-course, " in told
    assert told.count("\n") == 1


def test_where_no_run_exists_that_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "nope", "--scenes", str(MILL), "--saves", str(tmp_path / "none")]) == 1
    assert "No run has been saved yet." in capsys.readouterr().err


def imported_by(*words: str) -> set[str]:
    """The modules that a command has imported when it ends."""
    code = f"import sys\nfrom game.cli import main\nmain({list(words)!r})\nprint(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], input=b"", capture_output=True, check=True)
    return set(done.stderr.decode().split())


def test_plain_mode_waits_for_no_terminal_library_and_no_bibliography(tmp_path: Path) -> None:
    found = imported_by("--plain", "--role", "weaver", "--scenes", str(MILL), "--saves", str(tmp_path))
    assert "transitions" in found
    assert not found & {"textual", "rich", "citeproc", "lxml", "aiohttp", "jinja2", "game.proof"}


def test_check_draws_nothing(tmp_path: Path) -> None:
    assert not imported_by("check", "--scenes", str(MILL)) & {"textual", "rich", "citeproc", "aiohttp", "game.tui"}


def test_an_output_that_is_closed_early_is_no_fault() -> None:
    done = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m game check --format json --scenes {MILL} | head -n 1"], capture_output=True
    )
    assert done.stdout == b"{\n"
    assert done.stderr == b""


def test_every_example_in_help_is_understood() -> None:
    parser = whole_parser()
    assert set(EXAMPLES) == {"", *COMMANDS}
    for examples in EXAMPLES.values():
        for words, _ in examples:
            parser.parse_args(words.partition(" > ")[0].split())


def test_a_shell_completes_commands_and_options(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["completion", "bash"]) == 0
    script = tmp_path / "completion"
    script.write_text(capsys.readouterr().out)
    asked = f"source {script}; COMP_WORDS=(sixteen-points check --ro); COMP_CWORD=2; "
    asked += "$(complete -p sixteen-points | sed 's/.*-F //; s/ .*//'); echo ${COMPREPLY[@]}"
    told = subprocess.run(["bash", "-c", asked], capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["--role"]


def test_doctor_says_what_keeps_the_game_from_being_played(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("XDG_DATA_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "own"))
    assert main(["doctor", "--scenes", str(MILL)]) == 0
    told = capsys.readouterr().out
    assert "ok  story: The Mill" in told
    assert "All is well." in told
    assert not (tmp_path / "own" / "sixteen-points" / "runs").exists()
    (tmp_path / "file").write_text("")
    assert main(["doctor", "--scenes", str(tmp_path), "--saves", str(tmp_path / "file" / "runs")]) == 1
    told = capsys.readouterr().out
    assert "no  story:" in told
    assert "it cannot be written, so choose another with --saves DIR" in told


def test_doctor_fits_one_screen_of_a_real_terminal(tmp_path: Path) -> None:
    with Terminal(["doctor"], home=tmp_path) as terminal:
        told = terminal.shows("All is well.")
        assert "ok  size: 80 by 24" in told
        assert "ok  colours: 16 million" in told
        assert "Sixteen Points" in told.splitlines()[0]


@pytest.mark.parametrize(
    "words",
    [
        ["--plain", "--role", "wea\x1b[2Jver"],
        ["--plain", "--role=wea\x1b[2Jver"],
        ["check", "--role", "wea\x1b[2Jver"],
        ["branches", "wea\x1b[2Jver"],
        ["compare", "wea\x1b[2Jver", "b"],
        ["debrief", "wea\x1b[2Jver"],
        ["wea\x1b[2Jver"],
    ],
)
def test_no_word_of_the_command_line_is_obeyed_by_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    ends = [
        "--scenes",
        str(MILL),
        *(["--saves", str(tmp_path)] if words[0] in {"--plain", "branches", "compare"} else []),
    ]
    assert main([*words, *ends]) != 0
    told = capsys.readouterr()
    assert "wea[2Jver" in (told.out + told.err).replace("\n", "")
    assert "\x1b" not in told.out + told.err


def test_a_place_with_a_space_is_printed_as_a_shell_reads_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "my pack"
    assert main(["new", str(folder)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert shlex.split(lines[1])[1:] == ["--scenes", str(folder)]


@pytest.mark.parametrize(
    ("words", "new"),
    [
        (["class", "--pack", "lesson"], "--kit"),
        (["class", "--pace", "student"], "--own-pace"),
        (["branches", "student", "--whole"], "--all"),
    ],
)
def test_an_option_under_its_old_name_is_answered_with_the_new_one(
    words: list[str], new: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 2
    assert f"is called {new} now." in capsys.readouterr().err
