"""Replaying and branching in the terminal game."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from game.branches.tree import TreeRow
from game.play.journal import replay
from game.play.page_builder import build_page
from game.play.session import get_machine
from game.play.store.saved_runs import RunStore, SavedRun
from game.story.types import Pack
from game.tui.screens.branches_screen import BranchesScreen
from game.tui.screens.replay_screen import ReplayScreen, estimate_reading_time
from game.tui.screens.saved_runs_screen import SavedRunsScreen
from game.tui.widgets.row_list import RowList
from tests.tui.conftest import Playing, game, read, room, seen, whole


async def test_a_run_is_replayed_and_taken_over_elsewhere(playing: Playing, store: RunStore, mill: Pack) -> None:
    async with playing() as pilot:
        await pilot.press("1", "2", "1")
        (saved,) = store.list_runs(mill)
        assert game(pilot).open_replay(saved) == ""
        await pilot.pause()
        assert room(pilot) == "ReplayScreen"
        assert "decision 0 of 3" in whole(pilot)
        await pilot.press("right", "right")
        assert "The square" in whole(pilot)
        await pilot.press("2")
        await pilot.pause()
        assert room(pilot) == "PlayScreen"
        assert "Winter" in whole(pilot)
    runs = sorted(saved.run.choices[-1] for saved in store.list_runs(mill))
    assert runs == ["the-square.home", "the-square.leave"]


async def test_looking_at_a_run_writes_nothing(playing: Playing, store: RunStore, mill: Pack) -> None:
    async with playing() as pilot:
        await pilot.press("1", "2", "1")
        (before,) = store.list_runs(mill)
        game(pilot).open_replay(before)
        await pilot.press("right", "right", "left", "right", "right", "right")
        assert "t takes over" in whole(pilot)
    (after,) = store.list_runs(mill)
    assert after.last_bytes == before.last_bytes


async def test_one_can_go_to_any_hour_of_a_replay(playing: Playing, store: RunStore, mill: Pack) -> None:
    async with playing() as pilot:
        await pilot.press("1", "2", "1")
        game(pilot).open_replay(store.list_runs(mill)[0])
        await pilot.press("g")
        await pilot.pause()
        assert "5 May 14:00 The yard" in " ".join(whole(pilot).split())
        await pilot.press("down", "down", "enter")
        await pilot.pause()
        assert "decision 2 of 3" in whole(pilot)


async def mapped(pilot: Pilot[None]) -> BranchesScreen:
    """The branch map, opened and filled."""
    await pilot.press("b")
    await read(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, BranchesScreen)
    return screen


def marked(screen: BranchesScreen) -> TreeRow:
    return screen.rows[screen.tree_view.cursor]


def keep(store: RunStore, pack: Pack, *pairs: str, documented: bool = False) -> Path:
    """A saved run."""
    run = store.new_run(pack, "weaver").run
    saved = store.save(SavedRun(msgspec.structs.replace(run, choices=list(pairs), cursor=len(pairs))))
    assert saved.path is not None
    if documented:
        saved.path.write_bytes(saved.path.read_bytes() + b"documented: true\n")
    return saved.path


async def test_the_map_leads_to_a_road_not_taken_and_the_new_run_is_on_disk_at_once(
    playing: Playing, store: RunStore, mill: Pack
) -> None:
    async with playing(size=(120, 40)) as pilot:
        await pilot.press("1", "2")
        before = store.list_runs(mill)
        screen = await mapped(pilot)
        assert marked(screen).choice_refs == ("the-notice.tear-it-down", "the-yard.walk")
        await pilot.press("n", "n", "n")
        row = marked(screen)
        assert (
            row.untaken_choice is not None and row.untaken_choice.spec.text == "Ask the forewoman to have it taken back"
        )
        assert "“Ask the forewoman to have it taken back”" in seen(pilot)
        assert "Enter goes there, as a new run." in " ".join(whole(pilot).split())
        await pilot.press("enter")
        await pilot.pause()
        assert room(pilot) == "PlayScreen"
        assert "The record stands: why? · r answers" in whole(pilot)
    runs = store.list_runs(mill)
    assert [saved.run.choices for saved in runs] == [
        ["the-notice.ask-the-forewoman"], ["the-notice.tear-it-down", "the-yard.walk"],
    ]  # fmt: skip
    assert runs[1].last_bytes == before[0].last_bytes


async def test_the_branch_map_keeps_titles_of_roads_not_taken_to_itself(playing: Playing) -> None:
    async with playing(size=(120, 40)) as pilot:
        await pilot.press("1")
        screen = await mapped(pilot)
        for key in ("home", *["down"] * 6):
            await pilot.press(key)
            assert "The square" not in whole(pilot) + screen.tree_view.text
            assert "Winter" not in whole(pilot) + screen.tree_view.text
        await pilot.press("o")
        assert "Not taken: Walk out with the others." in screen.tree_view.text
        assert "The square" not in screen.tree_view.text


async def test_the_page_under_the_marker_is_shown_with_what_it_did_to_the_record(playing: Playing) -> None:
    async with playing(size=(120, 50)) as pilot:
        await pilot.press("2", "2")
        screen = await mapped(pilot)
        assert "≠ parted · = met again" in screen.tree_view.text
        assert "Stayed in the town" in screen.tree_view.text
        await pilot.press("home", "down", "down", "down")
        assert marked(screen).choice_refs == ("the-notice.ask-the-forewoman",)
        told = " ".join(whole(pilot).split())
        assert "Here this way parted from the record: Stopping the cut." in told
        assert "Here it met the record again: Stopping the cut." in told
        assert "The record stands: why?" in told


async def test_the_documented_course_is_drawn_through_the_map(
    playing: Playing, store: RunStore, mill: Pack, tmp_path: Path
) -> None:
    shipped = RunStore(tmp_path / "shipped")
    keep(shipped, mill, "the-notice.go-to-the-loom", "the-yard.walk", "the-square.home", documented=True)
    keep(shipped, mill, "the-notice.tear-it-down", "the-yard.stay")
    store.shipped_folder = tmp_path / "shipped"
    async with playing(size=(120, 40)) as pilot:
        await pilot.press("3")
        screen = await mapped(pilot)
        lines = screen.tree_view.text.splitlines()
        assert "◆ 5 May 1930 07:00  The notice" in lines[0]
        assert any("◆ 5 May 19:30  ? Walk out with the others" in line for line in lines)
        assert any("◆ March 1931  …" in line for line in lines)
        # Of the other runs that ship nothing is drawn: they are not the player's.
        assert "Tear the notice down" in screen.tree_view.text
        assert "○" not in screen.tree_view.text
        while not (marked(screen).is_untaken and marked(screen).untaken_choice is None):
            await pilot.press("n")
        await pilot.press("enter")
        await pilot.pause()
        assert "The square" in seen(pilot)
    assert store.find_latest(mill) is not None


async def test_the_map_grows_as_runs_are_read_and_the_marker_stays(
    playing: Playing, store: RunStore, mill: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("game.tui.growing_batches.FIRST_BATCH", 1)
    keep(store, mill, "the-notice.tear-it-down", "the-yard.walk", "the-square.leave")
    keep(store, mill, "the-notice.tear-it-down", "the-yard.walk", "the-square.home")
    keep(store, mill, "the-notice.ask-the-forewoman", "the-yard.stay")
    (store.folder / "broken.yaml").write_bytes(b"{")
    async with playing(size=(120, 40)) as pilot:
        await pilot.press("3")
        screen = await mapped(pilot)
        assert marked(screen).choice_refs == ("the-notice.go-to-the-loom",)
        assert screen.run_tree.root.run_count == 4
        assert len([row for row in screen.rows if row.is_known]) == 8


async def test_the_mouse_marks_a_line_and_a_second_click_goes_there(
    playing: Playing, store: RunStore, mill: Pack
) -> None:
    async with playing(size=(120, 40)) as pilot:
        await pilot.press("1")
        screen = await mapped(pilot)
        place = next(place for place, row in enumerate(screen.rows) if row.untaken_choice is not None)
        await pilot.click(screen.tree_view, offset=(10, place))
        assert screen.tree_view.cursor == place
        assert room(pilot) == "BranchesScreen"
        await pilot.click(screen.tree_view, offset=(10, place))
        await pilot.pause()
        assert room(pilot) == "PlayScreen"
    assert len(store.list_runs(mill)) == 2


async def test_a_replay_says_on_its_pages_from_where_a_run_no_longer_fits(
    playing: Playing, store: RunStore, mill: Pack
) -> None:
    new = store.new_run(mill, "weaver").run
    choices = ["the-notice.tear-it-down", "the-yard.climb", "the-square.leave"]
    async with playing(role=None) as pilot:
        saved = SavedRun(msgspec.structs.replace(new, choices=choices, cursor=3))
        game(pilot).open_replay(saved, "The key says so.")
        await pilot.pause()
        notice = " ".join(str(pilot.app.screen.query_one("#notice", Static).visual).split())
        assert notice.startswith("The key says so. Choice 2 of 3 no longer fits")
        assert "It goes as far as decision 1." in notice
        await pilot.press("right")
        assert "no longer fits" in whole(pilot)
        await pilot.press("right")
        assert "no longer fits" in whole(pilot)
        assert "t takes over from here" in whole(pilot)


async def test_runs_are_marked_and_laid_side_by_side(playing: Playing, store: RunStore, mill: Pack) -> None:
    keep(store, mill, "the-notice.tear-it-down", "the-yard.stay")
    keep(store, mill, "the-notice.tear-it-down", "the-yard.walk", "the-square.leave")
    async with playing(role=None, size=(120, 40)) as pilot:
        game(pilot).action_runs()
        await read(pilot)
        await pilot.press("c")
        assert "Mark two runs or more" in seen(pilot)
        await pilot.press("space", "down")
        assert "✓ A weaver" in seen(pilot)
        await pilot.press("c")
        await pilot.pause()
        assert room(pilot) == "ComparisonScreen"
        told = whole(pilot)
        assert "They parted in “The yard”." in told
        assert "A letter: Moved away" in told
        assert "The river is louder now: Stayed in the" in told
        assert "· The mill cuts wages" in told
        assert "Courage: 2" in told
        assert "5 May 07:00: Removed a notice." in told
        await pilot.press("escape")
        await pilot.pause()
        assert room(pilot) == "SavedRunsScreen"


async def test_a_comparison_reads_also_where_there_is_little_room(
    playing: Playing, store: RunStore, mill: Pack
) -> None:
    for choice in ("stay", "walk", "speak"):
        keep(store, mill, "the-notice.tear-it-down", f"the-yard.{choice}")
    async with playing(role=None, size=(60, 20)) as pilot:
        game(pilot).action_runs()
        await read(pilot)
        await pilot.press("space", "down", "space", "down", "space", "c")
        await pilot.pause()
        told = whole(pilot)
        assert all(f"{letter}  The yard" in told for letter in "ABC")
        assert max(map(len, seen(pilot).splitlines())) <= 60


async def test_a_replay_tells_what_each_choice_leaves_open(playing: Playing, store: RunStore, mill: Pack) -> None:
    keep(store, mill, "the-notice.tear-it-down", "the-yard.stay")
    async with playing(role=None) as pilot:
        game(pilot).open_replay(store.list_runs(mill)[0])
        await pilot.press("w")
        await read(pilot)
        assert room(pilot) == "WhatIfScreen"
        told = " ".join(whole(pilot).split())
        assert "Not taken in this run" in told
        assert "“Ask the forewoman to have it taken back” · Two of two fates: Stayed in the town; one that you" in told
        assert "One of one attempt against the record, of which you have made none." in told
        assert "Moved away" not in told
        assert "Stopping the cut" not in told
        await pilot.press("escape", "right", "right", "w")
        await read(pilot)
        assert "Here the run has ended" in whole(pilot)


async def test_what_was_seen_is_counted(playing: Playing, store: RunStore, mill: Pack) -> None:
    keep(store, mill, "the-notice.tear-it-down", "the-yard.stay")
    async with playing(role=None) as pilot:
        game(pilot).action_progress()
        await read(pilot)
        told = " ".join(whole(pilot).split())
        assert "A weaver" in told
        assert "scenes 3 of 5" in told
        assert "In all" in told


async def test_files_that_hold_no_run_say_why_when_they_are_marked(
    playing: Playing, store: RunStore, mill: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("game.tui.growing_batches.FIRST_BATCH", 1)
    keep(store, mill, "the-notice.tear-it-down")
    keep(store, mill, "the-notice.go-to-the-loom")
    (store.folder / "a-broken.yaml").write_bytes(b"{")
    async with playing(role=None) as pilot:
        game(pilot).action_runs()
        await read(pilot)
        assert "a-broken.yaml cannot be used" in " ".join(pilot.app.screen.query_one(RowList).text.split())
        await pilot.press("end")
        assert "a-broken.yaml" in str(pilot.app.screen.query_one("#notice", Static).visual)
        for key in ("enter", "p", "r", "space"):
            await pilot.press(key)
        assert room(pilot) == "SavedRunsScreen"


async def test_the_branches_open_from_the_saved_runs_too(
    playing: Playing, store: RunStore, mill: Pack, tmp_path: Path
) -> None:
    # A run that ships is not the player's: of its scenes only the first is told.
    keep(RunStore(tmp_path / "shipped"), mill, "the-notice.tear-it-down", "the-yard.stay")
    store.shipped_folder = tmp_path / "shipped"
    async with playing(role=None) as pilot:
        game(pilot).action_runs()
        await read(pilot)
        await pilot.press("b")
        await read(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, BranchesScreen)
        assert "The notice" in screen.tree_view.text
        assert "The yard" not in screen.tree_view.text
        await pilot.press("n", "enter")
        await pilot.pause()
        assert room(pilot) == "PlayScreen"
    assert store.find_latest(mill) is not None


async def test_the_list_stays_while_the_folder_is_read_again(playing: Playing, store: RunStore, mill: Pack) -> None:
    keep(store, mill, "the-notice.tear-it-down")
    keep(store, mill, "the-notice.go-to-the-loom")
    async with playing(role=None) as pilot:
        game(pilot).action_runs()
        await read(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, SavedRunsScreen)
        before = screen.row_list.text
        screen.reload()
        assert screen.row_list.text == before
        # What an earlier reading found late is not shown twice.
        screen.post_message(SavedRunsScreen.FilesRead(1, [*screen.runs], last=True))
        await read(pilot)
        assert len(screen.runs) == 2
        assert screen.row_list.text == before


async def test_an_empty_folder_is_said(playing: Playing) -> None:
    async with playing(role=None) as pilot:
        game(pilot).action_runs()
        await read(pilot)
        assert "No run has been saved yet." in seen(pilot)
        await pilot.press("enter", "p", "r", "space", "c", "up", "down")
        assert room(pilot) == "SavedRunsScreen"


async def test_a_replay_turns_its_pages_by_itself_until_it_is_paused_or_over(
    playing: Playing, store: RunStore, mill: Pack
) -> None:
    keep(store, mill, "the-notice.tear-it-down", "the-yard.stay")
    async with playing(role=None) as pilot:
        game(pilot).open_replay(store.list_runs(mill)[0])
        await pilot.press("a")
        screen = pilot.app.screen
        assert isinstance(screen, ReplayScreen)
        assert "plays by itself; a pauses" in screen.status
        screen.turn_page()
        await pilot.pause()
        assert screen.page.title == "The yard"
        await pilot.press("f")
        await pilot.pause()
        assert room(pilot) == "FootnotesScreen"
        screen.turn_page()
        assert screen.page.title == "The yard"
        await pilot.press("escape", "a")
        assert "→ goes on" in screen.status
        await pilot.press("a")
        screen.turn_page()
        screen.turn_page()
        await pilot.pause()
        assert screen.page.title == "Winter"
        assert "Here the run ends. t takes over from here." in " ".join(whole(pilot).split())
        assert "→ goes on" in screen.status
        await pilot.press("t")
        await pilot.pause()
        assert room(pilot) == "PlayScreen"


def test_a_page_is_shown_for_as_long_as_it_takes_to_read(mill: Pack) -> None:
    machine = get_machine(mill, "weaver")
    short, long = (
        estimate_reading_time(build_page(mill, replay(machine, pairs))) for pairs in ([], ["the-notice.tear-it-down"])
    )
    # The second page begins with what the choice did.
    assert 3 <= short < long
