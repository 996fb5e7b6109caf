"""A lesson is not lost: however its page ends, it continues where it stopped, and no key deletes anything."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Dialog, Page

from game.story.types import Pack
from tests.edges import OUT_OF_VIEW
from tests.export.kit.lesson_windows import go_to_file, load_anew, open_lesson, wait_until_read
from tests.export.kit.test_lesson import at, go_to, on, seen, vote

#: The copies in the page's journal, once all that was written is there. (A page may be cut off from localStorage.)
KEPT = """() => new Promise((done) => {
  const opening = indexedDB.open("journal of lessons");
  opening.onsuccess = () => {
    const reading = opening.result.transaction("kept", "readwrite").objectStore("kept").getAll();
    reading.onsuccess = () => { opening.result.close(); done(reading.result); };
  };
})"""
#: All that a page shows, and each field.
SHOWN = """() => [document.body.innerText,
  Array.from(document.querySelectorAll(".page:not([hidden]) input")).map((field) => [field.value, field.checked])]"""
#: Makes storing fail, as a full disk or a school's rule does.
BROKEN = """(name) => { Storage.prototype.setItem = () => { throw new DOMException("no", name); } }"""

#: Gives a window named "cut" a storage of its own, as Chromium gives to a page from a file that asks too early.
CUT_OFF = """if (window.name === "cut") {
  class CutOff {
    get length() { return Object.keys(this).length; }
    getItem(key) { return key in this ? this[key] : null; }
    setItem(key, value) { this[key] = String(value); }
    removeItem(key) { delete this[key]; }
  }
  Object.defineProperty(window, "localStorage", { value: new CutOff() });
}
"""


@pytest.fixture
def visit(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that has never seen the lesson, with the network cut, at a quarter past ten."""
    context = browser.new_context(offline=True, viewport={"width": 1280, "height": 720})
    context.clock.set_fixed_time("2026-10-23T10:14:00")
    yield context
    context.close()


@pytest.fixture
def file(papers: dict[str, str], tmp_path: Path) -> Path:
    """The lesson on disk."""
    path = tmp_path / "lesson.html"
    path.write_text(papers["lesson.html"], encoding="utf-8")
    return path


@pytest.fixture
def lesson(visit: BrowserContext, file: Path) -> Page:
    """The lesson, opened for the first time."""
    return go_to_file(visit.new_page(), file)


def begun(page: Page, name: str) -> None:
    page.fill("#class", name)
    page.click("#begin")
    assert at(page) == "frame"


def kept(page: Page) -> list[dict[str, Any]]:
    """The lessons that the browser keeps."""
    return [one for one in page.evaluate(KEPT) if isinstance(one, dict) and one.get("begun")]


def everything(page: Page) -> list[Any]:
    """All of the lesson that the page shows and keeps but for when and by which window, the teacher's strip included."""
    page.keyboard.down("h")
    strip = page.locator("#strip").inner_text()
    page.keyboard.up("h")
    lessons = [{**one, "key": "", "seen": {}, "saved": 0} for one in kept(page)]
    return [at(page), strip, lessons, page.evaluate(SHOWN)]


def test_in_every_phase_a_page_that_is_loaded_anew_goes_on_with_everything(lesson: Page) -> None:
    lesson.fill("#bell", "11:00")
    begun(lesson, "9B")
    way: list[str] = []
    while True:
        here = at(lesson)
        way.append(here)
        if here.endswith("-vote"):
            vote(lesson, A=11, B=7, C=0)
        elif here.endswith("-again"):
            vote(lesson, A=3, D=16)
        elif here.endswith("-because"):
            lesson.locator(".page:visible [data-add='1']").nth(1).click(click_count=4)
        elif here == "d1-answers":
            lesson.locator(".page:visible [data-answer=d1-C]").click()
            assert at(lesson) == "d1-C"
        before = everything(lesson)
        load_anew(lesson)
        main = lesson.locator("button:visible").first
        assert main.inner_text().startswith("Go on with 9B: ") and main.inner_text().endswith(", stopped at 10:14")
        box = main.bounding_box()
        assert box is not None and box["y"] + box["height"] < 720, "the main button needs no scrolling"
        # By each of the ways that turn a page.
        if len(way) % 3 == 0:
            main.click()
        elif len(way) % 3 == 1:
            lesson.click("#on")
        else:
            on(lesson)
        assert everything(lesson) == before, here
        if here == "end":
            break
        on(lesson)
        if here == "d1-answers":
            on(lesson)
    assert {"d1-scene", "d1-vote", "d1-talk", "d1-again", "d1-reveal", "d1-D", "out", "debrief-1", "ticket"} < set(way)
    assert len(kept(lesson)) == 1


