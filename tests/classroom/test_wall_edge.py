"""The board and the wall of a room: nothing that lies below the edge is passed by Page Down or by the button."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page

from game.classroom.commands import CastVote, Sender
from game.classroom.events import Opened
from game.classroom.phases import Phase
from game.story.types import Pack
from game.web.room_server import RoomServer
from tests.classroom.browsing import Watched, in_browser
from tests.classroom.lessons import fresh
from tests.classroom.rig import PATIENCE, bots, served, until
from tests.edges import OUT_OF_VIEW


async def vote_for_all(server: RoomServer) -> None:
    """Let the seats vote for every option, each with another card, so that the reveal is as long as it can be."""
    question = server.room.plan.questions[server.room.state.position.question]
    for number, name in enumerate(server.room.state.seats):
        vote = CastVote(
            id=fresh(),
            option=question.options[number % len(question.options)],
            card=question.cards[number % len(question.cards)],
        )
        await server.room.execute(Sender("seat", name), vote)


async def press(page: Page, server: RoomServer, key: str) -> bool:
    """Press a key; returns whether it turned the phase, once the page shows that, and else has scrolled."""
    before = await page.evaluate("scrollY")
    where = server.room.state.position
    await page.keyboard.press(key)
    async with asyncio.timeout(PATIENCE):
        while server.room.state.position == where:
            if await page.evaluate("scrollY") != before:
                return False
            await asyncio.sleep(0.005)
    await page.wait_for_selector(f'section[data-key="{server.room.state.position.key}"]')
    return True


async def out_of_view(page: Page) -> set[str]:
    """The texts of the phase whose end is not in view."""
    return set(await page.evaluate(OUT_OF_VIEW, ["#shown", ".controls"]))


def shipped_council(pack: Pack) -> Opened:
    """A lesson of the council that ships."""
    role = next(role.id for role in pack.roles if role.kind == "council")
    return Opened(pack=pack.story.id, kind="council", roles=(role,), name="9B", code="KITE", minutes=45)


# A projector; and a window so small that no letters make the page fit.
@in_browser
@pytest.mark.parametrize("size", [(1280, 720), (640, 400)], ids=["1280x720", "640x400"])
async def test_page_down_alone_shows_every_text_of_every_phase(
    shipped: Pack, tmp_path: Path, browser: Browser, size: tuple[int, int]
) -> None:
    scrolled = 0
    async with (
        served(shipped, tmp_path / "a.lesson", shipped_council(shipped)) as server,
        bots(server, 6, listening=False),
    ):
        watched = Watched()
        board = await watched.window(browser, viewport={"width": size[0], "height": size[1]})
        await board.goto(server.board_link())
        second = await board.context.new_page()
        await second.set_viewport_size({"width": 1920, "height": 1080})
        await second.goto(board.url.replace("/board", "/wall"))
        while server.room.state.position.phase is not Phase.ENDED:
            where = server.room.state.position
            if where.phase is Phase.BALLOT:
                await vote_for_all(server)
            await second.wait_for_selector(f'section[data-key="{where.key}"]')
            assert await second.evaluate("document.documentElement.scrollHeight <= innerHeight"), where.key
            assert await board.evaluate("scrollY") == 0, "a phase begins at its top"
            never = await out_of_view(board)
            while not await press(board, server, "PageDown"):
                never &= await out_of_view(board)
                scrolled += 1
            assert not never, where.key
        assert watched.faults == []
    assert (scrolled > 0) == (size[0] < 1000), "on a projector every phase fits, and one press turns it"


@in_browser
async def test_whatever_turns_a_phase_stops_where_something_is_still_below(
    shipped: Pack, tmp_path: Path, browser: Browser
) -> None:
    async with served(shipped, tmp_path / "a.lesson", shipped_council(shipped)) as server:
        await until(server, Phase.OUT_OF_ROLE)
        board = await Watched().window(browser, viewport={"width": 640, "height": 400})
        await board.goto(server.board_link())
        # A click on the button is told why it did not turn the page; the second of a double click does nothing.
        await board.dblclick("text=Next")
        assert await board.evaluate("scrollY") < 400
        assert "There was more on this page." in await board.inner_text("#news")
        assert server.room.state.position.phase == "out-of-role" and await board.evaluate("scrollY") > 0
        # A black wall is no page that was seen.
        await board.keyboard.press("b")
        await board.keyboard.press("PageDown")
        assert not await board.evaluate("document.body.matches('.blank')")
        assert server.room.state.position.phase == "out-of-role"
        while not await press(board, server, "PageDown"):
            pass
        assert (server.room.state.position.phase, await board.inner_text("#news")) == (Phase.DEBRIEF, "")
        # Back is the same way: to the end of the page before, and up.
        while not await press(board, server, "PageUp"):
            pass
        assert server.room.state.position.phase == "out-of-role"
        assert not await board.evaluate("document.documentElement.scrollHeight - innerHeight - scrollY > 1")
        never = await out_of_view(board)
        while not await press(board, server, "PageUp"):
            never &= await out_of_view(board)
        assert not never and server.room.state.position.phase == "discuss"
