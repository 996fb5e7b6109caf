"""The rooms of the record: each opens with a key, everything in them leads on, and nothing runs ahead of the run."""

from __future__ import annotations

import msgspec
import pytest

from game.story.parse import parse_pack
from game.story.read_pack import read_pack_files
from game.story.types import Pack
from game.story.usage import find_cited_claims
from game.text.moments import parse_moment
from game.text.prose import find_labels
from game.tui.entries import ENTRIES, entry_lines
from game.tui.record_index import RecordIndex, Visibility
from game.tui.widgets.linked_text import LinkedText
from tests.conftest import MILL
from tests.tui.conftest import Playing, game, read, room, seen, whole


@pytest.mark.parametrize(
    ("key", "name", "holds"),
    [
        ("t", "TimelineScreen", "The mill cuts wages"),
        ("c", "CityMapScreen", "The mill"),
        ("p", "PeopleScreen", "Ada Weber"),
        ("w", "PlacesScreen", "The square"),
        ("g", "GlossaryScreen", "Glossary"),
        ("x", "DocumentsScreen", "Documents"),
        ("u", "DisputesScreen", "Disputes"),
        ("s", "SourcesScreen", "The ledger book of the mill"),
        ("slash", "SearchScreen", "Search"),
    ],
)
async def test_each_room_opens_with_one_key_and_closes_with_escape(
    playing: Playing, key: str, name: str, holds: str
) -> None:
    async with playing() as pilot:
        await pilot.press(key)
        await pilot.pause()
        assert room(pilot) == name
        assert holds in whole(pilot)
        await pilot.press("escape")
        assert room(pilot) == "PlayScreen"


async def test_every_footnote_of_a_long_list_is_three_keys_from_its_full_reference(
    playing: Playing, shipped: Pack
) -> None:
    from game.play.page import Footnote
    from game.tui.screens.footnotes_screen import FootnotesScreen

    labels = list(shipped.record.claims_by_label)[:23]
    notes = tuple(
        Footnote(number, label, label.partition(".")[0], "", shipped.record.claims_by_label[label].says, "high", ())
        for number, label in enumerate(labels, 1)
    )
    async with playing(role=shipped.roles[0].id, pack=shipped) as pilot:
        for keys in (["2", "3"], ["2", "enter"], ["7"]):
            number = int("".join(key for key in keys if key.isdigit()))
            pilot.app.push_screen(FootnotesScreen(lambda: notes))
            await pilot.pause()
            await pilot.press(*keys)
            await read(pilot)
            assert room(pilot) == "EntryScreen"
            assert notes[number - 1].says.split()[0] in whole(pilot)
            cited = shipped.record.claims_by_label[labels[number - 1]].cites[0].source
            assert shipped.record.sources_by_id[cited].title.split()[0] in whole(pilot)
            await pilot.press("escape", "escape")


def test_every_footnote_of_every_scene_has_at_most_two_digits_and_leads_to_full_references(shipped: Pack) -> None:
    # `f`, or a click on the notes, and the number: a reference is three keys away.
    library = RecordIndex(shipped)
    references = {source.id: f"The full reference of {source.id}." for source in shipped.record.sources}
    labels: set[str] = set()
    for role in shipped.roles:
        attempts = {attempt.id: attempt for attempt in role.attempts}
        for scene in role.scenes:
            here = set(find_cited_claims(scene))
            for attempt in (attempts[name] for name in scene.answers_attempts):
                here |= {
                    *attempt.record_claims,
                    *find_labels(attempt.what_changed + attempt.why_record_stood + attempt.what_it_would_take),
                }
            assert len(here) < 100, scene.id
            labels |= here
    for label in labels & shipped.record.claims_by_label.keys():
        told = " ".join(
            line.text.plain for line in entry_lines(library, Visibility(), ("claim", label), 4000, references)
        )
        for cite in shipped.record.claims_by_label[label].cites:
            assert references[cite.source] in told, label


async def test_a_footnote_leads_on_to_event_person_place_source_and_back_to_the_scenes(playing: Playing) -> None:
    async with playing() as pilot:
        await pilot.press("f", "1")
        await read(pilot)
        kinds = {target[0] for _, _, target in pilot.app.screen.query_one(LinkedText).spans}
        assert {"event", "place", "source", "scene"} <= kinds
        for kind in ("event", "place", "source", "scene"):
            links = pilot.app.screen.query_one(LinkedText)
            target = next(target for _, _, target in links.spans if target[0] == kind)
            links.show(pilot.app.screen.lines, find=target)  # type: ignore[attr-defined]
            await pilot.press("enter")
            await read(pilot)
            assert ENTRIES[kind][0] in seen(pilot)
            await pilot.press("escape")


async def test_the_rooms_of_a_run_hide_what_is_still_to_come_until_asked(playing: Playing) -> None:
    async with playing() as pilot:
        await pilot.press("t")
        await pilot.pause()
        assert "The mill closes" not in whole(pilot)
        assert "still to come" in whole(pilot)
        await pilot.press("slash", *"closes")
        await pilot.pause()
        assert "0 results" in whole(pilot)
        await pilot.press("escape", "h")
        await pilot.pause()
        assert "The mill closes" in whole(pilot)


