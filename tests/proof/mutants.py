"""Mutants: copies of a role with one small fault, planted systematically wherever the role has a place for it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from msgspec.structs import replace

from game.record.record import Record
from game.record.types import Event
from game.story.types import ChoiceSpec, Pack, Role, Scene
from game.text.moments import Moment, parse_moment
from game.text.prose import find_labels

_OPPOSITE: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.GtE: ast.Lt,
    ast.Lt: ast.GtE,
    ast.Gt: ast.LtE,
    ast.LtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
}


@dataclass(frozen=True)
class Mutant:
    """A role with one fault.

    Attributes:
        kind: what was done, in words.
        where: the place: the scene, choice, passage, attempt or event.
        pack: the pack, with its record as the fault leaves it.
        role: the role as the fault leaves it.
    """

    kind: str
    where: str
    pack: Pack
    role: Role


def mutants(pack: Pack, role: Role) -> Iterator[Mutant]:
    """Every mutant of a role, in the order of its scenes, attempts and events.

    What a scene shows or tells beside the fixed points is its author's choice, and no mutant.
    """
    points = {point.event for point in role.fixed_points}
    for number, scene in enumerate(role.scenes):
        # What a law makes only a hint of is its author's choice too.
        for kind, where, changed in _of_scene(scene, points, "L10" not in pack.story.hints):
            scenes = [*role.scenes[:number], changed, *role.scenes[number + 1 :]]
            yield Mutant(kind, where, pack, replace(role, scenes=scenes))
    for number, attempt in enumerate(role.attempts):
        for part in ("why_record_stood", "what_it_would_take"):
            bare = replace(attempt, **{part: uncited(getattr(attempt, part))})
            attempts = [*role.attempts[:number], bare, *role.attempts[number + 1 :]]
            yield Mutant("a citation removed", f"{attempt.id}.{part}", pack, replace(role, attempts=attempts))
    for kind, where, record in _of_record(pack.record, role):
        yield Mutant(kind, where, replace(pack, record=record), role)


def _of_scene(scene: Scene, points: set[str], answered: bool) -> Iterator[tuple[str, str, Scene]]:
    for place, option in enumerate(scene.choices):
        where = f"{scene.id}.{option.id}"
        for kind, changed in _of_option(option):
            yield kind, where, _with(scene, "choices", place, changed)
        if answered and option.result is not None and option.attempt is None:
            yield "a result dropped", where, _with(scene, "choices", place, replace(option, result=None))
    for place, passage in enumerate(scene.passages):
        for kind, after in (("turned", f"not ({passage.after})"), ("dropped", None)) if passage.after else ():
            kind, other = f"a past {kind} of a passage", replace(passage, after=after)
            yield kind, f"{scene.id}[{place}]", _with(scene, "passages", place, other)
        for kind, guard in _of_guard(passage.if_) if passage.if_ else ():
            yield (
                f"{kind} of a passage",
                f"{scene.id}[{place}]",
                _with(scene, "passages", place, replace(passage, if_=guard)),
            )
    for place, (one, two) in enumerate(zip(scene.choices, scene.choices[1:], strict=False)):
        if one.to != two.to:
            first = _with(scene, "choices", place, replace(one, to=two.to))
            where = f"{scene.id}.{one.id} and {two.id}"
            yield "two targets swapped", where, _with(first, "choices", place + 1, replace(two, to=one.to))
    for place, attempt in enumerate(scene.answers_attempts):
        yield "an answer removed", f"{scene.id}: {attempt}", _without(scene, "answers_attempts", place)
    for name in ("depicts", "tells"):
        for place, event in enumerate(getattr(scene, name)):
            if event in points:
                yield "a fixed point passed over", f"{scene.id}: {event}", _without(scene, name, place)
    for days in (-1, 1):
        if (at := _moved(scene.at, days)) is not None:
            yield "an hour shifted by a day", f"{scene.id}: {days:+}", replace(scene, at=at)
    if scene.ending is not None:
        yield "a citation removed", f"{scene.id}: outcome", replace(scene, text=uncited(scene.text))


def _of_option(option: ChoiceSpec) -> Iterator[tuple[str, ChoiceSpec]]:
    for kind, guard in _of_guard(option.if_) if option.if_ else ():
        yield f"{kind} of a choice", replace(option, if_=guard)
    for name in option.sets:
        yield (
            "an effect dropped",
            replace(option, sets={key: value for key, value in option.sets.items() if key != name}),
        )
    for name in option.adds:
        yield (
            "an effect dropped",
            replace(option, adds={key: value for key, value in option.adds.items() if key != name}),
        )
    if option.attempt is not None:
        yield "an attempt not made", replace(option, attempt=None)


def _of_guard(expression: str) -> Iterator[tuple[str, str]]:
    """The guard with one comparison turned round, one yes or no negated, or one threshold shifted by one."""
    for number, node in enumerate(_walk(expression)):
        copy = _walk(expression)
        twin = copy[number]
        if isinstance(node, ast.Compare):
            assert isinstance(twin, ast.Compare)
            twin.ops = [_OPPOSITE[type(node.ops[0])](), *node.ops[1:]]
            yield "a comparison flipped", _written(copy)
            if isinstance(limit := node.comparators[0], ast.Constant) and not isinstance(limit.value, bool):
                again = _walk(expression)
                shifted = again[number]
                assert isinstance(shifted, ast.Compare) and isinstance(limit.value, int)
                shifted.comparators[0] = ast.Constant(limit.value + 1)
                yield "a threshold shifted", _written(again)
    for name in _alone(ast.parse(expression.strip(), mode="eval").body):
        yield "a comparison flipped", re.sub(rf"\b{name}\b", f"(not {name})", expression, count=1)


def _walk(expression: str) -> list[ast.AST]:
    return list(ast.walk(ast.parse(expression.strip(), mode="eval")))


def _written(nodes: list[ast.AST]) -> str:
    return ast.unparse(nodes[0])


def _alone(node: ast.expr) -> Iterator[str]:
    """The variables that stand alone in a guard, as a yes or no."""
    match node:
        case ast.BoolOp(values=values):
            for value in values:
                yield from _alone(value)
        case ast.UnaryOp(operand=operand):
            yield from _alone(operand)
        case ast.Name(id=name):
            yield name


def _of_record(record: Record, role: Role) -> Iterator[tuple[str, str, Record]]:
    """The record with an event that the role sees or hears of at another day, or with its news unheard."""
    used = dict.fromkeys(name for scene in role.scenes for name in scene.depicts)
    for name in used:
        event = record.events_by_id[name]
        for days in (-1, 1):
            at, until = _moved(event.at, days), event.until and _moved(event.until, days)
            if at is not None and (until is not None or event.until is None):
                changed = replace(event, at=at, until=until)
                yield "an event at another day", f"{name}: {days:+}", _recorded(record, event, changed)


def _recorded(record: Record, event: Event, changed: Event) -> Record:
    return replace(record, events=[changed if other is event else other for other in record.events])


def _with(scene: Scene, name: str, place: int, item: Any) -> Scene:
    items = list(getattr(scene, name))
    items[place] = item
    return replace(scene, **{name: items})


def _without(scene: Scene, name: str, place: int) -> Scene:
    items = list(getattr(scene, name))
    del items[place]
    return replace(scene, **{name: items})


def uncited(text: str) -> str:
    """A text without its footnotes."""
    assert find_labels(text)
    return re.sub(r"\[\^[^\]]*\]", "", text)


def _moved(at: Moment, days: int) -> Moment | None:
    """A moment some days later, if its day is known."""
    if at.precision in {"year", "month"}:
        return None
    day = at.earliest.replace(hour=0, minute=0) if at.precision != "part" else at.earliest
    return parse_moment((day + timedelta(days=days)).strftime("%Y-%m-%d") + at.text[10:])
