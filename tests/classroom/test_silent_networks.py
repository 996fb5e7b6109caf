"""A page is never silently old: behind a proxy that holds back, one that swallows, and where all stands still."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, Route

from game.story.types import Pack
from game.web import streams
from game.web.pages import load_static_files
from tests.classroom.browsing import Watched, follow, in_browser
from tests.classroom.proxies import proxy
from tests.classroom.rig import bots, device, guild, own_pace, served, step, teacher, until

#: Seconds between two beats in these tests, for the server and in the pages' script.
BEAT = 0.5
SCRIPT = load_static_files()["stream.js"][1].decode()


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "HEARTBEAT_SECONDS", BEAT)


async def hurried(page: Page) -> Page:
    """A page whose script counts in beats as quick as the server's, and looks at its clock as much oftener."""

    async def script(route: Route) -> None:
        quick = SCRIPT.replace("const BEAT = 5;", f"const BEAT = {BEAT};").replace("}, 500);", "}, 50);")
        await route.fulfill(body=quick, content_type="text/javascript")

    await page.route("**/static/stream.js*", script)
    return page


def test_pages_count_in_the_servers_beats() -> None:
    assert re.findall(r"^const BEAT = (.+);$", SCRIPT, re.M) == ["5"]
    assert streams.HEARTBEAT_SECONDS == BEAT, "the fixture's"


def test_the_servers_beat_is_the_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    assert streams.HEARTBEAT_SECONDS == 5.0


async def test_a_stream_repeats_itself_with_every_beat_however_often_others_wake_it(mill: Pack, tmp_path: Path) -> None:
    async with served(mill, tmp_path / "a.lesson") as server, bots(server, 1) as (bot,):
        async with bots(server, 4, listening=False) as others:
            while len(bot.heard) < 4:
                for other in others:
                    await other.post("/out", id="x", out="yes")
                    await other.post("/out", id="x", out="no")
        assert {found["key"] for _, found in bot.heard} == {"lobby-0-0"}


async def test_what_a_page_asks_for_is_what_its_stream_tells(mill: Pack, tmp_path: Path) -> None:
    async with (
        served(mill, tmp_path / "a.lesson") as server, bots(server, 1) as (bot,), teacher(server) as board,
        device(server) as stranger,
    ):  # fmt: skip
        await step(server, "next")
        await bot.hears("frame-0-0")
        assert '"key": "frame-0-0"' in (await bot.get("/seat/now"))[1]
        assert '"shown": "frame-0-0' in (await board.get("/board/now"))[1]
        assert (await stranger.get("/seat/now"))[1] == '{"freed": true}'
        assert (await bot.get("/board/now"))[0] == 403
        name = next(iter(server.room.state.seats))
        assert name in server.streams.present_seats


@in_browser
async def test_behind_a_proxy_that_hands_on_what_is_whole_pages_ask_and_the_check_says_so(
    mill: Pack, tmp_path: Path, browser: Browser
) -> None:
    async with (
        served(mill, tmp_path / "a.lesson") as server,
        proxy(server.port, whole=True) as net,
    ):
        watched = Watched()
        phone, wall = [await hurried(await watched.window(browser)) for _ in range(2)]
        await phone.goto(f"{net.address}/check?check")
        await phone.wait_for_selector("#stream >> text=no, so this device asks for it")
        await phone.goto(f"{net.address}/join/KITE")
        await phone.click("text=Take a seat")
        await wall.goto(server.board_link().replace(f":{server.port}", f":{net.port}"))
        await step(server, "next")
        await phone.wait_for_selector("#news a.go >> text=It begins")
        await wall.wait_for_selector('section[data-key="frame-0-0"]')
        assert await wall.inner_text("#news") == ""
        await phone.goto(f"{server.address}/check?check")
        await phone.wait_for_selector("#stream >> text=yes")


