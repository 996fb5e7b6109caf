"""Building the Page of a run: a pure function of the pack and the journal."""

from __future__ import annotations

from datetime import timedelta
from itertools import islice

from game.play.journal import Journal, Values
from game.play.news import find_bulletins
from game.play.page import (
    Answer,
    Bulletin,
    CardView,
    CitationView,
    DisputeView,
    Footnote,
    Gauge,
    GaugeChange,
    Opening,
    Page,
    PageChoice,
    PageEnding,
    Paragraph,
    Paragraphs,
    ReadingView,
    Sentence,
)
from game.record.citations import format_citation
from game.record.types import Citation, Event
from game.story.effects import value_range
from game.story.machine import RoleMachine
from game.story.types import Attempt, Pack, Role, Scene
from game.text.moments import Moment
from game.text.prose import Span, find_labels, parse_prose

#: Between two scenes so far apart the gauges of the first say nothing any more.
LONG_GAP = timedelta(days=365)


class FootnoteNumbering:
    """The footnotes of one page, numbered in the order in which they appear.

    A text whose footnotes are all new to the page is the same on every page where its numbers begin alike, so it is
    built once for a pack.
    """

    def __init__(self, pack: Pack) -> None:
        self.record = pack.record
        self.by_label: dict[str, Footnote] = {}
        self._cache = pack.caches

    def number_claim(self, label: str) -> int:
        """Return the number of a claim's footnote on this page; a new footnote gets the next number.

        Raises:
            KeyError: if no claim has this label.
        """
        if label not in self.by_label and not self._reuse(label):
            event = self.record.events_by_id[label.partition(".")[0]]
            claim = self.record.claims_by_label[label]
            self._add(label, event, claim.says, claim.confidence, claim.cites)
        return self.by_label[label].number

    def number_news(self, event: Event, index: int) -> int:
        """Return the number of the footnote of `event.news[index]`; a new footnote gets the next number."""
        label = f"{event.id}.news-{index + 1}"
        if label not in self.by_label and not self._reuse(label):
            news = event.news[index]
            self._add(label, event, news.says, "", news.cites)
        return self.by_label[label].number

    def _reuse(self, label: str) -> bool:
        """Reuse a footnote that another page of the pack built with the same number; return whether there was one."""
        note: Footnote | None = self._cache.get((Footnote, label, len(self.by_label) + 1))
        if note is not None:
            self.by_label[label] = note
        return note is not None

    def _add(self, label: str, event: Event, message: str, confidence: str, cites: list[Citation]) -> None:
        cited = self.cite(cites)
        asks = tuple(dispute.question for dispute in event.disputes)
        note = Footnote(len(self.by_label) + 1, label, event.id, event.title, message, confidence, cited, asks)
        self.by_label[label] = self._cache[Footnote, label, note.number] = note

    def cite(self, cites: list[Citation]) -> tuple[CitationView, ...]:
        """Return citations in words."""
        return tuple(
            CitationView(
                cite.source, cite.where or "", format_citation(self.record.sources_by_id[cite.source], cite.where)
            )
            for cite in cites
        )

    def view_dispute(self, label: str) -> DisputeView:
        """Return a dispute with its readings."""
        dispute = self.record.disputes_by_label[label]
        readings = tuple(ReadingView(reading.says, self.cite(reading.cites)) for reading in dispute.readings)
        return DisputeView(label, dispute.question, readings, dispute.assessment or "")

    def number_paragraphs(self, text: str) -> Paragraphs:
        """Return a text as paragraphs whose sentences carry footnote numbers."""
        before = len(self.by_label)
        known: tuple[Paragraphs, dict[str, Footnote]] | None = self._cache.get((FootnoteNumbering, text, before))
        if known is not None:
            paragraphs, new = known
            if not before or self.by_label.keys().isdisjoint(new):
                self.by_label.update(new)
                return paragraphs
        made = tuple(
            tuple(Sentence(line.spans, tuple(map(self.number_claim, line.labels))) for line in paragraph)
            for paragraph in parse_prose(text)
        )
        new = dict(islice(self.by_label.items(), before, None))
        if new.keys() >= set(find_labels(text)):
            self._cache[FootnoteNumbering, text, before] = made, new
        return made

    def quote_claims(self, labels: list[str]) -> Paragraph:
        """Return claims as documented sentences."""
        return tuple(
            Sentence((Span(self.record.claims_by_label[label].says),), (self.number_claim(label),)) for label in labels
        )

    @property
    def footnotes(self) -> tuple[Footnote, ...]:
        """The footnotes in the order of their numbers."""
        return tuple(self.by_label.values())


