"""What the tests of a room share: one browser, with windows of its own for each test."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest_asyncio
from playwright.async_api import Browser

from tests.classroom.browsing import chromium


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def started_browser() -> AsyncIterator[Browser]:
    """The system's Chromium, started once."""
    async with chromium() as found:
        yield found


@pytest_asyncio.fixture(loop_scope="session")
async def browser(started_browser: Browser) -> AsyncIterator[Browser]:
    """The browser without a window that another test has opened."""
    yield started_browser
    for context in list(started_browser.contexts):
        await context.close()
