"""A pack is read whole; every fault is reported with its file and line; a cache never lies."""

from __future__ import annotations

import copy
import hashlib
import os
import pickle
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import msgspec
import pytest

from game.story.pack_cache import dump_pack
from game.story.parse import parse_pack
from game.story.read_pack import read_pack, read_pack_files
from game.story.types import Pack
from game.text.diagnostics import UserError
from game.text.validation import encode_moment
from tests.conftest import MILL, line_with, planted


@pytest.mark.parametrize(
    ("file", "old", "new", "needle", "says"),
    [
        ("weaver/scenes.yaml", "  title: The yard", "  tittle: The yard", "tittle", 'Did you mean "title"'),
        ("weaver/scenes.yaml", "if: courage >= 2", "iff: courage >= 2", "iff:", 'Did you mean "if"'),
        ("weaver/scenes.yaml", "to: the-square", "to: the-sqare", "the-sqare", 'Did you mean "the-square"'),
        ("weaver/scenes.yaml", "[^walk-out.sixty]", "[^walk-out.sixti]", "sixti", 'Did you mean "walk-out.sixty"'),
        ("weaver/scenes.yaml", "depicts: [wage-cut]", "depicts: [wage-kut]", "wage-kut", "no event"),
        ("weaver/scenes.yaml", "place: square", "place: sqare", "sqare", "no place"),
        ("weaver/scenes.yaml", "attempt: stop-the-cut", "attempt: stop", "attempt: stop", "no attempt"),
        ("weaver/scenes.yaml", "if: courage >= 2", "if: courge >= 2", "courge", 'Did you mean "courage"'),
        ("weaver/scenes.yaml", "if: has_notice", "if: open('x')", "open('x')", "not allowed"),
        ("weaver/scenes.yaml", "adds: {trust: 2}", "adds: {trusts: 2}", "trusts", "no variable"),
        ("weaver/scenes.yaml", "sets: {has_notice: true}", "sets: {has_notice: 4}", "has_notice: 4", "true or false"),
        ("weaver/scenes.yaml", "at: 1930-05-05T19:30", "at: 1930-05-35T19:30", "1930-05-35", "not a moment"),
        ("weaver/scenes.yaml", "fate: away", "fate: awey", "awey", 'Did you mean "away"'),
        (
            "weaver/scenes.yaml",
            "and the paste is",
            "and[^wage-cut.tenth] the paste is",
            "the paste",
            "end of its sentence",
        ),
        ("clerk/role.yaml", "id: clerk", "id: lerk", "lerk", 'not the name of its folder, "clerk"'),
        ("weaver/role.yaml", "first_scene: the-notice", "first_scene: the-notise", "the-notise", "no scene"),
        ("weaver/role.yaml", "claims: [mill-closes.closed]", "claims: [mill-closes.shut]", "shut", "no claim"),
        ("record/events/1930.yaml", "source: memoir", "source: memoirs", "memoirs", "no source"),
        (
            "record/events/1930.yaml",
            "known_today: [tenth]",
            "known_today: [fifth]",
            "known_today: [fifth]",
            "no claim of this event",
        ),
        ("record/events/1930.yaml", "channel: rumour", "channel: gossip", "news:", "gossip"),
        ("record/events/1930.yaml", "people: [ada-weber]", "people: [ada-webber]", "ada-webber", "no person"),
        ("record/places.yaml", "within: town", "within: twon", "twon", "no place"),
        ("record/sources.yaml", "publisher: Town Press", "container-title: 3", "container-title", "expected a text"),
        ("record/sources.yaml", "kind: primary", "kind: hearsay", "hearsay", "hearsay"),
        ("record/sources.yaml", "https://example.org/memoir", "javascript:alert(1)", "javascript", ""),
        ("record/sources.yaml", "kind: primary", "kind: web", "web", "what does: scholarship, primary, archive"),
        ("record/sources.yaml", "https://example.org/memoir", "example.org", "URL: example", "begins with https://"),
        ("weaver/scenes.yaml", "place: square", "place: Kašparův dům", "Kašpar", "small letters from a to z"),
        ("weaver/scenes.yaml", "place: square", "place: courtyard", "courtyard", "Write it into record/places.yaml"),
        ("weaver/scenes.yaml", "place: square", "place: # none", "# none", "expected a text, found nothing"),
        (
            "weaver/scenes.yaml",
            "[^walk-out.sixty]",
            "[walk-out.sixty]",
            "[walk-out.sixty]",
            "looks like [^event.claim]",
        ),
        (
            "weaver/scenes.yaml",
            "[^walk-out.sixty]",
            "\n    [^walk-out.sixty]",
            "    [^walk-out.sixty]",
            "on the same line",
        ),
        ("weaver/role.yaml", "highest: 2", "highest: 9", "highest: 9", "it goes from 0 to 9; write 10 levels."),
        (
            "weaver/role.yaml",
            "news_from: [radio, rumour]",
            "news_from: radio",
            "news_from",
            "expected a list, as in [one, two], found a text",
        ),
        (
            "record/events/1930.yaml",
            "cites: [{source: memoir",
            "cites: [memoir, {source: memoir",
            "[memoir,",
            "expected keys with their values",
        ),
        (
            "story.yaml",
            "outcome_claims: [mill-closes.closed]",
            "outcome_claims: [mill-closes.open]",
            "mill-closes.open",
            "no claim",
        ),
    ],
)
def test_a_planted_fault_is_reported_on_its_line(file: str, old: str, new: str, needle: str, says: str) -> None:
    files = planted(file, old, new)
    _, faults, _ = parse_pack(files)
    assert [(fault.file, fault.line) for fault in faults] == [(file, line_with(file, needle, files))]
    assert says in faults[0].message


