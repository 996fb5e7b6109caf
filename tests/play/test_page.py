"""The Page holds what a player may see, and no more."""

from __future__ import annotations

from msgspec.structs import replace

from game.play.journal import replay
from game.play.ledger import build_ledger
from game.play.page import Page
from game.play.page_builder import build_page
from game.play.session import get_machine
from game.story.types import Pack
from game.text.moments import parse_moment


def at(mill: Pack, *choices: str, role: str = "weaver", calm: bool = False, known_now: bool = False) -> Page:
    machine = get_machine(mill, role)
    journal = replay(machine, [])
    for choice in choices:
        assert journal.choose(choice)
    return build_page(mill, journal, calm, known_now)


def texts(paragraphs: tuple[tuple[object, ...], ...]) -> list[str]:
    return [sentence.text for paragraph in paragraphs for sentence in paragraph]  # type: ignore[attr-defined]


def test_every_sentence_is_documented_or_invented(mill: Pack) -> None:
    first = at(mill)
    told = {s.text: s.is_documented for p in first.paragraphs for s in p}
    assert told["It says a tenth less, from today."]
    assert not told["Your thumb is on the notice, and the paste is still wet."]
    assert first.footnotes[0].label == "wage-cut.tenth"
    assert first.footnotes[0].citations[0].text == "Weber and Nagyné Ő (1931), The ledger book of the mill, p. 12."


def test_what_follows_a_choice_opens_the_next_page(mill: Pack) -> None:
    after = at(mill, "tear-it-down")
    assert after.taken_choice == "Tear the notice down and put it in your apron"
    assert texts(after.result) == ["The paper comes away in one piece."]


def test_passages_stand_only_under_their_guards_and_in_their_place(mill: Pack) -> None:
    assert "The notice in your apron has dried stiff." in texts(at(mill, "tear-it-down").paragraphs)
    loom = texts(at(mill, "go-to-the-loom").paragraphs)
    assert loom[0] == "Your neighbour from loom twenty has kept you a place."
    assert "The notice in your apron has dried stiff." not in loom


def test_a_calm_page_shows_the_calm_text_alone(mill: Pack) -> None:
    calm = at(mill, "tear-it-down", calm=True)
    assert texts(calm.paragraphs) == ["The weavers stand in the yard."]
    assert calm.is_calm
    assert not at(mill, calm=True).is_calm


def test_a_closed_choice_takes_no_number_and_gives_its_reason(mill: Pack) -> None:
    options = at(mill, "go-to-the-loom").choices
    assert [(option.number, option.id) for option in options] == [(None, "speak"), (1, "walk"), (2, "stay")]
    assert options[0].reason == "You have not the courage for it today."
    assert at(mill, "tear-it-down").choices[0].number == 1


def test_an_attempt_is_answered_where_it_meets_the_record_and_only_for_who_made_it(mill: Pack) -> None:
    (answer,) = at(mill, "ask-the-forewoman").answers
    assert answer.choice_text == "Ask the forewoman to have it taken back"
    assert texts((answer.record_claims,)) == ["Wages were cut by a tenth from the fifth of May."]
    assert all(
        any(s.is_documented for p in part for s in p) for part in (answer.why_record_stood, answer.what_it_would_take)
    )
    assert at(mill, "go-to-the-loom").answers == ()


def test_what_a_passed_scene_would_have_answered_is_answered_on_the_next_page(mill: Pack) -> None:
    journal = replay(get_machine(mill, "weaver"), ["the-notice.ask-the-forewoman", "the-yard.walk"])
    unread, read = build_page(mill, journal), build_page(mill, journal, passed_scenes=1)
    assert (unread.answers, unread.taken_choice) == ((), "Walk out with the others")
    assert [answer.attempt for answer in read.answers] == ["stop-the-cut"]
    assert read.taken_choice == "Ask the forewoman to have it taken back"


