"""L4: every attempt is answered, and changes something."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from operator import or_

from game.proof.case import Breach, Case
from game.proof.paths import Luggage, carried, shortest
from game.story.types import ChoiceSpec, Scene
from game.text.prose import find_labels


def answered(case: Case) -> Iterator[Breach]:
    """L4: no run reaches an ending with an attempt that no page has answered, and every attempt changes something.

    A page answers an attempt that was made before it, the ending's page too; to each that a scene says it answers, some
    run comes with the attempt still open. In each answer *stood* and *otherwise* cite. A choice that makes an attempt
    writes a variable that is read later, leaves a line in the file on the player, or leads where its siblings do not.
    """
    for attempt in case.role.attempts:
        for part in ("stood", "otherwise"):
            if not find_labels(getattr(attempt, part)):
                yield Breach("L4", f"attempt:{attempt.id}", (part,), "this part cites nothing; add a footnote.")
    luggage = _luggage(case)
    bits = carried(case.graph, luggage)
    yield from _unanswered(case, luggage, bits)
    yield from (breach for breach in _unbrought(case, luggage, bits) if case.graph.decided(breach.scene))
    # In a council every option makes an attempt, and all lead to the one record.
    if case.role.kind == "council":
        return
    cuts = case.graph.cuts
    for scene in case.role.scenes:
        for option in scene.choices:
            if option.diverges is not None and option.to in cuts and not _matters(scene, option, cuts[option.to]):
                says = "this attempt changes nothing: it writes nothing that is read later, and leads where others do."
                yield Breach("L4", scene.id, ("choices", option.id), says)


def unbrought(case: Case) -> Iterator[Breach]:
    """What would break L4 if no more states were found: answers to attempts that no known run brings there open."""
    luggage = _luggage(case)
    return _unbrought(case, luggage, carried(case.graph, luggage))


def _bits(case: Case) -> dict[str, int]:
    """A bit for each attempt of the role."""
    return {attempt.id: 1 << number for number, attempt in enumerate(case.role.attempts)}


def _luggage(case: Case) -> Luggage:
    """The attempts that a run has made and that no page has answered yet."""
    bit = _bits(case)
    return Luggage(
        drops={scene.id: sum(bit[name] for name in set(scene.answers)) for scene in case.role.scenes},
        gains={
            f"{scene.id}.{option.id}": bit[option.diverges]
            for scene in case.role.scenes
            for option in scene.choices
            if option.diverges is not None
        },
    )


def _unanswered(case: Case, luggage: Luggage, bits: dict[str, list[int]]) -> Iterator[Breach]:
    bit = _bits(case)
    endings = case.endings & bits.keys()
    left = [name for name in bit if any(has & bit[name] for ending in endings for has in bits[ending])]
    for name in left:
        run, _ = shortest(case.graph, luggage, bit[name], lambda node: node[0] in endings)
        made = next(pair for pair in reversed(run) if luggage.gains.get(pair, 0) & bit[name])
        scene, _, choice = made.partition(".")
        says = f'the attempt "{name}" made here is not answered on every way to an ending.'
        yield Breach("L4", scene, ("choices", choice), says, run)


def _unbrought(case: Case, luggage: Luggage, bits: dict[str, list[int]]) -> Iterator[Breach]:
    bit = _bits(case)
    brought = _brought(case, luggage, bits)
    for answering in case.role.scenes:
        for place, name in enumerate(answering.answers):
            if not brought.get(answering.id, 0) & bit[name]:
                says = f'no run comes here with the attempt "{name}" still open; it is answered before, or never made.'
                yield Breach("L4", answering.id, ("answers", place), says)


def _brought(case: Case, luggage: Luggage, bits: dict[str, list[int]]) -> dict[str, int]:
    """By scene, the open attempts with which some run comes to it."""
    found: dict[str, int] = {}
    for scene, columns in case.graph.columns.items():
        for choice, column in columns:
            has = [has for has, after in zip(bits[scene], column, strict=False) if after >= 0]
            if has:
                gained = reduce(or_, has) | luggage.gains.get(choice.id, 0)
                found[choice.spec.to] = found.get(choice.spec.to, 0) | gained
    return found


def _matters(scene: Scene, option: ChoiceSpec, live: dict[str, frozenset[int]]) -> bool:
    if option.noted or any(live.get(name) for name in (*option.set, *option.add)):
        return True
    return all(other.to != option.to for other in scene.choices if other.id != option.id)
