"""Replaying and branching in the terminal game."""

from __future__ import annotations

import msgspec
from textual.widgets import Static

from game.play.store.runs import Saved, Store
from game.story.types import Pack
from game.tui.screens.branches import Branches
from tests.tui.conftest import Playing, game, room, seen, whole


async def test_a_run_is_replayed_and_taken_over_elsewhere(playing: Playing, store: Store, mill: Pack) -> None:
    async with playing() as pilot:
        await pilot.press("1", "2", "1")
        (saved,) = store.runs(mill)
        assert game(pilot).look_at(saved) == ""
        await pilot.pause()
        assert room(pilot) == "Replay"
        assert "decision 0 of 3" in whole(pilot)
        await pilot.press("right", "right")
        assert "The square" in whole(pilot)
        await pilot.press("2")
        await pilot.pause()
        assert room(pilot) == "Scene"
        assert "Winter" in whole(pilot)
    runs = sorted(saved.run.choices[-1] for saved in store.runs(mill))
    assert runs == ["the-square.home", "the-square.leave"]


async def test_looking_at_a_run_writes_nothing(playing: Playing, store: Store, mill: Pack) -> None:
    async with playing() as pilot:
        await pilot.press("1", "2", "1")
        (before,) = store.runs(mill)
        game(pilot).look_at(before)
        await pilot.press("right", "right", "left", "right", "right", "right")
        assert "t takes over" in whole(pilot)
    (after,) = store.runs(mill)
    assert after.seen == before.seen


async def test_one_can_go_to_any_hour_of_a_replay(playing: Playing, store: Store, mill: Pack) -> None:
    async with playing() as pilot:
        await pilot.press("1", "2", "1")
        game(pilot).look_at(store.runs(mill)[0])
        await pilot.press("g")
        await pilot.pause()
        assert "5 May 14:00 The yard" in " ".join(whole(pilot).split())
        await pilot.press("down", "down", "enter")
        await pilot.pause()
        assert "decision 2 of 3" in whole(pilot)


async def test_the_branch_map_leads_to_a_road_not_taken(playing: Playing, store: Store, mill: Pack) -> None:
    async with playing(size=(120, 40)) as pilot:
        await pilot.press("1", "2", "b")
        await pilot.pause()
        screen = pilot.app.screen
        assert isinstance(screen, Branches)
        assert "? Ask the forewoman to have it taken back" in seen(pilot)
        await pilot.press("n", "enter")
        await pilot.pause()
        assert room(pilot) == "Scene"
    assert len(store.runs(mill)) >= 1


async def test_the_branch_map_keeps_titles_of_roads_not_taken_to_itself(playing: Playing) -> None:
    async with playing(size=(120, 40)) as pilot:
        await pilot.press("1", "b")
        await pilot.pause()
        assert "The square" not in seen(pilot)
        assert "Winter" not in seen(pilot)


async def test_a_replay_says_on_its_pages_from_where_a_run_no_longer_fits(
    playing: Playing, store: Store, mill: Pack
) -> None:
    new = store.new(mill, "weaver").run
    choices = ["the-notice.tear-it-down", "the-yard.climb", "the-square.leave"]
    async with playing(role=None) as pilot:
        saved = Saved(msgspec.structs.replace(new, choices=choices, here=3))
        game(pilot).look_at(saved, "The key says so.")
        await pilot.pause()
        notice = " ".join(str(pilot.app.screen.query_one("#notice", Static).visual).split())
        assert notice.startswith("The key says so. Choice 2 of 3 no longer fits")
        assert "It goes as far as decision 1." in notice
        await pilot.press("right")
        assert "no longer fits" in whole(pilot)
        await pilot.press("right")
        assert "no longer fits" in whole(pilot)
        assert "t takes over from here" in whole(pilot)
