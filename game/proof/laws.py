"""The laws that every branch keeps, each a small function over the explored graph of a role.

A law yields its breaches; each names the scene where it shows and, where a run leads there, the choices of that run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from game.proof.explore import Graph, Node
from game.story.guards import Guard, compile_guard, variables_of
from game.story.types import Pack, Role, Scene
from game.text.moments import Moment
from game.text.prose import labels_of


@dataclass(frozen=True)
class Breach:
    """One place where a law is broken.

    Attributes:
        law: its short name, `L1` to `L9`.
        scene: the scene where it shows, or the attempt as `attempt:id`, or empty for the role as a whole.
        key: the path inside that scene.
        says: one sentence.
        run: the choices that lead there, if a run does.
    """

    law: str
    scene: str
    key: tuple[str | int, ...]
    says: str
    run: tuple[str, ...] = ()


Law = Callable[[Pack, Role, Graph], Iterator[Breach]]


def ends(pack: Pack, role: Role, graph: Graph) -> Iterator[Breach]:
    """L1: every run reaches an ending: no state is stuck, and no run can come back to a state in which it was."""
    endings = {scene.id for scene in role.scenes if scene.ending is not None}
    told: set[str] = set()
    for node, choices in graph.edges.items():
        if not choices and node[0] not in endings and node[0] not in told:
            told.add(node[0])
            yield Breach(
                "L1", node[0], ("choices",), "a run can get stuck here: no choice is open.", tuple(graph.way(node))
            )
    if len(graph.order) < len(graph.edges):
        done = set(graph.order)
        loop = min((scene for scene, values in graph.edges if (scene, values) not in done), default="")
        node = next(node for node in graph.edges if node not in done and node[0] == loop)
        yield Breach(
            "L1", loop, (), "a run can go round in a circle through here and never end.", tuple(graph.way(node))
        )


def clock(pack: Pack, role: Role, graph: Graph) -> Iterator[Breach]:
    """L2: time never runs backwards along any run.

    Moments are as wide as they are known, so a run keeps the law if an instant can be chosen inside each of its
    scenes' moments such that none is before the one of the scene before it.
    """
    scenes = {scene.id: scene for scene in role.scenes}
    latest: dict[Node, tuple[Moment, Node]] = {}
    told: set[str] = set()
    for node in graph.order:
        at = scenes[node[0]].at
        if node in latest:
            floor, via = latest[node]
            if floor.earliest >= at.latest and node[0] not in told:
                told.add(node[0])
                says = (
                    f"the clock runs backwards: this scene is at {at.words}, and a run comes here from {floor.words}."
                )
                last = next(choice.id for choice, after in graph.edges[via] if after == node)
                yield Breach("L2", node[0], ("at",), says, (*graph.way(via), last))
        else:
            floor = at
        here = at if at.earliest >= floor.earliest else floor
        for _, after in graph.edges[node]:
            if after not in latest or latest[after][0].earliest < here.earliest:
                latest[after] = (here, node)


def fixed_points(pack: Pack, role: Role, graph: Graph) -> Iterator[Breach]:
    """L3: every fixed point that lies between a run's start and its ending's hour is met on that run.

    Once the scenes that depict or tell the event are taken out of the graph, no ending later than it may be reached.
    A bulletin counts only where `role.yaml` says `by: bulletin`; then the event needs news that the role can hear.
    """
    scenes = {scene.id: scene for scene in role.scenes}
    begins = scenes[role.starts].at
    for point in role.fixed_points:
        event = pack.record.event[point.event]
        if point.by == "bulletin":
            if not any(news.by in role.hears for news in event.news):
                says = f'the fixed point "{event.id}" comes by bulletin, but this role hears no news of it.'
                yield Breach("L3", "", ("fixed_points",), says)
            continue
        if event.at.latest <= begins.earliest:
            continue
        meets = {scene.id for scene in role.scenes if event.id in scene.depicts or event.id in scene.tells}
        later = {scene.id for scene in role.scenes if scene.ending and scene.at.latest >= event.at.latest}
        way = _avoiding(graph, [graph.start], meets, later)
        if way is not None:
            says = f'a run ends here without having met the fixed point "{event.id}" ({event.at.words}).'
            yield Breach("L3", way[1], (), says, tuple(way[0]))


def answered(pack: Pack, role: Role, graph: Graph) -> Iterator[Breach]:
    """L4: from no divergent choice does a run reach an ending without a page that answers the attempt."""
    endings = {scene.id for scene in role.scenes if scene.ending}
    for attempt in role.attempts:
        answers = {scene.id for scene in role.scenes if attempt.id in scene.answers}
        found = False
        for node, choices in graph.edges.items():
            for choice, after in choices:
                if choice.option.diverges != attempt.id or found:
                    continue
                way = _avoiding(graph, [after], answers, endings)
                if way is not None:
                    found = True
                    says = f'the attempt "{attempt.id}" made here is not answered on every way to an ending.'
                    run = (*graph.way(node), choice.id, *way[0])
                    yield Breach("L4", node[0], ("choices", choice.option.id), says, run)


def at_home(pack: Pack, role: Role, graph: Graph) -> Iterator[Breach]:
    """L7: a scene that depicts an event stands at one of its places, and inside its hours as far as they are known."""
    for scene in role.scenes:
        for name in scene.depicts:
            event = pack.record.event[name]
            if not any(pack.record.within(scene.place, place) for place in event.places):
                places = ", ".join(event.places)
                yield Breach(
                    "L7", scene.id, ("place",), f'it depicts "{name}", which was at {places}, not at {scene.place}.'
                )
            ends_at = max(event.at.latest, event.until.latest) if event.until else event.at.latest
            if scene.at.latest <= event.at.earliest or scene.at.earliest >= ends_at:
                hours = event.at.words + (f" to {event.until.words}" if event.until else "")
                yield Breach(
                    "L7", scene.id, ("at",), f'it depicts "{name}" ({hours}) at another hour, {scene.at.words}.'
                )


def alive(pack: Pack, role: Role, graph: Graph) -> Iterator[Breach]:
    """L8: every scene is reached, every choice is offered and every passage stands in some state and not in all.

    No guard of a choice is always true, every variable is read, every attempt is made by a choice.
    """
    states: dict[str, list[tuple[int, ...]]] = {}
    for name, values in graph.edges:
        states.setdefault(name, []).append(values)
    names = [variable.id for variable in role.variables]
    read: set[str] = set()
    for scene in role.scenes:
        for guard in [p.if_ for p in scene.also] + [o.if_ for o in scene.choices if o.if_]:
            read |= variables_of(guard, names)
        if scene.id not in states:
            yield Breach("L8", scene.id, (), "no run reaches this scene.")
            continue
        yield from _guards_alive(scene, states[scene.id], names)
    for variable in role.variables:
        if variable.id not in read:
            yield Breach("L8", "", ("variables",), f'no guard or passage reads the variable "{variable.id}".')
    made = {option.diverges for scene in role.scenes for option in scene.choices}
    for attempt in role.attempts:
        if attempt.id not in made:
            yield Breach("L8", f"attempt:{attempt.id}", (), "no choice makes this attempt.")


def known_then(pack: Pack, role: Role, graph: Graph) -> Iterator[Breach]:
    """L9: nobody knows what could not be known yet.

    An event that a scene footnotes or tells, outside endings and the record's voice, is depicted there, or has news
    that a channel heard there has brought by then, or every run to that text has passed a scene that depicts it.
    """
    for scene in role.scenes:
        if scene.ending is not None or scene.voice == "record":
            continue
        for key, text, guard in _texts_then(scene, role):
            for event in dict.fromkeys(label.partition(".")[0] for label in labels_of(text)):
                yield from _unknown(pack, role, graph, scene, event, key, guard)
        for event in scene.tells:
            yield from _unknown(pack, role, graph, scene, event, ("tells",), None)


def _texts_then(scene: Scene, role: Role) -> Iterator[tuple[tuple[str | int, ...], str, Guard | None]]:
    """The texts of a scene in the character's own time, each with the guard under which it stands."""
    names = [variable.id for variable in role.variables]
    yield ("text",), scene.text, None
    for name in ("calm", "easy", "wall"):
        if getattr(scene, name) is not None:
            yield (name,), getattr(scene, name), None
    for number, card in enumerate(scene.because):
        yield ("because", number, "text"), card.text, None
    for number, passage in enumerate(scene.also):
        if passage.voice == "role":
            yield ("also", number, "text"), passage.text, compile_guard(passage.if_, names)
    for option in scene.choices:
        if option.then is not None:
            guard = compile_guard(option.if_, names) if option.if_ else None
            yield ("choices", option.id, "then"), option.then, guard


