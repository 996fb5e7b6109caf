"""The pages of the small pack's site, in the system's browser, which sees no network."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from game.export.site.publish import build_site
from game.story.types import Pack
from tests.export.kit.conftest import browser  # noqa: F401 - a fixture


@pytest.fixture(scope="session")
def site(mill: Pack) -> dict[str, bytes]:
    """The files of the small pack's site."""
    return build_site(mill)


@pytest.fixture(scope="session")
def folder(site: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, written to a disk."""
    found = tmp_path_factory.mktemp("site")
    for name, content in site.items():
        (found / name).parent.mkdir(exist_ok=True)
        (found / name).write_bytes(content)
    return found


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:  # noqa: F811
    """A window of a phone's size with a storage of its own."""
    context = browser.new_context(offline=True, viewport={"width": 360, "height": 740}, has_touch=True)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    yield page
    context.close()
    assert not faults
