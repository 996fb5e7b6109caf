"""A fault keeps out what it stands in: the other roles are played, by every face, and what is out says where to mend it."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from game.branches.run_keys import InvalidKeyError, decode_key, encode_key
from game.cli import main
from game.plain.player import _Player
from game.play.journal import replay
from game.play.session import Session, get_machine
from game.play.store.saved_runs import RunStore
from game.story.parse import parse_pack
from game.story.read_pack import read_pack, read_pack_files
from game.story.types import Pack
from game.text.diagnostics import DiagnosticsError, UserError
from tests.conftest import MILL, planted

SCENES = "weaver/scenes.yaml"
LINE = 'weaver/scenes.yaml:53: the-yard.choices.speak.to: there is no scene "the-sqare"'


def written(folder: Path, files: dict[str, bytes]) -> Path:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The small pack with faults in a role and in the map."""
    files = planted(SCENES, "to: the-square", "to: the-sqare")
    files["map.yaml"] = files["map.yaml"].replace(b"north: 10.02", b"north: 9.02")
    return written(tmp_path / "pack", files)


@pytest.fixture
def partly(folder: Path) -> Pack:
    """That pack, as far as it can be played."""
    return read_pack(folder)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        (SCENES, b"- {id: the-notice}\n"),
        (SCENES, b"- id: {"),
        (SCENES, b"\xff"),
        (SCENES, None),
        ("weaver/role.yaml", b"id: weaver\n"),
        ("weaver/role.yaml", None),
        ("weaver/attempts.yaml", b"- 3\n"),
        ("weaver/more.yml", b""),
        ("weaver/lesson.yaml", b"{}\n"),
    ],
)
def test_a_fault_in_one_role_leaves_the_others(tmp_path: Path, name: str, data: bytes | None) -> None:
    files = read_pack_files(MILL)
    files = {**files, name: data} if data is not None else {key: files[key] for key in files if key != name}
    pack = read_pack(written(tmp_path / "pack", files), tmp_path / "cache")
    assert [role.id for role in pack.roles] == ["clerk", "guild"]
    assert [*pack.unplayable] == ["weaver"]
    assert pack.map is not None and "weaver" in pack.notice and "map" not in pack.notice


@pytest.mark.parametrize("name", ["fitter/role.yaml", "notes.yaml"])
def test_what_belongs_to_no_role_keeps_none_out(tmp_path: Path, name: str) -> None:
    pack = read_pack(written(tmp_path / "pack", {**read_pack_files(MILL), name: b"[]\n"}))
    assert [role.id for role in pack.roles] == ["weaver", "clerk", "guild"]
    assert (pack.notice, pack.unplayable) == ("", {})


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("story.yaml", "version: 1", "version: x"),
        ("record/places.yaml", "within: town", "within: twon"),
        ("record/events/1930.yaml", "at: 1931-03", "at: 1931-13"),
    ],
)
def test_a_fault_in_the_story_or_the_record_keeps_everything_out(tmp_path: Path, name: str, old: str, new: str) -> None:
    with pytest.raises(DiagnosticsError) as caught:
        read_pack(written(tmp_path / "pack", planted(name, old, new)))
    assert name in {fault.file for fault in caught.value.diagnostics}


def test_where_every_role_has_a_fault_all_of_them_are_told(tmp_path: Path) -> None:
    files = read_pack_files(MILL)
    files |= {f"{role}/role.yaml": b"3" for role in ("weaver", "clerk", "guild")}
    with pytest.raises(DiagnosticsError) as caught:
        read_pack(written(tmp_path / "pack", files))
    assert {fault.file for fault in caught.value.diagnostics} >= {
        "weaver/role.yaml",
        "clerk/role.yaml",
        "guild/role.yaml",
    }


def test_a_map_with_a_fault_is_left_out_and_said_to_be(partly: Pack) -> None:
    assert partly.map is None
    assert partly.notice == (
        "Left out of this story because of faults: weaver, the map. sixteen-points check lists them."
    )


