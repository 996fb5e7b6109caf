"""Building the Page of a run: a pure function of the pack and the journal."""

from __future__ import annotations

from itertools import islice

from game.play.journal import Journal
from game.play.news import heard_between
from game.play.page import (
    Answer,
    Bulletin,
    Card,
    Cited,
    Disputed,
    Ending,
    Gauge,
    Note,
    Option,
    Page,
    Paragraph,
    Paragraphs,
    Reading,
    Sentence,
)
from game.record.citations import format_citation
from game.record.types import Citation, Event
from game.story.effects import value_range
from game.story.types import Attempt, Pack, Scene
from game.text.moments import Moment
from game.text.prose import Span, find_labels, parse_prose

#: How the ending of a body that decides is told, where nobody has a fate of their own.
OF_A_BODY = ("What became of what was decided", "What the record says of it")


class Notes:
    """The footnotes of one page, numbered as they come.

    A text whose footnotes are all new to the page looks the same on every page where their numbers begin alike; it is
    made once for a pack.
    """

    def __init__(self, pack: Pack) -> None:
        self.record = pack.record
        self.found: dict[str, Note] = {}
        self._kept = pack.caches

    def number(self, label: str) -> int:
        """The number of a claim's footnote on this page; it gets the next one if it has none yet.

        Raises:
            KeyError: if the label leads to no claim.
        """
        if label not in self.found and not self._known(label):
            event = self.record.events_by_id[label.partition(".")[0]]
            claim = self.record.claims_by_label[label]
            self._add(label, event, claim.says, claim.confidence, claim.cites)
        return self.found[label].number

    def number_of_news(self, event: Event, position: int) -> int:
        """The number of the footnote of a piece of news, which stands at a place of `event.news`, counted from 0."""
        label = f"{event.id}.news-{position + 1}"
        if label not in self.found and not self._known(label):
            news = event.news[position]
            self._add(label, event, news.says, "", news.cites)
        return self.found[label].number

    def _known(self, label: str) -> bool:
        """Take a footnote that another page of the pack has had under the number that it gets here."""
        note: Note | None = self._kept.get((Note, label, len(self.found) + 1))
        if note is not None:
            self.found[label] = note
        return note is not None

    def _add(self, label: str, event: Event, says: str, confidence: str, cites: list[Citation]) -> None:
        cited = self.cited(cites)
        asks = tuple(dispute.asks for dispute in event.disputes)
        note = Note(len(self.found) + 1, label, event.id, event.title, says, confidence, cited, asks)
        self.found[label] = self._kept[Note, label, note.number] = note

    def cited(self, cites: list[Citation]) -> tuple[Cited, ...]:
        """Citations in words."""
        return tuple(
            Cited(cite.source, cite.at or "", format_citation(self.record.sources_by_id[cite.source], cite.at))
            for cite in cites
        )

    def disputed(self, label: str) -> Disputed:
        """A dispute with its readings."""
        dispute = self.record.disputes_by_label[label]
        readings = tuple(Reading(reading.says, self.cited(reading.cites)) for reading in dispute.readings)
        return Disputed(label, dispute.asks, readings, dispute.weigh or "")

    def paragraphs(self, text: str) -> Paragraphs:
        """A text as paragraphs whose sentences carry footnote numbers."""
        before = len(self.found)
        known: tuple[Paragraphs, dict[str, Note]] | None = self._kept.get((Notes, text, before))
        if known is not None:
            paragraphs, new = known
            if not before or self.found.keys().isdisjoint(new):
                self.found.update(new)
                return paragraphs
        made = tuple(
            tuple(Sentence(line.spans, tuple(map(self.number, line.labels))) for line in paragraph)
            for paragraph in parse_prose(text)
        )
        new = dict(islice(self.found.items(), before, None))
        if new.keys() >= set(find_labels(text)):
            self._kept[Notes, text, before] = made, new
        return made

    def claims(self, labels: list[str]) -> Paragraph:
        """Claims as documented sentences."""
        return tuple(
            Sentence((Span(self.record.claims_by_label[label].says),), (self.number(label),)) for label in labels
        )

    @property
    def all(self) -> tuple[Note, ...]:
        """The footnotes in the order of their numbers."""
        return tuple(self.found.values())


