"""A pupil's whole lesson in a real Firefox."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.classroom.phases import Phase
from game.story.types import Pack
from tests.classroom.firefox import ENTER, FIREFOX, firefox
from tests.classroom.rig import guild, served, step


@pytest.mark.skipif(FIREFOX is None, reason="this system has no Firefox")
async def test_a_pupil_joins_votes_and_reads_to_the_end_by_keyboard(mill: Pack, tmp_path: Path) -> None:
    async with served(mill, tmp_path / "a.lesson", guild(mill, 20)) as server, firefox(tmp_path / "profile") as window:
        await window.do("Navigate", url=f"{server.address}/join/KITE")
        await window.press("form button", ENTER)
        await window.until("document.body.id === 'seat'")
        while server.room.state.position.phase is not Phase.ENDED:
            await step(server, "next")
            where = server.room.state.position
            await window.until("document.querySelector('#news a.go')")
            await window.press("#news a.go", ENTER)
            section = f"section[data-key='{where.key}']"
            await window.until(f'document.querySelector("{section}")')
            assert await window.script("document.activeElement.tagName") == "H2"
            if where.phase is Phase.BALLOT:
                await window.press(f"{section} input[value=walk]", " ")
                await window.press(f"{section} form.ballot > button", ENTER)
                await window.until(f'document.querySelector("{section} .answered").textContent.includes("vote is in")')
                assert [vote.option for vote in server.room.state.votes.values()] == ["walk"]
            if where.phase is Phase.ANSWERS:
                await window.press(f"{section} details[open] sup a", ENTER)
                await window.until(f'document.querySelector("{section} details.sources[open] li")')
        assert "The lesson has ended" in await window.script("document.title")
