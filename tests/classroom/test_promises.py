"""What is promised about the program, in quick slices; the figures come from `python -m tests.benchmarks classroom`.

P4 and P6 are in test_log.py, P5 in test_server.py, P7 in test_core.py, P9 in test_server.py and test_browser.py.
"""

from __future__ import annotations

import asyncio
import random
import re
import socket
from collections import Counter
from pathlib import Path

from game.classroom.events import Opened
from game.classroom.phases import Phase
from game.story.types import Pack
from tests.classroom.lessons import fresh
from tests.classroom.rig import HOST, PATIENCE, bots, device, guild, served, step, teacher, until

#: Compressed bytes of a first visit, of a round, and of a lesson, for one pupil. A round is a whole decision, from its
#: scene over both ballots to the answers to every option; only its sources come when they are unfolded.
FIRST_VISIT, ROUND, LESSON = 60_000, 6_000, 250_000
OF_A_DECISION = {Phase.SCENE, Phase.BALLOT, Phase.TALK, Phase.REVEAL, Phase.RECORD, Phase.ANSWERS}


async def test_p1_a_class_from_one_address_joins_and_none_is_refused(mill: Pack, tmp_path: Path) -> None:
    async with served(mill, tmp_path / "a.lesson", seats=40) as server, bots(server, 40, listening=False):
        assert len(server.room.state.seats) == 40


async def test_p2_a_vote_is_in_the_log_before_it_is_acknowledged(mill: Pack, tmp_path: Path) -> None:
    async with served(mill, tmp_path / "a.lesson") as server, bots(server, 8, listening=False) as pupils:
        await until(server, "ballot")
        key = server.room.state.position.key

        async def vote(number: int) -> None:
            new = f"vote-{number}-{fresh()}"
            status, _ = await pupils[number].post("/vote", id=new, expects=key, option="walk", card="")
            assert status == 200
            assert new.encode() in b"".join(path.read_bytes() for path in tmp_path.iterdir())

        await asyncio.gather(*map(vote, range(8)))


async def test_p3_the_reveal_reaches_every_seat(mill: Pack, tmp_path: Path) -> None:
    async with served(mill, tmp_path / "a.lesson", guild(mill, 20)) as server, bots(server, 12) as pupils:
        await until(server, "ballot")
        await pupils[0].vote("walk")
        await step(server, "next")
        await asyncio.gather(*(bot.hears("reveal-0-1") for bot in pupils))


async def test_p8_a_pupil_needs_few_bytes(shipped: Pack, tmp_path: Path) -> None:
    """A whole double lesson of the council that ships: every section as it comes, a vote in every ballot; and then
    all sources once more, as somebody unfolds them who wants to see each."""
    name = shipped.council_roles[0].id
    opened = Opened(pack=shipped.story.id, kind="council", roles=(name,), name="9B", code="KITE", minutes=90)
    async with served(shipped, tmp_path / "a.lesson", opened) as server, device(server) as bot:
        await bot.get("/join/KITE")
        await bot.join()
        await bot.get("/static/room.css")
        await bot.get("/static/room.js")
        assert bot.received < FIRST_VISIT
        listening = asyncio.create_task(bot.listen())
        await bot.hears("lobby-0-0")
        rounds: Counter[int] = Counter()
        sources = 0
        while server.room.state.position.phase is not Phase.ENDED:
            where, before = server.room.state.position, bot.received
            if where.phase is Phase.BALLOT:
                await bot.vote(server.room.plan.questions[where.question].options[0])
            await step(server, "next")
            await bot.hears(server.room.state.position.key)
            if server.room.state.position.phase in OF_A_DECISION:
                rounds[server.room.state.position.question] += bot.received - before
                assert "<h2" in bot.heard[-1][1]["html"]
            before = bot.received
            await bot.get(f"/seat/sources/{server.room.state.position.key}")
            sources += bot.received - before
        assert len(rounds) == 3 and max(rounds.values()) < ROUND, rounds
        assert sources > 10_000 and bot.received < LESSON
        listening.cancel()


