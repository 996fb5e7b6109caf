"""Playing: choosing, stepping back, reading, and what one key does."""

from __future__ import annotations

import threading

from game.branches.run_keys import encode_key
from game.play.store.saved_runs import RunStore
from game.play.store.settings_file import SettingsFile
from game.story.types import Pack
from game.tui.app import GameApp
from game.tui.widgets.menu import Menu
from game.tui.widgets.text_pane import TextPane
from tests.conftest import SCENES
from tests.tui.conftest import MakeGame, Playing, game, read, room, seen, whole


async def test_the_title_screen_is_there_before_the_story(mill: Pack, store: RunStore, settings: SettingsFile) -> None:
    may_read = threading.Event()

    def load() -> Pack:
        may_read.wait(10)
        return mill

    async with GameApp(load, lambda: store, settings).run_test() as pilot:
        await pilot.pause()
        game(pilot)._announce_loading()
        await pilot.pause()
        assert "Quit" in seen(pilot)
        assert "reading the story…" in seen(pilot)
        may_read.set()
        await read(pilot)
        assert "T H E   M I L L" in seen(pilot).replace("\u00a0", " ")
        assert "Continue" not in seen(pilot)
        assert "reading the story" not in seen(pilot)


async def test_a_new_run_begins_with_the_choice_of_a_role(playing: Playing) -> None:
    async with playing(role=None) as pilot:
        await pilot.press("enter")
        assert "You stand at loom nineteen." in seen(pilot)
        assert "What it shows: Hunger is spoken of." in seen(pilot)
        await pilot.press("enter")
        assert "Your thumb is on the notice" in seen(pilot)


async def test_councils_stand_under_a_heading_that_cannot_be_picked(playing: Playing) -> None:
    async with playing(role=None, size=(80, 40)) as pilot:
        await pilot.press("enter")
        menu = pilot.app.screen.query_one("#menu", Menu)
        assert [(item.text, item.is_open, item.number) for item in menu.items[2:]] == [
            ("Or a body that decides by ballot, for a class or alone:", False, None),
            ("The guild hall", True, 3),
        ]
        await pilot.press("down", "down", "enter", "1")
        page = whole(pilot)
        assert "Known in this room" in page
        await pilot.press("2")
        page = whole(pilot)
        assert "How far it reached" in page
        assert "─ Disputed: How many walked out? ─" in page


async def test_a_number_takes_a_choice_and_the_page_tells_it(playing: Playing) -> None:
    async with playing() as pilot:
        await pilot.press("1")
        page = seen(pilot)
        assert "› Tear the notice down and put it in your apron" in page
        assert "The paper comes away in one piece." in page
        assert game(pilot).session.run.choices == ["the-notice.tear-it-down"]  # type: ignore[union-attr]


async def test_arrows_and_enter_take_a_choice(playing: Playing) -> None:
    async with playing() as pilot:
        await pilot.press("down", "down", "down", "enter")
        assert "› Go to your loom" in seen(pilot)


async def test_a_click_takes_a_choice(playing: Playing) -> None:
    async with playing() as pilot:
        menu = pilot.app.screen.query_one("#choices", Menu)
        await pilot.click(menu, offset=(8, 1))
        await pilot.pause()
        assert "› Ask the forewoman to have it taken back" in seen(pilot)


async def test_a_closed_choice_gives_its_reason_and_has_no_number(playing: Playing) -> None:
    async with playing() as pilot:
        await pilot.press("3")
        page = seen(pilot)
        assert "You have not the courage for it today." in page
        assert "1  Walk out with the others" in page
        menu = pilot.app.screen.query_one("#choices", Menu)
        await pilot.click(menu, offset=(8, 0))
        await pilot.press("3")
        assert "no choice with that number" in seen(pilot)
        assert game(pilot).session.run.cursor == 1  # type: ignore[union-attr]


async def test_back_and_forward_lose_nothing(playing: Playing) -> None:
    async with playing() as pilot:
        await pilot.press("3", "left")
        assert "Go to your loom  (taken before)" in seen(pilot)
        await pilot.press("right")
        assert "› Go to your loom" in seen(pilot)
        await pilot.press("backspace", "left")
        assert "This is where the run begins." in seen(pilot)


async def test_another_choice_after_stepping_back_is_another_run(playing: Playing, store: RunStore, mill: Pack) -> None:
    async with playing() as pilot:
        await pilot.press("3", "left", "1")
        assert len(store.list_runs(mill)) == 2


async def test_an_attempt_is_answered_in_four_parts(playing: Playing) -> None:
    async with playing(size=(100, 40)) as pilot:
        await pilot.press("2")
        page = whole(pilot)
        # What it changed is story, and opens the page; the rest is for who asks.
        assert page.index("The forewoman knows your name now.") < page.index("The yard")
        assert "Noted: Asked for the old wage." in page
        assert "The record stands: why? · r answers" in page
        await pilot.press("r")
        page = whole(pilot)
        for part in (
            "The record answers: Stopping the cut",
            "What it changed",
            "What the record says",
            "Why it stood",
            "What would have had to be different (a judgement)",
        ):
            assert part in page
        await pilot.press("f")
        assert "Wages were cut by a tenth" in whole(pilot)


async def test_documented_sentences_get_a_bar_and_the_rule_says_so(playing: Playing) -> None:
    async with playing() as pilot:
        assert "┃" not in seen(pilot)
        await pilot.press("d")
        page = seen(pilot)
        assert "documented 1/3, rest invented" in page or "documented, 1 of 3 sentences" in page
        barred = [line for line in page.split("\n") if "┃" in line]
        assert any("less, from today.¹" in line for line in barred)
        assert not any("Behind you the looms" in line for line in barred)