@in_browser
async def test_a_stream_that_was_swallowed_is_noticed_and_opened_anew(
    mill: Pack, tmp_path: Path, browser: Browser
) -> None:
    async with served(mill, tmp_path / "a.lesson") as server, proxy(server.port) as net:
        watched = Watched()
        phone, wall = [await hurried(await watched.window(browser)) for _ in range(2)]
        await phone.goto(f"{net.address}/join/KITE")
        await phone.click("text=Take a seat")
        await phone.wait_for_selector("section.phase")
        await wall.goto(server.board_link().replace(f":{server.port}", f":{net.port}"))
        for key in ("frame-0-0", "scene-0-0"):
            net.mute()
            await step(server, "next")
            await phone.wait_for_selector("#news a.go")
            await phone.click("#news a.go")
            await phone.wait_for_selector(f'section[data-key="{key}"]')
            await wall.wait_for_selector(f'section[data-key="{key}"]')


@in_browser
async def test_where_all_stands_still_pages_say_so_and_come_back_by_themselves(
    mill: Pack, tmp_path: Path, browser: Browser
) -> None:
    async with (
        served(mill, tmp_path / "a.lesson", guild(mill, minutes=20)) as server, proxy(server.port) as net,
    ):  # fmt: skip
        watched = Watched()
        phone, idle, board = [await hurried(await watched.window(browser)) for _ in range(3)]
        await until(server, "ballot")
        for page in (phone, idle):
            await page.goto(f"{net.address}/join/KITE")
            await page.click("text=Take a seat")
            await page.wait_for_selector("form.ballot")
        await board.goto(server.board_link().replace(f":{server.port}", f":{net.port}"))
        wall = await hurried(await board.context.new_page())
        await wall.goto(f"{net.address}/wall")
        net.flows.clear()
        await phone.check('input[value="walk"]')
        await phone.click("form.ballot > button")
        for page in (phone, idle):
            await page.wait_for_selector("#news >> text=The connection is lost")
        for page in (board, wall):
            await page.wait_for_selector("#news >> text=does not answer")
        net.flows.set()
        await phone.wait_for_selector('.answered:has-text("Your vote is in")')
        await step(server, "next")
        for page in (phone, idle):
            await page.wait_for_selector("#news a.go >> text=The votes")
            await follow(page, server)
        for page in (board, wall):
            await page.wait_for_selector('section[data-key="reveal-0-1"]')
            assert await page.inner_text("#news") == ""
        assert [vote.option for vote in server.room.state.closed_ballots[0].votes] == ["walk"]


@in_browser
async def test_whoever_waits_at_the_gate_hears_that_it_moved(mill: Pack, tmp_path: Path, browser: Browser) -> None:
    opened = own_pace(mill, "1930-05-05T13")
    async with (
        served(mill, tmp_path / "a.lesson", opened) as server, teacher(server) as board,
    ):  # fmt: skip
        phone = await hurried(await Watched().window(browser))
        await phone.goto(f"{server.address}/join/KITE")
        await phone.click("text=Take a seat")
        await until(server, "play")
        await phone.click("#news a.go")
        await phone.click("text=Play this person >> nth=0")
        await phone.click("button.option >> nth=0")
        await phone.wait_for_selector("text=You have come to the gate")
        await board.post("/board/gate", id="g", at="1931")
        await phone.click("#news a.go")
        await phone.wait_for_selector("text=The belts have stopped")


@in_browser
async def test_a_page_to_log_in_at_is_none_of_ours_and_what_was_chosen_comes_when_the_network_is_back(
    mill: Pack, tmp_path: Path, browser: Browser
) -> None:
    async with served(mill, tmp_path / "a.lesson", own_pace(mill, "1930-05-05T13")) as server:
        phone = await hurried(await Watched().window(browser))
        await phone.goto(f"{server.address}/join/KITE")
        await phone.click("text=Take a seat")
        await until(server, "play")
        await phone.click("#news a.go")
        await phone.click("text=Play this person >> nth=0")
        await phone.wait_for_selector("button.option")

        async def portal(route: Route) -> None:
            await route.fulfill(status=200, content_type="text/html", body="<h1>Log in to the school's network</h1>")

        await phone.route("**/seat/section", portal)
        await phone.click("button.option >> nth=0")
        await phone.wait_for_selector("#news >> text=There is no connection")
        await phone.unroute("**/seat/section")
        await phone.wait_for_selector("text=You have come to the gate")
        assert "Log in" not in await phone.inner_text("body")
