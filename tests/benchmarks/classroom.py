"""A room at 40 seats, and for information at 120 and 500: the promises about the class server, on the loopback.

The server is a process of its own, started as a teacher starts it; the bots share the machine with it. A ratio is the
figure in units of what is promised, so at most 1 keeps the promise.
"""

from __future__ import annotations

import asyncio
import os
import random
import resource
import signal
import sys
import tempfile
from asyncio.subprocess import PIPE, Process
from collections import Counter
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from time import perf_counter

from tests.benchmarks.measure import Row
from tests.classroom.lessons import fresh
from tests.classroom.rig import HOST, Bot, free_port, sessions
from tests.conftest import SCENES

PROMISED = 40
MORE = (120, 500)
#: Three minutes at fifteen times a lesson's events.
LONG = 180.0
VOTES = 5
FLOOD = 10_000


def rows() -> Iterable[Row]:
    """One row a promise at 40 seats, the same without limits at more, and one each for a flood and for memory."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 8192), hard))
    for seats in (PROMISED, *MORE):
        yield from asyncio.run(_class(seats, limited=seats == PROMISED))
    yield asyncio.run(_flood())
    yield asyncio.run(_long())


@asynccontextmanager
async def room_process(seats: int, host: str = HOST) -> AsyncIterator[tuple[Process, str, str, str]]:
    """A room as `sixteen-points class` serves it: its process, address, code and the path of the board's link."""
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        words = ["class", "--no-browser", "--host", host, "--port", str(port), "--seats", str(seats), "--data", folder]
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "game", *words, stdin=PIPE, stdout=PIPE, cwd=SCENES.parent
        )
        assert process.stdout is not None
        code = link = ""
        while not link:
            line = (await process.stdout.readline()).decode()
            assert line, "the room could not be served"
            if "enter the code" in line:
                code = line.rsplit(" ", 1)[1].strip(" :\n")
            if "/board/open/" in line:
                link = "/board/open/" + line.rsplit("/", 1)[1].strip()
        try:
            yield process, f"http://{host}:{port}", code, link
        finally:
            process.send_signal(signal.SIGTERM)
            await process.wait()


async def _class(seats: int, *, limited: bool) -> list[Row]:
    most = 1.0 if limited else None
    async with room_process(seats) as (process, address, code, link), sessions(address, seats + 1) as (board, *pupils):
        await board.get(link)

        async def join(bot: Bot) -> float:
            start = perf_counter()
            await bot.join(code)
            return perf_counter() - start

        start = perf_counter()
        joins = await asyncio.gather(*map(join, pupils))
        whole = perf_counter() - start
        memory = _memory(process)
        async with asyncio.TaskGroup() as group:
            listening = [group.create_task(bot.listen()) for bot in pupils]
            key = await until(board, pupils, "ballot")
            found = await votes(pupils, key)
            at = {bot: len(bot.heard) for bot in pupils}
            start = perf_counter()
            await board.post("/board/step", id=fresh(), expects=key, step="next")
            told = [await _moved(bot, at[bot], key) - start for bot in pupils]
            for task in listening:
                task.cancel()
    bare = flushes()
    return [
        Row(f"P1 join, {seats} seats", "all seats joined", "10 s", whole / 10, most=most,
            note=f"{whole:.2f} s, none refused; p95 {percentile(joins, 95):.2f} s"),
        Row(f"P1 one joins, {seats} seats", "p95 of one seat's joining", "2 s", percentile(joins, 95) / 2, most=most,
            note="all at the same moment"),
        Row(f"P2 vote, {seats} seats", "p99 until a vote is acknowledged", "150 ms", percentile(found, 99) / 0.15,
            most=most, note=f"median {1000 * percentile(found, 50):.0f} ms, p99 {1000 * percentile(found, 99):.0f} ms"
            f" of {len(found)} votes in {VOTES} s, each on disk before; a bare flush of this disk just then: "
            f"median {1000 * percentile(bare, 50):.0f} ms, p99 {1000 * percentile(bare, 99):.0f} ms"),
        Row(f"P3 reveal, {seats} seats", "until the last seat is told", "500 ms", max(told) / 0.5, most=most,
            note=f"first {1000 * min(told):.0f} ms, last {1000 * max(told):.0f} ms"),
        Row(f"memory, {seats} seats", "the server's memory", "", None, note=f"{memory:.0f} MB resident"),
    ]  # fmt: skip