def page(
    pack: Pack,
    journal: Journal,
    calm: bool = False,
    known_now: bool = False,
    taken_before: str = "",
    notes: Notes | None = None,
    passed: int = 0,
) -> Page:
    """The page on which a run stands.

    Args:
        pack: the pack.
        journal: the run, replayed up to where it stands.
        calm: whether scenes that have a calm version show it.
        known_now: whether bulletins tell what is known today.
        taken_before: the id of the choice that the run took here before it stepped back.
        notes: footnotes that this page goes on numbering; without them it begins its own.
        passed: how many scenes before this one nobody read, as they were passed under a class's cut; what they answer
            is answered here, and what follows is what followed from the last choice that was the player's own.
    """
    scene = journal.here
    role = journal.machine.role
    notes = notes or Notes(pack)
    steps = len(journal.taken)
    last = journal.taken[steps - passed - 1].choice.spec if steps > passed else None
    follows = notes.paragraphs(last.then) if last is not None and last.then else ()
    answers = _answers(pack, journal, notes, steps - passed) if scene.answers or passed else ()
    # Bulletins stand before the scene's own text, and so do their footnotes.
    heard = bulletins(pack, journal, notes, known_now)
    is_calm = calm and scene.calm is not None
    paragraphs = _text(journal, scene, notes, is_calm)
    because = tuple(Card(card.id, notes.paragraphs(card.text)) for card in scene.because) if scene.because else ()
    ending = None
    if scene.ending is not None:
        fate = next(fate for fate in role.fates if fate.id == scene.ending.fate)
        words = OF_A_BODY if role.kind == "council" else ()
        ending = Ending(scene.ending.title, fate.id, fate.label, notes.claims(fate.claims), *words)
    # In the order of the fields: so many keywords would take another 0.9 µs.
    return Page(
        role.id,
        role.name,
        scene.id,
        steps + 1,
        scene.title,
        scene.at,
        scene.place,
        pack.record.places_by_id[scene.place].name,
        last.text if last is not None else "",
        follows,
        answers,
        paragraphs,
        is_calm,
        known_now,
        heard,
        _options(journal, taken_before),
        _gauges(journal),
        journal.file,
        tuple(scene.depicts),
        notes.all,
        ending,
        because,
        tuple(map(notes.disputed, scene.disputes)),
    )


def _answers(pack: Pack, journal: Journal, notes: Notes, first: int) -> tuple[Answer, ...]:
    """The answers of the scenes from a number on."""
    return tuple(
        answer(pack, journal, notes, attempt, made)
        for attempt, made, answered in journal.attempts()
        if answered is not None and answered >= first
    )


def _text(journal: Journal, scene: Scene, notes: Notes, calm: bool) -> Paragraphs:
    if calm and scene.calm is not None:
        return notes.paragraphs(scene.calm)
    passages = journal.machine.get_passages(scene.id, journal.values) if scene.also else []
    if not passages:
        return notes.paragraphs(scene.text)
    texts = [passage.text for passage in passages if passage.first]
    texts += [scene.text, *(passage.text for passage in passages if not passage.first)]
    return tuple(paragraph for text in texts for paragraph in notes.paragraphs(text))


def _options(journal: Journal, taken_before: str) -> tuple[Option, ...]:
    found: list[Option] = []
    number = 0
    values = journal.values
    for choice in journal.machine.get_choices(journal.scene):
        option = choice.spec
        if choice.is_open(values):
            number += 1
            found.append(Option(number, option.id, option.text, taken=option.id == taken_before))
        elif option.else_ is not None:
            found.append(Option(None, option.id, option.text, reason=option.else_))
    return tuple(found)


def _gauges(journal: Journal) -> tuple[Gauge, ...]:
    found: list[Gauge] = []
    for place, variable in journal.machine.gauges:
        value = journal.values[place]
        low, high = value_range(variable)
        level = variable.levels[value - low] if variable.levels else ""
        found.append(Gauge(variable.id, variable.label or variable.id, value, low, high, level, variable.means or ""))
    return tuple(found)


def bulletins(pack: Pack, journal: Journal, notes: Notes, known_now: bool) -> tuple[Bulletin, ...]:
    """What was heard on the way to the scene in which a run stands, as it was told then.

    Args:
        known_now: whether they tell what is known today too. What they do not tell has no footnote: neither are there
            holes in the numbers, nor do the notes give away what the page holds back.
    """
    heard = heard_between(pack, journal)
    if not heard:
        return ()
    channels = {channel.id: channel.label for channel in pack.story.channels}
    return tuple(
        Bulletin(
            news.heard,
            channels[news.by],
            event.id,
            Sentence((Span(news.says),), (notes.number_of_news(event, event.news.index(news)),)),
            notes.claims([f"{event.id}.{claim}" for claim in news.now]) if known_now else (),
        )
        for event, news in heard
    )


def answer(pack: Pack, journal: Journal, notes: Notes, name: str, made: int) -> Answer:
    """The answer to an attempt that the run made with one of its choices.

    Args:
        notes: the footnotes of the page or ledger on which it will stand.
        name: the attempt's id.
        made: the number of the choice that made it, from 0.
    """
    choice = journal.taken[made].choice
    attempt = journal.machine.attempts_by_id[name]
    return answer_to(pack, notes, attempt, choice.spec.text, journal.machine.get_scene(choice.source).at)


def answer_to(pack: Pack, notes: Notes, attempt: Attempt, made: str, made_at: Moment) -> Answer:
    """The answer to an attempt.

    Args:
        pack: the pack.
        notes: the footnotes of what it will stand on.
        attempt: the attempt.
        made: the text of the choice that made it.
        made_at: the hour of that choice.
    """
    event = pack.record.events_by_id[attempt.event]
    return Answer(
        attempt=attempt.id,
        title=attempt.title,
        event=event.id,
        event_title=event.title,
        at=event.at,
        made=made,
        made_at=made_at,
        changed=notes.paragraphs(attempt.changed),
        record=notes.claims(attempt.record),
        stood=notes.paragraphs(attempt.stood),
        otherwise=notes.paragraphs(attempt.otherwise),
        reach=notes.paragraphs(attempt.reach or ""),
        happened=attempt.happened,
    )