WEAVER = "weaver/scenes.yaml"
ROLE = "weaver/role.yaml"
SIXTY = "Some sixty of you stand in the yard.[^walk-out.sixty][^walk-out.no-order]"


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        # Whole numbers are those that every part of the program holds.
        ("story.yaml", "version: 1", "version: 18446744073709551616", "a whole number of 1000000000 or less"),
        ("story.yaml", "version: 1", f"version: {'9' * 5000}", "too many digits"),
        (ROLE, "highest: 3", "highest: 1000000000", "at most 10,000"),
        (ROLE, "lowest: 0, highest: 3", "lowest: -9223372036854775809, highest: 3", "a whole number of -1000000000 or more"),
        (WEAVER, "adds: {trust: 2}", "adds: {trust: 10000000000}", "1000000000 or less"),
        ("record/people.yaml", "born: 1890", "born: 18900", "9999 or less"),
        # A language is a tag.
        ("story.yaml", "language: en", "language: German", "written as its code"),
        ("story.yaml", "language: en", "language: en_GB", "written as its code"),
        # Digits are those of one script, and an id ends where its line does.
        ("record/events/1930.yaml", "at: 1931-03", 'at: "١٩٦٨"', "is not a moment"),
        ("weaver/attempts.yaml", "event: wage-cut", 'event: "wage-cut\\n"', "small letters from a to z"),
        (WEAVER, "letter_in_run_key: A", "letter_in_run_key: Ａ", "one capital letter"),
        ("story.yaml", "id: mill", f"id: {'m' * 81}", "80 signs at most"),
        # An id stands once, and none takes the name of something else.
        ("story.yaml", "[weaver, clerk, guild]", "[weaver, clerk, guild, weaver]", "stands here 2 times"),
        ("story.yaml", "[weaver, clerk, guild]", "[weaver, clerk, guild, record]", "holds the record"),
        ("story.yaml", "{id: rumour, label", "{id: radio, label", "stands here 2 times"),
        (ROLE, "id: has_notice", "id: lambda", "a word of guards"),
        # A text says something, on the line where it stands.
        (WEAVER, "title: The yard", 'title: " "', "not empty"),
        (WEAVER, "title: The yard", 'title: "The\\nyard"', "one line of text"),
        (WEAVER, "dossier_entry: Removed a notice.", 'dossier_entry: ""', "not empty"),
        (WEAVER, "text: Go to your loom", 'text: "\\u00a0"', "not empty"),
        # A map has an inside, on this earth, and its points are written latitude first.
        ("map.yaml", "north: 10.02", "north: 9.98", "north is the greater one"),
        ("map.yaml", "west: 20.0, east: 20.06", "west: 20.06, east: 20.0", "east is the greater one"),
        ("map.yaml", "north: 10.02", "north: 9.98000001", "by a hundred metres"),
        ("map.yaml", "north: 10.02", "north: 91.0", "a number of 90 or less"),
        ("map.yaml", "west: 20.0", "west: -180.5", "a number of -180 or more"),
        ("map.yaml", "north: 10.02", f"north: {'9' * 400}.0", "a number of 90 or less"),
        ("map.yaml", "[10.0, 20.032]", "[10.0, .inf]", "in quotes"),
        ("map.yaml", "[10.0, 20.032]", '[10.0, ".nan"]', "expected a number"),
        ("map.yaml", "[10.0, 20.032]", "[20.032, 10.0]", "latitude stands first"),
        ("map.yaml", "line: [[10.02, 20.03], [10.0, 20.032], [9.98, 20.03]]", "line: [[10.02, 20.03]]", "list of 2"),
        ("map.yaml", "[10.008, 20.032], ", "", "a list of 3"),
        # What a text cannot show, it does not hold.
        (WEAVER, "text: Go to your loom", "text: 'Go to your loom[^wage-cut.tenth]'", "shows no footnotes"),
        (WEAVER, "title: The yard", "title: The *yard*", "shown as it stands"),
        (WEAVER, "dossier_entry: Removed a notice.", "dossier_entry: 'Removed *a notice*.'", "shown as it stands"),
        (ROLE, "label: The others", "label: 'The others[^wage-cut.tenth]'", "shows no footnotes"),
        (ROLE, "watch you,", "'*watch* you',", "shown as it stands"),
        ("record/people.yaml", "name: Ada", "name: '*Ada*", "shown as it stands"),
        ("record/events/1930.yaml", "says: They say that", "says: 'They *say* that", "shown as it stands"),
        # One sentence a line is documented.
        (WEAVER, SIXTY, f"You wait. {SIXTY}", "put “Some sixty of you stand in the yard.” on a line of its own"),
        ("weaver/attempts.yaml", "  why_record_stood: |\n", "  why_record_stood: >\n", "write why_record_stood: |"),
        ("weaver/attempts.yaml", "  why_record_stood: |\n    The cut stood", "  why_record_stood:\n    The cut\n    stood", "write why_record_stood: |"),
        ("weaver/attempts.yaml", "  what_changed: |\n    The forewoman", '  what_changed: "The\n    forewoman', "write what_changed: |"),
    ],
)  # fmt: skip
def test_what_could_not_be_played_or_shown_as_it_is_meant_is_refused_at_its_line(
    file: str, old: str, new: str, says: str
) -> None:
    if new.count("'") == 1 or new.count('"') == 1:
        # The quotation mark that opens here closes at the end of the line.
        line = next(line for line in planted(file, old, new)[file].decode().split(new)[1].split("\n"))
        files = planted(file, old + line, new + line + ("'" if "'" in new else '"'))
    else:
        files = planted(file, old, new)
    _, faults, _ = parse_pack(files)
    (fault,) = [fault for fault in faults if says in fault.message]
    number = read_pack_files(MILL)[file].decode().split(old)[0].count("\n") + 1
    assert (fault.file, fault.line) == (file, number)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("record/plases.yaml", 'Did you mean "record/places.yaml"?'),
        ("maps.yaml", 'Did you mean "map.yaml"?'),
        ("fitter/scenes.yaml", "nothing is read from a file of this name"),
    ],
)
def test_a_file_that_nothing_is_read_from_is_named(name: str, says: str) -> None:
    _, faults, _ = parse_pack({**read_pack_files(MILL), name: b"[]\n"})
    assert [fault.file for fault in faults] == [name]
    assert says in faults[0].message


