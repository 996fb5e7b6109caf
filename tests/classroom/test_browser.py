"""A room in a real browser: board, a phone, and a pupil without script; what is asked for, shown, and reachable."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Page, async_playwright

from game.classroom.phases import Phase
from game.story.types import Pack
from tests.classroom.browsing import FLAGS, Watched, follow, in_browser, join
from tests.classroom.rig import HOST, PATIENCE, full, guild, own_pace, served, step, until
from tests.classroom.test_wall_edge import press
from tests.export.kit.conftest import CHROMIUM


async def accessible(page: Page) -> None:
    """Nothing that axe finds shuts anybody out."""
    found = await Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@in_browser
async def test_a_whole_council_lesson_in_three_windows(mill: Pack, tmp_path: Path, browser: Browser) -> None:
    """P9: every request goes to the room; the wall shows no seat unless a key is held."""
    followed = {Phase.FRAME, Phase.BALLOT, Phase.REVEAL, Phase.ANSWERS, Phase.ENDED}
    await whole_lesson(browser, mill, tmp_path / "a.lesson", followed, {Phase.BALLOT})


async def whole_lesson(
    browser: Browser, pack: Pack, path: Path, followed: Collection[Phase], looked_at: Collection[Phase]
) -> None:
    """Hold a lesson with a board, a phone and a page without script.

    Args:
        followed: the phases into which the phone follows.
        looked_at: those in which axe looks at board and phone; `python -m tests.classroom.looks` takes all of both.
    """
    async with served(pack, path, guild(pack, minutes=20)) as server:
        watched = Watched()
        board = await watched.window(browser, viewport={"width": 1280, "height": 720})
        phone = await watched.window(browser, viewport={"width": 320, "height": 640}, has_touch=True)
        plain = await watched.window(browser, java_script_enabled=False)
        await board.goto(server.board_link())
        assert urlsplit(board.url).path == "/board", "no key stays in the address bar"
        for page in (phone, plain):
            await join(page, server)
        names = list(server.room.state.seats)
        assert len(names) == 2
        while True:
            where = server.room.state.position
            if where.phase in followed and where.phase is not Phase.LOBBY:
                before = await phone.inner_text("#read")
                await phone.wait_for_selector("#news a.go")
                assert await phone.inner_text("#read") == before, "text moves only on the pupil's own act"
                await follow(phone, server)
                assert (await phone.inner_text("#read")).startswith(before[:40]), "what was read stays above"
                assert await phone.evaluate("document.activeElement.tagName") == "H2"
            if where.phase is Phase.BALLOT:
                await plain.goto(f"{server.address}/seat")
                section = f'section[data-key="{where.key}"]'
                # By keyboard alone: from the heading to the options, past the facts, to the button.
                for key in ("Tab", "Space", "Tab", "Tab", "Enter"):
                    await phone.keyboard.press(key)
                await phone.wait_for_selector(f'{section} .answered:has-text("Your vote is in")')
                await plain.check('input[value="walk"]')
                await plain.click("form.ballot > button")
                assert "Your vote is in" in await plain.inner_text("form.ballot")
                assert {vote.option for vote in server.room.state.votes.values()} == {"walk", "wait"}
                await board.keyboard.down("h")
                await board.wait_for_selector("#held >> text=2 of 2 have voted")
                await board.keyboard.up("h")
                await board.wait_for_selector("#held", state="hidden")
            if where.phase is Phase.ANSWERS:
                mark = phone.locator(f'section[data-key="{where.key}"] details[open] sup a').first
                note = phone.locator(str(await mark.get_attribute("href")))
                assert await note.count() == 0, "sources come when somebody wants to see them"
                await mark.click()
                await note.wait_for()
            seen = await board.content()
            assert not any(name in seen for name in names)
            for page in (board, phone):
                if where.phase in looked_at:
                    await accessible(page)
                wide = await page.evaluate("document.documentElement.scrollWidth > innerWidth")
                assert not wide, "at 400 per cent nothing is cut off at the side"
            if where.phase is Phase.ENDED:
                break
            while await press(board, server, "PageDown") != "phase":
                if where.phase in looked_at:
                    await accessible(board)
        assert watched.hosts == {f"{HOST}:{server.port}"}
        assert watched.faults == []


@in_browser
async def test_nothing_shuts_anybody_out_of_the_pages_beside_a_council(
    mill: Pack, tmp_path: Path, browser: Browser
) -> None:
    await other_pages(browser, mill, tmp_path / "a.lesson", {Phase.PLAY})


async def other_pages(browser: Browser, pack: Pack, path: Path, looked_at: Collection[Phase]) -> None:
    """Let axe look at the door, the room check, a problem, a full room, a seat that stepped out, and own pace.

    Args:
        looked_at: the phases at own pace in which axe looks at board and phone.
    """
    async with served(pack, path, own_pace(pack, "1930-05-05T13"), seats=1) as server:
        watched = Watched()
        board, phone = (
            await watched.window(browser),
            await watched.window(browser, viewport={"width": 320, "height": 640}),
        )
        await board.goto(server.board_link())
        for address in ("/join", "/check?check", "/nowhere"):
            await phone.goto(server.address + address)
            await accessible(phone)
        await phone.goto(f"{server.address}/join/WRNG")
        await phone.click("text=Take a seat")
        assert "no room with this code" in await phone.inner_text("[role=alert]")
        await accessible(phone)
        await join(phone, server)
        while True:
            where = server.room.state.position
            await board.wait_for_selector(f'section[data-key="{where.key}"]')
            if where.phase is Phase.PLAY:
                await phone.goto(f"{server.address}/seat")
                await accessible(phone)
                await phone.click("text=Play this person >> nth=0")
                await accessible(phone)
                await phone.click("button.option >> nth=0")
                await phone.wait_for_selector("text=You have come to the gate")
            elif where.phase is not Phase.LOBBY:
                await follow(phone, server)
            if where.phase in looked_at:
                await accessible(phone)
                await board.keyboard.down("h")
                await board.wait_for_selector("#held h2")
                await accessible(board)
                await board.keyboard.up("h")
            if where.phase is Phase.ENDED:
                break
            await step(server, "next")
        assert not await phone.is_visible("text=Leave this seat"), "one slip of the thumb gives no seat away"
        await phone.click("text=This is not me")
        await phone.wait_for_selector("text=Leave this seat")
        await accessible(phone)
        await phone.click("text=Step out")
        await phone.wait_for_selector("text=You have stepped out")
        await accessible(phone)
        async with full(server):
            late = await watched.window(browser)
            await late.goto(f"{server.address}/join")
            assert "The room is full" in await late.inner_text("main")
            await accessible(late)


async def test_a_browser_that_is_killed_comes_back_to_the_same_screen(mill: Pack, tmp_path: Path) -> None:
    """P5 in a real browser, with its profile on disk; and own pace at the gate by keyboard alone."""
    if CHROMIUM is None:
        pytest.skip("this system has no Chromium")
    async with served(mill, tmp_path / "a.lesson", own_pace(mill, "1930-05-05T13")) as server:
        async with async_playwright() as playwright:
            for visit in (1, 2):
                context = await playwright.chromium.launch_persistent_context(
                    str(tmp_path / "profile"), executable_path=CHROMIUM, args=FLAGS
                )
                page = context.pages[0]
                page.set_default_timeout(PATIENCE * 1000)
                if visit == 1:
                    await join(page, server)
                    await until(server, "play")
                    await follow(page, server)
                    await page.focus("text=Play this person >> nth=0")
                    await page.keyboard.press("Enter")
                    await page.focus("button.option >> nth=1")
                    await page.keyboard.press("Enter")
                else:
                    await page.goto(f"{server.address}/seat")
                await page.wait_for_selector("text=You have come to the gate")
                assert "Stopping the cut" in await page.inner_text("#read")
                await context.close()
        assert len(server.room.state.seats) == 1
        await step(server, "next")
