"""`python -m tests.classroom.wall_pictures FOLDER`: every page of the room's wall and of lesson.html as a picture.

Both are walked by Page Down alone on two projectors, and it is told what of their texts was never whole in view.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

from playwright.async_api import Browser

from game.classroom.phases import Phase
from game.export.kit.lesson_page import build_lesson_page
from game.story.read_pack import read_pack
from game.story.types import Pack
from tests.classroom.browsing import Watched, chromium
from tests.classroom.rig import bots, served
from tests.classroom.test_wall_edge import open_board, out_of_view, press, shipped_council, vote_for_all
from tests.conftest import SCENES

SIZES = ((1280, 720), (1920, 1080))


async def picture_wall(browser: Browser, pack: Pack, folder: Path, size: tuple[int, int]) -> list[str]:
    """The board of a room through a whole lesson; returns the pages and faults of which something was not seen."""
    watched, missed = Watched(), []
    with tempfile.TemporaryDirectory() as data:
        async with (
            served(pack, Path(data) / "a.lesson", shipped_council(pack)) as server,
            bots(server, 12, listening=False),
        ):
            board = await open_board(browser, server, watched, size)
            number = 0
            while server.room.state.position.phase is not Phase.ENDED or number < 999:
                if server.room.state.position.phase is Phase.BALLOT:
                    await vote_for_all(server)
                page = await board.evaluate("pageShown().id")
                name = f"wall-{size[0]}-{number:02}-{server.room.state.position.phase}-{page}"
                await board.screenshot(path=folder / f"{name}.png")
                if await out_of_view(board):
                    missed.append(name)
                number += 1
                if server.room.state.position.phase is Phase.ENDED:
                    break
                await press(board, server, "PageDown")
    return missed + watched.faults


async def picture_lesson(browser: Browser, pack: Pack, folder: Path, size: tuple[int, int]) -> list[str]:
    """`lesson.html` through a whole lesson."""
    watched, missed = Watched(), []
    file = folder / "lesson.html"
    file.write_text(build_lesson_page(pack, shipped_council(pack).roles[0]), encoding="utf-8")
    page = await watched.window(browser, viewport={"width": size[0], "height": size[1]})
    await page.goto(file.as_uri())
    await page.click("#begin")
    here, number = "", 0
    while here != "end":
        here = str(await page.locator(".page:visible").get_attribute("id"))
        for field, count in zip(await page.locator("input.count:visible").all(), (9, 4, 7, 2), strict=False):
            await field.fill(str(count))
        name = f"lesson-{size[0]}-{number:02}-{here}"
        await page.screenshot(path=folder / f"{name}.png")
        if await out_of_view(page, ".foot"):
            missed.append(name)
        number += 1
        await page.keyboard.press("PageDown")
    return missed + watched.faults


async def main(folder: Path) -> None:
    """Take all pictures."""
    folder.mkdir(exist_ok=True)
    pack = read_pack(SCENES)
    async with chromium() as browser:
        for size in SIZES:
            print(size, "wall:", await picture_wall(browser, pack, folder, size) or "every text was seen")
            print(size, "lesson.html:", await picture_lesson(browser, pack, folder, size) or "every text was seen")


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