def build_page(
    pack: Pack,
    journal: Journal,
    calm: bool = False,
    known_now: bool = False,
    choice_before: str = "",
    numbering: FootnoteNumbering | None = None,
    passed_scenes: int = 0,
    with_opening: bool = False,
) -> Page:
    """Return the present page of a run.

    Args:
        pack: the pack.
        journal: the run, replayed to its present scene.
        calm: whether scenes with a calm version show it.
        known_now: whether bulletins say what is known today.
        choice_before: the id of the choice that the run took here before it stepped back.
        numbering: the numbering that this page continues; without it the page begins its own.
        passed_scenes: how many scenes before this one were skipped in a class excerpt; this page gives their answers,
            and the result of the last choice that the player made.
        with_opening: whether the first page of a run is opened by the role's introduction and prologue.
    """
    scene = journal.scene
    role = journal.machine.role
    numbering = numbering or FootnoteNumbering(pack)
    steps = len(journal.taken)
    last = journal.taken[steps - passed_scenes - 1].spec if steps > passed_scenes else None
    is_of_council = role.kind == "council"
    opening = _build_opening(role, numbering) if with_opening and not steps else None
    follows = numbering.number_paragraphs(last.result) if last is not None and last.result else ()
    answered = _find_answered(journal, steps - passed_scenes) if scene.answers_attempts or passed_scenes else []
    answers: tuple[Answer, ...] = ()
    if is_of_council:
        answers = _build_answers(pack, journal, numbering, answered)
    else:
        for attempt, _ in answered:
            numbering.number_paragraphs(journal.machine.attempts_by_id[attempt].what_changed)
    # Bulletins come before the scene's own text, so their footnotes are numbered first.
    heard = build_bulletins(pack, journal, numbering, known_now)
    is_calm = calm and scene.calm_text is not None
    paragraphs = _build_paragraphs(journal, scene, numbering, is_calm)
    because = (
        tuple(CardView(card.id, numbering.number_paragraphs(card.text)) for card in scene.cards) if scene.cards else ()
    )
    ending = None
    if scene.ending is not None:
        fate = role.get_fate(scene.ending.fate)
        claims = numbering.quote_claims(fate.claims)
        ending = PageEnding(scene.ending.title, fate.id, fate.label, claims, role.kind == "council")
    footnotes = numbering.footnotes
    if answered and not is_of_council:
        answers = _build_answers(pack, journal, numbering, answered)
    gauges = build_gauges(journal.machine, journal.values) if _has_gauges(journal) else ()
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
        _build_choices(journal, choice_before),
        gauges,
        journal.dossier,
        tuple(scene.depicts),
        footnotes,
        ending,
        because,
        tuple(map(numbering.view_dispute, scene.disputes)),
        journal.taken[-1].scene.at if steps else None,
        is_of_council,
        _find_changes(journal, gauges, steps - passed_scenes - 1) if gauges and steps else (),
        tuple(entry for choice in journal.taken[max(0, steps - passed_scenes - 1) :]
              if (entry := choice.spec.dossier_entry)),
        scene.reads_dossier,
        numbering.footnotes[len(footnotes) :] if answers else (),
        opening,
    )  # fmt: skip


def _build_opening(role: Role, numbering: FootnoteNumbering) -> Opening:
    who = Sentence((Span(" ".join(role.who.split())),))
    return Opening(
        role.name, ((who,),), numbering.number_paragraphs(role.prologue or ""), " ".join(role.content_note.split())
    )


def _find_answered(journal: Journal, first: int) -> list[tuple[str, int]]:
    """Return the attempts that the scenes from number `first` on answer, each with the index of its choice."""
    return [
        (attempt, made)
        for attempt, made, answered in journal.list_attempts()
        if answered is not None and answered >= first
    ]


def _build_answers(
    pack: Pack, journal: Journal, numbering: FootnoteNumbering, answered: list[tuple[str, int]]
) -> tuple[Answer, ...]:
    return tuple(build_answer_for_run(pack, journal, numbering, attempt, made) for attempt, made in answered)


def _build_paragraphs(journal: Journal, scene: Scene, numbering: FootnoteNumbering, calm: bool) -> Paragraphs:
    if calm and scene.calm_text is not None:
        return numbering.number_paragraphs(scene.calm_text)
    if not scene.passages:
        return numbering.number_paragraphs(scene.text)
    passages = journal.machine.get_passages(scene.id, journal.values, journal.past)
    texts = scene.arrange_texts(passages)
    return tuple(paragraph for text in texts for paragraph in numbering.number_paragraphs(text))


