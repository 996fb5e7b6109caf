"""`python -m tests.benchmarks.outages`: what pupil, wall and board show, second by second, where the network fails them.

The room is a process of its own, and its pages are in a real Chromium: behind a proxy that hands answers on only when
they are whole, behind one that swallows what was open, and with the room's process stopped for thirty seconds.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from asyncio.subprocess import Process
from collections.abc import Awaitable, Callable, Sequence
from time import monotonic

from playwright.async_api import Browser, Page

from tests.benchmarks.classroom import room_process
from tests.classroom.browsing import chromium
from tests.classroom.lessons import fresh
from tests.classroom.proxies import Proxy, proxy
from tests.classroom.rig import Bot, sessions

WHO = ("pupil who waits", "pupil who votes", "board", "wall")
#: What a page shows: its phase, what it says, and what became of a vote.
LOOK = """() => [
  [...document.querySelectorAll("section.phase")].pop().dataset.key,
  (document.getElementById("news") || {}).textContent,
  [...document.querySelectorAll(".answered")].map((each) => each.textContent).pop(),
].filter((each) => each).map((each) => each.trim().slice(0, 60)).join(" · ")"""

Act = Callable[["Scene"], Awaitable[object]]


class Scene:
    """A room, its pages, and the network between them."""

    def __init__(self, process: Process, net: Proxy, board: Bot, pages: Sequence[Page]) -> None:
        self.process, self.net, self.board, self.pages = process, net, board, pages

    async def go_on(self) -> None:
        """Let the teacher go on, at the room itself."""
        key = (await self.board.get("/board"))[1].split('data-key="')[1].split('"')[0]
        await self.board.post("/board/step", id=fresh(), expects=key, step="next")

    async def vote(self) -> None:
        """Let the second pupil vote."""
        await self.pages[1].check("form.ballot input[name=option] >> nth=0")
        await self.pages[1].click("form.ballot > button")

    async def mute(self) -> None:
        """Swallow what was open."""
        self.net.mute()

    async def stop(self) -> None:
        """Stop the room's process, as a laptop that sleeps."""
        self.process.send_signal(signal.SIGSTOP)

    async def wake(self) -> None:
        """Let it run again."""
        self.process.send_signal(signal.SIGCONT)


async def told(title: str, whole: bool, acts: dict[float, tuple[str, Act]], seconds: float) -> None:
    """Print one table: each line a second in which a page shows something else."""
    async with (
        room_process(40) as (process, address, code, link),
        sessions(address, 1) as (board,),
        chromium() as browser,
    ):
        await board.get(link)
        async with proxy(int(address.rsplit(":", 1)[1]), whole=whole) as net:
            pages = await _pages(browser, net, code, await _link(process))
            scene = Scene(process, net, board, pages)
            for _ in range(3):
                await scene.go_on()
            for page in pages[:2]:
                await page.wait_for_selector("#news a.go", timeout=30_000)
                await page.click("#news a.go")
                await page.wait_for_selector("form.ballot", timeout=30_000)
            for page in pages[2:]:
                await page.wait_for_selector('section[data-key="ballot-0-1"]', timeout=30_000)
            await asyncio.sleep(6)
            print(f"\n## {title}\n\n| second | what happens | {' | '.join(WHO)} |\n|---|---|{'---|' * len(WHO)}")
            start, before, due = monotonic(), [""] * len(pages), dict(acts)
            while (now := monotonic() - start) < seconds:
                happened = ""
                for at in [at for at in due if at <= now]:
                    happened, act = due.pop(at)
                    await act(scene)
                shown = await asyncio.gather(*(page.evaluate(LOOK) for page in pages))
                if happened or shown != before:
                    cells = [each if each != last else "" for each, last in zip(shown, before, strict=True)]
                    print(f"| {now:.1f} | {happened} | {' | '.join(cells)} |", flush=True)
                before = shown
                await asyncio.sleep(0.25)


async def _link(process: Process) -> str:
    """A new link to the board: the first one was used by the teacher's other browser."""
    assert process.stdin is not None and process.stdout is not None
    process.stdin.write(b"board\n")
    while True:
        line = (await process.stdout.readline()).decode()
        if "/board/open/" in line:
            return "/board/open/" + line.rsplit("/", 1)[1].strip()


async def _pages(browser: Browser, net: Proxy, code: str, link: str) -> list[Page]:
    pupils = [await (await browser.new_context()).new_page() for _ in range(2)]
    for page in pupils:
        await page.goto(f"{net.address}/join/{code}")
        await page.click("text=Take a seat")
        await page.wait_for_selector("section.phase")
    teacher = await browser.new_context()
    board, wall = await teacher.new_page(), await teacher.new_page()
    await board.goto(net.address + link)
    await wall.goto(f"{net.address}/wall")
    return [*pupils, board, wall]


async def _all() -> None:
    on: Act = Scene.go_on
    await told("A proxy that hands answers on only when they are whole", True,
               {3: ("the ballot's vote", Scene.vote), 6: ("the teacher goes on", on)}, 16)  # fmt: skip
    await told("A network that swallows what was open", False,
               {1: ("a vote", Scene.vote), 4: ("all that is open is swallowed", Scene.mute),
                6: ("the teacher goes on", on)}, 20)  # fmt: skip
    await told("The room stands still for thirty seconds", False,
               {2: ("the room stops", Scene.stop), 4: ("a vote", Scene.vote), 32: ("the room runs again", Scene.wake),
                38: ("the teacher goes on", on)}, 46)  # fmt: skip


if __name__ == "__main__":
    os.environ.setdefault("PYTHONUNBUFFERED", "1")
    asyncio.run(_all())
    sys.exit(0)
