"""Hints for authors: what is allowed and seldom meant. They never fail a check."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import combinations

from game.proof.case import Breach, Case
from game.proof.explore import Graph, explore
from game.proof.portraits import portrayed, scene_texts
from game.proof.reasons import spans
from game.story.effects import value_range
from game.story.types import ChoiceSpec, Role
from game.text.moments import MONTHS
from game.text.prose import count_words, parse_prose

#: A scene or an ending that fewer of the runs reach is rare.
RARE = 0.01
#: The words of a scene's own text, outside which it is short or long.
SHORT, LONG = 60, 240
#: A role with less than this part of the words of the longest role is unbalanced.
BALANCE = 0.6


def sameness(case: Case) -> Iterator[Breach]:
    """Two choices of a scene that do the same and lead to the same scene: a changed adjective, not a choice."""
    for scene, columns in case.graph.columns.items():
        for (first, here), (second, there) in combinations(columns, 2):
            # Two that never stand on one page are one choice in two wordings.
            together = any(one >= 0 and other >= 0 for one, other in zip(here, there, strict=True))
            if together and _effect(first.spec) == _effect(second.spec):
                says = f'it does the same as "{first.spec.id}" and leads to the same scene.'
                yield Breach("sameness", scene, ("choices", second.spec.id), says)


def _effect(option: ChoiceSpec) -> tuple[object, ...]:
    return option.to, option.set, option.add, option.noted, option.diverges, option.then


def unread(case: Case) -> Iterator[Breach]:
    """An effect on a variable that no guard or passage reads after it, and that no gauge shows."""
    shown = {variable.id for variable in case.role.variables if variable.shown}
    for scene in case.role.scenes:
        for option in scene.choices:
            live = case.graph.cuts.get(option.to, {})
            for effect in ("set", "add"):
                for name in getattr(option, effect):
                    if name not in live and name not in shown:
                        says = f'nothing after this choice reads "{name}".'
                        yield Breach("unread", scene.id, ("choices", option.id, effect, name), says)


def unreached(case: Case) -> Iterator[Breach]:
    """A value of a variable's range that no run ever gives it, and an effect that changes its variable on no run."""
    for position, variable in enumerate(case.role.variables):
        graph = explore(case.graph.machine, observed=variable.id)
        if graph.outgrown:
            continue
        taken = {graph.values(node)[position] for node in graph.nodes()}
        low, high = value_range(variable)
        if missing := sorted(set(range(low, high + 1)) - taken):
            says = f'no run ever brings "{variable.id}" to {spans(missing)}; its range is {low} to {high}.'
            yield Breach("unreached", "", ("variables", position), says)
        yield from _idle(graph, position, variable.id)


def _idle(graph: Graph, position: int, name: str) -> Iterator[Breach]:
    """The effects on a variable, every value of which counts in the graph, that leave it as it was in every state."""
    for scene, columns in graph.columns.items():
        for choice, column in columns:
            effects = [effect for effect in ("set", "add") if name in getattr(choice.spec, effect)]
            befores = (graph.values((scene, place)) for place, after in enumerate(column) if after >= 0)
            if effects and all(choice.apply(before)[position] == before[position] for before in befores):
                says = f'on no run does this change "{name}".'
                yield Breach("idle", scene, ("choices", choice.spec.id, effects[0], name), says)


def rare(case: Case) -> Iterator[Breach]:
    """A scene that almost no run reaches."""
    for scene in case.role.scenes:
        share = case.numbers.scenes.get(scene.id, 1)
        if share < RARE:
            yield Breach("rare", scene.id, (), f"only {100 * share:.2g} % of the runs reach this scene.")


def length(case: Case) -> Iterator[Breach]:
    """A scene whose own text is long or short; a council has limits of its own."""
    for scene in case.role.scenes if case.role.kind == "role" else ():
        count = count_words(scene.text)
        if not SHORT <= count <= LONG:
            says = f"its text has {count} words; most scenes have {SHORT} to {LONG}."
            yield Breach("length", scene.id, ("text",), says)


def balance(case: Case) -> Iterator[Breach]:
    """A role that has much less to read than the longest one."""
    here, most = (_size(role) for role in (case.role, max(case.pack.person_roles, key=_size, default=case.role)))
    if case.role.kind == "role" and here < BALANCE * most:
        yield Breach("balance", "", ("name",), f"this role has {here:,} words, the longest one {most:,}.")


def _size(role: Role) -> int:
    return sum(
        count_words(scene.text) + sum(count_words(passage.text) for passage in scene.also) for scene in role.scenes
    )


def uncited(case: Case) -> Iterator[Breach]:
    """A sentence without a footnote that states a date, a number or a name of the record; a guess from its words.

    A name counts where a documented sentence of the role has it too, so that a made-up neighbour may be called as
    somebody in the record is.
    """
    told = [
        (scene, key, sentence)
        for scene in case.role.scenes
        if scene.voice == "role" and scene.ending is None
        for key, text in scene_texts(scene)
        for paragraph in parse_prose(text)
        for sentence in paragraph
    ]
    documented = {word for _, _, sentence in told if sentence.labels for word in _WORD.findall(sentence.text)}
    names = {person.name.split()[-1] for person in case.pack.record.people} & documented
    for scene, key, sentence in told:
        found = [*_FACT.findall(sentence.text), *(word for word in _WORD.findall(sentence.text) if word in names)]
        if found and not sentence.labels:
            says = f'"{found[0]}" stands in a sentence without a footnote: {sentence.text}'
            yield Breach("uncited", scene.id, key, says, needle=sentence.text[:30])


_WORD = re.compile(r"\w+")
_FACT = re.compile(rf"\b\d{{1,2}} (?:{'|'.join(MONTHS)})\b|\b\d{{2,}}\b")


HINTS: tuple[Callable[[Case], Iterator[Breach]], ...] = (
    sameness, unread, unreached, rare, length, balance, uncited, portrayed,
)  # fmt: skip