def test_places_that_would_lie_on_the_map_the_other_way_round_are_named() -> None:
    _, faults, _ = parse_pack(planted("record/places.yaml", "lat: 10.005, lon: 20.025", "lat: 20.025, lon: 10.005"))
    assert [(fault.file, "mill would lie on the map" in fault.message) for fault in faults] == [("map.yaml", True)]


def test_all_faults_are_reported_and_not_the_first() -> None:
    files = planted("weaver/scenes.yaml", "tear-it-down", "Tear It Down")
    files["record/places.yaml"] = b"- {id: town}\n- 3\n"
    files["clerk/scenes.yaml"] = b"{"
    _, faults, _ = parse_pack(files)
    assert {fault.file for fault in faults} >= {"weaver/scenes.yaml", "record/places.yaml", "clerk/scenes.yaml"}


@pytest.mark.parametrize("name", ["weaver/scenes.yaml", "record/sources.yaml", "record/events/1930.yaml"])
def test_a_file_that_cannot_be_read_is_the_only_thing_to_mend(name: str) -> None:
    files = read_pack_files(MILL)
    _, faults, _ = parse_pack({**files, name: files[name].decode().encode("utf-16")})
    assert [(fault.file, fault.rule) for fault in faults] == [(name, "yaml")]


def test_a_fault_beside_a_file_that_cannot_be_read_is_told_too() -> None:
    files = planted("weaver/scenes.yaml", "to: the-square", "to: the-sqare")
    files["clerk/scenes.yaml"] = b"- id: {"
    _, faults, _ = parse_pack(files)
    assert [fault.file for fault in faults] == ["clerk/scenes.yaml", "weaver/scenes.yaml"]


