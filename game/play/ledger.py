"""The ledger of a run: what you did, what the record says, where they diverged, and where and why they met again."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from game.play.journal import Journal, replay
from game.play.page import Answer, DossierLine, Footnote, Paragraph
from game.play.page_builder import FootnoteNumbering, build_answer_for_run, build_page
from game.record.sources import Source
from game.story.types import Pack
from game.text.moments import Moment
from game.text.prose import find_labels


class LedgerEntry(msgspec.Struct, frozen=True):
    """One step of the run: the scene, the choice, and whether the choice went against the record."""

    at: Moment
    scene_title: str
    choice_text: str
    is_divergent: bool


class MetFixedPoint(msgspec.Struct, frozen=True):
    """A fixed point of the record, its documented claim, and the scene in which the run met it.

    Attributes:
        was_seen: whether that scene depicts it; else it tells of it.
    """

    at: Moment
    title: str
    scene_title: str
    was_seen: bool
    says: Paragraph


class Ledger(msgspec.Struct, frozen=True):
    """The whole account of a run.

    Attributes:
        entries: what you did, in order.
        met_fixed_points: the fixed points that the run's scenes depict or tell, in the order of the record; those that
            only a bulletin told are left out.
        answers: every attempt against the record with its answer.
        outcome: the recorded outcome, which every branch meets.
        footnotes: the footnotes of the ledger itself.
        sources: what the pages of the run and the ledger cite, in the order of the record's sources.
        end: the scene in which the run ended, with its fate; None while it goes on.
        dossier: the file on the player, which closes the ledger.
    """

    entries: tuple[LedgerEntry, ...]
    met_fixed_points: tuple[MetFixedPoint, ...]
    answers: tuple[Answer, ...]
    outcome: Paragraph
    footnotes: tuple[Footnote, ...]
    sources: tuple[Source, ...]
    end: LedgerEntry | None = None
    dossier: tuple[DossierLine, ...] = ()

    @property
    def year(self) -> int:
        """The year in which the run begins, which its dates leave out; 0 if no choice was made."""
        return self.entries[0].at.earliest.year if self.entries else 0


def build_ledger(pack: Pack, journal: Journal) -> Ledger:
    """Return the ledger of a run so far, without attempts that are still open."""
    numbering = FootnoteNumbering(pack)
    path = journal.path
    deeds = tuple(
        LedgerEntry(choice.scene.at, choice.scene.title, choice.spec.text, journal.machine.is_divergent(choice.spec))
        for choice in journal.taken
    )
    met: list[MetFixedPoint] = []
    for point in journal.machine.role.fixed_points:
        event = pack.record.events_by_id[point.event]
        for scene in path:
            if event.id in scene.depicts or event.id in scene.tells:
                met.append(
                    MetFixedPoint(
                        event.at,
                        event.title,
                        scene.title,
                        event.id in scene.depicts,
                        numbering.quote_claims([find_main_claim(pack, scene.text, event.id)]),
                    )
                )
                break
    answers = tuple(
        build_answer_for_run(pack, journal, numbering, attempt, made)
        for attempt, made, answered in journal.list_attempts()
        if answered is not None and not journal.machine.attempts_by_id[attempt].happened
    )
    outcome = numbering.quote_claims(list(pack.story.outcome_claims))
    used = _find_source_ids(numbering.footnotes) | _find_page_sources(pack, journal)
    ended = journal.scene.ending
    end = None
    if ended is not None:
        fate = journal.machine.role.get_fate(ended.fate).label
        end = LedgerEntry(journal.scene.at, ended.title, f"{fate}.", is_divergent=False)
    return Ledger(
        deeds, tuple(sorted(met, key=lambda point: point.at)), answers, outcome, numbering.footnotes,
        tuple(source for source in pack.record.sources if source.id in used), end, journal.dossier,
    )  # fmt: skip


def find_main_claim(pack: Pack, text: str, event: str) -> str:
    """Return the label of the claim that tells an event in a scene: the first that its text cites, else the first."""
    cited = (
        label
        for label in find_labels(text)
        if label.partition(".")[0] == event and label in pack.record.claims_by_label
    )
    return next(cited, f"{event}.{pack.record.events_by_id[event].claims[0].id}")


def _find_page_sources(pack: Pack, journal: Journal) -> set[str]:
    """Return the sources of the footnotes on every page of the run, including those of what is known today."""
    walked = replay(journal.machine, [])
    used = _find_source_ids(build_page(pack, walked, known_now=True, with_opening=True).footnotes)
    for choice in journal.taken:
        walked.choose(choice.spec.id)
        used |= _find_source_ids(build_page(pack, walked, known_now=True).footnotes)
    return used


def _find_source_ids(numbering: Iterable[Footnote]) -> set[str]:
    return {cited.source for note in numbering for cited in note.citations}
