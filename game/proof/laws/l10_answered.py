"""L10: every choice is answered on the page after it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from game.proof.context import KeyPath, ProofContext, Violation
from game.proof.memory.word_overlap import list_words, share_of_words
from game.story.types import ChoiceSpec, Scene

#: The fewest words of a result that counts as an answer.
LEAST_RESULT_WORDS = 6
#: The largest share of its words that a result may have in common with a sibling's.
MOST_SHARED = 0.5


def check_answered(context: ProofContext) -> Iterator[Violation]:
    """L10: the page after a choice opens with the choice's own result, or with what an attempt changed.

    The attempt is one that this page answers, and no sibling makes it too. A result has at least six words, stands once
    in its role, and shares fewer than half of its words with a sibling's. In a council the options are answered so.
    """
    results = Counter(
        list_words(spec.result) for scene in context.role.scenes for spec in scene.choices if spec.result is not None
    )
    for scene in context.role.scenes:
        for spec in scene.choices:
            if context.role.kind == "council" and spec.attempt is None:
                continue
            if message := _find_fault(context, scene, spec, results):
                key: KeyPath = ("choices", spec.id) if spec.result is None else ("choices", spec.id, "result")
                yield Violation("L10", scene.id, key, message)


def _find_fault(context: ProofContext, scene: Scene, spec: ChoiceSpec, results: Counter[tuple[str, ...]]) -> str:
    siblings = [other for other in scene.choices if other is not spec]
    if spec.result is None:
        if spec.attempt is None or spec.attempt not in context.scenes[spec.to].answers_attempts:
            return "the next page does not answer this choice: give it a result."
        if any(other.attempt == spec.attempt for other in siblings):
            return "a sibling makes the same attempt, and the next page answers both alike: give it a result."
        return ""
    words = list_words(spec.result)
    if len(words) < LEAST_RESULT_WORDS:
        return f"its result has {len(words)} words; it needs at least {LEAST_RESULT_WORDS}."
    if results[words] > 1:
        return "its result stands in this role a second time."
    for other in siblings:
        if other.result is not None and share_of_words(spec.result, other.result) >= MOST_SHARED:
            return f'its result shares half of its words or more with that of "{other.id}".'
    return ""