@pytest.mark.parametrize(
    ("name", "says"),
    [
        (
            "Mill, in the hills",
            "Inside { } a comma begins a new key: a text with a comma in it goes into double quotes.",
        ),
        ("1930", "expected a text, found a whole number: put it into double quotes."),
    ],
)
def test_a_text_that_yaml_takes_for_something_else_is_told_to_be_quoted(name: str, says: str) -> None:
    files = planted("record/places.yaml", "name: Market square", f"name: {name}")
    _, faults, _ = parse_pack(files)
    assert next(fault.message for fault in faults if fault.file == "record/places.yaml").endswith(says)


def test_what_systems_leave_in_a_folder_is_no_part_of_the_pack(tmp_path: Path) -> None:
    pack = tmp_path / ".config" / "pack"
    shutil.copytree(MILL, pack)
    (pack / ".github").mkdir()
    for hidden in ("weaver/._scenes.yaml", ".github/check.yml"):
        (pack / hidden).write_bytes(b"\x00\xff")
    assert read_pack_files(pack) == read_pack_files(MILL)


def test_a_file_whose_name_ends_otherwise_is_not_passed_over(tmp_path: Path) -> None:
    shutil.copytree(MILL, tmp_path / "pack")
    (tmp_path / "pack" / "weaver" / "scenes.yaml").rename(tmp_path / "pack" / "weaver" / "scenes.yml")
    faults = read_pack(tmp_path / "pack").faults
    assert [str(fault) for fault in faults if fault.file == "weaver/scenes.yml"] == [
        "weaver/scenes.yml: the files of a pack end in .yaml; give this one that name."
    ]


def test_a_choice_whose_id_stands_twice_is_one_fault() -> None:
    _, faults, _ = parse_pack(planted("weaver/scenes.yaml", "{id: leave, text", "{id: home, text"))
    assert [fault.message for fault in faults] == ['"home" stands here 2 times; an id stands once.']


def test_an_id_that_stands_twice_names_the_first_file() -> None:
    files = read_pack_files(MILL)
    files["weaver/more.yaml"] = files["weaver/scenes.yaml"]
    _, faults, _ = parse_pack(files)
    assert any("stands a second time; the first is in weaver/more.yaml" in fault.message for fault in faults)


def test_a_folder_that_is_missing_gets_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="There is no folder"):
        read_pack(tmp_path / "nowhere")


