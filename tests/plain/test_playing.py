"""Plain mode: the same pages as lines, at any input."""

from __future__ import annotations

import errno
import io
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game.branches.run_keys import encode_key
from game.plain.interrupt import Interrupt
from game.plain.player import _Player, play_in_lines
from game.play.journal import replay
from game.play.session import Session, get_machine
from game.play.store.saved_runs import RunStore
from game.story.types import Pack
from game.wording import plain_words
from tests.conftest import MILL, SCENES


def played(pack: Pack, store: RunStore, text: str, role: str | None = "weaver") -> str:
    """What plain mode prints for an input."""
    out = io.StringIO()
    assert _Player(pack, store, io.StringIO(text), out, calm=False).run(role) == 0
    return out.getvalue()


def test_a_run_is_played_by_numbers_to_its_end(mill: Pack, store: RunStore) -> None:
    text = played(mill, store, "1\n1\n1\n")
    titles = ["The notice\n---", "The yard\n---", "The square\n---", "The train\n---"]
    assert [text.index(title) for title in titles] == sorted(text.index(title) for title in titles)
    assert "The run ends here." in text
    assert text.rstrip().endswith(".yaml.")
    (saved,) = store.list_runs(mill)
    assert saved.run.choices == ["the-notice.tear-it-down", "the-yard.speak", "the-square.leave"]


def test_a_run_begins_with_who_the_player_is_also_where_the_role_is_named(mill: Pack, store: RunStore) -> None:
    text = " ".join(played(mill, store, "1\n").split())
    who, first = text.index("You stand at loom nineteen."), text.index("The notice ---")
    assert who < text.index("What it shows: Hunger is spoken of.") < first
    assert text.count("You stand at loom nineteen.") == 1


def test_who_asks_is_told_who_somebody_is_and_what_a_word_means(shipped: Pack, store: RunStore) -> None:
    pages = " ".join(played(shipped, store, "1\n", "nagy").split())
    met = pages.split("Met here for the first time: ", 1)[1]
    assert met.startswith("Imre Mező: Central Committee member")
    asked = "who\nwho gero\nwho GERO erno\nwho the league\nwho is that\nwho\tx\nquit\n"
    told = " ".join(played(shipped, store, asked, "nagy").split())
    assert told.count("Ernő Gerő: First secretary of the party") == 2
    assert "Imre Mező: Central Committee member" in told.split("Write six lines", 1)[1]
    assert "DISZ: League of Working Youth" in told
    assert 'Nobody in the record is called "is that"' in told
    person = shipped.record.people_by_id["erno-gero"]
    assert person.fate is not None and person.fate not in told


def test_what_became_of_people_is_told_when_the_run_has_ended(mill: Pack, store: RunStore) -> None:
    person = mill.record.people[0]
    assert person.fate is not None
    before, _, after = " ".join(
        played(mill, store, f"who {person.name}\n1\n1\n1\nwho {person.name}\n").split()
    ).partition("The run ends here.")
    assert person.description in before and person.fate not in before
    assert f"{person.description} {person.fate}" in after


def test_the_end_of_a_run_says_which_it_was_what_was_passed_and_what_can_be_done(
    shipped: Pack, store: RunStore
) -> None:
    store.shipped_folder = SCENES.parent / "saves"
    for role, has_course in ("student", False), ("nagy", True):
        before, _, after = played(shipped, store, "1\n" * 31 + "compare\n", role).partition("The run ends here.")
        end = " ".join(before.split("How this run ended")[1].split())
        assert "you have met 1 of 5." in end and "roads not taken: " in end
        assert encode_key(shipped, replay(get_machine(shipped, role), store.list_runs(shipped)[0].run.choices)) in end
        assert ("Type ledger, compare, branches, back or quit." in after) is has_course
        assert ("B: The documented course" in after) is has_course
        assert ("This role has no documented course" in " ".join(after.split())) is not has_course


def test_the_end_of_input_is_no_fault_and_says_what_was_kept(mill: Pack, store: RunStore) -> None:
    assert "nothing to save" in played(mill, store, "")
    assert "The input has ended; the run is saved in" in " ".join(played(mill, store, "1").split())


def test_a_documented_sentence_carries_its_footnote_and_notes_tell_the_source(mill: Pack, store: RunStore) -> None:
    text = played(mill, store, "notes\n")
    assert "It says a tenth\nless, from today. [1]" in text
    assert "[1] Wages were cut by a tenth" in text
    assert "The ledger book of the mill, p." in text


def test_an_attempt_is_answered_in_four_parts(mill: Pack, store: RunStore) -> None:
    page, _, text = " ".join(played(mill, store, "2\nwhy\n").split()).partition("The record answers: ")
    # What it changed is story, and opens the page; the rest is for who asks.
    assert page.index("The forewoman knows your name now.") < page.index("The yard -")
    assert "The record stands: why? Type why." in page
    assert "Nothing that you tried meets the record on this page." in played(mill, store, "1\nwhy\n")
    for part in ("What it changed:", "What the record says:", "Why it stood:", "(a judgement):"):
        assert part in text


