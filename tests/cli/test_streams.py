"""Standard streams that are closed, full or broken: every command ends, with a sentence where it can say one."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import cycle
from pathlib import Path

import pytest

from game.cli import COMMANDS
from game.story.types import Pack
from tests.cli.asked import World, asked
from tests.cli.forked import INPUTS, OUTPUTS, run
from tests.cli.test_cold_and_warm import TIMES
from tests.conftest import MILL


@pytest.fixture
def world(tmp_path: Path, mill: Pack, monkeypatch: pytest.MonkeyPatch) -> World:
    """What the command line can name, in a folder that stands in for the player's own."""
    for name in ("XDG_DATA_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    return World.of(mill, tmp_path, MILL)


def new(tmp_path: Path, name: str) -> Path:
    """An empty folder to ask in."""
    folder = tmp_path / name
    folder.mkdir()
    return folder


def timeless(text: str) -> bytes:
    """What was printed, without what tells how long something took."""
    return TIMES.sub(b"", text.encode())


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_no_stream_makes_a_command_show_a_traceback(command: str, world: World, tmp_path: Path) -> None:
    # Each question meets one broken output and one broken error after another; `benchmarks.fuzz` throws all at all.
    for number, (words, kind) in enumerate(zip(asked(world, [command], together=1), cycle(OUTPUTS[1:]), strict=False)):
        whole, lost, unheard = (
            run(words, streams, new(tmp_path, f"{number}-{index}"))
            for index, streams in enumerate(
                [("nothing", "a file", "a file"), ("nothing", kind, "a file"), ("closed", "a file", kind)]
            )
        )
        for ended in (whole, lost, unheard):
            assert not ended.fault, (words, kind, ended)
        if whole.out:
            assert lost.code == 1 or kind == "broken", (words, kind, lost)
            assert lost.err.count("could not be written") == (kind != "broken"), (words, kind, lost)
        # What is only noted on standard error keeps no command from its work.
        assert unheard.code == whole.code, (words, kind, unheard)
        assert timeless(unheard.out) == timeless(whole.out), (words, kind, unheard)


@pytest.mark.parametrize("words", [["--plain"], ["--plain", "--role", "weaver"], ["debrief"]])
@pytest.mark.parametrize("kind", INPUTS)
def test_what_comes_as_input_ends_no_command_badly(kind: str, words: list[str], world: World) -> None:
    where = [word for option in ("--scenes", "--saves") for word in world.places[option]]
    ended = run([*words, *(where if words[0] == "--plain" else where[:2])], (kind, "a file", "a file"))
    assert not ended.fault, ended
    assert ended.out + ended.err


@pytest.mark.parametrize("wrong", [["nope"], ["--nope"], ["check", "--nope"], ["replay", "nope"], ["new"]])
def test_wrong_words_are_answered_whatever_the_streams_are(wrong: list[str], world: World, tmp_path: Path) -> None:
    for kind in OUTPUTS:
        for streams in (("closed", kind, "a file"), ("nothing", "a file", kind), ("nothing", kind, kind)):
            assert not run(wrong, streams, tmp_path).fault, (wrong, streams)


@pytest.mark.parametrize("shell", ["> /dev/full", ">&-", "<&-", "2>&-", ">&- 2>&- <&-", "> /dev/full 2> /dev/full"])
def test_a_real_program_says_so_and_python_adds_nothing(shell: str, world: World, tmp_path: Path) -> None:
    words = f"{sys.executable} -m game record --scenes {MILL} --saves {tmp_path} {shell}"
    environment = {**os.environ, "PYTHONPATH": str(MILL.parents[2])}
    done = subprocess.run(["bash", "-c", words], cwd=tmp_path, env=environment, capture_output=True)
    lost = ">" in shell.replace("2>", "")
    assert done.returncode == int(lost)
    assert done.stderr.count(b"\n") == (lost and "2>" not in shell)
