"""A room's pages in the system's Chromium: one browser for all tests, and windows that are watched."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.async_api import Browser, Page, async_playwright

from game.web.room_server import RoomServer
from tests.classroom.rig import PATIENCE
from tests.export.kit.conftest import CHROMIUM

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]


#: Marks a test that takes the fixture `browser`, which lives as long as the tests do.
in_browser = pytest.mark.asyncio(loop_scope="session")


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """The system's Chromium."""
    if CHROMIUM is None:
        pytest.skip("this system has no Chromium")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        await browser.close()


class Watched:
    """What pages ask for and complain about."""

    def __init__(self) -> None:
        self.hosts: set[str] = set()
        self.faults: list[str] = []

    async def window(self, browser: Browser, **options: Any) -> Page:
        """A window of its own device."""
        context = await browser.new_context(**options)
        page = await context.new_page()
        page.set_default_timeout(PATIENCE * 1000)
        page.on("request", lambda request: self.hosts.add(urlsplit(request.url).netloc))
        page.on("console", lambda message: self.faults.append(message.text))
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        return page


async def join(page: Page, server: RoomServer) -> None:
    await page.goto(f"{server.address}/join/KITE")
    await page.click("text=Take a seat")


async def follow(page: Page, server: RoomServer) -> None:
    """Take the link by which a new phase is announced, by keyboard."""
    await page.focus("#news a.go")
    await page.keyboard.press("Enter")
    await page.wait_for_selector(f'section[data-key="{server.room.state.position.key}"]')