async def test_news_is_told_as_then_and_one_key_shows_now(playing: Playing) -> None:
    async with playing(size=(100, 40)) as pilot:
        await pilot.press("3")
        assert "They say that it is a fifth." in whole(pilot)
        assert "Known today" not in whole(pilot)
        await pilot.press("n")
        assert "Known today: Wages were cut by a tenth" in whole(pilot)


async def test_a_long_page_says_that_there_is_more_and_space_reads_on(playing: Playing) -> None:
    async with playing(size=(60, 20)) as pilot:
        await pilot.press("2")
        await pilot.pause()
        prose = pilot.app.screen.query_one("#prose", TextPane)
        assert "more below" in seen(pilot)
        for _ in range(9):
            await pilot.press("space")
        await pilot.pause()
        assert not prose.has_more
        assert "more below" not in seen(pilot)
        assert "Some sixty of you" in seen(pilot)
        await pilot.press("1")
        assert prose.scroll_offset.y == 0


async def test_arrows_read_a_long_page_before_they_reach_the_choices(playing: Playing) -> None:
    async with playing(size=(60, 20)) as pilot:
        await pilot.press("2")
        await pilot.pause()
        prose, menu = pilot.app.screen.query_one("#prose", TextPane), pilot.app.screen.query_one("#choices", Menu)
        await pilot.press("down")
        assert (prose.scroll_offset.y, menu.cursor) == (1, None)
        await pilot.press("end", "down")
        assert menu.cursor == 1
        await pilot.press("up")
        assert menu.cursor is None


async def test_the_end_offers_the_ledger(playing: Playing) -> None:
    async with playing() as pilot:
        await pilot.press("l")
        assert "The ledger opens when the run has ended." in seen(pilot)
        await pilot.press("2", "2")
        assert "What became of you: Stayed in the town" in whole(pilot)
        await pilot.press("1", "1")
        await read(pilot)
        assert room(pilot) == "LedgerScreen"
        text = whole(pilot)
        assert "against the record" in text
        assert "Weber, A. and Nagyné Ő, É. (1931)" in text
        await pilot.press("f")
        assert room(pilot) == "FootnotesScreen"


async def test_a_run_that_has_ended_stands_on_one_screen_before_its_ledger(
    playing: Playing, shipped: Pack, store: RunStore
) -> None:
    store.shipped_folder = SCENES.parent / "saves"
    for role, has_course in ("student", False), ("nagy", True):
        async with playing(role=role, pack=shipped, size=(80, 24)) as pilot:
            session = game(pilot).session
            assert session is not None
            while session.page.ending is None:
                await pilot.press("1")
            await pilot.press("1")
            assert room(pilot) == "RunEndScreen"
            key = encode_key(shipped, session.journal)
            # All of it is seen at once, in the smallest usual window.
            shown = " ".join(seen(pilot).split())
            for words in ("How this run ended", "you have met 1 of 5", "roads not taken: ", key, "Begin again"):
                assert words in shown
            assert ("Compare with the documented course" in shown) is has_course
            await pilot.press("y")
            assert pilot.app.clipboard == key
            if has_course:
                await pilot.press("3")
                assert room(pilot) == "ComparisonScreen" and "The documented course" in whole(pilot)
                await pilot.press("escape")
            await pilot.press("2")
            assert room(pilot) == "BranchesScreen"
            await pilot.press("escape", "escape")
            assert room(pilot) == "PlayScreen"


async def test_ctrl_c_quits_politely(make_game: MakeGame) -> None:
    app = make_game("weaver")
    async with app.run_test() as pilot:
        await read(pilot)
        await pilot.press("1", "ctrl+c")
        await pilot.pause()
    assert app.return_code == 0


async def test_the_palette_offers_what_exists(playing: Playing) -> None:
    async with playing(size=(80, 60)) as pilot:
        await pilot.press("ctrl+p")
        await pilot.pause()
        await pilot.press(*"clerk")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert "Play: A clerk" in seen(pilot)


async def test_escape_leads_from_everywhere_to_the_title(playing: Playing) -> None:
    async with playing() as pilot:
        for key in "fmj":
            await pilot.press(key)
            assert room(pilot) != "PlayScreen"
            await pilot.press("escape")
            assert room(pilot) == "PlayScreen"
        await pilot.press("1", "escape")
        assert room(pilot) == "TitleScreen"
        assert "Continue" in seen(pilot)
        await pilot.press("enter")
        assert "The yard" in seen(pilot)


async def test_a_role_with_a_prologue_tells_it_before_the_first_page(playing: Playing, sample: Pack) -> None:
    role = sample.roles[0]
    async with playing(role=None, pack=sample) as pilot:
        game(pilot).begin(role.id)
        await pilot.pause()
        assert room(pilot) == "OpeningScreen"
        told = " ".join(whole(pilot).split())
        assert role.prologue is not None
        for sentence in (role.name, role.who, *role.prologue.splitlines(), role.content_note):
            assert " ".join(sentence.split()) in told
        await pilot.press("escape")
        assert room(pilot) == "PlayScreen"
        assert role.name in seen(pilot) and role.who not in " ".join(whole(pilot).split())
        await pilot.press("1")
        await pilot.press("left")
        # Who steps back to the first page is not kept waiting again.
        assert room(pilot) == "PlayScreen"


async def test_what_goes_before_the_first_page_is_seen_at_once(playing: Playing, shipped: Pack) -> None:
    async with playing(role=None, pack=shipped, size=(80, 24)) as pilot:
        for role in shipped.person_roles:
            game(pilot).begin(role.id)
            await pilot.pause()
            assert room(pilot) == "OpeningScreen"
            assert not pilot.app.screen.query_one("#prose", TextPane).has_more, role.id
