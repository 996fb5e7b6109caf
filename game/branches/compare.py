"""Comparing runs, aligned by the hours of the record: where they diverged, what each did, and what they share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from game.play.journal import Journal
from game.play.page import DossierLine, Gauge
from game.play.page_builder import build_gauges, build_page
from game.story.types import Pack
from game.text.moments import Moment


@dataclass(frozen=True)
class ComparedStep:
    """What one run did in one scene.

    Attributes:
        title: the scene's title.
        choice_text: the text of the choice that it took there; empty in its present scene.
        is_divergent: whether that choice went against the record.
    """

    title: str
    choice_text: str
    is_divergent: bool


@dataclass(frozen=True)
class TimelineRow:
    """One moment, and what each run did then; None for a run that has no scene at it.

    Attributes:
        is_shared: whether all runs are still the same here.
    """

    at: Moment
    steps: tuple[ComparedStep | None, ...]
    is_shared: bool


@dataclass(frozen=True)
class RunSummary:
    """One run of a comparison.

    Attributes:
        name: the run's name.
        role: the name of its role.
        fate: the label of its fate; empty if it has not ended.
        scene_title: the title of its present scene.
        gauges, dossier: as they are in that scene.
        attempts: the titles of its attempts against the record.
        is_prefix: whether another of the runs has the same choices and more.
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
    """A comparison of runs.

    Attributes:
        role: the role's name; runs of different roles have several, joined.
        runs: the runs.
        rows: the moments of all of them, in order.
        parted_in: their divergence: the title of the first scene in which runs with the same choices so far took
            different ones; empty if there is none.
        common_fixed_points: the titles of the fixed points that scenes of all the runs depict or tell.
        verdict: sentences that say where they diverged, which is a prefix of another, and whether their roles differ.
    """

    role: str
    runs: tuple[RunSummary, ...]
    rows: tuple[TimelineRow, ...]
    parted_in: str
    common_fixed_points: tuple[str, ...]
    verdict: tuple[str, ...]


def compare_runs(pack: Pack, runs: Sequence[tuple[str, Journal]]) -> Comparison:
    """Compare runs, each given with its name, as far as each has come."""
    journals = [journal for _, journal in runs]
    paths = [journal.path for journal in journals]
    common = _count_common(journals)
    moments = sorted({scene.at for path in paths for scene in path})
    rows: list[TimelineRow] = []
    for at in moments:
        # Two scenes of one run may have the same moment; then each has a row of its own.
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
    """Return how many of the first scenes, with their choices, all runs share."""
    if len({journal.machine.role.id for journal in journals}) > 1:
        return 0
    runs = [journal.choice_refs for journal in journals]
    common = len([*takewhile(lambda taken: len(set(taken)) == 1, zip(*runs, strict=False))])
    return common + all(len(choice_refs) == common for choice_refs in runs)


def _find_parting(journals: Sequence[Journal]) -> str:
    """Return the title of the first scene in which runs with the same choices so far took different ones."""
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
    spec = journal.taken[index].spec
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
        gauges=build_gauges(journal.machine, journal.values),
        dossier=last.dossier,
        attempts=tuple(titles[made] for made, _, _ in journal.list_attempts() if made in titles),
        is_prefix=any(
            other.machine.role.id == role.id
            and len(other.choice_refs) > len(here)
            and other.choice_refs[: len(here)] == here
            for other in journals
        ),
    )