async def test_without_a_run_nothing_is_hidden(playing: Playing) -> None:
    async with playing(role=None) as pilot:
        await pilot.press("t")
        await pilot.pause()
        assert "The mill closes" in whole(pilot)


async def test_the_timeline_marks_what_the_run_saw_and_heard_and_can_be_narrowed(playing: Playing) -> None:
    async with playing() as pilot:
        await pilot.press("1", "1", "t")
        await pilot.pause()
        assert "seen" in whole(pilot)
        assert "you" in whole(pilot)
        await pilot.press("f", *"WAGES", "enter")
        await pilot.pause()
        rows = [target for _, _, target in pilot.app.screen.query_one(LinkedText).spans]
        assert ("event", "wage-cut") in rows
        assert ("event", "walk-out") not in rows
        await pilot.press("escape", "v")
        await pilot.pause()
        assert room(pilot) == "TimelineScreen"
        assert "what your run saw or heard (v" in whole(pilot)


async def test_the_map_goes_from_hour_to_hour_and_says_in_words_what_it_shows(playing: Playing) -> None:
    async with playing(role=None) as pilot:
        await pilot.press("c")
        await pilot.pause()
        first = whole(pilot)
        assert "The mill cuts wages" in first
        assert any("\u2801" <= sign <= "\u28ff" for sign in first)
        await pilot.press("right")
        await pilot.pause()
        assert "The weavers walk out" in whole(pilot)
        await pilot.press("right")
        assert "This is the last hour" in seen(pilot)


@pytest.mark.parametrize("year", ["0001", "0845", "9997"])
async def test_the_rooms_know_every_year_that_a_moment_may_have(year: str, playing: Playing) -> None:
    after = f"{int(year) + 1:04}"
    files = {
        name: data.replace(b"1930-0", f"{year}-0".encode()).replace(b"1931-0", f"{after}-0".encode())
        for name, data in read_pack_files(MILL).items()
    }
    pack, faults, _ = parse_pack(files)
    assert pack is not None and not faults
    for role in (None, "weaver"):
        async with playing(role=role, pack=pack) as pilot:
            for keys in (["c", "right", "right"], ["t", "enter"], ["2", "1", "1", "l"]):
                await pilot.press(*keys)
                await pilot.pause()
                assert pilot.app.return_code is None
                if keys[0] != "2":
                    await pilot.press("escape")


async def test_a_click_follows_a_link(playing: Playing) -> None:
    async with playing(role=None) as pilot:
        await pilot.press("p")
        await pilot.pause()
        await pilot.click(LinkedText, offset=(6, 0))
        await read(pilot)
        assert room(pilot) == "EntryScreen"
        assert "Ada Weber" in seen(pilot)


async def test_the_palette_finds_people_and_places_of_the_record(playing: Playing) -> None:
    async with playing(role=None) as pilot:
        await pilot.press("ctrl+p")
        await pilot.pause()
        await pilot.press(*"forewoman")
        await read(pilot)
        assert "Ada Weber" in seen(pilot)


async def test_a_name_stands_in_the_palette_above_entries_that_hold_only_its_letters(playing: Playing) -> None:
    async with playing(role=None) as pilot:
        await pilot.press("ctrl+p")
        await pilot.pause()
        await pilot.press(*"ada")
        await read(pilot)
        names = [line.strip() for line in seen(pilot).splitlines() if line.strip()]
        first = names.index("Ada Weber")
        assert all(names.index(name) > first for name in names if name.startswith(("Theme:", "Play:")))
        assert any(name.startswith(("Theme:", "Play:")) for name in names)


@pytest.mark.parametrize("key", ["t", "p", "w", "g", "x", "u", "s", "slash"])
async def test_the_rooms_serve_another_pack_too(playing: Playing, sample: Pack, key: str) -> None:
    async with playing(role=sample.roles[0].id, pack=sample) as pilot:
        await pilot.press(key)
        await pilot.pause()
        assert room(pilot) not in {"PlayScreen", "SaveFailedDialog"}
        links = pilot.app.screen.query_one(LinkedText)
        if links.spans:
            await pilot.press("enter")
            await read(pilot)
            assert room(pilot) == "EntryScreen"


@pytest.mark.parametrize("name", ["shipped", "sample"])
def test_every_entry_of_a_record_can_be_written_and_every_link_leads_somewhere(
    name: str, request: pytest.FixtureRequest
) -> None:
    shipped: Pack = request.getfixturevalue(name)
    library, record = RecordIndex(shipped), shipped.record
    targets = {("event", event.id) for event in record.events} | {("claim", label) for label in record.claims_by_label}
    targets |= {("dispute", label) for label in record.disputes_by_label} | {
        ("source", item.id) for item in record.sources
    }
    targets |= {("person", item.id) for item in record.people} | {("place", item.id) for item in record.places}
    targets |= {("term", item.id) for item in record.glossary} | {("document", item.id) for item in record.documents}
    news = {("news", f"{event.id}.news-{n}") for event in record.events for n in range(1, len(event.news) + 1)}
    scenes = {("scene", f"{role.id}/{scene.id}") for role in shipped.roles for scene in role.scenes}
    targets |= news | scenes
    led: set[tuple[str, str]] = set()
    for target in targets:
        lines = entry_lines(library, Visibility(), target, 74, {})
        assert all(line.text.cell_length <= 74 for line in lines), target
        led |= {line.target for line in lines if line.target is not None}
    assert {target for target in led if target[0] != "search"} <= targets


