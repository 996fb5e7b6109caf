"""Pressed twice is pressed once: joining, votes, own pace and the teacher's buttons, on slow links and old browsers."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import aiohttp
from playwright.async_api import Browser, Route

from game.classroom.commands import TEACHER, CastVote, ReleaseSeat
from game.story.types import Pack
from tests.classroom.browsing import Watched, follow, in_browser, join
from tests.classroom.lessons import Table, fresh
from tests.classroom.rig import Bot, bots, device, guild, own_pace, seat_name, served, teacher, until

OLD = "delete SubmitEvent.prototype.submitter; delete window.AbortController;"


async def form_id(bot: Bot) -> str:
    """The id of a new form at the door."""
    found = re.search(r'name="id" value="(\w+)"', (await bot.get("/join/KITE"))[1])
    assert found is not None
    return found[1]


async def taken(bot: Bot, form: str) -> None:
    """Send the form, and lose the answer."""
    fields, headers = {"code": "KITE", "id": form}, {"Origin": bot.address}
    cookies = {cookie.key: cookie.value for cookie in bot.session.cookie_jar}
    async with (
        aiohttp.ClientSession(cookies=cookies, cookie_jar=aiohttp.CookieJar(unsafe=True)) as lost,
        lost.post(f"{bot.address}/join", data=fields, headers=headers, allow_redirects=False) as answer,
    ):
        assert answer.status == 303


async def test_one_device_takes_one_seat_however_often_it_asks(mill: Pack, tmp_path: Path) -> None:
    """Taps while the first is on its way, answers that are lost, a form that is reloaded or opened twice."""
    async with served(mill, tmp_path / "a.lesson", seats=3) as server, device(server) as bot:
        first = await form_id(bot)
        second = await form_id(bot)
        await asyncio.gather(*(taken(bot, form) for form in (first, first, second, first)))
        assert len(server.room.state.seats) == 1
        assert "You are <b>Alder 1</b>" in (await bot.get("/join/KITE"))[1], "it has its seat, though no answer came"
        assert "You are <b>Alder 1</b>" in (await bot.post("/join", script=False, code="KITE", id=first))[1]


async def test_a_form_whose_device_keeps_nothing_takes_one_seat_with_one_secret(mill: Pack, tmp_path: Path) -> None:
    async with served(mill, tmp_path / "a.lesson") as server:
        found = set()
        for _ in range(3):
            async with device(server) as bot:
                headers = {"Origin": server.address}
                async with bot.session.post(
                    f"{server.address}/join", data={"code": "KITE", "id": "f" * 32}, headers=headers,
                    allow_redirects=False,
                ) as answer:  # fmt: skip
                    found.add(answer.cookies[f"seat-{server.port}"].value)
        assert len(found) == 1 and len(server.room.state.seats) == 1


async def test_a_device_that_is_handed_on_or_freed_gets_another_seat_by_the_same_page(
    mill: Pack, tmp_path: Path
) -> None:
    async with served(mill, tmp_path / "a.lesson") as server, device(server) as bot:
        old = await form_id(bot)
        await bot.post("/join", script=False, code="KITE", id=old)
        await bot.post("/leave", script=False)
        assert seat_name((await bot.post("/join", script=False, code="KITE", id=old))[1]) == "Almond 1"
        await server.room.execute(TEACHER, ReleaseSeat(id=fresh(), seat="Almond 1"))
        assert seat_name((await bot.post("/join", script=False, code="KITE", id=old))[1]) == "Apple 1"


def test_the_vote_that_was_pressed_last_counts_in_whatever_order_they_come() -> None:
    table = Table()
    (seat,) = table.join()
    table.until("ballot-0-1")

    def vote(option: str, press: int = 0) -> str:
        table.do(seat, CastVote(id=fresh(), option=option, press=press))
        return table.state.votes[seat.seat].option

    assert vote("a", 5) == "a"
    assert vote("b", 4) == "a", "it was pressed before, and came late"
    assert vote("b", 7) == "b"
    assert vote("b", 9) == "b" and vote("c", 8) == "b", "pressed again, it is the later one"
    before = len(table.events)
    assert vote("c", 9) == "b" and len(table.events) == before, "one press has one effect"
    assert vote("d") == "d", "where the order is not known, the last one that comes counts"
    assert vote("a", 6) == "d"
    table.step("next")
    assert table.state.closed_ballots[0].votes[0].option == "d"


async def test_a_page_that_was_gone_back_to_votes_with_its_old_id(mill: Pack, tmp_path: Path) -> None:
    async with served(mill, tmp_path / "a.lesson") as server, bots(server, 1, listening=False) as (bot,):
        await until(server, "ballot")
        (name,) = server.room.state.seats
        for option in ("walk", "wait", "walk"):
            await bot.post("/vote", script=False, id="the-same", expects="ballot-0-1", option=option)
            assert server.room.state.votes[name].option == option
        for out in ("yes", "no", "yes"):
            await bot.post("/out", script=False, id="the-same", out=out)
            assert server.room.state.seats[name].is_out == (out == "yes")


async def test_the_teachers_form_that_was_corrected_before_it_came_anew_counts(mill: Pack, tmp_path: Path) -> None:
    async with served(mill, tmp_path / "a.lesson", own_pace(mill)) as server, teacher(server) as board:
        for at in ("1930-05-05T13", "1931", "1930-05-05T13"):
            assert (await board.post("/board/gate", id="the-same", at=at))[1]["ok"]
            assert server.room.state.gate == at
        for on in ("yes", "no", "yes"):
            await board.post("/board/lock", id="the-same", on=on)
            assert server.room.state.is_locked == (on == "yes")


@in_browser
async def test_a_vote_that_was_held_up_does_not_undo_the_later_one(
    mill: Pack, tmp_path: Path, browser: Browser
) -> None:
    async with served(mill, tmp_path / "a.lesson", guild(mill, minutes=20)) as server:
        phone = await Watched().window(browser)
        await phone.add_init_script(OLD)
        await join(phone, server)
        await until(server, "ballot")
        await follow(phone, server)
        held: list[Route] = []

        async def hold_first(route: Route) -> None:
            held.append(route)
            if len(held) > 1:
                await route.continue_()

        await phone.route("**/vote", hold_first)
        for option in ("walk", "wait"):
            await phone.check(f'input[value="{option}"]')
            await phone.click("form.ballot > button")
        await phone.wait_for_selector('.answered:has-text("Your vote is in")')
        async with phone.expect_response("**/vote") as late:
            await held[0].continue_()
        assert (await late.value).status == 200
        assert [vote.option for vote in server.room.state.votes.values()] == ["wait"]


@in_browser
async def test_own_pace_taps_and_old_browsers(mill: Pack, tmp_path: Path, browser: Browser) -> None:
    """Two taps on a slow link bring the next scene once; a browser that names no submitter takes the choice too."""
    async with served(mill, tmp_path / "a.lesson", own_pace(mill, "1931")) as server:
        phone = await Watched().window(browser)
        await phone.add_init_script(OLD)
        await join(phone, server)
        await until(server, "play")
        through = asyncio.Event()

        asked: list[str] = []

        async def slow(route: Route) -> None:
            asked.append(route.request.url)
            await through.wait()
            await route.continue_()

        await phone.click("#news a.go")
        await phone.click("text=Play this person >> nth=0")
        await phone.wait_for_selector("button.option")
        for path in ("**/choose", "**/seat/section"):
            await phone.route(path, slow)
        before = await phone.locator("section.phase").count()
        await phone.evaluate(
            "document.querySelectorAll('button.option').forEach((each) => { each.click(); each.click() })"
        )
        through.set()
        await phone.wait_for_selector(f"section.phase >> nth={before}")
        assert await phone.locator("section.phase").count() == before + 1
        (seat,) = server.room.state.seats.values()
        assert len(seat.choice_refs) == 1
        assert asked == [f"{server.address}/choose", f"{server.address}/seat/section"], "the first tap is the one"
        fresh_one = phone.locator("section.phase").last.locator("button.option").first
        assert await fresh_one.is_disabled(), "the second half of a double tap takes nothing that nobody has read"
        await fresh_one.click()
        await phone.wait_for_selector(f"section.phase >> nth={before + 1}")
        assert len(next(iter(server.room.state.seats.values())).choice_refs) == 2


@in_browser
async def test_a_double_click_on_the_board_is_one(mill: Pack, tmp_path: Path, browser: Browser) -> None:
    async with served(mill, tmp_path / "a.lesson", own_pace(mill)) as server:
        board = await Watched().window(browser)
        await board.add_init_script(OLD)
        await board.goto(server.board_link())

        async def double(words: str) -> None:
            # As slow as a hand: the first half has been answered and shown when the second comes.
            place = await board.locator(f'button:text-is("{words}")').bounding_box()
            assert place is not None
            for number in (1, 2):
                await board.mouse.move(place["x"] + 9, place["y"] + 9)
                await board.mouse.down(click_count=number)
                await board.mouse.up(click_count=number)
                await board.wait_for_timeout(150)

        await double("Lock the door")
        await board.wait_for_selector("text=Unlock the door")
        assert server.room.state.is_locked
        await double("Next")
        assert server.room.state.position.key == "frame-0-0"
