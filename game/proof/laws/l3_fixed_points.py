"""L3: every fixed point is met, in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from game.play.news import find_news_on_entering
from game.proof.context import ProofContext, Violation
from game.proof.paths import TrackedFacts, find_shortest_run, propagate_facts
from game.proof.scene_graph import find_latest_predecessors, find_reachable
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
    carries = propagate_facts(context.graph, facts)
    for event, by in points:
        bit = bits[event.id]
        late = {name for name in context.endings & carries.keys() if context.scenes[name].at.latest >= event.at.latest}
        if any(has & bit for name in late for has in carries[name]):
            run, scene = find_shortest_run(context.graph, facts, bit, lambda state, late=late: state[0] in late)  # type: ignore[misc]
            how = "met" if by == "scene" else "heard of"
            message = f'a run ends here without having {how} the fixed point "{event.id}" ({event.at.words}).'
            yield Violation("L3", scene, (), message, run)


def _find_bulletin_points(
    context: ProofContext, points: Sequence[tuple[Event, str]], bits: dict[str, int]
) -> dict[str, int]:
    """By choice, the fixed points of which a bulletin tells on the way to the next scene."""
    asked = {event.id: bits[event.id] for event, by in points if by == "bulletin"}
    if not asked:
        return {}
    latest = find_latest_predecessors(context.role, context.graph.components)
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
    """Fixed points that a run first meets in one way (`depicts` or `tells`) after a later one."""
    shown = {
        event.id: {scene.id for scene in context.role.scenes if event.id in getattr(scene, how)} for event in events
    }
    for early in events:
        meets = {scene.id for scene in context.role.scenes if early.id in (*scene.depicts, *scene.tells)}
        at, until = hours[early.id]
        for late in events:
            if (until or at).latest > hours[late.id][0].earliest or not shown[early.id] or not shown[late.id]:
                continue
            before = shown[late.id] - meets
            if (
                not find_reachable(
                    context.role, before & find_reachable(context.role, [context.role.first_scene], meets), meets
                )
                & shown[early.id]
            ):
                continue
            # The outline allows it; the states decide.
            gains = {f"{name}.{spec.id}": 1 for name in before for spec in context.scenes[name].choices}
            facts = TrackedFacts(added_on_choice=gains, sinks=meets)
            bits = propagate_facts(context.graph, facts)
            if any(has for name in shown[early.id] & bits.keys() for has in bits[name]):
                goals = shown[early.id]
                run, scene = find_shortest_run(context.graph, facts, 1, lambda state, goals=goals: state[0] in goals)  # type: ignore[misc]
                message = f'the fixed point "{early.id}" ({at.words}) is first met here, after the later "{late.id}".'
                yield Violation("L3", scene, (how,), message, run)