def test_bulletins_tell_what_was_heard_then_and_where_asked_what_is_known_now(mill: Pack) -> None:
    (bulletin,) = at(mill, "go-to-the-loom").bulletins
    assert (bulletin.channel, bulletin.says.text) == ("Talk in the street", "They say that it is a fifth.")
    assert bulletin.known_today == ()
    (bulletin,) = at(mill, "go-to-the-loom", known_now=True).bulletins
    assert texts((bulletin.known_today,)) == ["Wages were cut by a tenth from the fifth of May."]
    assert at(mill).bulletins == ()


def test_news_of_what_is_seen_here_is_no_bulletin(mill: Pack) -> None:
    assert at(mill, "go-to-the-loom", "walk").bulletins == ()


def test_news_is_heard_once_and_not_before_its_minute(mill: Pack) -> None:
    record = mill.record
    cut = record.events_by_id["wage-cut"]
    late = replace(cut, news=[replace(cut.news[0], heard_at=parse_moment("1930-05-05T14:01"))])
    events = [late if event is cut else event for event in record.events]
    scenes = [
        replace(scene, at=parse_moment("1930-05-05T14:00")) if scene.id == "the-yard" else scene
        for scene in mill.get_role("weaver").scenes
    ]
    role = replace(mill.get_role("weaver"), scenes=scenes)
    told = replace(mill, digest="news", record=replace(record, events=events), roles=[role])
    assert at(told, "go-to-the-loom").bulletins == ()
    (bulletin,) = at(told, "go-to-the-loom", "walk").bulletins
    assert bulletin.event == "wage-cut"


def test_a_role_hears_only_its_own_channels(mill: Pack) -> None:
    heard = [bulletin.channel for bulletin in at(mill, "write", role="clerk").bulletins]
    assert heard == ["Radio"]


def test_gauges_show_a_word_where_the_role_has_one(mill: Pack) -> None:
    gauges = {gauge.id: gauge for gauge in at(mill, "go-to-the-loom").gauges}
    assert set(gauges) == {"courage", "trust"}
    assert (gauges["trust"].level, gauges["trust"].value, gauges["courage"].level) == ("nod to you", 1, "")


def test_an_ending_names_the_fate_and_what_documents_it(mill: Pack) -> None:
    last = at(mill, "go-to-the-loom", "stay")
    assert last.ending is not None
    assert (last.ending.title, last.ending.label) == ("The river is louder now", "Stayed in the town")
    assert last.choices == ()


def test_the_ledger_tells_what_was_done_what_is_recorded_and_where_they_parted(mill: Pack) -> None:
    machine = get_machine(mill, "weaver")
    pairs = ["the-notice.ask-the-forewoman", "the-yard.walk", "the-square.leave"]
    account = build_ledger(mill, replay(machine, pairs))
    assert [(deed.scene_title, deed.is_divergent) for deed in account.entries] == [
        ("The notice", True),
        ("The yard", False),
        ("The square", False),
    ]
    assert [(met.title, met.scene_title, met.was_seen) for met in account.met_fixed_points] == [
        ("The mill cuts wages", "The notice", True),
        ("The weavers walk out", "The yard", True),
        ("The mill closes", "The train", False),
    ]
    assert [answer.attempt for answer in account.answers] == ["stop-the-cut"]
    assert texts((account.outcome,)) == ["The mill closed in March 1931."]
    assert {source.id for source in account.sources} == {"ledger-book", "memoir"}


def test_the_bibliography_of_a_run_is_what_its_pages_and_its_ledger_cite(shipped: Pack) -> None:
    for role in shipped.person_roles:
        journal = replay(get_machine(shipped, role.id), [])
        pages = [build_page(shipped, journal, known_now=True, with_opening=True)]
        while pages[-1].ending is None:
            journal.choose(next(option.id for option in pages[-1].choices if option.is_open))
            pages.append(build_page(shipped, journal, known_now=True))
        account = build_ledger(shipped, journal)
        notes = [note for notes in (*(shown.footnotes for shown in pages), account.footnotes) for note in notes]
        cited = {cited.source for note in notes for cited in note.citations}
        assert {source.id for source in account.sources} == cited
