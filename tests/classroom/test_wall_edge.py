"""The board and the wall of a room: nothing that lies below the edge is passed by Page Down or by the button."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
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


async def open_board(browser: Browser, server: RoomServer, watched: Watched, size: tuple[int, int]) -> Page:
    """The board in a window of a size, with its typeface there: what is set anew meanwhile is nobody's fault."""
    board = await watched.window(browser, viewport={"width": size[0], "height": size[1]})
    await board.goto(server.board_link())
    await board.evaluate("Promise.all(Array.from(document.fonts, (face) => face.load())).then(() => 0)")
    return board


async def press(page: Page, server: RoomServer, key: str) -> str:
    """Press a key; returns whether it scrolled, showed another page of the phase, or turned the phase, once that shows."""
    before = await page.evaluate("[scrollY, pageShown().id]")
    where = server.room.state.position
    await page.keyboard.press(key)
    async with asyncio.timeout(PATIENCE):
        while server.room.state.position == where:
            scrolled, shown = await page.evaluate("[scrollY, pageShown().id]")
            if shown != before[1]:
                return "page"
            if scrolled != before[0]:
                return "scrolled"
            await asyncio.sleep(0.005)
    await page.wait_for_selector(f'section[data-key="{server.room.state.position.key}"]')
    return "phase"


async def out_of_view(page: Page, bar: str = ".controls") -> set[str]:
    """The texts of the page that is shown whose end is not in view."""
    return set(await page.evaluate(OUT_OF_VIEW, [".page:not([hidden])", bar]))


async def walk(page: Page, server: RoomServer, key: str) -> AsyncIterator[str]:
    """Turn a phase by one key alone; yields what it showed after each press, and at the end what was never in view."""
    never = await out_of_view(page)
    while True:
        yield "shown"
        did = await press(page, server, key)
        if did != "scrolled":
            assert not never, (server.room.state.position.key, await page.evaluate("pageShown().id"))
        if did == "phase":
            return
        seen = await out_of_view(page)
        never = seen if did == "page" else never & seen
        if did == "scrolled":
            yield "scrolled"


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
        board = await open_board(browser, server, watched, size)
        while server.room.state.position.phase is not Phase.ENDED:
            if server.room.state.position.phase is Phase.BALLOT:
                await vote_for_all(server)
            assert await board.evaluate("scrollY") == 0, "a phase begins at its top"
            async for did in walk(board, server, "PageDown"):
                scrolled += did == "scrolled"
        assert watched.faults == []
    assert (scrolled > 0) == (size[0] < 1000), "on a projector every page fits, and one press turns it"


@in_browser
async def test_whatever_turns_a_phase_stops_where_something_is_still_below(
    shipped: Pack, tmp_path: Path, browser: Browser
) -> None:
    async with served(shipped, tmp_path / "a.lesson", shipped_council(shipped)) as server:
        await until(server, Phase.ANSWERS)
        where = server.room.state.position
        board = await open_board(browser, server, Watched(), (640, 500))
        # A click on the button is told why it did not turn the page; the second of a double click does nothing.
        await board.dblclick("button[value=next]")
        assert 0 < await board.evaluate("scrollY") < 400
        assert "There was more on this page." in await board.inner_text("#news")
        assert server.room.state.position == where
        # What is shown anew, as the door is locked, stays where it was.
        await board.click("text=Lock the door")
        await board.wait_for_selector("text=Unlock the door")
        assert await board.evaluate("scrollY") > 0
        # A black wall is no page that was seen.
        await board.keyboard.press("b")
        await board.keyboard.press("PageDown")
        assert not await board.evaluate("document.body.matches('.blank')")
        assert server.room.state.position == where
        await board.evaluate("scrollTo(0, 0)")
        async for _ in walk(board, server, "PageDown"):
            pass
        assert (server.room.state.position.question, await board.inner_text("#news")) == (where.question + 1, "")
        # Back is the same way: to the end of the last page before, and up.
        async for _ in walk(board, server, "PageUp"):
            pass
        there = server.room.state.position
        assert (there.phase, there.question) == (where.phase, where.question)
        assert not await board.evaluate("document.documentElement.scrollHeight - innerHeight - scrollY > 1")
        assert await board.evaluate("pageShown() === pagesInTurn().pop()")
        async for _ in walk(board, server, "PageUp"):
            pass
        assert server.room.state.position.phase is Phase.RECORD


@in_browser
async def test_an_answer_out_of_turn_leads_back_to_where_it_was_opened(
    shipped: Pack, tmp_path: Path, browser: Browser
) -> None:
    async with served(shipped, tmp_path / "a.lesson", shipped_council(shipped)) as server:
        await until(server, Phase.ANSWERS)
        board = await open_board(browser, server, Watched(), (1280, 720))
        turned = [await board.evaluate("pageShown().id")]
        await board.click("[data-answer=d1-A]:visible")
        assert await board.evaluate("pageShown().id") == "d1-A"
        for _ in range(2):
            assert await press(board, server, "PageDown") == "page"
            turned.append(await board.evaluate("pageShown().id"))
        assert turned == ["d1-answers", "d1-answers", "d1-C"], "the class goes by the record where nobody voted"


@in_browser
async def test_how_the_wall_looks_is_kept_by_its_browser(mill: Pack, tmp_path: Path, browser: Browser) -> None:
    async with served(mill, tmp_path / "a.lesson") as server:
        board = await open_board(browser, server, Watched(), (1280, 720))
        await until(server, Phase.SCENE)
        await board.wait_for_selector("section[data-key^=scene]")
        await board.click("text=The wall")
        await board.check("input[value=dark]")
        await board.check("input[value=whole]")
        for _ in range(2):
            assert await board.evaluate("document.documentElement.matches('.dark')")
            assert await board.is_visible(".page:not([hidden]) .whole")
            await board.reload()
