"""The same generated story played by ink engines: inkjs (npm) and bink (PyPI), installed for this run alone.

All take the same random choices. Texts and open choices are compared by a hash per playthrough, so that this is a
check of our semantics too. Ours builds what ink does not have on top: footnotes, bulletins, answers, the file.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from game.play.journal import Journal
from game.play.page import Page
from game.play.page_builder import build_page
from game.story.machine import RoleMachine
from game.story.parse import parse_pack
from game.story.types import Pack
from tests.benchmarks.measure import Row, measure
from tests.packs.generated import Size, generated
from tests.packs.ink import as_ink

SIZE = Size(scenes=300, chapters=3)
RUNS = 60
INKJS = "inkjs@2.4.0"
BINK = "bink==0.7.1"
_HERE = Path(__file__).parent / "ink"
_SAME = "the same playthroughs"

Runs = list[list[int]]


def rows() -> Iterable[Row]:
    """For each engine: whether it shows what we show, and how much faster we play with pages and by rules alone."""
    pack, faults, _ = parse_pack(generated(SIZE))
    assert pack is not None and not faults
    machine = RoleMachine(pack.roles[0])
    runs = [_walked(machine, Random(number)) for number in range(RUNS)]
    with TemporaryDirectory() as folder:
        story, compiled, taken = (Path(folder) / name for name in ("story.ink", "story.json", "runs.json"))
        story.write_text(as_ink(machine.role), encoding="utf-8")
        taken.write_text(json.dumps(runs))
        node = _install_inkjs(Path(folder))
        if isinstance(node, str):
            yield Row("ink", "our choices per second", "inkjs and bink", None, note=f"skipped: {node}")
            return
        inkjs = _Engine(["node", str(_HERE / "play.js"), str(story), str(taken)], node)
        inkjs.ask(f"compile {compiled}")
        yield from _against("inkjs", inkjs, pack, machine, runs, 5, 20)
        path = _install_bink(Path(folder))
        if isinstance(path, str):
            yield Row("bink", "our choices per second", "bink", None, note=f"skipped: {path}")
            return
        bink = _Engine([sys.executable, str(_HERE / "play_bink.py"), str(compiled), str(taken)], path)
        yield from _against("bink", bink, pack, machine, runs, None, None)


def _against(
    name: str,
    engine: _Engine,
    pack: Pack,
    machine: RoleMachine,
    runs: Runs,
    least_played: float | None,
    least_ruled: float | None,
) -> Iterator[Row]:
    ours = [_hash(pack, machine, run) for run in runs]
    same = sum(mine == theirs for mine, theirs in zip(ours, engine.ask("hashes"), strict=True))
    yield Row(f"{name}: equal", "playthroughs of equal text and choices", "all", same / len(runs), 1)
    choices = sum(map(len, runs))
    for what, play, least in (
        ("journal and Page", partial(_played, pack, machine, runs), least_played),
        ("the pure rules", partial(_ruled, machine, runs), least_ruled),
    ):
        found = measure(play, partial(engine.ask, "time"))
        note = f"{choices / found.seconds:,.0f} choices/s against {choices / found.against:,.0f}"
        yield Row(f"{name}: {what}", f"our choices per second, {what}", f"{name}'s, {_SAME}", 1 / found.ratio, least,
                  note=note)  # fmt: skip
    engine.end()


class _Engine:
    """An ink engine in a process of its own, which answers each line with a line of JSON."""

    def __init__(self, command: list[str], path: dict[str, str]) -> None:
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env={**os.environ, **path}
        )

    def ask(self, command: str) -> Any:
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(f"{command}\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def end(self) -> None:
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait()


def _install_inkjs(folder: Path) -> dict[str, str] | str:
    """Return the variable with which node finds inkjs in a folder, or the reason why it is not there."""
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        return "node and npm are not installed"
    done = subprocess.run([npm, "install", "--prefix", str(folder), INKJS], capture_output=True, check=False)
    return {"NODE_PATH": str(folder / "node_modules")} if done.returncode == 0 else f"npm could not install {INKJS}"


def _install_bink(folder: Path) -> dict[str, str] | str:
    """Return the variable with which Python finds bink in a folder, or the reason why it is not there."""
    command = [sys.executable, "-m", "pip", "install", "-q", "--target", str(folder / "bink"), BINK]
    done = subprocess.run(command, capture_output=True, check=False)
    return {"PYTHONPATH": str(folder / "bink")} if done.returncode == 0 else f"pip could not install {BINK}"


def _walked(machine: RoleMachine, random: Random) -> list[int]:
    """A random run as the places of its choices among the open ones."""
    run: list[int] = []
    scene, values = machine.role.first_scene, machine.start_values
    while choices := [choice for choice in machine.get_choices(scene) if choice.is_open(values)]:
        run.append(random.randrange(len(choices)))
        choice = choices[run[-1]]
        scene, values = choice.spec.to, choice.apply(values)
    return run


def _pages(pack: Pack, machine: RoleMachine, run: list[int]) -> Iterator[Page]:
    journal = Journal(machine, machine.role.first_scene, machine.start_values)
    yield (shown := build_page(pack, journal))
    for place in run:
        option = shown.get_choice(place + 1)
        assert option is not None and journal.choose(option.id)
        yield (shown := build_page(pack, journal))


def _hash(pack: Pack, machine: RoleMachine, run: list[int]) -> str:
    lines: list[str] = []
    for shown in _pages(pack, machine, run):
        lines += [sentence.text for part in (*shown.result, *shown.paragraphs) for sentence in part]
        lines += [f"+ {option.text}" for option in shown.choices if option.is_open]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _played(pack: Pack, machine: RoleMachine, runs: Runs) -> None:
    for run in runs:
        for _ in _pages(pack, machine, run):
            pass


def _ruled(machine: RoleMachine, runs: Runs) -> None:
    for run in runs:
        scene, values = machine.role.first_scene, machine.start_values
        for place in run:
            choice = [choice for choice in machine.get_choices(scene) if choice.is_open(values)][place]
            scene, values = choice.spec.to, choice.apply(values)
