"""The rooms: footnotes and their sources, file, saved runs, settings, and the page for a story with faults."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from msgspec.structs import replace

from game.play.store.saved_runs import RunStore
from game.play.store.settings_file import SettingsFile
from game.proof.report import run_check
from game.proof.report_formats import format_verdicts
from game.story.read_pack import read_pack_files
from game.story.types import Pack
from game.text.diagnostics import Diagnostic, DiagnosticsError
from game.tui.app import GameApp
from game.tui.player_commands import PLAYER_COMMANDS
from tests.conftest import MILL
from tests.tui.conftest import MakeGame, Playing, game, read, room, seen, whole


async def test_a_footnote_leads_to_the_full_reference_of_its_source(playing: Playing) -> None:
    async with playing(size=(80, 40)) as pilot:
        await pilot.press("3", "n", "f")
        notes = whole(pilot)
        for part in (
            "Some sixty weavers left the looms",
            "Event: The weavers walk out",
            "Confidence: medium",
            "The ledger book of the mill, p. 13.",
            "Disputed: How many walked out?",
            "– All of them.",
            "Weighed: The ledger counts wages",
        ):
            assert part in notes
        await pilot.press("3")
        await read(pilot)
        source = whole(pilot)
        assert room(pilot) == "EntryScreen"
        assert "Weber, A. and Nagyné Ő, É. (1931) The ledger book of the mill. Town" in source
        assert "Read at: p. 13" in source
        assert "Note: Dictated late in life." in source


async def test_a_page_without_footnotes_says_so(playing: Playing) -> None:
    async with playing() as pilot:
        await pilot.press("1", "1", "f")
        assert room(pilot) == "PlayScreen"
        assert "no footnotes" in seen(pilot)


async def test_the_file_on_you_and_the_journal_read_up_to_here(playing: Playing) -> None:
    async with playing() as pilot:
        await pilot.press("1", "1", "j")
        text = whole(pilot)
        assert "Removed a notice." in text
        assert "Spoke from a cart." in text
        await pilot.press("escape", "left", "j")
        assert "Spoke from a cart." not in whole(pilot)


async def test_the_map_names_in_words_what_it_shows(playing: Playing) -> None:
    async with playing() as pilot:
        await pilot.press("m")
        text = whole(pilot)
        assert "You: The mill" in text
        assert "The mill cuts wages: The mill" in text
        assert any("\u2801" <= sign <= "\u28ff" for sign in text)
        await pilot.press("m")
        assert room(pilot) == "PlayScreen"


async def test_saved_runs_can_be_opened_and_renamed_and_broken_ones_say_why(
    playing: Playing, store: RunStore, mill: Pack
) -> None:
    async with playing() as pilot:
        await pilot.press("1", "escape")
        (store.folder / "torn.yaml").write_text("format: 1\nrole: [")
        game(pilot).action_runs()
        await pilot.pause()
        assert "torn.yaml" in seen(pilot)
        assert "1 choice" in seen(pilot)
        await pilot.press("r")
        await pilot.press(*"May[b]", "enter")
        await pilot.pause()
        assert "May[b]" in seen(pilot)
        assert [saved.run.name for saved in store.list_runs(mill)] == ["May[b]"]
        await pilot.press("enter")
        await pilot.pause()
        assert "The yard" in seen(pilot)
        # The renamed run goes on in its own file.
        await pilot.press("2")
        assert len(store.list_runs(mill)) == 1
    assert (store.folder / "torn.yaml").read_text() == "format: 1\nrole: ["


async def test_shipped_runs_are_marked_and_keep_their_name(playing: Playing, store: RunStore, tmp_path: Path) -> None:
    async with playing() as pilot:
        await pilot.press("1")
        store.folder.rename(tmp_path / "shipped")
        store.shipped_folder = tmp_path / "shipped"
        game(pilot).action_runs()
        await pilot.pause()
        assert "ships with the game" in seen(pilot)
        await pilot.press("r")
        assert room(pilot) == "SavedRunsScreen"
        assert "keeps its name" in seen(pilot)


async def test_a_run_that_no_longer_fits_says_so(playing: Playing, store: RunStore, mill: Pack) -> None:
    saved = store.new_run(mill, "weaver")
    store.save(saved)
    path = next(store.folder.glob("*.yaml"))
    path.write_text(path.read_text().replace("choices: []", "choices: [gone.away]").replace("here: 0", "here: 1"))
    async with playing(role=None) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        assert "no longer fits" in seen(pilot)


async def test_settings_apply_at_once_and_are_kept(
    playing: Playing, settings: SettingsFile, make_game: MakeGame
) -> None:
    async with playing() as pilot:
        await pilot.press("3")
        game(pilot).action_settings()
        await pilot.pause()
        await pilot.press("1", "2", "3", "4")
        assert pilot.app.theme == "light-contrast"
        assert pilot.app.animation_level == "none"
        await pilot.press("escape")
        await pilot.pause()
        assert "The weavers stand in the yard." in seen(pilot)
    kept = settings.read()
    assert (kept.theme, kept.high_contrast, kept.reduced_motion, kept.calm) == ("light", True, True, True)
    assert make_game().theme == "light-contrast"


async def test_help_is_the_table_of_commands(playing: Playing) -> None:
    async with playing() as pilot:
        await pilot.press("question_mark")
        text = " ".join(whole(pilot).split())
        for command in PLAYER_COMMANDS:
            if command.keys_label:
                assert command.keys_label in text
                assert " ".join(command.help.split()) in text


async def test_about_tells_title_licence_and_content_note(playing: Playing) -> None:
    async with playing() as pilot:
        game(pilot).action_about()
        await pilot.pause()
        text = whole(pilot)
        for part in ("The Mill", "Written for the tests.", "MIT", "A small invented pack"):
            assert part in text


async def test_about_tells_what_was_proved_as_long_as_the_story_has_not_changed(playing: Playing) -> None:
    told = format_verdicts(run_check(read_pack_files(MILL))).split("\n")
    changed = [line.replace("5 scenes", "6 scenes") for line in told]
    async with playing() as pilot:
        for lines, shows in ((told, True), (changed, False), ([], False)):
            game(pilot).read_proof = partial(list, lines)
            game(pilot).action_about()
            await pilot.pause()
            assert ("A weaver: 8 states, 11 runs of 3 to 4 scenes." in whole(pilot)) is shows
            assert ("What was proved of it" in whole(pilot)) is shows
            await pilot.press("escape")


async def test_an_unknown_role_is_said_on_the_title_screen(playing: Playing) -> None:
    async with playing(role="miller") as pilot:
        assert 'The pack has no role "miller". The roles are: weaver, clerk, guild.' in seen(pilot)


async def test_a_role_with_a_fault_is_listed_with_its_line_and_cannot_be_begun(mill: Pack, playing: Playing) -> None:
    fault = Diagnostic("weaver/scenes.yaml", 53, "the-yard.choices.speak.to", 'there is no scene "the-sqare".')
    roles = [role for role in mill.roles if role.id != "weaver"]
    partly = replace(mill, roles=roles, faults=(fault,))
    async with playing(role=None, pack=partly, size=(80, 40)) as pilot:
        assert "Left out of this story because of faults: weaver." in whole(pilot)
        await pilot.press("enter")
        await pilot.pause()
        told = " ".join(whole(pilot).split())
        assert "not playable: weaver/scenes.yaml:53: the-yard.choices.speak.to: there is no scene" in told
        await pilot.press("up", "enter")
        await pilot.pause()
        session = game(pilot).session
        assert session is None or session.run.role != "weaver"


async def test_a_story_with_faults_is_told_in_sentences(store: RunStore, settings: SettingsFile) -> None:
    def load() -> Pack:
        raise DiagnosticsError([Diagnostic("story.yaml", 3, "title", "there is no title [/b].")])

    app = GameApp(load, lambda: store, settings)
    async with app.run_test() as pilot:
        await read(pilot)
        assert "story.yaml:3: title: there is no title [/b]." in seen(pilot)
        await pilot.press("q")
        await pilot.pause()
    assert app.exit_code == 1
