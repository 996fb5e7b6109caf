"""The branch map: how long it takes to open with 200 runs, to move in it, and to open on 10,000 files.

Measured is the program's own processor time: nothing here waits for anything but the processor, and so a machine that
has other work to do tells the same figures.
"""

from __future__ import annotations

import asyncio
import gc
import tempfile
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from pathlib import Path
from random import Random
from statistics import median
from time import process_time

import msgspec
from textual.pilot import Pilot
from textual.screen import Screen
from textual.worker import WorkerCancelled

from game.branches.collect_runs import collect_tree
from game.play.journal import Journal, replay
from game.play.session import Session, get_machine
from game.play.store.run_format import dump_run
from game.play.store.saved_runs import RunStore
from game.play.store.settings_file import SettingsFile
from game.story.machine import RoleMachine
from game.story.read_pack import read_pack
from game.story.types import Pack
from game.tui.app import GameApp
from game.tui.screens.base_screens import TextScreen
from game.tui.screens.branches_screen import BranchesScreen
from tests.benchmarks.measure import REPEATS, Row
from tests.conftest import SCENES

ROLE = "student"

#: The seconds that the map may take beyond a bare screen.
BEYOND = 0.150


def rows() -> Iterable[Row]:
    """Opening and moving with 200 runs, and opening on 10,000 files."""
    pack = read_pack(SCENES)
    with tempfile.TemporaryDirectory() as folder:
        yield from asyncio.run(_with(pack, Path(folder), 200, whole=True))
    with tempfile.TemporaryDirectory() as folder:
        yield from asyncio.run(_with(pack, Path(folder), 10_000, whole=False))


async def _with(pack: Pack, folder: Path, count: int, *, whole: bool) -> list[Row]:
    """The rows of a folder with some runs; `whole` waits until all of them are drawn."""
    store = _filled(pack, folder / "runs", count)
    size = len(list(collect_tree(pack, store, ROLE)))
    few = _filled(pack, folder / "few", 1)
    app = GameApp(lambda: pack, lambda: store, SettingsFile(folder / "settings.yaml"))
    async with app.run_test(size=(120, 40)) as pilot:
        await app.workers.wait_for_complete()
        bare, opened, filled = [], [], []
        for turn in range(REPEATS if whole else 3):
            bare.append(await _opened(pilot, TextScreen, whole=True))
            opened.append(await _opened(pilot, lambda: _map(pack, store), whole=whole))
            if not whole and not turn:
                filled.append(await _opened(pilot, lambda: _map(pack, store), whole=True))
        beyond = median(there - here for there, here in zip(opened, bare, strict=True))
        least = median(bare)
        until = "until all runs are drawn" if whole else "until the first page is drawn"
        note = f"{count:,} runs, {size:,} scenes, {until}: {beyond * 1000:.0f} ms beyond the bare screen"
        if filled:
            note += f"; all of them {median(filled):.1f} s after the key"
        found = [
            Row(f"branches open {count}", "opening the branch map", "opening a bare screen",
                median(opened) / least, most=round((least + BEYOND) / least, 2), note=note)
        ]  # fmt: skip
        if whole:
            many = await _pressed(pilot, _map(pack, store))
            app.__dict__["store"] = few
            one = await _pressed(pilot, _map(pack, few))
            found.append(
                Row(f"branches move {count}", "a key in the map of all runs", "a key in the map of one run",
                    many / one, most=1.5, note=f"{many * 1000:.0f} ms against {one * 1000:.0f} ms")
            )  # fmt: skip
        return found


def _filled(pack: Pack, folder: Path, count: int) -> RunStore:
    """A folder with some runs, each of choices taken by chance."""
    folder.mkdir(parents=True)
    store = RunStore(folder)
    machine, random = get_machine(pack, ROLE), Random(count)
    for number in range(count):
        pairs = _walked(machine, random).choice_refs
        run = msgspec.structs.replace(store.new_run(pack, ROLE).run, choices=pairs, cursor=len(pairs))
        (folder / f"{number:05}.yaml").write_bytes(dump_run(run))
    return store


def _walked(machine: RoleMachine, random: Random) -> Journal:
    journal = replay(machine, [])
    while choices := [choice for choice in machine.get_choices(journal.scene_id) if choice.is_open(journal.values)]:
        # Players share much of their way: the first choice is taken oftener than the others.
        journal.choose(random.choice([choices[0], choices[0], *choices]).spec.id)
    return journal


def _map(pack: Pack, store: RunStore) -> BranchesScreen:
    return BranchesScreen(ROLE, Session(pack, store, store.new_run(pack, ROLE)))


async def _opened(pilot: Pilot[None], make: Callable[[], Screen[None]], *, whole: bool) -> float:
    """The processor seconds until a screen is drawn; with `whole` until its worker has ended and what it found is drawn."""
    gc.collect()
    start = process_time()
    screen = make()
    await pilot.app.push_screen(screen)
    await _drawn(screen)
    if whole:
        await pilot.app.workers.wait_for_complete()
        await _drawn(screen)
    took = process_time() - start
    screen.dismiss()
    with suppress(WorkerCancelled):
        await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    return took


async def _drawn(screen: Screen[None]) -> None:
    """Wait until a screen has handled its messages and was drawn."""
    done = asyncio.Event()
    screen.call_after_refresh(done.set)
    await done.wait()


async def _pressed(pilot: Pilot[None], screen: BranchesScreen) -> float:
    """The median processor seconds of an arrow key in a map that is filled."""
    await pilot.app.push_screen(screen)
    await pilot.app.workers.wait_for_complete()
    await _drawn(screen)

    async def timed(press: Callable[[], Awaitable[None]]) -> float:
        start = process_time()
        await press()
        return process_time() - start

    found = median([await timed(lambda key=key: pilot.press(key)) for key in ("down", "up") * 15])  # type: ignore[misc]
    screen.dismiss()
    await pilot.pause()
    return found
