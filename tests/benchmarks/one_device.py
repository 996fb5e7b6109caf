"""One device against a class that votes: 450 connections that ask for nothing, a header that drips, and 59 joins.

Thirty pupils have an address each, as on a school's network; the teacher is on the loopback.
"""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from collections.abc import AsyncIterator, Iterable
from contextlib import AsyncExitStack, asynccontextmanager
from time import perf_counter

import aiohttp

from tests.benchmarks.classroom import VOTES, flushes, percentile, room_process, until, votes
from tests.benchmarks.measure import Row
from tests.classroom.lessons import fresh
from tests.classroom.rig import HOST, Bot

ROOM, LOUD = "127.0.0.2", "127.0.0.3"
PUPILS, HELD, JOINS = 30, 450, 59


def rows() -> Iterable[Row]:
    """One row for the votes of the class, and one each for the board, for a pupil who is late, and for the teacher."""
    return asyncio.run(_rows())


@asynccontextmanager
async def _device(address: str, source: str) -> AsyncIterator[Bot]:
    connector = aiohttp.TCPConnector(local_addr=(source, 0), limit=0)
    jar = aiohttp.CookieJar(unsafe=True)
    async with aiohttp.ClientSession(cookie_jar=jar, connector=connector, auto_decompress=False) as session:
        yield Bot(address, session)


async def _rows() -> list[Row]:
    async with room_process(40, ROOM) as (_, address, code, link), AsyncExitStack() as stack:
        port = int(address.rsplit(":", 1)[1])
        board = await stack.enter_async_context(_device(f"http://{HOST}:{port}", HOST))
        await board.get(link)
        pupils = [await stack.enter_async_context(_device(address, f"127.0.1.{n + 1}")) for n in range(PUPILS)]
        await asyncio.gather(*(bot.join(code) for bot in pupils))
        async with asyncio.TaskGroup() as group:
            listening = [group.create_task(bot.listen()) for bot in pupils]
            key = await until(board, pupils, "ballot")
            held: list[asyncio.StreamWriter] = []
            idle = group.create_task(_hold(port, held))
            joining = group.create_task(_grab(address, code))
            looking = group.create_task(_look(board))
            late = group.create_task(_late(address, code))
            taken = await votes(pupils, key)
            statuses = await joining
            idle.cancel()
            start = perf_counter()
            crowd = (await board.get("/board/held"))[1]
            found = re.search(rf"(\d+) seats from {LOUD}", crowd)
            await board.post("/board/free", True, **{"id": fresh(), "from": LOUD})
            back = perf_counter() - start
            seen, boards = await looking
            after = len(re.findall("Take back</button>", (await board.get("/board/held"))[1]))
            for task in listening:
                task.cancel()
            for writer in held:
                writer.close()
    flush = flushes()
    grabbed = f"{statuses[200]} of {JOINS} seats taken, {statuses[429]} slowed"
    return [
        Row("one device, votes", f"p99 of {PUPILS} pupils' votes meanwhile", "150 ms", percentile(taken, 99) / 0.15,
            note=f"median {1000 * percentile(taken, 50):.0f} ms, p99 {1000 * percentile(taken, 99):.0f} ms of "
            f"{len(taken)} votes, none refused; {len(held)} connections were opened, half of them dripping; {grabbed}; a bare "
            f"flush of this disk just then: median {1000 * percentile(flush, 50):.0f} ms, p99 {1000 * percentile(flush, 99):.0f} ms"),
        Row("one device, board", "p99 of the board's page meanwhile", "1 s", percentile(boards, 99), most=1.0,
            note=f"{len(boards)} times, none refused"),
        Row("one device, late pupil", "until a pupil from elsewhere has a seat", "2 s", (await late) / 2, most=1.0),
        Row("one device, teacher", "until the board says that there are too many seats", "5 s", seen / 5, most=1.0,
            note=f"{found[1] if found else 0} seats of the device named, taken back in {1000 * back:.0f} ms; "
            f"{after} seats are left, for {PUPILS} pupils and the late one"),
    ]  # fmt: skip


async def _hold(port: int, held: list[asyncio.StreamWriter]) -> None:
    """Open connections without requests, half of them with a header that arrives slowly, and reopen closed ones."""
    while True:
        _, writer = await asyncio.open_connection(ROOM, port, local_addr=(LOUD, 0))
        if len(held) % 2:
            writer.write(b"GET /seat HTTP/1.1\r\nHost: ")
        held.append(writer)
        if len(held) > HELD:
            for each in held[-HELD::2]:
                if not each.is_closing():
                    each.write(b"x")
            await asyncio.sleep(0.05)


async def _grab(address: str, code: str) -> Counter[int]:
    """Ask for a seat again and again, each time as another device."""
    statuses: Counter[int] = Counter()
    for _ in range(JOINS):
        async with _device(address, LOUD) as loud:
            statuses[(await loud.post("/join", script=False, code=code, id=fresh()))[0]] += 1
    return statuses


async def _late(address: str, code: str) -> float:
    """How long a pupil at another address takes to get a seat in the midst of it."""
    await asyncio.sleep(2)
    async with _device(address, "127.0.0.4") as late:
        start = perf_counter()
        await late.get("/")
        await late.join(code)
        return perf_counter() - start


async def _look(board: Bot) -> tuple[float, list[float]]:
    """Watch the board while the class votes; return how long it takes to show the notice, and each wait."""
    begun, seen, waits = perf_counter(), 0.0, []
    while perf_counter() - begun < VOTES:
        start = perf_counter()
        status, page = await board.get("/board")
        assert status == 200, page
        waits.append(perf_counter() - start)
        if not seen and "were announced" in page:
            seen = perf_counter() - begun
        await asyncio.sleep(0.1)
    assert seen, "the teacher was told nothing"
    return seen, waits
