"""L3."""

from __future__ import annotations

from collections.abc import Iterator

from game.proof.case import Breach, Case
from game.proof.outline import reached
from game.proof.paths import Luggage, carried, shortest
from game.record.types import Event
from game.text.moments import Moment


def met(case: Case) -> Iterator[Breach]:
    """L3: every fixed point that lies between a run's start and its ending's hour is met on that run, in order.

    It is met by a scene that depicts or tells the event. A bulletin counts only where `role.yaml` says
    `by: bulletin`; then the event needs news that the role can hear. Depicted fixed points come in the record's
    order, told ones in the order in which this role could first hear of them.
    """
    role, record = case.role, case.pack.record
    begins = case.scenes[role.starts].at
    events: list[Event] = []
    for point in role.fixed_points:
        event = record.event[point.event]
        if point.by == "bulletin":
            if not any(news.by in role.hears for news in event.news):
                says = f'the fixed point "{event.id}" comes by bulletin, but this role hears no news of it.'
                yield Breach("L3", "", ("fixed_points",), says)
        elif event.at.latest > begins.earliest:
            events.append(event)
    yield from _missed(case, events)
    yield from _out_of_order(case, "depicts", events, {event.id: (event.at, event.until) for event in events})
    heard = {
        event.id: min((news.heard for news in event.news if news.by in role.hears), default=event.at)
        for event in events
    }
    yield from _out_of_order(case, "tells", events, {name: (at, None) for name, at in heard.items()})


def _missed(case: Case, events: list[Event]) -> Iterator[Breach]:
    unmet = (1 << len(events)) - 1
    drops = {
        scene.id: sum(1 << n for n, event in enumerate(events) if event.id in (*scene.depicts, *scene.tells))
        for scene in case.role.scenes
    }
    luggage = Luggage(start=unmet, drops=drops)
    bits = carried(case.graph, luggage)
    for number, event in enumerate(events):
        bit = 1 << number
        late = {name for name in case.endings & bits.keys() if case.scenes[name].at.latest >= event.at.latest}
        if any(has & bit for name in late for has in bits[name]):
            run, scene = shortest(case.graph, luggage, bit, lambda node, late=late: node[0] in late)  # type: ignore[misc]
            says = f'a run ends here without having met the fixed point "{event.id}" ({event.at.words}).'
            yield Breach("L3", scene, (), says, run)


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
