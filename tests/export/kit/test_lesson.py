"""A whole lesson in a real browser, from a file on disk with the network cut."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from game.branches.run_keys import decode_key
from game.cli import main
from game.export.kit.lesson_session import read_session
from game.story.types import Pack
from tests.conftest import MILL
from tests.export.kit.lesson_windows import load_anew, open_lesson


def at(page: Page) -> str:
    """The id of the page that the wall shows."""
    return str(page.locator(".page:visible").get_attribute("id"))


def seen(page: Page) -> str:
    """Everything that the wall shows, as text; a closed fold shows its summary."""
    return str(page.evaluate("document.body.innerText"))


def on(page: Page) -> None:
    page.keyboard.press("PageDown")


def go_to(page: Page, name: str) -> None:
    """Turn the pages, without counting hands, until one is reached."""
    found = page.evaluate(
        """(name) => {
          for (let pages = 0; pages < 99; pages += 1) {
            const section = document.querySelector(".page:not([hidden])");
            if (section.id === name) return true;
            const without = section.querySelector(".without:not([hidden])");
            if (without) without.click();
            else document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key: "PageDown", bubbles: true }));
          }
          return false;
        }""",
        name,
    )
    assert found, f"no way leads to {name}"


def vote(page: Page, **hands: int) -> None:
    for letter, count in hands.items():
        page.locator(f".page:visible input[data-for={letter}]").fill(str(count))
    page.evaluate("document.activeElement.blur()")


def test_a_whole_lesson_by_hands_with_the_network_cut(lesson: Page, mill: Pack, tmp_path: Path) -> None:
    asked: list[str] = []
    faults: list[str] = []
    lesson.on("request", lambda request: asked.append(request.url))
    lesson.on("console", lambda message: faults.append(message.text))
    lesson.on("pageerror", lambda error: faults.append(str(error)))
    # What each page says, told apart from what every page says, in the order of the lesson.
    sentences: dict[str, list[str]] = lesson.evaluate(
        """Object.fromEntries(Array.from(document.querySelectorAll(".page .text")).map((text) => [text.parentNode.id,
           Array.from(text.querySelectorAll("p, h1, .what")).map((part) => part.textContent.trim())]))"""
    )
    lesson.fill("#class", "9B")
    lesson.click("#begin")
    way = []
    while True:
        here = at(lesson)
        way.append(here)
        if here.endswith("-vote"):
            vote(lesson, A=11, B=7, C=0, D=2)
        elif here.endswith("-again"):
            vote(lesson, A=3, B=16, C=1)
        elif here.endswith("-because"):
            lesson.locator(".page:visible [data-add='1']").nth(1).click(click_count=4)
        wall = seen(lesson)
        mine = {part for page in way for part in sentences[page]}
        later = [part for page, parts in sentences.items() if page not in way for part in parts]
        assert not [part for part in later if len(part) > 12 and part not in mine and part in wall], here
        if not re.search("-reveal$|^end$", here):
            assert not re.search(r"\b(11|16)\b", wall), here
        if here == "end":
            break
        on(lesson)
    assert way == [
        "frame", "d1-scene", "d1-known", "d1-vote", "d1-talk", "d1-again", "d1-because", "d1-reveal", "d1-record",
        "d1-answers", "d1-B", "d1-disputed-1", "out", "coda", "debrief-1", "debrief-2", "ticket", "end",
    ]  # fmt: skip
    assert "The way of 9B" in seen(lesson)
    read = decode_key(mill, lesson.locator(".key").inner_text())
    assert (read.role, read.message) == ("guild", "")
    assert "the-petition.walk" in read.choice_refs
    with lesson.expect_download() as download:
        lesson.click("#save")
    saved = tmp_path / "session.json"
    download.value.save_as(saved)
    decided = read_session(saved.read_bytes(), "session.json").decisions[0]
    assert decided.chosen == "walk"
    assert decided.ballots == [{"wait": 11, "walk": 7, "write": 0, "accept": 2}, {"wait": 3, "walk": 16, "write": 1}]
    assert decided.cards == {"ledger": 4}
    out = tmp_path / "class.html"
    assert main(["class", "--scenes", str(MILL), "--report", str(saved), "--out", str(out)]) == 0
    assert lesson.locator(".key").inner_text() in out.read_text(encoding="utf-8")
    assert not asked and not faults


@pytest.mark.parametrize(("wall", "rules"), [("light", {}), ("dark", {"runOnly": ["color-contrast"]})])
def test_axe_finds_nothing_on_any_page(lesson: Page, wall: str, rules: dict[str, list[str]]) -> None:
    lesson.check(f"input[value={wall}]")
    lesson.keyboard.down("h")
    lesson.evaluate(
        """document.querySelectorAll(".page, [hidden]:not(#blank)").forEach((part) => { part.hidden = false });
           document.querySelectorAll("details").forEach((fold) => { fold.open = true })"""
    )
    found = Axe().run(lesson, options=rules)
    lesson.keyboard.up("h")
    assert not found.response["violations"], found.generate_report()


def test_counts_and_the_next_page_show_only_while_the_key_is_held(lesson: Page) -> None:
    lesson.click("#begin")
    go_to(lesson, "d1-vote")
    vote(lesson, A=11, B=7)
    hidden = "getComputedStyle(document.querySelector('.page:not([hidden]) input.count')).color"
    assert lesson.evaluate(hidden) == "rgba(0, 0, 0, 0)"
    lesson.keyboard.down("h")
    assert "A 11, B 7" in seen(lesson) and "Talk" in seen(lesson)
    assert lesson.evaluate(hidden) != "rgba(0, 0, 0, 0)"
    lesson.keyboard.up("h")
    assert "A 11" not in seen(lesson) and "Talk" not in seen(lesson)


def test_small_numbers_name_nobody_and_the_first_count_stays_hidden_until_the_reveal(lesson: Page) -> None:
    lesson.click("#begin")
    go_to(lesson, "d1-vote")
    vote(lesson, A=12, B=2)
    go_to(lesson, "d1-again")
    vote(lesson, A=1, B=13)
    go_to(lesson, "d1-reveal")
    shown = " ".join(seen(lesson).split())
    assert "First 12 hands. Then a few hands." in shown
    assert "First a few hands. Then 13 hands." in shown
    # Strokes that could be counted would tell what the words do not.
    strokes = "Array.from(document.querySelectorAll('#d1-reveal .votes i')).map((row) => Math.round(row.offsetWidth))"
    first, then = lesson.evaluate(strokes)[2:4], lesson.evaluate(strokes)[:2]
    assert then[0] > 0 and then[1] == 0 and first[0] == 0 and first[1] > then[0]
    assert "This class decides: B." in seen(lesson)


def test_even_hands_vote_once_more_and_then_go_the_way_of_the_record(lesson: Page) -> None:
    lesson.locator("input[name=plan]").nth(1).check()
    lesson.click("#begin")
    go_to(lesson, "d1-vote")
    vote(lesson, A=10, D=10)
    go_to(lesson, "d1-reveal")
    assert "The votes are even for A and D." in seen(lesson)
    lesson.locator(".once-more:visible").click()
    assert at(lesson) == "d1-talk"
    on(lesson)
    vote(lesson, A=10, D=10)
    go_to(lesson, "d1-reveal")
    assert "this class goes the way of the record: B" in seen(lesson)


def test_hands_are_counted_with_the_keyboard_alone(lesson: Page) -> None:
    lesson.click("#begin")
    go_to(lesson, "d1-vote")
    lesson.keyboard.press("Tab")
    lesson.keyboard.type("9")
    lesson.keyboard.press("Enter")
    for key in ("ArrowUp", "ArrowUp", "ArrowUp", "ArrowDown", "Enter"):
        lesson.keyboard.press(key)
    lesson.keyboard.type("1")
    inputs = lesson.locator(".page:visible input.count")
    assert [inputs.nth(number).input_value() for number in range(4)] == ["9", "2", "1", ""]
    assert "12 hands counted." in seen(lesson)


def test_a_number_typed_before_a_field_is_entered_is_not_lost(lesson: Page) -> None:
    lesson.click("#begin")
    go_to(lesson, "d1-vote")
    lesson.keyboard.press("PageDown")
    assert "No hand has been counted yet." in seen(lesson)
    lesson.keyboard.type("12")
    lesson.keyboard.press("Enter")
    lesson.keyboard.type("3")
    inputs = lesson.locator(".page:visible input.count")
    assert [inputs.nth(number).input_value() for number in range(4)] == ["12", "3", "", ""]


def test_any_answer_is_a_click_away_and_leads_back_to_where_it_was_opened(lesson: Page) -> None:
    lesson.click("#begin")
    go_to(lesson, "d1-vote")
    vote(lesson, C=20)
    go_to(lesson, "d1-answers")
    assert seen(lesson).count("Your choice.") == 1
    lesson.locator(".page:visible [data-answer=d1-A]").click()
    assert at(lesson) == "d1-A"
    lesson.locator(".page:visible [data-answer=d1-D]").click()
    assert at(lesson) == "d1-D" and "Your choice" not in seen(lesson)
    on(lesson)
    assert at(lesson) == "d1-answers"
    on(lesson)
    assert at(lesson) == "d1-C" and "Your choice" in seen(lesson)
    on(lesson)
    assert at(lesson) == "d1-B" and "It happened" in seen(lesson)


def test_a_calm_lesson_shows_the_calm_text_and_can_be_made_calm_on_the_way(
    window: Page, shipped_lesson: str, shipped: Pack, tmp_path: Path
) -> None:
    open_lesson(window, shipped_lesson, tmp_path)
    window.check("input[name=text][value=easy]")
    window.click("#begin")
    go_to(window, "coda")
    violent = "(page) => page.querySelectorAll('.prose:not([hidden])').length + ' ' + page.querySelector('.prose:not([hidden])').className"
    assert window.locator("#coda").evaluate(violent) == "1 prose easy"
    window.focus("#peek")
    window.keyboard.press("Enter")
    window.get_by_text("Calm: off").click()
    assert window.locator("#coda").evaluate(violent) == "1 prose calm"
    load_anew(window)
    window.check("#calm")
    window.click("#begin")
    on(window)
    assert window.locator("#d1-scene").evaluate(violent) == "1 prose whole"


def test_a_short_lesson_asks_the_questions_that_it_has_time_for(
    window: Page, shipped_lesson: str, shipped: Pack, tmp_path: Path
) -> None:
    open_lesson(window, shipped_lesson, tmp_path)
    lesson = next(role.lesson for role in shipped.roles if role.lesson is not None)
    for number, plan in enumerate(lesson.plans):
        load_anew(window)
        window.fill("#class", plan.id)
        window.locator("input[name=plan]").nth(number).check()
        window.click("#begin")
        go_to(window, "coda")
        asked = []
        while at(window) != "ticket":
            on(window)
            asked.append(window.locator(".page:visible h1").inner_text())
        meant = [question.question for question in lesson.debrief if not question.plans or plan.id in question.plans]
        assert [asks.replace("’", "'") for asks in asked[:-1]] == meant


def test_a_presenter_blanks_the_wall_and_steps_back(lesson: Page) -> None:
    lesson.click("#begin")
    on(lesson)
    lesson.keyboard.press(".")
    assert lesson.locator("#blank").is_visible()
    on(lesson)
    assert at(lesson) == "d1-scene"
    assert not lesson.locator("#blank").is_visible()
    lesson.keyboard.press("PageUp")
    assert at(lesson) == "frame"


def test_a_lesson_is_paused_and_goes_on_from_the_decisions_that_were_taken(lesson: Page) -> None:
    lesson.fill("#class", "9B")
    lesson.click("#begin")
    go_to(lesson, "d1-vote")
    vote(lesson, C=20)
    go_to(lesson, "d1-record")
    lesson.focus("#peek")
    lesson.keyboard.press("Enter")
    lesson.get_by_text("Pause here").click()
    assert "9B, after decision 1: C" in seen(lesson)
    load_anew(lesson)
    on(lesson)
    assert at(lesson) == "d1-record"
    load_anew(lesson)
    lesson.fill("#class", "9C")
    lesson.locator("#resume summary").click()
    lesson.locator("input[name=resume1][value=C]").check()
    lesson.click("#go-on")
    assert at(lesson) == "out"
    # Stepping back over another lesson's decision does not decide it again.
    for _ in range(6):
        lesson.keyboard.press("PageUp")
    assert at(lesson) == "d1-reveal"
    assert "This class has decided: C." in seen(lesson)


def test_a_closed_browser_comes_back_to_the_same_page(lesson: Page) -> None:
    lesson.click("#begin")
    go_to(lesson, "d1-vote")
    vote(lesson, C=20)
    load_anew(lesson)
    lesson.click("#stored")
    assert at(lesson) == "d1-vote"
    assert lesson.locator("input[data-for=C]").first.input_value() == "20"


def test_a_late_start_tells_the_teacher_what_to_leave_out(lesson: Page) -> None:
    lesson.clock.set_fixed_time("2026-10-23T10:20:00")
    lesson.fill("#bell", "10:45")
    assert "25 minutes are left, and 45 are planned." in seen(lesson)
    assert "Tell the frame" not in seen(lesson)
    lesson.focus("#begin")
    lesson.keyboard.down("h")
    assert "Tell the frame" in seen(lesson)
    lesson.keyboard.up("h")
    lesson.fill("#bell", "10:35")
    assert "Hold the lesson in two parts" in seen(lesson)
    lesson.fill("#bell", "11:30")
    assert "are left" not in seen(lesson)


def test_the_first_decision_is_told_when_the_lesson_begins_late(
    window: Page, shipped_lesson: str, tmp_path: Path
) -> None:
    window.clock.set_fixed_time("2026-10-23T10:20:00")
    open_lesson(window, shipped_lesson, tmp_path)
    assert not window.locator("#tell").is_visible()
    window.fill("#bell", "10:58")
    assert window.locator("#tell").is_visible()
    window.click("#begin")
    way = []
    while not at(window).startswith("d2"):
        way.append(at(window))
        on(window)
    assert way[:3] == ["frame", "d1-scene", "d1-record"]
    assert not {"d1-vote", "d1-because", "d1-reveal"} & set(way)
    # 13 minutes are planned here, and 21 after it: it must end before the hour that its plan would give.
    window.keyboard.down("h")
    assert "Until 10:37" in seen(window)
    window.keyboard.up("h")


def test_at_400_per_cent_nothing_stands_over_the_text_and_a_new_page_begins_at_its_top(lesson: Page) -> None:
    lesson.set_viewport_size({"width": 320, "height": 180})
    lesson.click("#begin")
    lesson.evaluate("scrollTo(0, 9999)")
    on(lesson)
    assert lesson.evaluate("scrollY") == 0
    fixed = "Array.from(document.body.children).filter((part) => !part.hidden && getComputedStyle(part).position === 'fixed').length"
    assert lesson.evaluate(fixed) == 0


def test_a_double_click_turns_one_page(lesson: Page) -> None:
    lesson.click("#begin")
    lesson.dblclick("#on")
    assert at(lesson) == "d1-scene"


def test_a_wall_shows_each_page_of_the_lesson_that_ships_whole_and_no_screen_is_too_narrow(
    window: Page, shipped_lesson: str, tmp_path: Path
) -> None:
    open_lesson(window, shipped_lesson, tmp_path)
    # Two projectors, a phone, and a wall at 400 per cent.
    for wide, high in ((1280, 720), (1024, 768), (390, 844), (320, 180)):
        window.set_viewport_size({"width": wide, "height": high})
        load_anew(window)
        too_large = window.evaluate(
            """() => {
              const found = [], page = document.documentElement;
              document.querySelector("#begin").click();
              for (let presses = 0; presses < 999; presses += 1) {
                const section = document.querySelector(".page:not([hidden])");
                if (page.scrollWidth > innerWidth) found.push(section.id + " is too wide");
                if (innerWidth > 900 && page.scrollHeight > innerHeight) found.push(section.id + " is too high");
                if (section.id === "end") return found;
                section.querySelectorAll("input.count").forEach((input, position) => {
                  input.value = [30, 3, 12, 1][position];
                  input.dispatchEvent(new Event("input", { bubbles: true }));
                });
                document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key: "PageDown", bubbles: true }));
              }
              return ["the lesson has no end"];
            }"""
        )
        assert not too_large, (wide, high)
