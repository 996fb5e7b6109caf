"""The small pack's lesson as files, and the system's browser, which sees no network."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from game.export.kit.papers import kit
from game.story.types import Pack

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.fixture(scope="session")
def papers(mill: Pack) -> dict[str, str]:
    """Every file of the small pack's lesson."""
    return kit(mill, "guild")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The system's Chromium."""
    if CHROMIUM is None:
        pytest.skip("this system has no Chromium")
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield found
        found.close()


@pytest.fixture(scope="module")
def window(browser: Browser, papers: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A browser window with the network cut, and the lesson opened from disk in it by itself."""
    file = tmp_path_factory.mktemp("lesson") / "lesson.html"
    file.write_text(papers["lesson.html"], encoding="utf-8")
    context = browser.new_context(offline=True, accept_downloads=True)
    page = context.new_page()
    page.set_default_timeout(5000)
    page.goto(file.as_uri())
    yield page
    context.close()


@pytest.fixture
def lesson(window: Page) -> Page:
    """The lesson as it is first opened, at the size of a wall."""
    window.set_viewport_size({"width": 1280, "height": 720})
    window.evaluate("localStorage.clear()")
    window.reload()
    return window