async def test_what_the_stream_brings_is_the_section_and_no_source_comes_before_its_hour(
    mill: Pack, tmp_path: Path
) -> None:
    async with served(mill, tmp_path / "a.lesson", guild(mill, 20)) as server, bots(server, 1) as (bot,):
        await until(server, "scene")
        await bot.hears("scene-0-0")
        assert bot.heard[-1][1]["html"] == (await bot.get("/seat/section"))[1]
        marks = set(re.findall(r'href="#([\w-]+)"', bot.heard[-1][1]["html"]))
        status, sources = await bot.get("/seat/sources/scene-0-0")
        assert status == 200 and marks == set(re.findall(r'id="([\w-]+)"', sources)) and marks
        for key in (
            "record-0-1",
            "discuss-0-1",
            "out-of-role-0-1",
            "scene-1-0",
            "scene-9-9",
            "scene",
            "nowhere-0-0",
            "-",
        ):
            assert (await bot.get(f"/seat/sources/{key}"))[0] == 404, key
        async with device(server) as stranger:
            assert (await stranger.get("/seat/sources/scene-0-0"))[0] == 404
        await until(server, "out-of-role")
        assert (await bot.get("/seat/sources/record-9-0"))[0] == 404, "a decision that this lesson does not have"


async def test_p10_no_task_and_no_stream_is_left_behind(mill: Pack, tmp_path: Path) -> None:
    before = asyncio.all_tasks()
    async with served(mill, tmp_path / "a.lesson") as server:
        for _ in range(5):
            async with bots(server, 6) as pupils:
                await step(server, "next", "back")
                await asyncio.gather(*(bot.get("/seat") for bot in pupils))
        async with asyncio.timeout(PATIENCE):
            while server.streams.tasks or server.room.all_listeners or server.room.lesson_listeners:
                await asyncio.sleep(0.01)
        assert len(asyncio.all_tasks() - before) <= 3, "the writer and the listening server, nothing else"
    assert asyncio.all_tasks() == before


async def test_commands_that_arrive_in_any_order_and_twice_give_the_same_tally(mill: Pack, tmp_path: Path) -> None:
    chance = random.Random(56)
    async with (
        served(mill, tmp_path / "a.lesson", guild(mill, 20)) as server,
        bots(server, 6, listening=False) as found,
    ):
        await until(server, "ballot")
        key = server.room.state.position.key
        sent = [(bot, {"id": fresh(), "expects": key, "option": "walk", "card": ""}) for bot in found] * 3
        chance.shuffle(sent)
        await asyncio.gather(*(bot.post("/vote", True, **fields) for bot, fields in sent))
        await step(server, "next")
        late = await asyncio.gather(*(bot.post("/vote", True, **{**fields, "id": fresh()}) for bot, fields in sent[:3]))
        assert all(status == 409 and answer["stale"] for status, answer in late)
        assert [vote.option for vote in server.room.state.closed_ballots[0].votes] == ["walk"] * 6


async def test_a_double_click_on_the_board_cannot_skip(mill: Pack, tmp_path: Path) -> None:
    async with served(mill, tmp_path / "a.lesson") as server, teacher(server) as board:
        clicks = [board.post("/board/step", id=fresh(), expects="lobby-0-0", step="next") for _ in range(4)]
        answers = await asyncio.gather(*clicks)
        assert sorted(status for status, _ in answers) == [200, 409, 409, 409]
        assert server.room.state.position.key == "frame-0-0"


async def test_readers_that_do_not_read_and_sockets_cut_in_the_middle_do_not_hold_the_others_up(
    mill: Pack, tmp_path: Path
) -> None:
    async with served(mill, tmp_path / "a.lesson") as server, bots(server, 3) as pupils:
        (cookie,) = (morsel for morsel in pupils[0].session.cookie_jar if morsel.key == f"seat-{server.port}")
        head = f"Host: {HOST}:{server.port}\r\nCookie: {cookie.key}={cookie.value}\r\n"
        deaf = []
        for _ in range(3):
            raw = socket.create_connection((HOST, server.port))
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1024)
            raw.sendall(f"GET /seat/stream HTTP/1.1\r\n{head}\r\n".encode())
            deaf.append(raw)
        cut = socket.create_connection((HOST, server.port))
        cut.sendall(f"POST /vote HTTP/1.1\r\n{head}Content-Length: 500\r\n\r\noption=".encode())
        cut.close()
        for _ in range(40):
            await step(server, "next", "back")
        await step(server, "next")
        await asyncio.gather(*(bot.hears("frame-0-0") for bot in pupils))
        for raw in deaf:
            raw.close()
