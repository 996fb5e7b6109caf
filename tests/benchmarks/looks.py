"""`python -m tests.benchmarks.looks DIR [NAME ...]`: contact sheets of the screens of the shipped story, for eyes.

Each sheet is a page of pictures: a main screen at four sizes in five looks, another room at two sizes in one. What can be
computed is checked on the way: every text of every look has its contrast, and every look says the same words.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from game.story.read_pack import read_pack
from game.story.types import Pack
from game.tui.app import GameApp
from tests.conftest import SCENES
from tests.looks import LOOKS, MAIN, NO_COLOUR, ROOMS, SIZES, dressed, game, opened, taken


async def sheet(pack: Pack, name: str, folder: Path) -> list[str]:
    """Write the sheet of one screen; returns what cannot be read, or is said in one look and not in another."""
    faults: list[str] = []
    pictures: list[str] = []
    main = name in MAIN
    for size in SIZES if main else (SIZES[0], SIZES[2]):
        texts: dict[str, str] = {}
        with tempfile.TemporaryDirectory() as home:
            for app, looks in _games(pack, Path(home), main):
                async with app.run_test(size=size) as pilot:
                    await opened(pilot, {**MAIN, **ROOMS}[name])
                    for look in looks:
                        await dressed(pilot, LOOKS.get(look, LOOKS["dark"]))
                        picture = await taken(pilot)
                        texts[look] = picture.text
                        # Under the palette the page stands back, and is not read.
                        faults += (
                            []
                            if name == "palette"
                            else [
                                f"{name} {size}, {look}: {fault}"
                                for fault in picture.unreadable(7.0 if look == "contrast" else 4.5)
                            ]
                        )
                        title = f"{name} {size[0]}x{size[1]} {look}"
                        (folder / f"{title.replace(' ', '-')}.svg").write_text(app.export_screenshot(title=title))
                        pictures.append(f'<img src="{title.replace(" ", "-")}.svg">')
        faults += [
            f"{name} {size}: {look} says other words than dark" for look in texts if texts[look] != texts["dark"]
        ]
    columns = len(LOOKS) + 1 if main else 1
    style = f"body{{display:grid;grid-template-columns:repeat({columns},1fr);gap:4px;background:#888}}img{{width:100%}}"
    (folder / f"{name}.html").write_text(f"<!doctype html><style>{style}</style>{''.join(pictures)}", encoding="utf-8")
    return faults


def _games(pack: Pack, home: Path, every: bool) -> Iterable[tuple[GameApp, list[str]]]:
    yield game(pack, home), [*LOOKS] if every else ["dark"]
    if every:
        # Textual reads this once, when a program is made.
        os.environ["NO_COLOR"] = "1"
        app = game(pack, home)
        del os.environ["NO_COLOR"]
        yield app, [NO_COLOUR]


def main(words: list[str]) -> int:
    """Write the sheets; 1 if a text cannot be read, or a look leaves words out."""
    if not words:
        print("Name a folder for the sheets.", file=sys.stderr)
        return 2
    folder = Path(words[0])
    folder.mkdir(parents=True, exist_ok=True)
    pack = read_pack(SCENES)
    faults: list[str] = []
    for name in words[1:] or [*MAIN, *ROOMS]:
        faults += asyncio.run(sheet(pack, name, folder))
        print(folder / f"{name}.html", flush=True)
    print("\n".join(faults) or "Every text has its contrast, and every look says the same words.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
