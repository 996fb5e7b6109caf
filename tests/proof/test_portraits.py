"""What the hint about real people sees, and each sentence of ours that stays under it with the claim that says so."""

from __future__ import annotations

from typing import Any

import pytest

from game.proof.portraits import find_portrayals
from game.proof.report import Report
from game.text.prose import parse_prose
from tests.proof.tiny import RECORD, ROLE, case

#: By role and sentence, the claims that document just what a real person thinks, does or says in it.
PORTRAYED = {
    ("student", "He tells you to go home in peace."): ("nagy-speech.repeatedly-told",),
    ("student", "Renewal will not be long in coming, he tells you."): ("nagy-speech.promised-renewal",),
    (
        "student",
        "It is Ernő Gerő, who leads the party, and he calls the demonstration hostile and chauvinist.",
    ): ("gero-speech.branded-demonstration",),
    (
        "student",
        "Now Imre Nagy says from the chair that this is a national and democratic movement of the whole people.",
    ): ("nagy-speech-28.nagy-rejected",),
    ("student", "The attack is meant to overthrow the lawful democratic government, he says."): (
        "nagy-broadcast.stated-attack",
    ),
    (
        "student",
        "János Kádár has said in a speech that the armed attack is beaten, and that the capital is slower than the country to go back to work.",
    ): ("kadar-nov11-speech.speech-11", "kadar-nov11-speech.says-capital"),
    (
        "radio-crowd",
        "It is Ernő Gerő; he calls what you are doing hostile, chauvinist and nationalist, and yields on nothing.",
    ): ("gero-speech.branded-demonstration",),
    ("radio-crowd", "He has called the demonstration hostile and chauvinist."): ("gero-speech.branded-demonstration",),
    ("radio-crowd", "The attack is meant to overthrow the lawful government, he says."): (
        "nagy-broadcast.stated-attack",
    ),
    ("radio-crowd", "He has told the delegates that he does not consider Nagy a counter-revolutionary."): (
        "kmt-kadar-talks.kadar-told",
    ),
    ("radio-crowd", "Our troops are fighting, he said, and the government is at its post."): (
        "nagy-broadcast.at-its-post",
    ),
    ("radio-crowd", "Kádár has promised that nobody will be harmed for the strike."): (
        "kadar-promise-nov26.kadar-promised",
    ),
    ("nagy", "Marosán shouts in the corridor that people ought to be shot, as a writer will remember it."): (
        "leaders-return.peter-kuczka",
    ),
    ("nagy", "Then he says that the troops have the order to enter the city."): ("nagy-hq-night.gero-announced",),
    ("nagy", "Gerő has told them that the troops have a bad effect on people's mood, on the workers' too."): (
        "mikoyan-suslov-arrive.gero-told",
    ),
    ("nagy", "He says counter-revolutionaries, and that the attack must be beaten back by every means."): (
        "kadar-nagy-broadcast-25.kadar-spoke",
    ),
    (
        "nagy",
        "There are two roads, Donáth has said: to crush it with Soviet help, or to negotiate, and lead it.",
    ): ("politburo-two-roads.donath-put",),
    ("nagy", "Apró says treason."): ("politburo-two-roads.military-committee",),
    ("nagy", "Losonczy is saying at the university that you cannot make up your mind."): (
        "workers-and-friends-press-nagy.losonczy-criticised",
    ),
    ("nagy", "Tildy asks whether at least those could begin to go who never came under the Treaty."): (
        "neutrality-cabinet-1nov.tildy-asked",
    ),
    (
        "nagy",
        "On Thursday night he called the rising glorious; for two days his wife, his party and his government have thought him lost.",
    ): ("kadar-speech-and-vanishing.called-rising", "kadar-speech-and-vanishing.andropov-drew"),
    (
        "nagy",
        "This morning he said that the new troops cover the departure of the old ones, and relieve those who are tired.",
    ): ("cabinet-morning-1nov.andropov-told", "cabinet-morning-1nov.andropov-said"),
    ("nagy", "Maléter's wife has rung, and begs him to stay away."): ("talks-parliament-3nov.wife-implored",),
    ("nagy", "Tildy's wife leans on his shoulder, and in the corner sits the cardinal and says nothing."): (
        "nagy-broadcast.corridor-tildy",
    ),
    (
        "nagy",
        "He calls the rising glorious, and lists communists, writers and students, with pride, among the first in it.",
    ): ("kadar-speech-and-vanishing.called-rising",),
    ("nagy", "He tells the foreign journalists that it will not let capitalism be restored."): (
        "coalition-3-november.losonczy-told",
    ),
    ("nagy", "The sheets were looked into while he was writing them, and he knew it."): ("snagov-arrest.notes",),
    ("council", "Imre Nagy, now prime minister, says that he will resign unless the line changes."): (
        "night-politburo-27-28.nagy-threatened",
    ),
}


def _found(text: str, **scene: Any) -> list[str]:
    more = "".join(f", {key}: {value}" for key, value in scene.items())
    return [hint.scene for hint in find_portrayals(case(f"[{{id: a, text: '{text}'{more}, to: [b]}}, {{id: b}}]"))]


@pytest.fixture(autouse=True)
def weber(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(RECORD, "record/people.yaml", "[{id: ada-weber, name: Ada Weber, description: A weaver.}]")


@pytest.mark.parametrize(
    ("text", "hinted"),
    [
        ("Weber thinks of the fire.[^fire.burnt]", True),
        ("Weber slowly nods.[^fire.burnt]", True),
        ("Weber says: it burnt.[^fire.burnt]", True),
        ("Ada Weber had always known, and hoped it would burn.[^fire.burnt]", True),
        ("Weber is here.[^fire.burnt]\n\n    She hopes.[^fire.burnt]", True),
        ("Weber lit it.[^fire.burnt]", False),
        ("Weber thinks of the fire.", False),
        ("The weaver thinks of the fire.[^fire.burnt]", False),
        ("She hopes.[^fire.burnt]", False),
        ("You hope.[^fire.burnt]", False),
    ],
)
def test_a_footnote_under_a_real_persons_thought_gesture_or_words_is_hinted_at(text: str, hinted: bool) -> None:
    assert _found(text) == ["a"] * hinted


def test_in_the_records_voice_words_are_left_alone_and_thoughts_are_not() -> None:
    assert _found("Weber said that it burnt.[^fire.burnt]", narrator="record") == []
    assert _found("Weber hoped that it would.[^fire.burnt]", narrator="record") == ["a"]


def test_who_plays_a_real_person_is_that_person(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ROLE, "name", "Ada Weber")
    assert _found("You hope.[^fire.burnt]") == ["a"]
    assert _found("You hope.") == []


def test_what_stays_of_it_in_the_story_has_a_claim_that_says_so(shipped_report: Report) -> None:
    found = {}
    for role, proof in shipped_report.proofs.items():
        labels = {
            sentence.text: sentence.labels
            for text in _every_text(proof.context.role)
            for paragraph in parse_prose(text)
            for sentence in paragraph
        }
        for hint in find_portrayals(proof.context):
            sentence = hint.message.split("does its claim say so? ", 1)[1]
            found[role, sentence] = labels[sentence]
    assert found == PORTRAYED
    assert len(found) <= 30


def _every_text(role: Any) -> list[str]:
    texts = [part for attempt in role.attempts for part in (attempt.why_record_stood, attempt.what_it_would_take)]
    for scene in role.scenes:
        texts += [
            scene.text,
            *(passage.text for passage in scene.passages),
            *(choice.result or "" for choice in scene.choices),
        ]
    return texts