def test_a_new_lesson_is_asked_about_and_the_old_one_stays(lesson: Page) -> None:
    begun(lesson, "9B")
    go_to(lesson, "d1-vote")
    vote(lesson, A=4, B=12)
    before = kept(lesson)
    load_anew(lesson)
    for answer in ("PageDown", "Enter"):
        lesson.click("#begin")
        assert "This computer keeps 9B: decision 1, stopped at 10:14." in lesson.inner_text("#ask")
        lesson.keyboard.press(answer)
        assert at(lesson) == "d1-vote"
        load_anew(lesson)
    lesson.click("#begin")
    assert not Axe().run(lesson).response["violations"]
    lesson.keyboard.press("Escape")
    assert at(lesson) == "start" and not lesson.locator("#ask").is_visible()
    # Who clicks twice has not answered.
    lesson.dblclick("#begin")
    assert lesson.locator("#ask").is_visible()
    lesson.click("#goes")
    assert at(lesson) == "frame"
    assert [one["rooms"] for one in kept(lesson) if one["name"] == "9B"] == [before[0]["rooms"]]
    load_anew(lesson)
    lesson.fill("#class", "9 b")
    on(lesson)
    assert (at(lesson), lesson.locator("input[data-for=B]").first.input_value()) == ("d1-vote", "12")


def test_each_class_has_a_lesson_of_its_own(lesson: Page, visit: BrowserContext) -> None:
    for minute, name in enumerate(("9A", "9B", "10C"), 15):
        begun(lesson, name)
        go_to(lesson, "d1-vote")
        vote(lesson, A=len(name), D=int(name[:-1]))
        visit.clock.set_fixed_time(f"2026-10-23T10:{minute}:00")
        on(lesson)
        load_anew(lesson)
    assert len(kept(lesson)) == 3
    lesson.click("#resume summary")
    assert [line.split(":")[0] for line in lesson.locator("#lessons li").all_inner_texts()] == ["10C", "9B", "9A"]
    assert lesson.locator("#stored").inner_text() == "Go on with 10C: decision 1, stopped at 10:17"
    lesson.fill("#class", "9a")
    assert lesson.locator("#stored").inner_text() == "Go on with 9A: decision 1, stopped at 10:15"
    # A class that is new needs no question: nothing of the others is touched.
    lesson.fill("#class", "9D")
    assert not lesson.locator("#stored").is_visible()
    assert lesson.locator("#begin").inner_text() == "Begin with 9D"
    lesson.get_by_role("button", name="Go on: 9B").click()
    assert at(lesson) == "d1-talk"
    lesson.keyboard.press("PageUp")
    assert (at(lesson), lesson.locator("input[data-for=D]").first.input_value()) == ("d1-vote", "9")


def test_stepping_back_to_the_first_page_and_on_again_takes_nothing_away(lesson: Page) -> None:
    begun(lesson, "9B")
    go_to(lesson, "d1-vote")
    vote(lesson, A=4, B=12)
    before = kept(lesson)[0]["rooms"]
    for _ in range(4):
        lesson.keyboard.press("PageUp")
    assert at(lesson) == "start"
    # What is changed there is changed in the lesson that goes on.
    lesson.check("input[value=dark]")
    lesson.fill("#bell", "10:50")
    on(lesson)
    (one,) = kept(lesson)
    assert (one["rooms"], one["wall"], one["bell"], one["at"]) == (before, "dark", "10:50", "frame")


def test_two_windows_of_one_lesson_never_write_over_each_other(lesson: Page, visit: BrowserContext, file: Path) -> None:
    begun(lesson, "9B")
    go_to(lesson, "d1-vote")
    vote(lesson, A=4)
    other = go_to_file(visit.new_page(), file)
    on(other)
    vote(other, A=4, B=12)
    on(other)
    assert not other.inner_text("#told")
    lesson.evaluate("window.dispatchEvent(new Event('focus'))")
    kept(lesson)
    vote(lesson, D=9)
    assert "gone on in another window" in lesson.inner_text("#told")
    counted = sorted(json.dumps(one["rooms"][0]["vote"], sort_keys=True) for one in kept(lesson))
    assert counted == ['{"A": 4, "B": 12}', '{"A": 4, "D": 9}']
    on(lesson)
    assert not lesson.inner_text("#told") and len(kept(lesson)) == 2


def test_what_a_computer_that_died_had_not_yet_written_is_there(lesson: Page, visit: BrowserContext) -> None:
    begun(lesson, "9B")
    go_to(lesson, "d1-vote")
    vote(lesson, A=4)
    # What Chromium's localStorage has on disk may be a minute old; this is how it comes back then.
    old = lesson.evaluate("JSON.stringify(localStorage)")
    visit.clock.set_fixed_time("2026-10-23T10:15:00")
    vote(lesson, B=12)
    restore = "(old) => Object.entries(JSON.parse(old)).forEach(([key, value]) => localStorage.setItem(key, value))"
    lesson.evaluate(restore, old)
    load_anew(lesson)
    assert "stopped at 10:15" in lesson.inner_text("#stored")
    on(lesson)
    assert lesson.locator("input[data-for=B]").first.input_value() == "12"


