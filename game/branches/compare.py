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
class Step:
    """What one run did in one scene.

    Attributes:
        title: the scene's title.
        chosen: the choice that it took there, as its text; empty where it stands.
        diverged: whether that choice went against the record.
    """

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
        role: the name of its role.
        fate: how it ended; empty if it has not.
        stands: the title of the scene in which it stands.
        gauges, file: as they stand at its end.
        attempts: the titles of its attempts against the record.
        stops: whether another of the runs is the same as far as this one goes, and goes on.
    """

    name: str
    role: str
    fate: str
    stands: str
    gauges: tuple[Gauge, ...]
    file: tuple[DossierLine, ...]
    attempts: tuple[str, ...]
    stops: bool


@dataclass(frozen=True)
class Comparison:
    """Some runs side by side.

    Attributes:
        role: the role's name; runs of different roles have several, joined.
        sides: the runs.
        hours: the moments of all of them, in order.
        parted: the title of the first scene in which runs that had come there by the same choices took different ones;
            empty if none did.
        stood: the titles of the fixed points of the record that all of them saw or were told of in a scene.
        verdict: in sentences, where they parted, which of them merely stops, and whether they are of different roles.
    """

    role: str
    sides: tuple[Side, ...]
    hours: tuple[Hour, ...]
    parted: str
    stood: tuple[str, ...]
    verdict: tuple[str, ...]


def compare(pack: Pack, runs: Sequence[tuple[str, Journal]]) -> Comparison:
    """Compare some runs, each with its name, up to where each stands."""
    journals = [journal for _, journal in runs]
    paths = [journal.path for journal in journals]
    common = _common(journals)
    moments = sorted({scene.at for path in paths for scene in path})
    hours: list[Hour] = []
    for at in moments:
        # Two scenes of one run may bear the same moment; each then has a line of its own.
        columns = [[place for place, scene in enumerate(path) if scene.at == at] for path in paths]
        for row in range(max(map(len, columns))):
            places = [column[row] if row < len(column) else None for column in columns]
            steps = tuple(None if place is None else _step(journals[n], place) for n, place in enumerate(places))
            together = len(set(places)) == 1 and places[0] is not None and places[0] < common
            hours.append(Hour(at, steps, together))
    met = [
        {event for scene in path for event in (*scene.depicts, *scene.tells)}
        & {point.event for point in journal.machine.role.fixed_points}
        for path, journal in zip(paths, journals, strict=True)
    ]
    stood = sorted(set.intersection(*met), key=lambda event: pack.record.events_by_id[event].at)
    sides = tuple(_side(pack, name, journal, journals) for name, journal in runs)
    parted = _parted(journals)
    return Comparison(
        role=" / ".join(dict.fromkeys(side.role for side in sides)),
        sides=sides,
        hours=tuple(hours),
        parted=parted,
        stood=tuple(pack.record.events_by_id[event].title for event in stood),
        verdict=tuple(_verdict(sides, parted)),
    )


def _common(journals: Sequence[Journal]) -> int:
    """How many scenes at the beginning all runs share, and do the same in."""
    if len({journal.machine.role.id for journal in journals}) > 1:
        return 0
    first, *others = [journal.choice_refs for journal in journals]
    if all(pairs == first for pairs in others):
        return len(first) + 1
    alike = (all(pairs[place : place + 1] == [pair] for pairs in others) for place, pair in enumerate(first))
    return next((place for place, same in enumerate(alike) if not same), len(first))


def _parted(journals: Sequence[Journal]) -> str:
    """The title of the first scene in which runs that came there by the same choices took different ones."""
    taken: dict[tuple[str, ...], str] = {}
    for place in range(max(len(journal.choice_refs) for journal in journals)):
        for journal in journals:
            came = (journal.machine.role.id, *journal.choice_refs[:place])
            if (
                place < len(journal.choice_refs)
                and taken.setdefault(came, journal.choice_refs[place]) != journal.choice_refs[place]
            ):
                return journal.path[place].title
    return ""


def _verdict(sides: Sequence[Side], parted: str) -> list[str]:
    found: list[str] = []
    roles = list(dict.fromkeys(side.role for side in sides))
    if len(roles) > 1:
        found.append(
            f"These runs are of different roles ({', '.join(roles)}): "
            "they share no choices, only the record's clock and what stood in it."
        )
    if parted:
        found.append(f"They parted in “{parted}”.")
    elif len(roles) == 1 and not any(side.stops for side in sides):
        found.append("They never parted.")
    found += [
        f"“{side.name}” merely stops in “{side.stands}”: as far as it goes, it is the same run as another of these."
        for side in sides
        if side.stops
    ]
    return found


def _step(journal: Journal, place: int) -> Step:
    scene = journal.path[place]
    if place >= len(journal.taken):
        return Step(scene.title, "", False)
    option = journal.taken[place].choice.spec
    return Step(scene.title, option.text, journal.machine.is_divergent(option))


def _side(pack: Pack, name: str, journal: Journal, journals: Sequence[Journal]) -> Side:
    role = journal.machine.role
    last = build_page(pack, journal)
    titles = {attempt.id: attempt.title for attempt in role.attempts if not attempt.happened}
    here = journal.choice_refs
    return Side(
        name=name,
        role=role.name,
        fate=f"{last.ending.title}: {last.ending.label}" if last.ending is not None else "",
        stands=last.title,
        gauges=last.gauges,
        file=last.dossier,
        attempts=tuple(titles[made] for made, _, _ in journal.list_attempts() if made in titles),
        stops=any(
            other.machine.role.id == role.id
            and len(other.choice_refs) > len(here)
            and other.choice_refs[: len(here)] == here
            for other in journals
        ),
    )