def test_a_run_of_a_role_with_a_fault_is_kept_and_says_where_to_mend_it(
    mill: Pack, partly: Pack, store: RunStore
) -> None:
    session = Session(mill, store, store.new_run(mill, "weaver"))
    assert session.choose("tear-it-down")
    (saved,) = store.list_runs(partly)
    assert saved.path is not None
    before = saved.path.read_bytes()
    with pytest.raises(UserError) as caught:
        Session(partly, store, saved)
    assert LINE in str(caught.value) and " was left as it is." in str(caught.value)
    assert saved.path.read_bytes() == before
    with pytest.raises(InvalidKeyError, match="cannot be played until its fault is mended"):
        decode_key(partly, encode_key(mill, session.journal))


def test_plain_mode_lists_what_is_not_playable_and_plays_the_rest(partly: Pack, store: RunStore) -> None:
    out = io.StringIO()
    assert _Player(partly, store, io.StringIO("1\nquit\n"), out, calm=False).run(None) == 0
    told = " ".join(out.getvalue().split())
    assert f"weaver: not playable. {LINE}" in told
    assert "You write the smaller sum." in told
    out = io.StringIO()
    assert _Player(partly, store, io.StringIO(""), out, calm=False).run("weaver") == 1
    assert LINE in " ".join(out.getvalue().split())


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        ("branches clerk --all", 0, "The ledger"),
        ("branches weaver --all", 1, LINE),
        ("replay --role weaver the-notice.tear-it-down", 1, LINE),
        ("class --role weaver --kit OUT", 1, LINE),
        ("class --own-pace weaver --data OUT", 1, LINE),
        ("class --kit OUT", 0, "The lesson is in"),
        ("record tenth", 0, "cut by a tenth"),
        ("doctor", 1, "weaver, the map"),
        ("check", 1, LINE),
    ],
)
def test_every_command_does_what_it_can(
    folder: Path, tmp_path: Path, words: str, code: int, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    given = [str(tmp_path / "out") if word == "OUT" else word for word in words.split()]
    assert main([*given, "--scenes", str(folder)]) == code
    told = capsys.readouterr()
    assert says in told.out + told.err


@pytest.mark.parametrize(
    ("name", "old", "new", "says"),
    [
        ("guild/attempts.yaml", "  happened: true\n", "", "exactly one happened; here 0 did"),
        ("guild/scenes.yaml", "attempt: accept-the-cut, ", "", "does not answer this option"),
        ("guild/scenes.yaml", "text: Go home, to: the-shutters", "text: Go home, to: the-petition", "in a circle"),
    ],
)
@pytest.mark.parametrize("words", ["--kit OUT", "--data OUT --no-browser"])
def test_a_council_that_breaks_its_rules_is_not_held(
    tmp_path: Path, name: str, old: str, new: str, says: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = written(tmp_path / "pack", planted(name, old, new))
    given = [str(tmp_path / "out") if word == "OUT" else word for word in words.split()]
    assert main(["class", *given, "--scenes", str(folder)]) == 1
    told = capsys.readouterr().err
    assert told.startswith('No lesson can be held with "guild":') and says in told
    assert not (tmp_path / "out").exists()


def test_roles_that_share_a_letter_have_keys_of_their_own() -> None:
    # The folder's name is worked into the letter; this one gives the weaver's.
    files = {name.replace("clerk/", "clerk-139/"): data for name, data in read_pack_files(MILL).items()}
    files["clerk-139/role.yaml"] = files["clerk-139/role.yaml"].replace(b"id: clerk", b"id: clerk-139")
    files["story.yaml"] = files["story.yaml"].replace(b"clerk,", b"clerk-139,")
    pack, faults, _ = parse_pack(files)
    assert pack is not None and not faults
    for role in pack.roles:
        machine = get_machine(pack, role.id)
        journal = replay(machine, [machine.get_choices(role.first_scene)[0].id])
        read = decode_key(pack, encode_key(pack, journal))
        assert (read.role, list(read.choice_refs), read.message) == (role.id, journal.choice_refs, "")