def test_a_page_that_is_cut_off_from_its_storage_loses_nothing_and_brings_nothing_back(
    lesson: Page, visit: BrowserContext
) -> None:
    visit.add_init_script(CUT_OFF)
    begun(lesson, "9B")
    go_to(lesson, "d1-vote")
    # Each load after each other one, and twice in a row.
    for counted, is_cut in enumerate((True, True, False, True, False, False), 1):
        vote(lesson, A=counted)
        before = everything(lesson)
        lesson.evaluate("(name) => { window.name = name; }", "cut" if is_cut else "")
        load_anew(lesson)
        assert not is_cut or lesson.evaluate("localStorage.length") == 1, "it holds nothing but the first page"
        assert lesson.inner_text("#stored").startswith("Go on with 9B: decision 1")
        on(lesson)
        assert everything(lesson) == before
    # What is set on the first page, and what is forgotten, in such a page holds in the next that can read all.
    for _ in range(4):
        lesson.keyboard.press("PageUp")
    lesson.evaluate("window.name = 'cut'")
    load_anew(lesson)
    visit.clock.set_fixed_time("2026-10-23T10:15:00")
    lesson.fill("#bell", "10:45")
    lesson.click("#resume summary")
    lesson.get_by_role("button", name="Forget: 9B").click()
    lesson.click("#goes")
    lesson.evaluate("window.name = ''")
    load_anew(lesson)
    assert not kept(lesson) and not lesson.locator("#stored").is_visible()
    assert lesson.input_value("#bell") == "10:45"
    everywhere = [lesson.evaluate("JSON.stringify([localStorage, history.state])"), json.dumps(lesson.evaluate(KEPT))]
    assert not [place for place in everywhere if "rooms" in place], "what was counted is gone everywhere"


def test_nothing_is_begun_before_all_that_is_kept_was_read(lesson: Page, visit: BrowserContext) -> None:
    begun(lesson, "9B")
    go_to(lesson, "d1-vote")
    visit.add_init_script(CUT_OFF + "IDBFactory.prototype.open = () => ({});")
    lesson.evaluate("window.name = 'cut'")
    lesson.reload()
    on(lesson)
    lesson.locator("#begin").click()
    assert at(lesson) == "start" and lesson.locator("#start").get_attribute("aria-busy")
    # A journal that never answers is not waited for long.
    wait_until_read(lesson)
    assert at(lesson) == "frame"


@pytest.mark.parametrize("why", ["QuotaExceededError", "SecurityError"])
def test_where_nothing_can_be_stored_that_is_said_and_a_reload_loses_nothing(
    lesson: Page, visit: BrowserContext, why: str
) -> None:
    begun(lesson, "9B")
    go_to(lesson, "d1-vote")
    vote(lesson, A=4)
    visit.add_init_script(f"({BROKEN})('{why}')")
    lesson.evaluate(BROKEN, why)
    vote(lesson, B=12)
    assert "This browser cannot keep the lesson" in lesson.inner_text("#told")
    assert lesson.evaluate("document.documentElement.scrollHeight <= innerHeight"), (
        "the wall still shows its page whole"
    )
    asked: list[str] = []

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    lesson.on("dialog", answer)
    load_anew(lesson)
    assert asked == ["beforeunload"], "a window that holds the only copy is not closed without a question"
    assert "lasts only as long as this window" in lesson.inner_text("#told")
    on(lesson)
    fields = lesson.locator(".page:visible input.count")
    assert [fields.nth(number).input_value() for number in range(2)] == ["4", "12"]


def test_a_lesson_goes_on_in_a_newer_file_that_votes_on_the_same(
    lesson: Page, visit: BrowserContext, file: Path, mill: Pack
) -> None:
    begun(lesson, "9B")
    go_to(lesson, "d1-vote")
    vote(lesson, A=4)
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(mill.digest[:16], "0" * 16), encoding="utf-8")
    load_anew(lesson)
    on(lesson)
    assert at(lesson) == "d1-vote" and lesson.locator("input[data-for=A]").first.input_value() == "4"
    # Where it votes on something else, the lesson is listed, and left as it is.
    file.write_text(text.replace('"accept"', '"agree"'), encoding="utf-8")
    before = kept(lesson)
    load_anew(lesson)
    assert not lesson.locator("#stored").is_visible()
    lesson.click("#resume summary")
    assert "9B: decision 1, stopped at 10:14. This file votes on something else" in lesson.inner_text("#lessons")
    lesson.click("#begin")
    assert [one for one in kept(lesson) if one["name"] == "9B"] == before