async def _flood() -> Row:
    """One pupil posts ten thousand votes as quickly as sixteen connections allow, while 39 others vote."""
    async with (
        room_process(PROMISED) as (_, address, code, link),
        sessions(address, PROMISED + 1) as (board, loud, *pupils),
    ):
        await board.get(link)
        await asyncio.gather(*(bot.join(code) for bot in (loud, *pupils)))
        async with asyncio.TaskGroup() as group:
            listening = [group.create_task(bot.listen()) for bot in pupils]
            key = await until(board, pupils, "ballot")
            statuses: Counter[int] = Counter()

            async def shout() -> None:
                for _ in range(FLOOD // 16):
                    statuses[(await loud.vote("nothing", key=key))[0]] += 1

            start = perf_counter()
            flood = asyncio.gather(*(shout() for _ in range(16)))
            found = await votes(pupils, key)
            await flood
            whole = perf_counter() - start
            for task in listening:
                task.cancel()
    return Row(
        "a flood, 40 seats", f"p99 of 39 seats' votes while one posts {FLOOD:,}", "150 ms",
        percentile(found, 99) / 0.15,
        note=f"median {1000 * percentile(found, 50):.0f} ms, p99 {1000 * percentile(found, 99):.0f} ms, none refused; "
        f"the flood took {whole:.1f} s, {statuses[429]:,} of it turned away",
    )  # fmt: skip


async def _long() -> Row:
    """P10: memory over three minutes of lessons played fifteen times as fast as a class would."""
    async with (
        room_process(PROMISED) as (process, address, code, link),
        sessions(address, PROMISED + 1) as (board, *pupils),
    ):
        await board.get(link)
        await asyncio.gather(*(bot.join(code) for bot in pupils))
        start, events = perf_counter(), 0
        early = 0.0
        async with asyncio.TaskGroup() as group:
            listening = [group.create_task(bot.listen()) for bot in pupils]
            key = await until(board, pupils, "ballot")
            while perf_counter() - start < LONG:
                # A lesson has about 200 votes and 40 steps in 45 minutes; these are 15 times as many in a minute.
                events += len(await votes(pupils, key, seconds=2.0, times=2))
                for step in ("back", "next"):
                    where = _key(pupils[0])
                    await board.post("/board/step", id=fresh(), expects=where, step=step)
                    await asyncio.sleep(0.2)
                    await asyncio.gather(*(bot.get("/seat/section") for bot in pupils))
                    events += 1
                key = _key(pupils[0])
                for bot in pupils:
                    del bot.heard[:-1]
                if not early and perf_counter() - start > 30:
                    early = _memory(process)
            late = _memory(process)
            for task in listening:
                task.cancel()
    return Row(
        "P10 memory", "resident memory at the end of three minutes", "the same after half a minute", late / early,
        most=1.2, note=f"{early:.0f} MB, then {late:.0f} MB; {events} commands",
    )  # fmt: skip


async def until(board: Bot, pupils: Sequence[Bot], phase: str) -> str:
    """Let the teacher go on until a phase, and every stream hear of it; returns the place."""
    key = "lobby-0-0"
    while True:
        await asyncio.gather(*(bot.hears(key) for bot in pupils))
        if key.startswith(phase):
            return key
        await board.post("/board/step", id=fresh(), expects=key, step="next")
        while _key(pupils[0]) == key:
            await asyncio.sleep(0.01)
        key = _key(pupils[0])


def _key(bot: Bot) -> str:
    return str(bot.heard[-1][1]["key"]) if bot.heard else ""


async def votes(pupils: Sequence[Bot], key: str, seconds: float = float(VOTES), times: int = VOTES) -> list[float]:
    """Each seat votes and changes its vote, at moments of its own; returns the seconds until each answer."""
    page = (await pupils[0].get("/seat/section"))[1]
    options = [part.split('"')[0] for part in page.split('name="option" value="')[1:]]
    chance = random.Random(56)

    async def vote(bot: Bot, at: float, option: str) -> float:
        await asyncio.sleep(at)
        start = perf_counter()
        status, answer = await bot.vote(option, key=key)
        assert status == 200, answer
        return perf_counter() - start

    planned = [
        vote(bot, seconds * chance.random(), options[number % len(options)])
        for bot in pupils
        for number in range(times)
    ]
    return list(await asyncio.gather(*planned))


async def _moved(bot: Bot, number: int, key: str) -> float:
    """When the first message after this number came that tells of another place: between them a stream repeats itself."""
    while True:
        for at, found in bot.heard[number:]:
            if found["key"] != key:
                return at
        await asyncio.sleep(0.001)


def flushes() -> list[float]:
    """The seconds that the disk takes to flush one page, 200 times: what no acknowledged vote can be quicker than."""
    found = []
    with tempfile.NamedTemporaryFile() as file:
        for _ in range(200):
            file.write(b"\0" * 4096)
            file.flush()
            start = perf_counter()
            os.fsync(file.fileno())
            found.append(perf_counter() - start)
    return found


def percentile(values: Sequence[float], percent: int) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(percent / 100 * len(ordered)))]


def _memory(process: Process) -> float:
    """The resident memory of a process in MB; 0 where the system does not say."""
    try:
        lines = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))
