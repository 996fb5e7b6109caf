"""L3: every fixed point is met, in order."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import reduce
from itertools import accumulate
from operator import or_

from game.play.news import find_news_on_entering
from game.proof.context import ProofContext, Violation
from game.proof.paths import TrackedFacts
from game.proof.scene_graph import find_latest_predecessors
from game.record.types import Event
from game.text.moments import Moment


def check_fixed_points(context: ProofContext) -> Iterator[Violation]:
    """L3: every fixed point that lies between a run's start and its ending's hour is met on that run, in order.

    It is met by a scene that depicts or tells the event. A bulletin counts only where `role.yaml` says
    `met_by: bulletin`: then news of it reaches every such run between two scenes, or a scene tells it. Depicted fixed
    points come in the record's order, told ones in the order in which this role could first hear of them.
    """
    role, record = context.role, context.pack.record
    begins = context.scenes[role.first_scene].at
    points = [(record.events_by_id[point.event], point.met_by) for point in role.fixed_points]
    points = [(event, by) for event, by in points if event.at.latest > begins.earliest]
    yield from _find_missed(context, points)
    events = [event for event, by in points if by == "scene"]
    yield from _find_out_of_order(context, "depicts", events, {event.id: (event.at, event.until) for event in events})
    heard = {
        event.id: min((news.heard_at for news in event.news if news.channel in role.news_from), default=event.at)
        for event in events
    }
    yield from _find_out_of_order(context, "tells", events, {name: (at, None) for name, at in heard.items()})


def _find_missed(context: ProofContext, points: Sequence[tuple[Event, str]]) -> Iterator[Violation]:
    bits = {event.id: 1 << number for number, (event, _) in enumerate(points)}
    drops = {
        scene.id: sum(bits.get(name, 0) for name in {*scene.depicts, *scene.tells}) for scene in context.role.scenes
    }
    facts = TrackedFacts(
        initial=sum(bits.values()),
        removed_on_entry=drops,
        removed_on_choice=_find_bulletin_points(context, points, bits),
    )
    due = {
        name: sum(bits[event.id] for event, _ in points if context.scenes[name].at.latest >= event.at.latest)
        for name in context.endings
    }
    missed = context.find_carried(facts, due)
    for event, by in points:
        bit = bits[event.id]
        if missed & bit:
            run, scene = context.find_run(facts, bit, {name for name in due if due[name] & bit})
            how = "met" if by == "scene" else "heard of"
            message = f'a run ends here without having {how} the fixed point "{event.id}" ({event.at.words}).'
            yield Violation("L3", scene, (), message, run)


def _find_bulletin_points(
    context: ProofContext, points: Sequence[tuple[Event, str]], bits: dict[str, int]
) -> dict[str, int]:
    """Return, by choice, the fixed points that a bulletin tells on the way to the next scene."""
    asked = {event.id: bits[event.id] for event, by in points if by == "bulletin"}
    if not asked:
        return {}
    latest = find_latest_predecessors(context.role, context.space.components)
    found: dict[str, int] = {}
    for scene in context.role.scenes:
        since = max(scene.at.earliest, latest.get(scene.id, scene.at).earliest)
        for spec in scene.choices:
            news = find_news_on_entering(context.pack, context.role, context.scenes[spec.to], since)
            found[f"{scene.id}.{spec.id}"] = sum(asked.get(name, 0) for name in {event.id for event, _ in news})
    return found


def _find_out_of_order(
    context: ProofContext, how: str, events: list[Event], hours: dict[str, tuple[Moment, Moment | None]]
) -> Iterator[Violation]:
    """Yield fixed points that a run first meets in one way (`depicts` or `tells`) after a later one.

    There are two bits for each: a run that has not met it yet carries the lower one, and also the higher one if it has
    met a later fixed point.
    """
    bits = {event.id: 1 << number for number, event in enumerate(events)}
    above = len(events)
    earlier = _find_earlier(events, hours, bits)
    late, removed, shown = {}, {}, {}
    for scene in context.role.scenes:
        here = set(getattr(scene, how))
        met = reduce(or_, [bits.get(name, 0) for name in (*scene.depicts, *scene.tells)], 0)
        shown[scene.id] = reduce(or_, [bits.get(name, 0) for name in here], 0) << above
        late[scene.id] = (reduce(or_, [earlier.get(name, 0) for name in here], 0) & ~met) << above
        for spec in scene.choices:
            removed[f"{scene.id}.{spec.id}"] = met | met << above
    facts = TrackedFacts(
        initial=(1 << above) - 1,
        added_on_choice={ref: late[ref.partition(".")[0]] for ref in removed},
        added_above=above,
        removed_on_choice=removed,
    )
    found = context.find_carried(facts, shown)
    for event in events:
        bit = bits[event.id] << above
        if found & bit:
            run, met_in = context.find_run(facts, bit, {name for name, points in shown.items() if points & bit})
            later = _find_first_later(context, how, run, {name for name in bits if earlier[name] & bits[event.id]})
            at = hours[event.id][0].words
            message = f'the fixed point "{event.id}" ({at}) is first met here, after the later "{later}".'
            yield Violation("L3", met_in, (how,), message, run)


def _find_earlier(
    events: Sequence[Event], hours: dict[str, tuple[Moment, Moment | None]], bits: dict[str, int]
) -> dict[str, int]:
    """Return, for every fixed point, the bits of those that are over before it begins."""
    ends = sorted(((until or at).latest, bits[name]) for name, (at, until) in hours.items())
    over = list(accumulate((bit for _, bit in ends), or_, initial=0))
    moments = [end for end, _ in ends]
    return {event.id: over[bisect_right(moments, hours[event.id][0].earliest)] for event in events}


def _find_first_later(context: ProofContext, how: str, run: Sequence[str], later: set[str]) -> str:
    """Return the first of some events that a run meets."""
    passed = [context.scenes[choice_ref.partition(".")[0]] for choice_ref in run]
    shown: Iterator[str] = (name for scene in passed for name in getattr(scene, how))
    return next(name for name in shown if name in later)
