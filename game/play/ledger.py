"""The ledger of a run: what you did, what the record says, where they parted, where and why they met again."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from game.play.build import Notes, answer, page
from game.play.journal import Journal, replay
from game.play.page import Answer, Note, Paragraph
from game.record.sources import Source
from game.story.types import Pack
from game.text.moments import Moment
from game.text.prose import find_labels


class Deed(msgspec.Struct, frozen=True):
    """One step of the run: the scene, what was chosen, and whether that went against the record."""

    at: Moment
    scene: str
    chosen: str
    diverged: bool


class Met(msgspec.Struct, frozen=True):
    """A fixed point of the record, with what is documented of it and the scene in which the run met it.

    Attributes:
        how: `seen` or `heard of`, as a reader is told it.
    """

    at: Moment
    title: str
    scene: str
    how: str
    says: Paragraph


class Ledger(msgspec.Struct, frozen=True):
    """The whole account of a run.

    Attributes:
        deeds: what you did, in order.
        met: the fixed points that the run's scenes depict or tell, in the order of the record; what only a bulletin
            told of is left out.
        answers: every attempt against the record with its answer: where it parted, where and why it met it again.
        outcome: what every branch meets, as recorded.
        notes: the footnotes of the ledger itself.
        sources: what the pages of the run and the ledger cite, in the order of the record's sources.
    """

    deeds: tuple[Deed, ...]
    met: tuple[Met, ...]
    answers: tuple[Answer, ...]
    outcome: Paragraph
    notes: tuple[Note, ...]
    sources: tuple[Source, ...]

    @property
    def year(self) -> int:
        """The year in which the run begins, which its dates need not tell; 0 if nothing was done."""
        return self.deeds[0].at.earliest.year if self.deeds else 0


def ledger(pack: Pack, journal: Journal) -> Ledger:
    """The ledger of a run up to where it stands; attempts that are still open are left out."""
    notes = Notes(pack)
    path = journal.path
    deeds = tuple(
        Deed(scene.at, scene.title, taken.choice.spec.text, journal.machine.is_divergent(taken.choice.spec))
        for scene, taken in zip(path, journal.taken, strict=False)
    )
    met: list[Met] = []
    for point in journal.machine.role.fixed_points:
        event = pack.record.events_by_id[point.event]
        for scene in path:
            if event.id in scene.depicts or event.id in scene.tells:
                how = "seen" if event.id in scene.depicts else "heard of"
                met.append(
                    Met(event.at, event.title, scene.title, how, notes.claims([_chief(pack, scene.text, event.id)]))
                )
                break
    answers = tuple(
        answer(pack, journal, notes, attempt, made)
        for attempt, made, answered in journal.attempts()
        if answered is not None and not journal.machine.attempts_by_id[attempt].happened
    )
    outcome = notes.claims(list(pack.story.outcome))
    used = _cited(notes.all) | _sources_of_pages(pack, journal)
    return Ledger(
        deeds, tuple(sorted(met, key=lambda point: point.at)), answers, outcome, notes.all,
        tuple(source for source in pack.record.sources if source.id in used),
    )  # fmt: skip


def _chief(pack: Pack, text: str, event: str) -> str:
    """The claim of an event that a scene footnotes first, else the event's first claim."""
    cited = (
        label
        for label in find_labels(text)
        if label.partition(".")[0] == event and label in pack.record.claims_by_label
    )
    return next(cited, f"{event}.{pack.record.events_by_id[event].claims[0].id}")


def _sources_of_pages(pack: Pack, journal: Journal) -> set[str]:
    """The sources of the footnotes on every page of the run, with what is known today."""
    walked = replay(journal.machine, [])
    used = _cited(page(pack, walked, known_now=True).notes)
    for taken in journal.taken:
        walked.choose(taken.choice.spec.id)
        used |= _cited(page(pack, walked, known_now=True).notes)
    return used


def _cited(notes: Iterable[Note]) -> set[str]:
    return {cited.source for note in notes for cited in note.cited}
