"""Roles proved side by side are proved as they are one after another, whatever becomes of a process."""

from __future__ import annotations

import os
import signal
from functools import partial
from pathlib import Path

import pytest

from game.cli import main
from game.cli.side_by_side import run_side_by_side
from game.proof.report import run_check
from game.proof.report_formats import format_json, format_text
from game.story.read_pack import read_pack_files
from tests.conftest import MILL


def test_roles_proved_side_by_side_have_the_report_of_roles_proved_in_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    files = read_pack_files(MILL)
    in_turn, together = run_check(files), run_check(files, run_jobs=run_side_by_side)
    assert format_text(together) == format_text(in_turn)
    assert format_json(together) == format_json(in_turn)
    again = run_check(files, previous=together, run_jobs=run_side_by_side)
    assert all(again.proofs[role] is proof for role, proof in together.proofs.items())


def _kill_other(parent: int) -> str:
    if os.getpid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)
    return "done"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
def test_a_job_whose_process_is_killed_is_run_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    jobs = [partial(_kill_other, os.getpid()) for _ in range(3)]
    assert run_side_by_side(jobs) == ["done"] * 3


def test_a_fault_in_a_job_is_raised_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)

    def fail() -> str:
        raise LookupError("nothing there")

    with pytest.raises(LookupError, match="nothing there"):
        run_side_by_side([lambda: "done", fail])


def test_the_command_says_the_same_with_and_without_forks(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    said = []
    for cores in (1, 2):
        monkeypatch.setattr(os, "cpu_count", lambda cores=cores: cores)
        main(["check", "--scenes", str(MILL)])
        said.append(capsys.readouterr().out.rpartition(".\n")[0].rpartition(".")[0])
    assert said[0].splitlines()[:-1] == said[1].splitlines()[:-1]
