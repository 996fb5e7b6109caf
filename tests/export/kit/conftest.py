"""The small pack's lesson as files, and the system's browser, which sees no network."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from game.export.kit.lesson_page import build_lesson_page
from game.export.kit.papers import build_kit
from game.story.types import Pack

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.fixture(scope="session")
def papers(mill: Pack) -> dict[str, str]:
    """Every file of the small pack's lesson."""
    return build_kit(mill, "guild")


@pytest.fixture(scope="session")
def shipped_lesson(shipped: Pack) -> str:
    """The page for the wall of the council that ships."""
    return build_lesson_page(shipped, next(role.id for role in shipped.roles if role.kind == "council"))


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
def window(browser: Browser) -> Iterator[Page]:
    """A browser window with the network cut."""
    context = browser.new_context(offline=True, accept_downloads=True)
    page = context.new_page()
    yield page
    context.close()


@pytest.fixture
def lesson(window: Page, papers: dict[str, str], tmp_path: Path) -> Page:
    """The lesson, opened from disk by itself for the first time, at the size of a wall."""
    file = tmp_path / "lesson.html"
    file.write_text(papers["lesson.html"], encoding="utf-8")
    window.set_viewport_size({"width": 1280, "height": 720})
    window.goto(file.as_uri())
    window.evaluate("localStorage.clear()")
    window.reload()
    return window
