"""Opening each room of the record, with the whole shipped record, against a bare screen of the same widgets."""

from __future__ import annotations

import asyncio
import importlib
import tempfile
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from statistics import median
from time import process_time

from textual.pilot import Pilot

from game.play.store.saved_runs import RunStore
from game.play.store.settings_file import SettingsFile
from game.story.read_pack import read_pack
from game.story.types import Pack
from game.tui.app import GameApp
from game.tui.record_navigation import RECORD_SCREEN_CLASSES
from game.tui.screens.linked_text_screen import LinkedTextScreen
from tests.benchmarks.measure import Row
from tests.conftest import SCENES

TURNS = 7
#: How much longer than the bare screen a room may take, in seconds.
BEYOND = 0.1
#: Entries with much in them: an event, a person, a place, the source on which most rests, the document.
ENTRIES = ("event", "person", "place", "source", "document")

Opening = Callable[[], LinkedTextScreen]


def rows() -> Iterable[Row]:
    """Yield a row for each screen; the record's indexes are built again at each opening, as at the first in a game."""
    return asyncio.run(_measured())


async def _measured() -> list[Row]:
    pack = read_pack(SCENES)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        app = GameApp(lambda: pack, lambda: RunStore(place), SettingsFile(place / "settings.yaml"))
        async with app.run_test(size=(120, 40)) as pilot:
            await app.workers.wait_for_complete()
            await pilot.pause()
            return [row async for row in _rows(pilot, app, pack)]


async def _rows(pilot: Pilot[None], app: GameApp, pack: Pack) -> AsyncIterator[Row]:
    for name, opening in _openings(pack):
        times: list[tuple[float, float]] = []
        for turn in range(TURNS + 1):
            room, bare = opening(), _bare(opening())
            # They take turns in going first, since the second finds warmer caches.
            if turn % 2:
                here, there = await _opened(pilot, app, room), await _opened(pilot, app, bare)
            else:
                there, here = await _opened(pilot, app, bare), await _opened(pilot, app, room)
            if turn:
                times.append((here, there))
        there = median(bare for _, bare in times)
        beyond = median(here - there for here, there in times)
        yield Row(
            f"room {name}",
            "opening it, with its indexes, until it is drawn (processor time)",
            "a bare screen of the same widgets",
            (there + beyond) / there,
            most=round((there + BEYOND) / there, 2),
            note=f"{beyond * 1000:.0f} ms beyond {there * 1000:.0f} ms; at most {BEYOND * 1000:.0f} are allowed",
        )


def _openings(pack: Pack) -> Iterator[tuple[str, Opening]]:
    for name, (module, room) in RECORD_SCREEN_CLASSES.items():
        made = getattr(importlib.import_module(f"game.tui.screens.{module}"), room)
        if issubclass(made, LinkedTextScreen):
            yield name, partial(made, "gero") if name == "search" else made
    from game.record.backlinks import Backlinks
    from game.tui.screens.entry_screen import EntryScreen

    links = Backlinks(pack.record)
    most = {
        "event": max(pack.record.events, key=lambda event: len(event.claims)).id,
        "person": max(links.people, key=lambda name: len(links.people[name])),
        "place": max(links.places, key=lambda name: len(links.places[name])),
        "source": max(links.claims, key=lambda name: len(links.claims[name])),
        "document": pack.record.documents[0].id,
    }
    for kind in ENTRIES:
        yield f"{kind} {most[kind]}", partial(EntryScreen, (kind, most[kind]), is_asked_for=True)


def _bare(room: LinkedTextScreen) -> LinkedTextScreen:
    """The same screen, in which nothing is ever set."""
    kind = type(room)
    room.__class__ = type("Bare", (kind,), {"begin": lambda self: None, "lines": lambda self, width: ()})
    return room


async def _opened(pilot: Pilot[None], app: GameApp, room: LinkedTextScreen) -> float:
    """The processor's seconds from asking for a room until it is drawn; other programs on the machine do not count."""
    app.__dict__.pop("library", None)
    start = process_time()
    await app.push_screen(room)
    await pilot.pause()
    taken = process_time() - start
    await app.workers.wait_for_complete()
    room.dismiss()
    await pilot.pause()
    return taken
