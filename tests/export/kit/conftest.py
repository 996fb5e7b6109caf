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
from tests.export.kit.lesson_windows import open_lesson

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


@pytest.fixture
def window(browser: Browser) -> Iterator[Page]:
    """A window of a browser that has never seen a lesson, with the network cut, at the size of a wall."""
    context = browser.new_context(offline=True, accept_downloads=True, viewport={"width": 1280, "height": 720})
    yield context.new_page()
    context.close()


@pytest.fixture
def lesson(window: Page, papers: dict[str, str], tmp_path: Path) -> Page:
    """The lesson, opened from disk by itself for the first time."""
    return open_lesson(window, papers["lesson.html"], tmp_path)