def test_the_cache_holds_the_same_pack_and_follows_its_files(tmp_path: Path) -> None:
    pack, cache = tmp_path / "pack", tmp_path / "cache"
    shutil.copytree(MILL, pack)
    first = read_pack(pack, cache)
    assert len(list(cache.iterdir())) == 1
    kept = read_pack(pack, cache)
    assert dump_pack(kept) == dump_pack(first) == dump_pack(read_pack(pack))
    assert {**kept.record.claims_by_label} == {**first.record.claims_by_label}
    assert {**kept.record.disputes_by_label} == {**first.record.disputes_by_label}
    assert (
        kept.record.news_between(datetime.min, datetime.max)
        == first.record.news_between(datetime.min, datetime.max)
        != []
    )
    scenes = pack / "weaver" / "scenes.yaml"
    scenes.write_text(scenes.read_text().replace("title: The yard", "title: The court"))
    assert read_pack(pack, cache).get_role("weaver").scenes[1].title == "The court"


def test_a_pack_from_the_cache_equals_one_from_yaml_and_so_do_its_copies(tmp_path: Path) -> None:
    first = read_pack(MILL, tmp_path)
    kept = read_pack(MILL, tmp_path)
    assert kept is not first
    assert first == kept == copy.copy(kept) == copy.deepcopy(kept) == pickle.loads(pickle.dumps(kept))
    assert msgspec.to_builtins(kept, enc_hook=encode_moment) == msgspec.to_builtins(first, enc_hook=encode_moment)


def _longer(path: Path) -> None:
    os.truncate(path, 1 << 40)


def _linked(target: str) -> Callable[[Path], None]:
    def link(path: Path) -> None:
        path.unlink()
        path.symlink_to(target)

    return link


def _instead(make: Callable[[Path], object]) -> Callable[[Path], None]:
    def put(path: Path) -> None:
        path.unlink()
        make(path)

    return put


BROKEN: dict[str, Callable[[Path], object]] = {
    "empty": lambda path: path.write_bytes(b""),
    "zeros": lambda path: path.write_bytes(bytes(path.stat().st_size)),
    "cut off": lambda path: path.write_bytes(path.read_bytes()[:-1]),
    "what_changed": lambda path: path.write_bytes(path.read_bytes()[:-1] + b"?"),
    "another's shape": lambda path: path.write_bytes(_sealed(b"\x93\x01\x02\x03")),
    "nested without end": lambda path: path.write_bytes(_sealed(b"\x91" * 100_000)),
    "without end": _longer,
    "a folder": _instead(Path.mkdir),
    "a pipe": _instead(os.mkfifo),
    "a device": _linked("/dev/zero"),
    "a link to itself": lambda path: _linked(path.name)(path),
    "a link to nothing": _linked("nowhere"),
}


def _sealed(data: bytes) -> bytes:
    return hashlib.sha256(data).digest() + data


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_a_broken_cache_is_passed_over(tmp_path: Path, broken: Callable[[Path], object]) -> None:
    first = read_pack(MILL, tmp_path)
    (kept,) = tmp_path.iterdir()
    broken(kept)
    assert read_pack(MILL, tmp_path) == first
    # What cannot be put in its place leaves nothing beside it.
    assert [*tmp_path.iterdir()] == [kept]


@pytest.mark.parametrize("make", [Path.touch, os.mkfifo, lambda path: path.symlink_to(path.name)])
def test_a_cache_that_cannot_be_written_is_no_hindrance(tmp_path: Path, make: Callable[[Path], object]) -> None:
    make(tmp_path / "cache")
    for cache in (tmp_path / "cache", tmp_path / "cache" / "inner", tmp_path / ("x" * 5000)):
        assert read_pack(MILL, cache).story.id == "mill"


@pytest.mark.parametrize("error", [OverflowError, RecursionError, MemoryError, UnicodeError, OSError])
def test_what_no_cache_can_hold_is_read_all_the_same(
    tmp_path: Path, error: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(pack: Pack) -> bytes:
        raise error

    monkeypatch.setattr("game.story.read_pack.dump_pack", fail)
    assert read_pack(MILL, tmp_path) == read_pack(MILL)


def test_more_choices_than_letters_get_a_sentence() -> None:
    walk = "    - id: walk\n      text: Walk out with the others\n      to: the-square\n"
    many = "".join(walk.replace("walk", f"walk-{number}") for number in range(150))
    _, faults, _ = parse_pack(planted("weaver/scenes.yaml", walk, many))
    assert any("more choices than there are letters" in fault.message for fault in faults)
