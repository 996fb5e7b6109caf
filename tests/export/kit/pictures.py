"""The pictures of the teachers' guide, made again from the lesson that ships: `python -m tests.export.kit.pictures`."""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from game.export.kit.lesson_page import build_lesson_page
from game.story.read_pack import read_pack
from tests.conftest import SCENES
from tests.export.kit.conftest import CHROMIUM

FOLDER = Path(__file__).parents[3] / "game" / "classroom" / "pictures"


def main() -> None:
    """Walk through a lesson and take the pictures."""
    pack = read_pack(SCENES)
    council = next(role.id for role in pack.roles if role.kind == "council")
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        file = Path(folder) / "lesson.html"
        file.write_text(build_lesson_page(pack, council), encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        # Half a projector's size keeps a picture small.
        page = browser.new_page(viewport={"width": 1280, "height": 720}, device_scale_factor=0.5)
        page.goto(file.as_uri())
        take(page, "start")
        page.click("#begin")
        while page.locator(".answer:visible").count() == 0:
            here = str(page.locator(".page:visible").get_attribute("id"))
            if here == "d1-vote":
                for letter, count in {"A": 4, "B": 9, "C": 12, "D": 3}.items():
                    page.locator(f"input[data-for={letter}]:visible").fill(str(count))
                page.evaluate("document.activeElement.blur()")
                page.keyboard.down("h")
                take(page, "ballot")
                page.keyboard.up("h")
            page.keyboard.press("PageDown")
        take(page, "answer")
        browser.close()


def take(page: Page, name: str) -> None:
    """Take one picture."""
    page.screenshot(path=FOLDER / f"{name}.jpeg", quality=72)


if __name__ == "__main__":
    main()
