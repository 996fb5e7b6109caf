"""Glosses: who the people are and what the words mean that a run meets for the first time.

A prologue counts for nothing here: it says itself who its people are, and may be skipped.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from msgspec.structs import replace

from game.play.journal import Journal, replay
from game.play.page import Gloss, Page, Paragraphs
from game.play.page_builder import build_page
from game.record.names import Named, NameFinder
from game.story.types import Pack


def add_glosses(pack: Pack, journal: Journal, page: Page, unread_scenes: Collection[str] = ()) -> Page:
    """Return a page of a run with its glosses: a pure function of the run.

    Args:
        journal: the run, at that page.
        unread_scenes: the scenes of the run that were not shown, as in a class excerpt.
    """
    met = _find_met(pack, journal, unread_scenes)
    return replace(page, glosses=tuple(_build_gloss(pack, named, met) for named in _find_names(pack, page)))


def _build_gloss(pack: Pack, named: Named, met: Collection[tuple[str, str]]) -> Gloss:
    is_new = (named.kind, named.id) not in met
    if named.kind == "person":
        person = pack.record.people_by_id[named.id]
        return Gloss("person", person.id, person.name, named.words, person.description, is_new)
    term = pack.record.terms_by_id[named.id]
    return Gloss("term", term.id, term.term, named.words, term.meaning, is_new)


def _find_met(pack: Pack, journal: Journal, unread: Collection[str]) -> set[tuple[str, str]]:
    """Return the kind and id of whatever the pages before the present one name.

    What was found for a run is kept, since the next page of the same run, which is the usual one to be asked for, adds
    a page to it.
    """
    key = (Gloss, journal.machine.role.id, frozenset(unread))
    refs = journal.choice_refs
    done, met = pack.caches.get(key, ([], set()))
    if refs[: len(done)] != done:
        done, met = [], set()
    walked = replay(journal.machine, done)
    met = set(met)
    for choice in journal.taken[len(done) :]:
        if walked.scene_id not in unread:
            met |= {(named.kind, named.id) for named in _find_names(pack, build_page(pack, walked))}
        walked.choose(choice.spec.id)
    pack.caches[key] = refs, met
    return met


def _find_names(pack: Pack, page: Page) -> list[Named]:
    """Return whom and what a page names, each once, in the order of the page; not the person whom the player plays."""
    finder: NameFinder = pack.record.name_finder
    found: dict[tuple[str, str], Named] = {}
    for text in _list_texts(page):
        for named in finder.find(text):
            found.setdefault((named.kind, named.id), named)
    return [
        named
        for named in found.values()
        if named.kind != "person" or pack.record.people_by_id[named.id].name != page.role_name
    ]


def _list_texts(page: Page) -> Iterator[str]:
    """Yield every text of a page, as far as it is shown without being asked for, in the order of the page."""
    yield from _sentences(page.result)
    for answer in page.answers:
        yield from _sentences(answer.what_changed)
        if page.is_of_council:
            yield from _sentences((answer.record_claims,), answer.why_record_stood, answer.what_it_would_take)
    for bulletin in page.bulletins:
        yield from _sentences(((bulletin.says, *bulletin.known_today),))
    yield from _sentences(page.paragraphs, *(card.paragraphs for card in page.cards))
    if page.ending is not None:
        yield from _sentences((page.ending.claims,))
    for choice in page.choices:
        yield from (choice.text, choice.reason)


def _sentences(*texts: Paragraphs) -> Iterable[str]:
    return (sentence.text for paragraphs in texts for paragraph in paragraphs for sentence in paragraph)
