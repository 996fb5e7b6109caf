"""Trouble: a full disk, a fault of our own, hostile text, and windows of every size."""

from __future__ import annotations

import asyncio
import errno
import unicodedata
from pathlib import Path

import pytest
from textual import events
from textual.geometry import Size

from game.play.store import files
from game.play.store.saved_runs import RunStore
from game.play.store.settings_file import SettingsFile
from game.story.parse import parse_pack
from game.story.types import Pack
from game.tui.app import GameApp
from game.tui.command_palette import PaletteProvider
from game.tui.player_commands import PLAYER_COMMANDS
from game.tui.widgets.menu import Menu
from game.tui.widgets.text_pane import TextPane
from tests.conftest import planted
from tests.tui.conftest import MakeGame, Playing, game, read, room, seen, whole


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """A disk that is full as long as the list says so."""
    state = [True]
    real = files._replace

    def replace(beside: Path, path: Path) -> None:
        if state[0]:
            raise OSError(errno.ENOSPC, "No space left on device")
        real(beside, path)

    monkeypatch.setattr(files, "_replace", replace)
    return state


async def test_a_full_disk_is_said_and_the_choice_is_not_taken(playing: Playing, full: list[bool]) -> None:
    async with playing() as pilot:
        await pilot.press("1")
        await pilot.pause()
        assert room(pilot) == "SaveFailedDialog"
        assert "The disk is full" in seen(pilot)
        await pilot.press("3")
        assert room(pilot) == "PlayScreen"
        assert "The notice" in seen(pilot)


async def test_trying_again_after_room_was_made_takes_the_choice(
    playing: Playing, full: list[bool], store: RunStore, mill: Pack
) -> None:
    async with playing() as pilot:
        await pilot.press("1")
        full[0] = False
        await pilot.press("1")
        await pilot.pause()
        assert "› Tear the notice down" in seen(pilot)
        assert len(store.list_runs(mill)) == 1


async def test_one_can_play_on_without_saving(playing: Playing, full: list[bool], store: RunStore, mill: Pack) -> None:
    async with playing() as pilot:
        await pilot.press("1", "2")
        await pilot.pause()
        assert "Not saved" in seen(pilot)
        await pilot.press("1")
        assert "The square" in seen(pilot)
        assert store.list_runs(mill) == []


async def test_a_setting_that_cannot_be_kept_is_said(playing: Playing, full: list[bool]) -> None:
    async with playing() as pilot:
        await pilot.press("d")
        assert "The setting holds until you quit." in seen(pilot)


