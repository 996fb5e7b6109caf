"""Random players: they play runs through the machine, and hold the pages that they saw against the laws.

Nothing here knows of `game.proof`: what it proves of all runs is looked at a second time, run by run and page by page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from game.play.journal import Journal
from game.play.page import Page, Paragraphs
from game.play.page_builder import build_page
from game.record.types import Event, News
from game.story.machine import RoleMachine
from game.story.types import Pack, Role, Scene
from game.text.prose import find_labels, parse_prose

#: No run of a pack is longer; one that is goes round in a circle.
LONGEST = 1000


@dataclass(frozen=True)
class Played:
    """A run as somebody played it: the choices as `scene.choice`, and every page that was shown."""

    choices: list[str]
    pages: list[Page]


def played(pack: Pack, machine: RoleMachine, random: Random) -> Played:
    """Play a run through the machine, taking one of the open choices of each page by chance."""
    journal = Journal(machine, machine.role.first_scene, machine.start_values)
    pages = [build_page(pack, journal)]
    while (offered := [option for option in pages[-1].choices if option.is_open]) and len(pages) < LONGEST:
        assert journal.choose(random.choice(offered).id)
        pages.append(build_page(pack, journal))
    return Played(journal.choice_refs, pages)


def complaints(pack: Pack, role: Role, run: Played) -> Iterator[str]:
    """What a finished run shows that the laws forbid, each as a sentence that begins with the law's short name."""
    scenes = [next(scene for scene in role.scenes if scene.id == shown.scene) for shown in run.pages]
    yield from _ends(run)
    yield from _clock(run)
    yield from _met(pack, role, scenes)
    yield from _answered(role, run, scenes)
    yield from _outcome(pack, role, run)
    for shown in run.pages:
        yield from _cited(pack, shown)
        yield from _at_home(pack, shown)
    if role.kind != "council":
        yield from _known_then(pack, role, run, scenes)


def _ends(run: Played) -> Iterator[str]:
    last = run.pages[-1]
    if last.ending is None:
        yield f"L1: the run does not end; it stands in {last.scene} after {len(run.pages)} pages."


def _clock(run: Played) -> Iterator[str]:
    begun = run.pages[0].at.earliest
    for shown in run.pages:
        if shown.at.latest <= begun:
            yield f"L2: {shown.scene} is over ({shown.at}) before a scene that came earlier began ({begun})."
        begun = max(begun, shown.at.earliest)


def _met(pack: Pack, role: Role, scenes: Sequence[Scene]) -> Iterator[str]:
    begins, ends = scenes[0].at, scenes[-1].at
    first: dict[str, tuple[int, bool]] = {}
    for number, scene in enumerate(scenes):
        for name in scene.depicts:
            first.setdefault(name, (number, True))
        for name in scene.tells:
            first.setdefault(name, (number, False))
    events = [pack.record.events_by_id[point.event] for point in role.fixed_points if point.met_by == "scene"]
    events = [event for event in events if begins.earliest < event.at.latest <= ends.latest]
    for event in events:
        if event.id not in first:
            yield f"L3: the run never meets {event.id}."
    for event in events:
        number, seen = first.get(event.id, (0, True))
        for other in events:
            passed = any(other.id in (scene.depicts if seen else scene.tells) for scene in scenes[:number])
            if passed and _before(event, other, role, seen):
                yield f"L3: {event.id} is first met in {scenes[number].id}, after the later {other.id}."


def _before(event: Event, other: Event, role: Role, seen: bool) -> bool:
    if seen:
        return (event.until or event.at).latest <= other.at.earliest
    first, second = (
        min((news.heard_at for news in e.news if news.channel in role.news_from), default=e.at) for e in (event, other)
    )
    return first.latest <= second.earliest


def _answered(role: Role, run: Played, scenes: Sequence[Scene]) -> Iterator[str]:
    for number, (scene, pair) in enumerate(zip(scenes, run.choices, strict=False)):
        attempt = next(option.attempt for option in scene.choices if f"{scene.id}.{option.id}" == pair)
        if attempt is None:
            continue
        answers = [answer for shown in run.pages[number + 1 :] for answer in shown.answers if answer.attempt == attempt]
        if not answers:
            yield f"L4: {pair} tries {attempt}, and no later page answers it."
        for answer in answers:
            if not all((answer.what_changed, answer.record_claims, answer.why_record_stood, answer.what_it_would_take)):
                yield f"L4: the answer to {attempt} lacks one of its four parts."
            for part in ((answer.record_claims,), answer.why_record_stood, answer.what_it_would_take):
                if not any(sentence.is_documented for paragraph in part for sentence in paragraph):
                    yield f"L4: a part of the answer to {attempt} cites nothing."


