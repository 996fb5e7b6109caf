"""A published site: it opens from a disk, loads nothing, plays to an ending, and drops nothing that a player did."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from game.branches.run_keys import decode_key, encode_key
from game.cli import main
from game.export.site.role_page import render_role
from game.play.journal import replay
from game.play.session import get_machine
from game.story.parse import parse_pack
from game.story.read_pack import read_pack_files
from game.story.types import Pack
from tests.conftest import MILL

TABS = ("play", "story", "runs", "settings")


def begin(phone: Page, folder: Path, anchor: str = "") -> None:
    phone.goto((folder / "weaver.html").as_uri() + anchor)
    if not anchor:
        phone.get_by_role("button", name="Begin", exact=True).click()


def play_to_ending(phone: Page, key: str = "1") -> None:
    for _ in range(60):
        if not phone.locator(".choices button").count():
            return
        phone.keyboard.press(key)
    raise AssertionError("no ending after sixty choices")


def test_every_link_leads_to_a_page_and_a_place_on_it(site: dict[str, bytes]) -> None:
    pages = {name: content.decode() for name, content in site.items() if name.endswith(".html")}
    for name, page in pages.items():
        for target in re.findall(r'(?:href|src)="([^"]*)"', page):
            if re.match(r"https?:|mailto:|data:|#", target):
                continue
            path, _, anchor = target.partition("#")
            found = (Path(name).parent / unquote(path)).as_posix()
            assert found in site, f"{name} leads to {target}"
            assert not anchor or f'id="{anchor}"' in pages[found]


def test_no_page_asks_for_anything_but_its_own_files(phone: Page, folder: Path) -> None:
    asked: list[str] = []
    phone.on("request", lambda request: asked.append(request.url))
    for page in sorted(folder.rglob("*.html")):
        phone.goto(page.as_uri())
    assert asked and all(url.startswith((folder.as_uri(), "data:")) for url in asked)


def test_a_run_is_played_by_keys_and_its_key_is_the_programs(phone: Page, folder: Path, mill: Pack) -> None:
    begin(phone, folder)
    play_to_ending(phone)
    key = phone.locator(".ended .key").inner_text()
    decoded = decode_key(mill, key)
    assert decoded.role == "weaver" and not decoded.message
    journal = replay(get_machine(mill, "weaver"), decoded.choice_refs)
    assert journal.scene.ending is not None
    assert phone.locator("article h2").inner_text() == journal.scene.title
    phone.keyboard.press("l")
    assert phone.locator("#ledger").is_visible()
    assert phone.locator(".story article").count() == len(journal.path)


def test_what_was_played_is_there_when_the_page_is_opened_again(phone: Page, folder: Path) -> None:
    begin(phone, folder)
    phone.locator(".choices button").first.click()
    title = phone.locator("article h2").inner_text()
    phone.reload()
    phone.get_by_role("button", name="Continue").click()
    assert phone.locator("article h2").inner_text() == title


def test_a_step_back_loses_no_road(phone: Page, folder: Path) -> None:
    begin(phone, folder)
    play_to_ending(phone)
    phone.reload()
    phone.get_by_role("button", name="Begin anew").click()
    phone.keyboard.press("2")
    phone.keyboard.press("Backspace")
    assert phone.get_by_text("(taken before)").count() == 1
    phone.keyboard.press("3")
    phone.locator("[data-view=runs]").click()
    assert phone.locator(".runs li").count() == 3
    phone.locator(".runs li", has_text="ended").get_by_role("button").click()
    assert phone.locator(".ended").is_visible()


def test_all_runs_are_erased_only_when_that_is_said_twice(phone: Page, folder: Path) -> None:
    begin(phone, folder)
    phone.keyboard.press("1")
    phone.locator("[data-view=runs]").click()
    phone.get_by_role("button", name="Erase my runs of this role").click()
    phone.keyboard.press("Enter")
    assert phone.locator(".runs li").count() == 1, "who presses Enter twice has erased nothing"
    phone.get_by_role("button", name="Erase my runs of this role").click()
    phone.get_by_role("button", name="Yes, erase them").click()
    assert phone.get_by_role("button", name="Begin", exact=True).is_visible()
    phone.reload()
    assert phone.get_by_role("button", name="Begin", exact=True).is_visible()


def test_two_windows_of_one_role_drop_nothing_of_each_other(phone: Page, folder: Path) -> None:
    begin(phone, folder)
    other = phone.context.new_page()
    begin(other, folder)
    phone.keyboard.press("1")
    other.keyboard.press("2")
    phone.keyboard.press("1")
    phone.locator("[data-view=runs]").click()
    assert phone.locator(".runs li").count() == 2


def test_a_key_from_the_program_opens_its_run_and_a_wrong_one_says_why(phone: Page, folder: Path, mill: Pack) -> None:
    machine = get_machine(mill, "weaver")
    journal = replay(machine, [choice.id for choice in machine.get_choices(machine.role.first_scene)[:1]])
    key = encode_key(mill, journal).replace(" ", "")
    phone.goto((folder / "index.html").as_uri())
    phone.locator("#key").fill(key.lower())
    phone.keyboard.press("Enter")
    phone.wait_for_url("**/weaver.html*")
    assert phone.locator("article h2").inner_text() == journal.scene.title
    phone.locator("[data-view=runs]").click()
    phone.locator("#key").fill(key[:-1] + ("0" if key[-1] != "0" else "1"))
    phone.keyboard.press("Enter")
    assert "look at it again" in phone.locator("#told").inner_text()
    assert phone.locator(".runs li").count() == 1


def test_a_page_that_is_cut_off_from_its_storage_finds_its_runs_in_the_second_copy(phone: Page, folder: Path) -> None:
    begin(phone, folder)
    phone.keyboard.press("1")
    phone.wait_for_function(
        """() => new Promise((done) => { const opening = indexedDB.open("sixteen-points");
        opening.onsuccess = () => { const asked = opening.result.transaction("kept").objectStore("kept").getAll();
        asked.onsuccess = () => { opening.result.close(); done(asked.result.some(({ runs }) => runs.length)); }; }; })"""
    )
    phone.evaluate("localStorage.clear()")
    phone.reload()
    phone.get_by_role("button", name="Begin anew").click()
    phone.keyboard.press("2")
    phone.reload()
    phone.get_by_role("button", name="My runs").click()
    assert phone.locator(".runs li").count() == 2


@pytest.mark.parametrize("broken", ["setItem", "getItem"])
def test_without_storage_it_plays_and_says_what_is_lost(phone: Page, folder: Path, broken: str) -> None:
    phone.add_init_script(f"Storage.prototype.{broken} = () => {{ throw new Error('denied'); }};")
    begin(phone, folder)
    if broken == "setItem":
        assert "as long as this window" in phone.locator("#told").inner_text()
    play_to_ending(phone)
    phone.locator("[data-view=runs]").click()
    assert phone.locator(".runs li").count() == 1


def test_what_another_program_left_in_the_storage_spoils_nothing(phone: Page, folder: Path) -> None:
    begin(phone, folder)
    for left in ("null", "7", '"x"', "[[]]", '{"runs": 5}', '{"runs": [5, ["no.such"]], "current": ["no.such"]}', "{"):
        phone.evaluate("(left) => Object.keys(localStorage).forEach((key) => { localStorage[key] = left; })", left)
        phone.goto((folder / "weaver.html").as_uri())
        phone.locator(".main").click()
        for tab in reversed(TABS):
            phone.locator(f"[data-view={tab}]").click()
        assert phone.locator(".choices button").count()


def test_markup_in_a_pack_stays_text(phone: Page, tmp_path: Path) -> None:
    evil = "</script><img src=x onerror=document.title=1>"
    files = read_pack_files(MILL)
    for name in ("weaver/scenes.yaml", "weaver/role.yaml", "weaver/attempts.yaml", "story.yaml"):
        text = re.sub(
            r"^( *(?:- )?(?:title|text|label|credits|who): )([^|{\"\n]+)$",
            rf"\1\2 {evil}",
            files[name].decode(),
            flags=re.M,
        )
        files[name] = text.encode()
    pack, faults, _ = parse_pack(files)
    assert pack is not None and not faults and evil in pack.get_role("weaver").scenes[0].title
    page = tmp_path / "page.html"
    page.write_text(render_role(pack, "weaver"), encoding="utf-8")
    phone.goto(page.as_uri())
    phone.locator(".main").click()
    play_to_ending(phone)
    for tab in TABS:
        phone.locator(f"[data-view={tab}]").click()
        assert not phone.locator("img").count()
    assert evil in phone.locator(".bar").inner_text()


def test_nothing_shuts_anybody_out_of_any_view(phone: Page, folder: Path) -> None:
    phone.set_viewport_size({"width": 320, "height": 256})
    for dark in (False, True):
        phone.emulate_media(color_scheme="dark" if dark else "light")
        phone.goto((folder / "index.html").as_uri())
        _look(phone)
        phone.goto((folder / "weaver.html").as_uri())
        _look(phone)
        phone.locator(".row button").first.click()
        phone.locator(".mark").first.click()
        _look(phone)
        play_to_ending(phone)
        for tab in TABS:
            phone.locator(f"[data-view={tab}]").click()
            _look(phone)


def _look(phone: Page) -> None:
    """Axe finds nothing, and nothing has to be scrolled sideways at a width of 1280 pixels enlarged four times."""
    found = Axe().run(phone).response["violations"]
    assert not [(fault["id"], node["html"]) for fault in found for node in fault["nodes"]]
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_one_role_is_written_alone_and_nothing_is_overwritten_unasked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, scenes = tmp_path / "weaver.html", ["--scenes", str(MILL)]
    assert main(["publish", "--role", "weaver", "--single", str(file), *scenes]) == 0
    written = file.read_bytes()
    assert b'class="home"' in written and b'href="index.html"' not in written
    file.write_bytes(b"mine")
    assert main(["publish", "--role", "weaver", "--single", str(file), *scenes]) == 1
    assert file.read_bytes() == b"mine"
    assert main(["publish", "--over", "--role", "weaver", "--single", str(file), *scenes]) == 0
    assert file.read_bytes() == written
    assert main(["publish", "--role", "wever", "--single", str(tmp_path / "other.html"), *scenes]) == 1
    assert main(["publish", *scenes]) == 1
    errors = capsys.readouterr().err
    assert "weaver" in errors and "Name a folder" in errors and "Traceback" not in errors
