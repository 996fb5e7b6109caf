"""Runs side by side, aligned on the record's clock: where they parted, what each did, and what stood all the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from game.play.journal import Journal
from game.play.page import DossierLine, Gauge
from game.play.page_builder import build_page
from game.story.types import Pack
from game.text.moments import Moment


@dataclass(frozen=True)
class ComparedStep:
    """What one run did in one scene.

    Attributes:
        title: the scene's title.
        choice_text: the choice that it took there, as its text; empty where it stands.
        is_divergent: whether that choice went against the record.
    """

    title: str
    choice_text: str
    is_divergent: bool


@dataclass(frozen=True)
class TimelineRow:
    """One moment of the record's clock, and what each run did then; None where a run was elsewhere.

    Attributes:
        is_shared: whether all runs are still the same run here.
    """

    at: Moment
    steps: tuple[ComparedStep | None, ...]
    is_shared: bool


@dataclass(frozen=True)
class RunSummary:
    """One run of a comparison.

    Attributes:
        name: what the run is called.
        role: the name of its role.
        fate: how it ended; empty if it has not.
        scene_title: the title of the scene in which it stands.
        gauges, dossier: as they stand at its end.
        attempts: the titles of its attempts against the record.
        is_prefix: whether another of the runs is the same as far as this one goes, and goes on.
    """

    name: str
    role: str
    fate: str
    scene_title: str
    gauges: tuple[Gauge, ...]
    dossier: tuple[DossierLine, ...]
    attempts: tuple[str, ...]
    is_prefix: bool


@dataclass(frozen=True)
class Comparison:
    """Some runs side by side.

    Attributes:
        role: the role's name; runs of different roles have several, joined.
        runs: the runs.
        rows: the moments of all of them, in order.
        parted_in: their divergence: the title of the first scene in which runs that had come there by the same choices
            took different ones; empty if none did.
        common_fixed_points: the titles of the fixed points of the record that all of them saw or were told of in a
            scene.
        verdict: in sentences, where they parted, which of them merely stops, and whether they are of different roles.
    """

    role: str
    runs: tuple[RunSummary, ...]
    rows: tuple[TimelineRow, ...]
    parted_in: str
    common_fixed_points: tuple[str, ...]
    verdict: tuple[str, ...]


def compare_runs(pack: Pack, runs: Sequence[tuple[str, Journal]]) -> Comparison:
    """Compare some runs, each with its name, up to where each stands."""
    journals = [journal for _, journal in runs]
    paths = [journal.path for journal in journals]
    common = _count_common(journals)
    moments = sorted({scene.at for path in paths for scene in path})
    rows: list[TimelineRow] = []
    for at in moments:
        # Two scenes of one run may bear the same moment; each then has a line of its own.
        columns = [[index for index, scene in enumerate(path) if scene.at == at] for path in paths]
        for row in range(max(map(len, columns))):
            places = [column[row] if row < len(column) else None for column in columns]
            steps = tuple(None if index is None else _build_step(journals[n], index) for n, index in enumerate(places))
            together = len(set(places)) == 1 and places[0] is not None and places[0] < common
            rows.append(TimelineRow(at, steps, together))
    met = [
        {event for scene in path for event in (*scene.depicts, *scene.tells)}
        & {point.event for point in journal.machine.role.fixed_points}
        for path, journal in zip(paths, journals, strict=True)
    ]
    stood = sorted(set.intersection(*met), key=lambda event: pack.record.events_by_id[event].at)
    summaries = tuple(_summarize_run(pack, name, journal, journals) for name, journal in runs)
    parted = _find_parting(journals)
    return Comparison(
        role=" / ".join(dict.fromkeys(run.role for run in summaries)),
        runs=summaries,
        rows=tuple(rows),
        parted_in=parted,
        common_fixed_points=tuple(pack.record.events_by_id[event].title for event in stood),
        verdict=tuple(_list_sentences(summaries, parted)),
    )


def _count_common(journals: Sequence[Journal]) -> int:
    """How many scenes at the beginning all runs share, and do the same in."""
    if len({journal.machine.role.id for journal in journals}) > 1:
        return 0
    first, *others = [journal.choice_refs for journal in journals]
    if all(choice_refs == first for choice_refs in others):
        return len(first) + 1
    alike = (
        all(choice_refs[index : index + 1] == [choice_ref] for choice_refs in others)
        for index, choice_ref in enumerate(first)
    )
    return next((index for index, same in enumerate(alike) if not same), len(first))


def _find_parting(journals: Sequence[Journal]) -> str:
    """The title of the first scene in which runs that came there by the same choices took different ones."""
    taken: dict[tuple[str, ...], str] = {}
    for index in range(max(len(journal.choice_refs) for journal in journals)):
        for journal in journals:
            came = (journal.machine.role.id, *journal.choice_refs[:index])
            if (
                index < len(journal.choice_refs)
                and taken.setdefault(came, journal.choice_refs[index]) != journal.choice_refs[index]
            ):
                return journal.path[index].title
    return ""


def _list_sentences(summaries: Sequence[RunSummary], parted: str) -> list[str]:
    found: list[str] = []
    roles = list(dict.fromkeys(run.role for run in summaries))
    if len(roles) > 1:
        found.append(
            f"These runs are of different roles ({', '.join(roles)}): "
            "they share no choices, only the record's clock and what stood in it."
        )
    if parted:
        found.append(f"They parted in “{parted}”.")
    elif len(roles) == 1 and not any(run.is_prefix for run in summaries):
        found.append("They never parted.")
    found += [
        f"“{run.name}” merely stops in “{run.scene_title}”: as far as it goes, it is the same run as another of these."
        for run in summaries
        if run.is_prefix
    ]
    return found


def _build_step(journal: Journal, index: int) -> ComparedStep:
    scene = journal.path[index]
    if index >= len(journal.taken):
        return ComparedStep(scene.title, "", False)
    spec = journal.taken[index].choice.spec
    return ComparedStep(scene.title, spec.text, journal.machine.is_divergent(spec))


def _summarize_run(pack: Pack, name: str, journal: Journal, journals: Sequence[Journal]) -> RunSummary:
    role = journal.machine.role
    last = build_page(pack, journal)
    titles = {attempt.id: attempt.title for attempt in role.attempts if not attempt.happened}
    here = journal.choice_refs
    return RunSummary(
        name=name,
        role=role.name,
        fate=f"{last.ending.title}: {last.ending.label}" if last.ending is not None else "",
        scene_title=last.title,
        gauges=last.gauges,
        dossier=last.dossier,
        attempts=tuple(titles[made] for made, _, _ in journal.list_attempts() if made in titles),
        is_prefix=any(
            other.machine.role.id == role.id
            and len(other.choice_refs) > len(here)
            and other.choice_refs[: len(here)] == here
            for other in journals
        ),
    )
