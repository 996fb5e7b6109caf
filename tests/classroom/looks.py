"""`python -m tests.classroom.looks`: whole lessons in a browser, axe looking at every page in every phase."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

from game.classroom.phases import Phase
from game.story.read_pack import read_pack
from tests.classroom.test_browser import other_pages, whole_lesson
from tests.conftest import MILL

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(whole_lesson(read_pack(MILL), Path(folder) / "a.lesson", set(Phase), set(Phase)))
        asyncio.run(other_pages(read_pack(MILL), Path(folder) / "b.lesson", set(Phase)))
    print(
        "axe found nothing on the board or on a phone, in any phase of a council or at own pace, nor on any other page."
    )