def _build_choices(journal: Journal, taken_before: str) -> tuple[PageChoice, ...]:
    found: list[PageChoice] = []
    number = 0
    values = journal.values
    for choice in journal.machine.get_choices(journal.scene_id):
        spec = choice.spec
        if choice.is_open(values):
            number += 1
            found.append(PageChoice(number, spec.id, spec.text, taken_before=spec.id == taken_before))
        elif spec.closed_because is not None:
            found.append(PageChoice(None, spec.id, spec.text, reason=spec.closed_because))
    return tuple(found)


def build_gauges(machine: RoleMachine, values: Values) -> tuple[Gauge, ...]:
    """Return the gauges of a role with some values of its variables."""
    found: list[Gauge] = []
    for index, variable in machine.gauges:
        value = values[index]
        low, high = value_range(variable)
        level = variable.levels[value - low] if variable.levels else ""
        found.append(Gauge(variable.id, variable.label or variable.id, value, low, high, level, variable.meaning or ""))
    return tuple(found)


def _has_gauges(journal: Journal) -> bool:
    """Say whether the gauges tell of the present scene, and not of another time."""
    scene = journal.scene
    if scene.ending is not None:
        return False
    return not journal.taken or scene.at.earliest - journal.taken[-1].scene.at.earliest < LONG_GAP


def _find_changes(journal: Journal, gauges: tuple[Gauge, ...], last: int) -> tuple[GaugeChange, ...]:
    """Return the gauges that have changed since the choice with an index was taken."""
    before = journal.values_before[max(last, 0)]
    if before == journal.values:
        return ()
    pairs = zip(build_gauges(journal.machine, before), gauges, strict=True)
    return tuple(GaugeChange(was, now) for was, now in pairs if was.value != now.value)


def build_bulletins(
    pack: Pack, journal: Journal, numbering: FootnoteNumbering, known_now: bool
) -> tuple[Bulletin, ...]:
    """Return the bulletins heard on the way to the present scene.

    Args:
        known_now: whether they also say what is known today. What they leave out gets no footnote, so the numbers have
            no gaps and the notes give away nothing.
    """
    heard = find_bulletins(pack, journal)
    if not heard:
        return ()
    channels = {channel.id: channel.label for channel in pack.story.channels}
    return tuple(
        Bulletin(
            news.heard_at,
            channels[news.channel],
            event.id,
            Sentence((Span(news.says),), (numbering.number_news(event, event.news.index(news)),)),
            numbering.quote_claims([f"{event.id}.{claim}" for claim in news.known_today]) if known_now else (),
        )
        for event, news in heard
    )


def build_answer_for_run(
    pack: Pack, journal: Journal, numbering: FootnoteNumbering, attempt_id: str, choice_index: int
) -> Answer:
    """Return the answer to an attempt of the run.

    Args:
        numbering: the footnotes of the page or ledger that will show it.
        attempt_id: the attempt's id.
        choice_index: the index of the choice that made it.
    """
    choice = journal.taken[choice_index]
    attempt = journal.machine.attempts_by_id[attempt_id]
    return build_answer(pack, numbering, attempt, choice.spec.text, journal.machine.get_scene(choice.source).at)


def build_answer(
    pack: Pack, numbering: FootnoteNumbering, attempt: Attempt, choice_text: str, made_at: Moment
) -> Answer:
    """Return the answer to an attempt.

    Args:
        pack: the pack.
        numbering: the footnotes of the page or ledger that will show it.
        attempt: the attempt.
        choice_text: the text of the choice that made it.
        made_at: the hour of that choice.
    """
    event = pack.record.events_by_id[attempt.event]
    return Answer(
        attempt=attempt.id,
        title=attempt.title,
        event=event.id,
        event_title=event.title,
        at=event.at,
        choice_text=choice_text,
        choice_at=made_at,
        what_changed=numbering.number_paragraphs(attempt.what_changed),
        record_claims=numbering.quote_claims(attempt.record_claims),
        why_record_stood=numbering.number_paragraphs(attempt.why_record_stood),
        what_it_would_take=numbering.number_paragraphs(attempt.what_it_would_take),
        reach=numbering.number_paragraphs(attempt.reach or ""),
        happened=attempt.happened,
    )
