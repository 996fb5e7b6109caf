"""Runs side by side, aligned on the record's clock: where they parted, what each did, and what stood all the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from game.play.build import page
from game.play.journal import Journal, replay
from game.play.page import FileLine, Gauge
from game.story.types import Pack
from game.text.moments import Moment


@dataclass(frozen=True)
class Step:
    """What one run did in one scene: the scene's title and the choice that it took there, empty at the end."""

    title: str
    chosen: str
    diverged: bool


@dataclass(frozen=True)
class Hour:
    """One moment of the record's clock, and what each run did then; None where a run was elsewhere.

    Attributes:
        together: whether all runs are still the same run here.
    """

    at: Moment
    steps: tuple[Step | None, ...]
    together: bool


@dataclass(frozen=True)
class Side:
    """One run of a comparison.

    Attributes:
        name: what the run is called.
        fate: how it ended; empty if it has not.
        gauges, file: as they stand at its end.
        attempts: the titles of its attempts against the record.
    """

    name: str
    fate: str
    gauges: tuple[Gauge, ...]
    file: tuple[FileLine, ...]
    attempts: tuple[str, ...]


@dataclass(frozen=True)
class Comparison:
    """Some runs side by side.

    Attributes:
        role: the role's name; runs of different roles have several, joined.
        parted: the title of the scene in which they parted, or empty if they did not.
        stood: the fixed points of the record that all of them met.
    """

    role: str
    sides: tuple[Side, ...]
    hours: tuple[Hour, ...]
    parted: str
    stood: tuple[str, ...]


def compare(pack: Pack, runs: Sequence[tuple[str, Journal]]) -> Comparison:
    """Compare some runs, each with its name, up to where each stands."""
    journals = [journal for _, journal in runs]
    paths = [journal.path for journal in journals]
    same = len({journal.machine.role.id for journal in journals}) == 1
    shared = 0
    while same and all(shared < len(path) for path in paths) and len({tuple(j.pairs[:shared]) for j in journals}) == 1:
        shared += 1
    ended = all(len(journal.pairs) == shared - 1 for journal in journals)
    # In the scene in which they part each did something of its own.
    common = shared if ended else shared - 1
    moments = sorted({scene.at for path in paths for scene in path})
    hours: list[Hour] = []
    for at in moments:
        # Two scenes of one run may bear the same moment; each then has a line of its own.
        columns = [[place for place, scene in enumerate(path) if scene.at == at] for path in paths]
        for row in range(max(map(len, columns))):
            places = [column[row] if row < len(column) else None for column in columns]
            steps = tuple(None if place is None else _step(journals[n], place) for n, place in enumerate(places))
            together = same and len(set(places)) == 1 and places[0] is not None and places[0] < common
            hours.append(Hour(at, steps, together))
    parted = "" if not same or ended or not shared else paths[0][shared - 1].title
    met = [
        {event for scene in path for event in (*scene.depicts, *scene.tells)}
        & {point.event for point in journal.machine.role.fixed_points}
        for path, journal in zip(paths, journals, strict=True)
    ]
    stood = sorted(set.intersection(*met), key=lambda event: pack.record.event[event].at)
    return Comparison(
        role=" / ".join(dict.fromkeys(journal.machine.role.name for journal in journals)),
        sides=tuple(_side(pack, name, journal) for name, journal in runs),
        hours=tuple(hours),
        parted=parted,
        stood=tuple(pack.record.event[event].title for event in stood),
    )


def _step(journal: Journal, place: int) -> Step:
    scene = journal.path[place]
    if place >= len(journal.taken):
        return Step(scene.title, "", False)
    option = journal.taken[place].choice.option
    return Step(scene.title, option.text, journal.machine.against(option))


def _side(pack: Pack, name: str, journal: Journal) -> Side:
    last = page(pack, replay(journal.machine, journal.pairs))
    titles = {attempt.id: attempt.title for attempt in journal.machine.role.attempts if not attempt.happened}
    fate = f"{last.ending.title}: {last.ending.label}" if last.ending is not None else ""
    return Side(
        name, fate, last.gauges, last.file, tuple(titles[made] for made, _, _ in journal.attempts() if made in titles)
    )
