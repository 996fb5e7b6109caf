"""Windows with a lesson on disk. A page waits for both copies of what it keeps before it begins, and so do the tests."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page


def open_lesson(page: Page, text: str, folder: Path) -> Page:
    """Write a lesson's page into a folder and open it."""
    file = folder / "lesson.html"
    file.write_text(text, encoding="utf-8")
    return go_to_file(page, file)


def go_to_file(page: Page, file: Path) -> Page:
    """Open a lesson's page and wait until it has read what this browser keeps."""
    page.goto(file.as_uri())
    return wait_until_read(page)


def load_anew(page: Page) -> Page:
    """Load a lesson's page again and wait until it has read what this browser keeps."""
    page.reload()
    return wait_until_read(page)


def wait_until_read(page: Page) -> Page:
    """Wait until the page has read what this browser keeps."""
    page.locator("#start:not([aria-busy])").wait_for(state="attached")
    return page