def test_what_is_not_surely_past_is_still_to_come_unless_the_run_has_met_it(shipped: Pack) -> None:
    event = next(event for event in shipped.record.events if event.at.precision == "part")
    inside = event.at.earliest + (event.at.latest - event.at.earliest) / 2
    assert not Visibility(inside).can_see(event)
    assert Visibility(inside, met_events=frozenset({event.id})).can_see(event)
    assert Visibility(event.at.latest).can_see(event)
    assert Visibility().can_see(event)


async def test_the_people_of_a_run_do_not_tell_what_becomes_of_them(playing: Playing, shipped: Pack) -> None:
    person = shipped.record.people_by_id["imre-nagy"]
    assert person.fate is not None and "1958" in person.fate and "1958" not in person.description
    async with playing(role=shipped.roles[0].id, pack=shipped) as pilot:
        game(pilot).open_entry(("person", "imre-nagy"))
        await read(pilot)
        assert person.description.split(",")[0] in whole(pilot)
        assert "1958" not in whole(pilot)
        found = {(entry.kind, entry.id): entry.text for entry in game(pilot).search_entries()}
        assert "1958" not in found["person", "imre-nagy"]
        await pilot.press("h")
        await pilot.pause()
        assert "1958" in whole(pilot)


async def test_from_a_scene_three_keys_reach_a_sources_own_entry(playing: Playing) -> None:
    async with playing() as pilot:
        await pilot.press("f", "1", "enter")
        await read(pilot)
        assert room(pilot) == "EntryScreen"
        assert whole(pilot).startswith("Source")
        assert "The ledger book of the mill" in whole(pilot)


def test_a_document_in_a_run_does_not_tell_what_became_of_its_points(shipped: Pack) -> None:
    library, document = RecordIndex(shipped), shipped.record.documents[0]
    then = document.points[0].became[-1].says

    def told(sight: Visibility) -> str:
        return " ".join(line.text.plain for line in entry_lines(library, sight, ("document", document.id), 400, {}))

    assert then in told(Visibility())
    assert then not in told(Visibility(shipped.record.events_by_id[document.event].at.latest))
    assert document.points[0].says in told(Visibility(shipped.record.events_by_id[document.event].at.latest))


def test_the_day_by_which_a_point_was_met_fits_its_column_whatever_day_of_the_week_it_is(shipped: Pack) -> None:
    document = shipped.record.documents[0]
    became = msgspec.structs.replace(document.points[0].became[0], by=parse_moment("1956-11-28"))
    point = msgspec.structs.replace(document.points[0], became=[became])
    record = msgspec.structs.replace(shipped.record, documents=[msgspec.structs.replace(document, points=[point])])
    library = RecordIndex(msgspec.structs.replace(shipped, record=record))
    lines = [line.text.plain for line in entry_lines(library, Visibility(), ("document", document.id), 74, {})]
    assert any(line.startswith("By 28 November 1956     ") for line in lines)


@pytest.mark.parametrize(("key", "last"), [("u", "readings can be weighed."), ("slash", "goes to the results.")])
async def test_what_a_room_is_about_is_read_whole_in_the_smallest_window(playing: Playing, key: str, last: str) -> None:
    async with playing(size=(60, 20)) as pilot:
        await pilot.press(key)
        await read(pilot)
        assert last in seen(pilot)


async def test_people_and_words_of_the_page_come_first(playing: Playing, shipped: Pack) -> None:
    async with playing(role="nagy", pack=shipped, size=(80, 40)) as pilot:
        assert "Imre Mező: Central Committee member" in whole(pilot)
        await pilot.press("p")
        await pilot.pause()
        rows = [line.strip(" ▸") for line in whole(pilot).splitlines() if line.strip()]
        first = next(number for number, line in enumerate(rows) if line.startswith("On the page you came from"))
        assert [line.split("  ")[0] for line in rows[first + 1 : first + 3]] == ["Imre Mező", "József Köböl"]
        assert sum(line.startswith("Imre Mező") for line in rows) == 1
        await pilot.press("enter")
        await pilot.pause()
        assert room(pilot) == "EntryScreen" and "Imre Mező" in whole(pilot)
        await pilot.press("escape", "escape", "g")
        await pilot.pause()
        rows = [line.strip(" ▸") for line in whole(pilot).splitlines() if line.strip()]
        first = next(number for number, line in enumerate(rows) if line.startswith("On the page you came from"))
        assert rows[first + 1].startswith("tizenhat pont")
