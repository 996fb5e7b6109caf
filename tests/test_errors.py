"""The errors of the house: each kind is raised where it belongs, and one place turns them into an exit code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import game.cli

GAME = Path(__file__).parent.parent / "game"
#: What reads files with lines, and so may say what is wrong with them; nothing else builds a diagnostic.
READERS = ("text/", "record/", "story/", "proof/", "play/store/run_format.py", "play/store/settings_file.py")
#: What writes runs, settings, pages and lessons to disk; nothing else could not save.
WRITERS = ("play/store/", "classroom/store.py", "classroom/room.py")
#: Errors of ours that never reach anybody as they are: an author reads them as diagnostics.
INTERNAL = {"GuardError"}


def _find(pattern: str) -> dict[str, set[str]]:
    """What a pattern finds in the files of the game, by file; the files without it are left out."""
    texts = {path.relative_to(GAME).as_posix(): path.read_text(encoding="utf-8") for path in GAME.rglob("*.py")}
    return {file: set(found) for file, text in texts.items() if (found := re.findall(pattern, text, re.MULTILINE))}


def test_only_what_reads_files_makes_diagnostics() -> None:
    made = _find(r"(?<!class )\b(?:Diagnostic|DiagnosticsError)\(")
    assert made and {file for file in made if not file.startswith(READERS)} == set()


def test_only_what_writes_files_could_not_save() -> None:
    made = _find(r"(?<!class )\bSaveError\(")
    assert made and {file for file in made if not file.startswith(WRITERS)} == set()


def test_every_error_of_ours_is_a_sentence_for_people() -> None:
    classes = set().union(*_find(r"^class (\w+\([^)]*(?:Error|Exception|Refused)\b[^)]*\))").values())
    bases = {name: base.rstrip(")") for name, _, base in (found.partition("(") for found in classes)}
    ours = {name for name, base in bases.items() if base == "UserError" or bases.get(base) == "UserError"}
    assert {"DiagnosticsError", "SaveError", "InvalidKeyError", "CommandRefused"} <= ours
    assert bases.keys() - ours == {"UserError", *INTERNAL}


def test_one_place_turns_errors_into_an_exit_code() -> None:
    """No command catches what a person must read, but `doctor`, whose work is to go on."""
    caught = _find(r"except [^:]*\b(?:UserError|DiagnosticsError|SaveError|InvalidKeyError)\b")
    # A run may be named by a key, and a folder may change while it is watched: both go on.
    allowed = {"cli/__init__.py", "cli/doctor_command.py", "cli/find_run.py", "cli/watch.py"}
    assert {file for file in caught if file.startswith("cli/")} == allowed


@pytest.mark.parametrize(
    "words",
    [
        "--plain --scenes nowhere",
        "--plain --role nobody",
        "check --scenes nowhere",
        "check --role nobody",
        "check --law L99",
        "replay no-such-run",
        "replay --role nobody a.b",
        "compare",
        "compare no-such-run other",
        "branches nobody",
        "export no-such-run",
        "record --format csv no-such-event",
        "class --role nobody --kit kit",
        "class --own-pace nobody --data lessons --no-browser",
        "class --port 0",
        "class --report session.json",
        "class --report --name nobody --data lessons",
        "serve --port 99999",
        "serve --host no-such-host.invalid --port 8099",
        "debrief",
        "new .",
        "schema taken",
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    words: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SIXTEEN_POINTS_DATA", str(tmp_path / "data"))
    (tmp_path / "taken").write_text("a file, where a folder is asked for")
    try:
        code = game.cli.main(words.split())
    except SystemExit as left:
        code = left.code if isinstance(left.code, int) else 1
    said, errors = capsys.readouterr()
    sentence = (errors or said).strip()
    assert code in {1, 2}
    assert sentence.endswith((".", "--help")) and "Traceback" not in sentence
    assert sentence[0].isupper() or sentence.startswith(("--", "sixteen-points", "taken", "session.json")), sentence
    assert not any(path.suffix in {".lesson", ".html"} for path in tmp_path.rglob("*"))
