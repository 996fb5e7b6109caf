"""L4: every attempt is answered, and changes something."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from game.proof.context import ProofContext, Violation
from game.proof.liveness import Thresholds
from game.proof.paths import TrackedFacts
from game.story.types import ChoiceSpec, Scene
from game.text.prose import find_labels


def check_answers(context: ProofContext) -> Iterator[Violation]:
    """L4: no run reaches an ending with an attempt that no page has answered, and every attempt changes something.

    A page answers an attempt that was made before it, the ending's page too; to each that a scene says it answers, some
    run comes with the attempt still open. In each answer *stood* and *otherwise* cite. A choice that makes an attempt
    writes a variable that is read later, leaves a line in the file on the player, or leads where its siblings do not.
    """
    for attempt in context.role.attempts:
        for part in ("why_record_stood", "what_it_would_take"):
            if not find_labels(getattr(attempt, part)):
                yield Violation("L4", f"attempt:{attempt.id}", (part,), "this part cites nothing; add a footnote.")
    yield from _find_unanswered(context)
    yield from (
        violation for violation in find_unreachable_answers(context) if context.space.is_complete(violation.scene)
    )
    # In a council every option makes an attempt, and all lead to the one record.
    if context.role.kind == "council":
        return
    thresholds = context.space.thresholds
    for scene in context.role.scenes:
        for spec in scene.choices:
            if spec.attempt is not None and spec.to in thresholds and not _matters(scene, spec, thresholds[spec.to]):
                message = (
                    "this attempt changes nothing: it writes nothing that is read later, and leads where others do."
                )
                yield Violation("L4", scene.id, ("choices", spec.id), message)


def find_unreachable_answers(context: ProofContext) -> Iterator[Violation]:
    """Yield what would break L4 if no more states were found: answers to attempts that no known run brings there."""
    bit, facts = _bits(context), _track_attempts(context)
    carried = context.carry(facts)
    brought_to: dict[str, int] = defaultdict(int)
    for choice in context.space.machine.list_choices():
        if context.scenes[choice.spec.to].answers_attempts and (has := carried.before_choice(choice)) is not None:
            brought_to[choice.spec.to] |= has | facts.added_on_choice.get(choice.id, 0)
    for answering in context.role.scenes:
        brought = brought_to[answering.id]
        for index, name in enumerate(answering.answers_attempts):
            if not brought & bit[name]:
                message = (
                    f'no run comes here with the attempt "{name}" still open; it is answered before, or never made.'
                )
                yield Violation("L4", answering.id, ("answers_attempts", index), message)


def _bits(context: ProofContext) -> dict[str, int]:
    """Return a bit for each attempt of the role."""
    return {attempt.id: 1 << number for number, attempt in enumerate(context.role.attempts)}


def _track_attempts(context: ProofContext) -> TrackedFacts:
    """Return the attempts that a run has made and that no page has answered yet."""
    bit = _bits(context)
    return TrackedFacts(
        removed_on_entry={
            scene.id: sum(bit[name] for name in set(scene.answers_attempts)) for scene in context.role.scenes
        },
        added_on_choice={
            f"{scene.id}.{spec.id}": bit[spec.attempt]
            for scene in context.role.scenes
            for spec in scene.choices
            if spec.attempt is not None
        },
    )


def _find_unanswered(context: ProofContext) -> Iterator[Violation]:
    facts, bit = _track_attempts(context), _bits(context)
    left = context.find_carried(facts, dict.fromkeys(context.endings, facts.mask))
    for name in [name for name in bit if bit[name] & left]:
        run, _ = context.find_run(facts, bit[name], context.endings)
        made = next(choice_ref for choice_ref in reversed(run) if facts.added_on_choice.get(choice_ref, 0) & bit[name])
        scene, _, choice = made.partition(".")
        message = f'the attempt "{name}" made here is not answered on every way to an ending.'
        yield Violation("L4", scene, ("choices", choice), message, run)


def _matters(scene: Scene, spec: ChoiceSpec, live: Thresholds) -> bool:
    if spec.dossier_entry or any(live.get(name) for name in (*spec.sets, *spec.adds)):
        return True
    return all(other.to != spec.to for other in scene.choices if other.id != spec.id)