def test_a_lesson_is_forgotten_only_by_whoever_says_so(lesson: Page) -> None:
    begun(lesson, "9B")
    go_to(lesson, "end")
    lesson.focus("#forget")
    for key in ("Enter", "Enter"):
        lesson.keyboard.press(key)
    assert at(lesson) == "end" and len(kept(lesson)) == 1
    lesson.click("#another")
    # Held to its end, it is no longer what the first page begins with, but can be opened.
    assert at(lesson) == "start" and not lesson.locator("#stored").is_visible()
    lesson.click("#resume summary")
    lesson.get_by_role("button", name="Open: 9B").click()
    assert at(lesson) == "end" and "The way of 9B" in seen(lesson)
    lesson.click("#forget")
    lesson.click("#goes")
    assert at(lesson) == "start" and not kept(lesson)


def test_what_was_set_on_the_first_page_is_there_after_a_reload(lesson: Page) -> None:
    lesson.fill("#class", "9B")
    lesson.fill("#bell", "10:45")
    lesson.check("input[value=cards]")
    load_anew(lesson)
    assert (lesson.input_value("#class"), lesson.input_value("#bell")) == ("9B", "10:45")
    lesson.click("#begin")
    (one,) = kept(lesson)
    assert (one["name"], one["bell"], one["by"]) == ("9B", "10:45", "cards")
    load_anew(lesson)
    assert lesson.input_value("#class") == "", "the next class begins with an empty page"


def test_on_another_day_the_clock_goes_on_from_where_it_stopped(
    lesson: Page, visit: BrowserContext, file: Path
) -> None:
    lesson.fill("#bell", "10:45")
    begun(lesson, "9B")
    on(lesson)
    lesson.keyboard.down("h")
    until = lesson.locator("#strip").inner_text().split("Until ")[1][:5]
    lesson.keyboard.up("h")
    lesson.close()
    visit.clock.set_fixed_time("2026-10-30T09:00:00")
    later = go_to_file(visit.new_page(), file)
    assert "stopped on 23 October, 10:14" in later.inner_text("#stored")
    on(later)
    later.keyboard.down("h")
    strip = later.locator("#strip").inner_text()
    assert "Until " in strip and "Until " + until not in strip and "bell" not in strip
    assert strip.split("Until ")[1][:3] == "09:"


def test_the_key_by_which_a_presenter_starts_its_show_does_not_load_the_lesson_anew(lesson: Page) -> None:
    press = "() => document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'F5', bubbles: true, cancelable: true }))"
    assert lesson.evaluate(press), "on the first page it does what it does elsewhere"
    begun(lesson, "9B")
    assert not lesson.evaluate(press)
    lesson.keyboard.press("b")
    lesson.keyboard.press("Escape")
    assert at(lesson) == "frame" and not lesson.locator("#blank").is_visible()


# A projector whose letters were asked for larger, and a window so small that no letters make a page fit.
@pytest.mark.parametrize(("size", "larger"), [((1280, 720), 6), ((390, 700), 0)])
def test_page_down_alone_shows_every_text_of_every_page(
    visit: BrowserContext, shipped_lesson: str, tmp_path: Path, size: tuple[int, int], larger: int
) -> None:
    page = open_lesson(visit.new_page(), shipped_lesson, tmp_path)
    page.set_viewport_size({"width": size[0], "height": size[1]})
    for _ in range(larger):
        page.click("#larger")
    page.click("#begin")
    walk = """(key) => {
          const outOfView = OUT_OF_VIEW, passed = [], look = () => outOfView([".page:not([hidden])", ".foot"]);
          const edge = () => key === "PageDown" ? 0 : document.documentElement.scrollHeight - innerHeight;
          const here = () => document.querySelector(".page:not([hidden])").id;
          let never = look(), scrolled = 0;
          for (let presses = 0; presses < 999; presses += 1) {
            const before = here(), from = scrollY;
            document.querySelectorAll("#" + before + " input.count").forEach((input) => {
              if (input.value) return;
              input.value = 9;
              input.dispatchEvent(new Event("input", { bubbles: true }));
            });
            document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
            if (here() !== before) {
              if (never.length) passed.push(before, ...never);
              if (here() === "start") return [passed, scrolled];
              if (Math.abs(scrollY - edge()) > 1) passed.push(here() + " does not begin at its edge");
              never = look();
            } else if (scrollY === from) return [passed.concat(never), scrolled];
            else {
              never = never.filter((text) => look().includes(text));
              scrolled += 1;
            }
          }
          return [["the lesson has no end"], scrolled];
        }""".replace("OUT_OF_VIEW", OUT_OF_VIEW)
    passed, scrolled = page.evaluate(walk, "PageDown")
    assert at(page) == "end" and not passed and scrolled
    if size[0] < 800:
        passed, _ = page.evaluate(walk, "PageUp")
        assert at(page) == "start" and not passed