def test_back_and_forward_lose_nothing(mill: Pack, store: RunStore) -> None:
    text = played(mill, store, "1\n2\nback\nback\nback\nforward\n")
    assert "there is nothing to step back over" in text
    assert "(taken before)" in text
    (saved,) = store.list_runs(mill)
    assert saved.run.choices == ["the-notice.tear-it-down", "the-yard.walk"]
    assert saved.run.cursor == 1


def test_the_latest_run_is_offered_and_gone_on_with(mill: Pack, store: RunStore) -> None:
    played(mill, store, "1\n")
    text = played(mill, store, "1\n", role=None)
    assert " 1  Continue: A weaver" in text
    assert "The yard" in text
    assert "Hunger is spoken of." in text


def test_councils_stand_under_their_own_heading(mill: Pack, store: RunStore) -> None:
    lines = played(mill, store, "3\n", role=None).split("\n")
    heading = lines.index("Or a body that decides by ballot, for a class or alone:")
    assert lines[heading + 1].startswith(" 3  The guild hall.")
    assert "The hall" in lines


def test_a_council_is_played_alone_with_cards_reach_and_dispute(mill: Pack, store: RunStore) -> None:
    text = " ".join(played(mill, store, "1\n4\n", role="guild").split())
    assert "Known in this room ------------------ - The notice says a tenth. [1]" in text
    assert "How far it reached: The mill, for one evening." in text
    assert "Disputed: How many walked out?" in text


def test_now_where_and_ledger_tell_more(mill: Pack, store: RunStore) -> None:
    text = " ".join(played(mill, store, "1\nnow\nwhere\nledger\n1\n1\nledger\n").split())
    assert "Known today: Wages were cut by a tenth" in text
    assert "Courage: 2 of 3." in text
    assert "Removed a notice." in text
    assert "The ledger opens when the run has ended" in text
    assert "Bibliography" in text


@pytest.mark.parametrize(
    ("word", "says"),
    [
        ("9", "There is no choice 9: the choices here go from 1 to 3."),
        ("0", "There is no choice 0"),
        ("notse", 'Did you mean "notes"?'),
        ("", "Type the number of a choice, or help."),
        ("²", "is no command"),
        ("\x1b]52;c;QQ==\x07", '"]52;c;QQ==" is no command.'),
    ],
)
def test_a_wrong_word_gets_a_sentence(mill: Pack, store: RunStore, word: str, says: str) -> None:
    assert says in " ".join(played(mill, store, f"{word}\n").split())


def test_a_line_longer_than_anybody_types_is_one_line(mill: Pack, store: RunStore) -> None:
    text = played(mill, store, f"{' ' * 4096}3\n{'9' * 100_000}\n{'x' * 4096}\n1\n")
    assert text.count("is no command") == 1
    assert text.count("There is no choice") == 1
    (saved,) = store.list_runs(mill)
    assert saved.run.choices == ["the-notice.tear-it-down"]


def test_help_names_every_command(mill: Pack, store: RunStore) -> None:
    text = played(mill, store, "help\n")
    assert all(word in text for word in plain_words.HELP)


def test_an_unknown_role_names_those_there_are(mill: Pack, store: RunStore, capsys: pytest.CaptureFixture[str]) -> None:
    assert play_in_lines(mill, store, "weavr") == 1
    assert 'Did you mean "weaver"?' in capsys.readouterr().out


def test_a_full_disk_is_said_and_the_choice_is_not_taken(
    mill: Pack, store: RunStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "planted")

    monkeypatch.setattr("os.fsync", full)
    text = " ".join(played(mill, store, "1\nwhere\n").split())
    assert "The disk is full" in text
    assert "The run stands where it stood." in text
    assert "Scene 1: The notice." in text


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.lists(st.one_of(st.sampled_from([*plain_words.HELP, "1", "2", "3"]), st.text(max_size=12))).map("\n".join)
)
def test_no_input_breaks_it_and_no_control_character_gets_out(mill: Pack, store: RunStore, text: str) -> None:
    told = played(mill, store, text)
    assert not [sign for sign in told if (sign != "\n" and ord(sign) < 32) or 0x7F <= ord(sign) < 0xA0]


def command(*words: str, tmp_path: Path) -> list[str]:
    return [sys.executable, "-m", "game", *words, "--scenes", str(MILL), "--saves", str(tmp_path / "runs")]


