"""Hints for authors: what is allowed and seldom meant. They never fail a check."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import combinations, pairwise

from game.proof.context import ProofContext, Violation
from game.proof.introductions import find_unmet_names
from game.proof.memory.word_overlap import share_of_words
from game.proof.portraits import find_portrayals, list_spoken_texts
from game.proof.reach import reach
from game.proof.reasons import format_ranges
from game.proof.state_space import StateSpace
from game.story.effects import value_range
from game.story.types import ChoiceSpec, Role
from game.text.moments import MONTHS
from game.text.prose import count_words, parse_prose

#: A scene or an ending that fewer of the runs reach is rare.
RARE_SHARE = 0.01
#: The words of a scene's own text, outside which it is short or long.
SHORT_SCENE, LONG_SCENE = 60, 240
#: A role with less than this part of the words of the longest role is unbalanced.
LEAST_BALANCE = 0.6
#: A reason with this part of its words in the claims that are quoted before it says nothing new.
MOST_REPEATED = 0.5


def find_duplicate_choices(context: ProofContext) -> Iterator[Violation]:
    """Report two choices of a scene that do the same and lead to the same scene: a changed adjective, not a choice."""
    machine = context.space.machine
    for scene in context.scenes:
        for first, second in combinations(machine.get_choices(scene), 2):
            # Two that never stand on one page are one choice in two wordings.
            same = _effect(first.spec) == _effect(second.spec)
            if same and context.space.is_reached(scene) and context.space.are_open_together(first, second):
                message = f'it does the same as "{first.spec.id}" and leads to the same scene.'
                yield Violation("sameness", scene, ("choices", second.spec.id), message)


def _effect(spec: ChoiceSpec) -> tuple[object, ...]:
    return spec.to, spec.sets, spec.adds, spec.dossier_entry, spec.attempt, spec.result


def find_dead_effects(context: ProofContext) -> Iterator[Violation]:
    """Report an effect on a variable that no guard or passage reads after it, and that no gauge shows."""
    shown = {variable.id for variable in context.role.variables if variable.shown}
    for scene in context.role.scenes:
        for spec in scene.choices:
            live = context.space.thresholds.get(spec.to, {})
            for effect in ("sets", "adds"):
                for name in getattr(spec, effect):
                    if name not in live and name not in shown:
                        message = f'nothing after this choice reads "{name}".'
                        yield Violation("unread", scene.id, ("choices", spec.id, effect, name), message)


def find_unreachable_values(context: ProofContext) -> Iterator[Violation]:
    """Report a value of a range that no run gives its variable, and an effect that changes nothing on any run."""
    for index, variable in enumerate(context.role.variables):
        space = reach(context.space.machine, observed=variable.id)
        if space.limit_exceeded:
            continue
        reached = [scene for scene in context.scenes if space.is_reached(scene)]
        taken = set().union(*(space.list_values(scene)[variable.id] for scene in reached))
        low, high = value_range(variable)
        bounds = [low - 1, *sorted(taken), high + 1]
        if missing := [(one + 1, other - 1) for one, other in pairwise(bounds) if other > one + 1]:
            message = f'no run ever brings "{variable.id}" to {format_ranges(missing)}; its range is {low} to {high}.'
            yield Violation("unreached", "", ("variables", index), message)
        yield from _find_idle_effects(space, index, variable.id)


def _find_idle_effects(space: StateSpace, index: int, name: str) -> Iterator[Violation]:
    """Return the effects on a fully tracked variable that leave it as it was in every state."""
    for choice in space.machine.list_choices():
        effects = [effect for effect in ("sets", "adds") if name in getattr(choice.spec, effect)]
        if effects and space.is_reached(choice.source):
            befores = space.list_values(choice.source, choice).get(name, set())
            others = space.machine.start_values
            # An effect changes each variable by itself.
            if all(choice.apply((*others[:index], value, *others[index + 1 :]))[index] == value for value in befores):
                message = f'on no run does this change "{name}".'
                yield Violation("idle", choice.source, ("choices", choice.spec.id, effects[0], name), message)


def find_rare_scenes(context: ProofContext) -> Iterator[Violation]:
    """Report a scene that almost no run reaches."""
    for scene in context.role.scenes:
        share = context.run_counts.scene_shares.get(scene.id, 1)
        if share < RARE_SHARE:
            yield Violation("rare", scene.id, (), f"only {100 * share:.2g} % of the runs reach this scene.")


def find_odd_lengths(context: ProofContext) -> Iterator[Violation]:
    """Report a scene whose own text is long or short; a council has limits of its own."""
    for scene in context.role.scenes if context.role.kind == "role" else ():
        count = count_words(scene.text)
        if not SHORT_SCENE <= count <= LONG_SCENE:
            message = f"its text has {count} words; most scenes have {SHORT_SCENE} to {LONG_SCENE}."
            yield Violation("length", scene.id, ("text",), message)


def find_unbalanced_roles(context: ProofContext) -> Iterator[Violation]:
    """Report a role that has much less to read than the longest one."""
    here, most = (
        _size(role) for role in (context.role, max(context.pack.person_roles, key=_size, default=context.role))
    )
    if context.role.kind == "role" and here < LEAST_BALANCE * most:
        yield Violation("balance", "", ("name",), f"this role has {here:,} words, the longest one {most:,}.")


def _size(role: Role) -> int:
    return sum(count_words(text) for scene in role.scenes for text in scene.list_body())


def find_uncited_facts(context: ProofContext) -> Iterator[Violation]:
    """Report a sentence without a footnote that states a date, a number or a name of the record; a guess.

    A name counts where a documented sentence of the role has it too, so that a made-up neighbour may be called as
    somebody in the record is.
    """
    told = [
        (scene, text.key, sentence)
        for scene in context.role.scenes
        if scene.narrator == "role" and scene.ending is None
        for text in list_spoken_texts(scene)
        for paragraph in parse_prose(text.text)
        for sentence in paragraph
    ]
    documented = {word for _, _, sentence in told if sentence.labels for word in _WORD.findall(sentence.text)}
    names = {person.name.split()[-1] for person in context.pack.record.people} & documented
    for scene, key, sentence in told:
        found = [*_FACT.findall(sentence.text), *(word for word in _WORD.findall(sentence.text) if word in names)]
        if found and not sentence.labels:
            message = f'"{found[0]}" stands in a sentence without a footnote: {sentence.text}'
            yield Violation("uncited", scene.id, key, message, needle=sentence.text[:30])


def find_repeated_claims(context: ProofContext) -> Iterator[Violation]:
    """Report a reason why the record stood that says again what the claims beside it say."""
    for attempt in context.role.attempts:
        quoted = " ".join(context.pack.record.claims_by_label[label].says for label in attempt.record_claims)
        share = share_of_words(attempt.why_record_stood, quoted)
        if share >= MOST_REPEATED:
            message = f"{share:.0%} of its words are those of the claims that the answer quotes before it."
            yield Violation("repeated", f"attempt:{attempt.id}", ("why_record_stood",), message)


_WORD = re.compile(r"\w+")
_FACT = re.compile(rf"\b\d{{1,2}} (?:{'|'.join(MONTHS)})\b|\b\d{{2,}}\b")


HINTS: tuple[Callable[[ProofContext], Iterator[Violation]], ...] = (
    find_duplicate_choices, find_dead_effects, find_unreachable_values, find_rare_scenes,
    find_odd_lengths, find_unbalanced_roles, find_uncited_facts, find_portrayals,
    find_repeated_claims, find_unmet_names,
)  # fmt: skip