async def test_a_fault_of_ours_ends_with_a_sentence_and_a_log(
    make_game: MakeGame, store: RunStore, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    app = make_game("weaver")

    def broken(*_: object) -> None:
        raise RuntimeError("a fault of ours")

    with pytest.raises(RuntimeError, match="a fault of ours"):
        async with app.run_test() as pilot:
            await read(pilot)
            monkeypatch.setattr(game(pilot).session, "choose", broken)
            await pilot.press("1")
    assert app.return_code == 1
    log = store.folder.parent / "error.log"
    assert "RuntimeError: a fault of ours" in log.read_text()
    said = capsys.readouterr().err
    assert said.startswith("The game met a fault of its own and had to end; your choices are saved.")
    assert "Traceback" not in said


HOSTILE = "A [b]bold[/b] [/] [@click=app.leave_game]end[/] $accent {x} \\\\[red] \\u001b[31mred \\u202eturned"


async def test_text_that_looks_like_markup_is_shown_as_it_is(playing: Playing) -> None:
    files_of_pack = planted("weaver/scenes.yaml", "title: The notice", f'title: "{HOSTILE}"')
    for name, old in (
        ("weaver/scenes.yaml", "text: Go to your loom"),
        ("weaver/role.yaml", "name: A weaver"),
        ("record/places.yaml", "name: The mill"),
        ("record/sources.yaml", "title: The ledger book of the mill"),
    ):
        text = files_of_pack[name].decode()
        key = old.partition(":")[0]
        assert old in text
        files_of_pack[name] = text.replace(old, f'{key}: "{HOSTILE}"', 1).encode()
    pack, faults, _ = parse_pack(files_of_pack)
    assert pack is not None
    assert not faults
    shown = r"A [b]bold[/b] [/] [@click=app.leave_game]end[/] $accent {x} \[red]"
    async with playing(pack=pack, size=(160, 50)) as pilot:
        assert shown in seen(pilot)
        for key in ("d", "f", "enter", "escape", "escape", "m", "escape", "j", "escape", "ctrl+p", "escape", "3", "f"):
            await pilot.press(key)
            await read(pilot)
            assert not [sign for sign in whole(pilot) if _control(sign)]
        assert shown in " ".join(whole(pilot).split())


def _control(sign: str) -> bool:
    return sign != "\n" and (unicodedata.category(sign) == "Cc" or sign in "\u202e\u202d\u2066\u2067")


async def test_what_is_pasted_is_cleaned(playing: Playing) -> None:
    async with playing() as pilot:
        await pilot.press("1", "escape")
        game(pilot).action_runs()
        await pilot.pause()
        await pilot.press("r")
        pilot.app.post_message(events.Paste("May\x1b]52;c;QQ==\x07 \u202eBárány"))
        await pilot.pause()
        assert "May]52;c;QQ== Bárány" in seen(pilot)
        await pilot.press("escape", "ctrl+p")
        pilot.app.post_message(events.Paste("\x9b31mre\u0301d"))
        await pilot.pause()
        assert "31mréd" in seen(pilot)


async def test_a_question_answered_twice_leaves_only_itself(playing: Playing, full: list[bool]) -> None:
    async with playing() as pilot:
        await pilot.press("1")
        await pilot.pause()
        menu = pilot.app.screen.query_one(Menu)
        for _ in range(2):
            menu.action_number(3)
        await pilot.pause()
        assert room(pilot) == "PlayScreen"


async def test_a_key_pressed_before_the_page_was_there_takes_nothing_from_it(playing: Playing) -> None:
    async with playing() as pilot:
        menu = pilot.app.screen.query_one("#choices", Menu)
        for number in (1, 2):
            menu.action_number(number)
        await pilot.pause()
        assert game(pilot).session.run.choices == ["the-notice.tear-it-down"]  # type: ignore[union-attr]
        assert "closed" not in seen(pilot)


async def test_the_palette_shows_a_sentence_that_looks_like_markup_as_it_is(playing: Playing) -> None:
    files = planted("record/places.yaml", "description: A cloth mill.", 'description: "[/] A quern, [sic]."')
    pack, faults, _ = parse_pack(files)
    assert pack is not None
    assert not faults, faults
    async with playing(pack=pack, size=(100, 40)) as pilot:
        await pilot.press("ctrl+p", *"quern")
        await read(pilot)
        await read(pilot)
        assert "[/] A quern, [sic]." in seen(pilot)


async def test_the_palette_can_be_hurried(playing: Playing) -> None:
    async with playing() as pilot:
        for key in ("ctrl+p", "pageup", "escape", "ctrl+p", "pagedown", "escape", "escape"):
            pilot.app.post_message(events.Key(key, None))
        await pilot.pause()
        await read(pilot)
        assert room(pilot) in {"PlayScreen", "TitleScreen"}


async def test_a_window_of_60_by_20_shows_everything(playing: Playing) -> None:
    async with playing(size=(60, 20)) as pilot:
        await pilot.press("1")
        page = seen(pilot)
        for part in ("The yard", "1  Climb on the cart and speak", "3  Stay by the gate", "? help", "q quit"):
            assert part in page
        assert all(len(line) <= 60 for line in page.split("\n"))


async def test_a_smaller_window_says_what_it_needs_and_takes_no_keys(playing: Playing) -> None:
    async with playing() as pilot:
        await pilot.resize_terminal(59, 20)
        await pilot.pause()
        assert "This window is 59 by 20; the game needs 60 by 20." in seen(pilot)
        await pilot.press("1")
        assert game(pilot).session.run.cursor == 0  # type: ignore[union-attr]
        await pilot.resize_terminal(80, 19)
        await pilot.pause()
        assert "the game needs" in seen(pilot)
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        await pilot.press("1")
        await pilot.pause()
        assert "The yard" in seen(pilot)


@pytest.mark.parametrize("width", [60, 99, 100, 200])
async def test_prose_keeps_its_measure(playing: Playing, width: int) -> None:
    async with playing(size=(width, 30)) as pilot:
        prose = pilot.app.screen.query_one("#prose", TextPane)
        assert max(len(line) for line in prose.text.split("\n")) <= 74
        assert pilot.app.screen.query_one("#side").display == (width >= 100)


async def test_no_color_still_tells_everything(
    playing: Playing, monkeypatch: pytest.MonkeyPatch, store: RunStore, settings: SettingsFile, mill: Pack
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = GameApp(lambda: mill, lambda: store, settings, "weaver")
    monkeypatch.delenv("NO_COLOR", raising=False)
    async with app.run_test() as pilot:
        await read(pilot)
        await pilot.press("d", "end", "down")
        page = seen(pilot)
        assert app.no_color
        assert "┃" in page
        assert "▸ 1" in page


async def test_a_size_that_the_window_no_longer_has_is_passed_over(playing: Playing) -> None:
    # Screens above each other would hand two sizes on to each other for ever.
    async with playing(size=(80, 24)) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        for screen in pilot.app.screen_stack[1:]:
            screen.post_message(events.Resize(Size(70, 22), Size(70, 22)))
        await pilot.pause()
        assert {screen._compositor.size for screen in pilot.app.screen_stack[1:]} == {Size(80, 24)}
        await pilot.resize_terminal(70, 22)
        await pilot.pause()
        assert pilot.app.screen._compositor.size == Size(70, 22)


@pytest.mark.parametrize("width", range(1, 12))
async def test_the_palette_stands_a_window_of_a_few_cells(playing: Playing, width: int) -> None:
    async with playing() as pilot:
        await pilot.press("ctrl+p")
        await pilot.press("a")
        await read(pilot)
        await pilot.resize_terminal(width, 4)
        await pilot.pause()
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert room(pilot) == "PaletteScreen"


async def test_a_click_beyond_a_window_that_became_smaller_leaves_the_palette_alone(playing: Playing) -> None:
    async with playing() as pilot:
        await pilot.press("ctrl+p")
        palette = pilot.app.screen
        palette.post_message(events.Click(palette, 0, 0, 0, 0, 1, False, False, False, screen_x=159, screen_y=26))
        await pilot.pause()
        assert room(pilot) == "PaletteScreen"


async def test_work_for_a_screen_that_was_left_may_fail_and_the_game_goes_on(
    playing: Playing, store: RunStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def late() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            raise LookupError("nothing is there any more")

    async with playing() as pilot:
        await pilot.press("ctrl+p")
        pilot.app.screen.run_worker(late())
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert room(pilot) == "PlayScreen"
        assert pilot.app.return_code is None
        await pilot.press("1")
        assert "The yard" in seen(pilot)
    assert not (store.folder.parent / "error.log").exists()


async def test_what_the_palette_asks_of_a_screen_that_was_left_is_passed_over(playing: Playing) -> None:
    async with playing() as pilot:
        await pilot.press("slash")
        await read(pilot)
        asked = {says: run for _, says, run in PaletteProvider(pilot.app.screen)._entries()}
        (narrow,) = (command.help for command in PLAYER_COMMANDS if command.action == "narrow")
        await pilot.press("escape")
        assert room(pilot) == "PlayScreen"
        pilot.app.call_later(asked[narrow])
        await pilot.pause()
        assert room(pilot) == "PlayScreen"
        assert pilot.app.return_code is None