def _outcome(pack: Pack, role: Role, run: Played) -> Iterator[str]:
    last = run.pages[-1]
    if last.ending is None:
        return
    if last.ending.fate not in {fate.id for fate in role.fates}:
        yield f"L5: {last.scene} ends in a fate that the role does not have."
    if not last.ending.claims or not all(sentence.is_documented for sentence in last.ending.claims):
        yield f"L5: the fate of {last.scene} is not documented."
    told = {note for paragraph in last.paragraphs for sentence in paragraph for note in sentence.footnote_numbers}
    if not {note.label for note in last.footnotes if note.number in told} & set(pack.story.outcome_claims):
        yield f"L5: {last.scene} does not tell the outcome."


def _cited(pack: Pack, shown: Page) -> Iterator[str]:
    numbers = [note.number for note in (*shown.footnotes, *shown.answer_footnotes)]
    if numbers != list(range(1, len(numbers) + 1)):
        yield f"L6: the footnotes of {shown.scene} are numbered {numbers}."
    if not _numbers(shown) <= set(numbers):
        yield f"L6: a sentence of {shown.scene} has a footnote that is not there."
    for note in shown.footnotes:
        event, _, name = note.label.partition(".")
        known = {claim.id for claim in pack.record.events_by_id[event].claims}
        known |= {f"news-{number + 1}" for number in range(len(pack.record.events_by_id[event].news))}
        if name not in known:
            yield f"L6: {note.label} in {shown.scene} is no claim."
        if not note.citations or any(cite.source not in pack.record.sources_by_id for cite in note.citations):
            yield f"L6: {note.label} in {shown.scene} has no source."


def _numbers(shown: Page) -> set[int]:
    texts: list[Paragraphs] = [shown.result, shown.paragraphs]
    for answer in shown.answers:
        texts += [answer.what_changed, (answer.record_claims,), answer.why_record_stood, answer.what_it_would_take]
    for bulletin in shown.bulletins:
        texts.append(((bulletin.says, *bulletin.known_today),))
    return {
        number for text in texts for paragraph in text for sentence in paragraph for number in sentence.footnote_numbers
    }


def _at_home(pack: Pack, shown: Page) -> Iterator[str]:
    around = {shown.place}
    place = pack.record.places_by_id[shown.place]
    while place.within is not None and place.within not in around:
        around.add(place.within)
        place = pack.record.places_by_id[place.within]
    for name in shown.depicted_events:
        event = pack.record.events_by_id[name]
        if not around & set(event.places):
            yield f"L7: {shown.scene} shows {name} at {shown.place}, where it was not."
        ends = max(event.at.latest, event.until.latest if event.until else event.at.latest)
        if not (event.at.earliest < shown.at.latest and shown.at.earliest < ends):
            yield f"L7: {shown.scene} shows {name} at {shown.at}, when it was not."


def _known_then(pack: Pack, role: Role, run: Played, scenes: Sequence[Scene]) -> Iterator[str]:
    seen: set[str] = set()
    for number, (scene, shown) in enumerate(zip(scenes, run.pages, strict=True)):
        seen |= set(scene.depicts)
        told = set() if scene.ending or scene.narrator == "record" else _told(scene, shown) | set(scene.tells)
        if number < len(run.choices) and not scene.ending and scene.narrator != "record":
            option = next(option for option in scene.choices if f"{scene.id}.{option.id}" == run.choices[number])
            told |= {label.partition(".")[0] for label in find_labels(option.result or "")}
        for name in sorted(told - seen):
            if not any(_heard(pack, role, scene, news) for news in pack.record.events_by_id[name].news):
                yield f"L9: {scene.id} speaks of {name}, of which this run can know nothing yet."


def _told(scene: Scene, shown: Page) -> set[str]:
    """The events that a page's own text mentions in the character's voice."""
    label = {note.number: note.label for note in shown.footnotes}
    of_record = {
        sentence.text
        for passage in scene.passages
        if passage.narrator == "record"
        for paragraph in parse_prose(passage.text)
        for sentence in paragraph
    }
    return {
        label[number].partition(".")[0]
        for paragraph in shown.paragraphs
        for sentence in paragraph
        if sentence.text not in of_record
        for number in sentence.footnote_numbers
    }


def _heard(pack: Pack, role: Role, scene: Scene, news: News) -> bool:
    if news.channel not in (role.news_from if scene.news_from is None else scene.news_from):
        return False
    here = not news.places or any(pack.record.is_within(scene.place, place) for place in news.places)
    return here and news.heard_at.earliest < scene.at.latest