def _unknown(
    pack: Pack,
    role: Role,
    graph: Graph,
    scene: Scene,
    name: str,
    key: tuple[str | int, ...],
    guard: Guard | None,
) -> Iterator[Breach]:
    event = pack.record.event[name]
    hears = role.hears if scene.hears is None else scene.hears
    if name in scene.depicts or any(
        news.by in hears
        and news.heard.earliest < scene.at.latest
        and (not news.places or any(pack.record.within(scene.place, place) for place in news.places))
        for news in event.news
    ):
        return
    seen = {other.id for other in role.scenes if name in other.depicts}
    blind = _avoiding(graph, [graph.start], seen, {scene.id}, lambda node: guard is None or guard(node[1]))
    if blind is not None:
        says = f'it speaks of "{name}" ({event.at.words}), of which nobody here can have heard by {scene.at.words}.'
        yield Breach("L9", scene.id, key, says, tuple(blind[0]))


def _guards_alive(scene: Scene, states: list[tuple[int, ...]], names: list[str]) -> Iterator[Breach]:
    guards: list[tuple[tuple[str | int, ...], str, str]] = [
        (("also", place, "if"), passage.if_, "passage") for place, passage in enumerate(scene.also)
    ]
    guards += [(("choices", option.id, "if"), option.if_, "choice") for option in scene.choices if option.if_]
    for key, expression, kind in guards:
        guard = compile_guard(expression, names)
        open_in = sum(1 for values in states if guard(values))
        if open_in == 0:
            yield Breach("L8", scene.id, key, f'no run ever meets this {kind}: "{expression}" never holds here.')
        elif open_in == len(states):
            yield Breach("L8", scene.id, key, f'the guard of this {kind} always holds here: "{expression}".')


def _avoiding(
    graph: Graph,
    starts: Iterable[Node],
    avoid: set[str],
    goals: set[str],
    holds: Callable[[Node], bool] = lambda node: True,
) -> tuple[list[str], str] | None:
    """The choices of a shortest way from some nodes to one of some scenes, through no scene to be avoided."""
    seen: dict[Node, tuple[Node, str] | None] = {node: None for node in starts if node[0] not in avoid}
    waiting = list(seen)
    for node in waiting:
        choices = graph.edges[node]
        if node[0] in goals and holds(node):
            pairs: list[str] = []
            step = seen[node]
            while step is not None:
                pairs.append(step[1])
                step = seen[step[0]]
            return pairs[::-1], node[0]
        for choice, after in choices:
            if after not in seen and after[0] not in avoid:
                seen[after] = (node, choice.id)
                waiting.append(after)
    return None


LAWS: dict[str, Law] = {
    "L1": ends,
    "L2": clock,
    "L3": fixed_points,
    "L4": answered,
    "L7": at_home,
    "L8": alive,
    "L9": known_then,
}