def test_a_pipe_in_a_bare_locale_gets_utf8(tmp_path: Path) -> None:
    bare = {"PATH": os.environ["PATH"], "LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "HOME": str(tmp_path)}
    done = subprocess.run(
        command("--plain", "--role", "weaver", tmp_path=tmp_path), input=b"3\nnotes\n", capture_output=True, env=bare
    )
    assert done.returncode == 0
    assert done.stderr == b""
    assert "Nagyné Ő" in done.stdout.decode("utf-8")


def test_without_a_terminal_the_game_says_how_to_play(tmp_path: Path) -> None:
    done = subprocess.run(command(tmp_path=tmp_path), input=b"", capture_output=True)
    assert done.returncode == 1
    assert done.stderr.decode() == (
        "This is no terminal in which the game could be drawn; start it with --plain to play as lines of text.\n"
    )


def test_ctrl_c_leaves_with_a_sentence_and_a_kill_loses_nothing(tmp_path: Path, mill: Pack) -> None:
    for number, code in ((signal.SIGINT, 0), (signal.SIGKILL, -signal.SIGKILL)):
        folder = tmp_path / str(int(number))
        player = subprocess.Popen(
            command("--plain", "--role", "weaver", tmp_path=folder), stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        assert player.stdin is not None and player.stdout is not None
        player.stdin.write(b"1\n")
        player.stdin.flush()
        while b"3  Stay by the gate" not in player.stdout.readline():
            pass
        player.send_signal(number)
        rest = player.communicate()[0].decode()
        assert player.returncode == code
        assert ("You have left; the run is saved" in " ".join(rest.split())) is (number == signal.SIGINT)
        (saved,) = RunStore(folder / "runs").list_runs(mill)
        assert Session(mill, RunStore(folder / "runs"), saved).page.scene == "the-yard"


def test_the_branches_are_told_in_words_and_one_line_is_gone_to(mill: Pack, store: RunStore) -> None:
    text = played(mill, store, "1\n3\nbranches\ngo 2\n")
    assert "1. 5 May 1930 07:00, The notice.\n" in text
    assert "  2. Not taken: Ask the forewoman to have it taken back.\n" in text
    assert "End: Stayed in the town. Here you stand." in " ".join(text.split())
    assert "The record stands: why?" in text.partition("go and the number")[2]
    runs = sorted(saved.run.choices for saved in store.list_runs(mill))
    assert runs == [["the-notice.ask-the-forewoman"], ["the-notice.tear-it-down", "the-yard.stay"]]


def test_the_key_leads_to_the_same_run(mill: Pack, store: RunStore) -> None:
    from game.branches.run_keys import decode_key

    (key,) = re.findall(r"^[0-9A-Z]{4} [0-9A-Z]+$", played(mill, store, "1\n2\nkey\n"), re.MULTILINE)
    read = decode_key(mill, key)
    assert list(read.choice_refs) == ["the-notice.tear-it-down", "the-yard.walk"]
    assert read.message == ""


def test_a_line_that_is_not_there_is_said(mill: Pack, store: RunStore) -> None:
    assert "There is no line 3 in the branches: type branches first." in played(mill, store, "go 3\n")
    assert "its lines go from 1 to 4" in " ".join(played(mill, store, "branches\ngo 99\n").split())


class Interrupted(io.StringIO):
    """An output at which Ctrl-C comes in the middle of its n-th writing."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.left = number

    def write(self, text: str) -> int:
        written = super().write(text)
        self.left -= 1
        if not self.left:
            signal.raise_signal(signal.SIGINT)
        return written


@pytest.mark.parametrize("number", range(1, 7))
def test_ctrl_c_while_something_is_printed_leaves_as_quit_does(mill: Pack, store: RunStore, number: int) -> None:
    out = Interrupted(number)
    with Interrupt() as interrupt:
        player = _Player(mill, store, io.StringIO("1\n2\n" * 20), out, calm=False, interrupt=interrupt)
        assert player.run("weaver") == 0
    assert interrupt.came
    assert "You have left;" in out.getvalue()


def test_ctrl_c_while_a_choice_is_saved_saves_it(mill: Pack, store: RunStore, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = os.fsync

    def interrupted(handle: int) -> None:
        signal.raise_signal(signal.SIGINT)
        monkeypatch.undo()
        whole(handle)

    monkeypatch.setattr("os.fsync", interrupted)
    out = io.StringIO()
    with Interrupt() as interrupt:
        assert _Player(mill, store, io.StringIO("1\n1\n"), out, calm=False, interrupt=interrupt).run("weaver") == 0
    (saved,) = store.list_runs(mill)
    assert saved.run.choices == ["the-notice.tear-it-down"]
    assert saved.path is not None
    assert saved.path.name in out.getvalue().replace("\n", "")


def test_the_calm_word_shortens_scenes(mill: Pack, store: RunStore) -> None:
    assert "Shortened: the calm setting is on" in played(mill, store, "1\ncalm\n")
