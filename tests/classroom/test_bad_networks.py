"""Pages of a room in a real browser where the network drops what is sent, and where the program is started again."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, Route

from game.story.types import Pack
from game.web import streams
from game.web.room_server import RoomServer
from tests.classroom.browsing import Watched, follow, in_browser, join
from tests.classroom.rig import free_port, guild, served, step, until
from tests.classroom.test_silent_networks import BEAT, hurried

BALLOT = 'section[data-key="ballot-0-1"] '


async def at_the_ballot(browser: Browser, server: RoomServer) -> Page:
    """A phone before an open ballot."""
    phone = await Watched().window(browser)
    await join(phone, server)
    await until(server, "ballot")
    await phone.wait_for_selector("#news a.go")
    await follow(phone, server)
    return phone


@in_browser
async def test_a_vote_that_comes_after_the_close_leaves_the_way_on(
    mill: Pack, tmp_path: Path, browser: Browser
) -> None:
    async with served(mill, tmp_path / "a.lesson", guild(mill, minutes=20)) as server:
        phone, through = await at_the_ballot(browser, server), asyncio.Event()

        async def dropped(route: Route) -> None:
            await (route.continue_() if through.is_set() else route.abort())

        await phone.route("**/vote", dropped)
        await phone.check('input[value="walk"]')
        await phone.click("text=Vote >> nth=-1")
        await phone.wait_for_selector("text=Sending again")
        await step(server, "tell")
        await phone.wait_for_selector("#news a.go >> text=The votes")
        through.set()
        await phone.wait_for_selector(BALLOT + '.answered:has-text("moved on in the meantime")')
        assert "The votes. Go there." in await phone.inner_text("#news")
        await follow(phone, server)


@in_browser
async def test_a_vote_that_is_changed_and_changed_back_before_it_is_answered_counts(
    mill: Pack, tmp_path: Path, browser: Browser
) -> None:
    async with served(mill, tmp_path / "a.lesson", guild(mill, minutes=20)) as server:
        phone, through = await at_the_ballot(browser, server), asyncio.Event()

        async def answered_late(route: Route) -> None:
            answer = await route.fetch()
            await through.wait()
            await route.fulfill(response=answer)

        await phone.route("**/vote", answered_late)
        for option in ("walk", "wait", "walk"):
            await phone.check(f'input[value="{option}"]')
            await phone.click(BALLOT + "form > button")
        await phone.wait_for_selector("text=Your vote is on its way")
        through.set()
        await phone.wait_for_selector(BALLOT + '.answered:has-text("Your vote is in")')
        assert [vote.option for vote in server.room.state.votes.values()] == ["walk"]


@in_browser
async def test_wall_and_phone_go_on_where_the_program_is_started_again(
    mill: Pack, tmp_path: Path, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streams, "HEARTBEAT_SECONDS", BEAT)
    port, path = free_port(), tmp_path / "a.lesson"
    watched = Watched()
    board, phone = [await hurried(await watched.window(browser)) for _ in range(2)]
    async with served(mill, path, guild(mill), port=port) as server:
        await board.goto(server.board_link())
        wall = await hurried(await board.context.new_page())
        await wall.goto(f"{server.address}/wall")
        await join(phone, server)
        await step(server, "next")
        await phone.wait_for_selector("#news a.go")
    await wall.wait_for_selector("#news >> text=does not answer")
    await phone.wait_for_selector("#news >> text=The connection is lost")
    async with served(mill, path, port=port) as server:
        await phone.wait_for_selector("#news a.go >> text=It begins")
        await wall.wait_for_selector("#news >> text=was started again")
        await board.goto(server.board_link())
        await step(server, "next")
        await wall.wait_for_selector('section[data-key="scene-0-0"]')
        assert await wall.inner_text("#news") == ""
