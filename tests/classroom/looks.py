"""`python -m tests.classroom.looks`: whole lessons in a browser, axe looking at every page in every phase."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

from game.classroom.phases import Phase
from game.story.read_pack import read_pack
from tests.classroom.browsing import chromium
from tests.classroom.test_browser import other_pages, whole_lesson
from tests.conftest import MILL


async def look(folder: Path) -> None:
    """Hold both lessons."""
    pack = read_pack(MILL)
    async with chromium() as browser:
        await whole_lesson(browser, pack, folder / "a.lesson", set(Phase), set(Phase))
        await other_pages(browser, pack, folder / "b.lesson", set(Phase))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(look(Path(folder)))
    print(
        "axe found nothing on the board or on a phone, in any phase of a council or at own pace, nor on any other page."
    )
