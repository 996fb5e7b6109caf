"""L3: every fixed point is met, in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from game.play.news import find_news_on_entering
from game.proof.case import Breach, Case
from game.proof.outline import floors, reached
from game.proof.paths import Luggage, carried, shortest
from game.record.types import Event
from game.text.moments import Moment


def met(case: Case) -> Iterator[Breach]:
    """L3: every fixed point that lies between a run's start and its ending's hour is met on that run, in order.

    It is met by a scene that depicts or tells the event. A bulletin counts only where `role.yaml` says
    `by: bulletin`: then news of it reaches every such run between two scenes, or a scene tells it. Depicted fixed
    points come in the record's order, told ones in the order in which this role could first hear of them.
    """
    role, record = case.role, case.pack.record
    begins = case.scenes[role.starts].at
    points = [(record.events_by_id[point.event], point.by) for point in role.fixed_points]
    points = [(event, by) for event, by in points if event.at.latest > begins.earliest]
    yield from _missed(case, points)
    events = [event for event, by in points if by == "scene"]
    yield from _out_of_order(case, "depicts", events, {event.id: (event.at, event.until) for event in events})
    heard = {
        event.id: min((news.heard for news in event.news if news.by in role.hears), default=event.at)
        for event in events
    }
    yield from _out_of_order(case, "tells", events, {name: (at, None) for name, at in heard.items()})


def _missed(case: Case, points: Sequence[tuple[Event, str]]) -> Iterator[Breach]:
    bits = {event.id: 1 << number for number, (event, _) in enumerate(points)}
    drops = {scene.id: sum(bits.get(name, 0) for name in {*scene.depicts, *scene.tells}) for scene in case.role.scenes}
    luggage = Luggage(start=sum(bits.values()), drops=drops, sheds=_told_on_the_way(case, points, bits))
    carries = carried(case.graph, luggage)
    for event, by in points:
        bit = bits[event.id]
        late = {name for name in case.endings & carries.keys() if case.scenes[name].at.latest >= event.at.latest}
        if any(has & bit for name in late for has in carries[name]):
            run, scene = shortest(case.graph, luggage, bit, lambda node, late=late: node[0] in late)  # type: ignore[misc]
            how = "met" if by == "scene" else "heard of"
            says = f'a run ends here without having {how} the fixed point "{event.id}" ({event.at.words}).'
            yield Breach("L3", scene, (), says, run)


def _told_on_the_way(case: Case, points: Sequence[tuple[Event, str]], bits: dict[str, int]) -> dict[str, int]:
    """By choice, the fixed points of which a bulletin tells on the way to the next scene."""
    asked = {event.id: bits[event.id] for event, by in points if by == "bulletin"}
    if not asked:
        return {}
    latest = floors(case.role, case.graph.knots)
    found: dict[str, int] = {}
    for scene in case.role.scenes:
        since = max(scene.at.earliest, latest.get(scene.id, scene.at).earliest)
        for option in scene.choices:
            news = find_news_on_entering(case.pack, case.role, case.scenes[option.to], since)
            found[f"{scene.id}.{option.id}"] = sum(asked.get(name, 0) for name in {event.id for event, _ in news})
    return found


def _out_of_order(
    case: Case, how: str, events: list[Event], hours: dict[str, tuple[Moment, Moment | None]]
) -> Iterator[Breach]:
    """Fixed points that a run first meets in one way (`depicts` or `tells`) after a later one."""
    shown = {event.id: {scene.id for scene in case.role.scenes if event.id in getattr(scene, how)} for event in events}
    for early in events:
        meets = {scene.id for scene in case.role.scenes if early.id in (*scene.depicts, *scene.tells)}
        at, until = hours[early.id]
        for late in events:
            if (until or at).latest > hours[late.id][0].earliest or not shown[early.id] or not shown[late.id]:
                continue
            before = shown[late.id] - meets
            if not reached(case.role, before & reached(case.role, [case.role.starts], meets), meets) & shown[early.id]:
                continue
            # The outline allows it; the states decide.
            gains = {f"{name}.{option.id}": 1 for name in before for option in case.scenes[name].choices}
            luggage = Luggage(gains=gains, stops=meets)
            bits = carried(case.graph, luggage)
            if any(has for name in shown[early.id] & bits.keys() for has in bits[name]):
                goals = shown[early.id]
                run, scene = shortest(case.graph, luggage, 1, lambda node, goals=goals: node[0] in goals)  # type: ignore[misc]
                says = f'the fixed point "{early.id}" ({at.words}) is first met here, after the later "{late.id}".'
                yield Breach("L3", scene, (how,), says, run)
