"""The rules of a council: a line of decisions, each with its record, every option answered, all of it short."""

from __future__ import annotations

from collections.abc import Iterator

from game.proof.context import KeyPath, ProofContext, Violation
from game.story.types import Attempt, ChoiceSpec, Pack, Role, Scene
from game.text.prose import count_words, find_labels, parse_prose

#: The number of options of a decision, and the fewest and most cards that it has.
OPTION_COUNT = 4
CARD_COUNTS = (3, 4)
#: The most words of each text, for a class to read from a wall, a pupil on a phone, a teacher aloud.
SCENE_WORDS, EASY_WORDS, WALL_WORDS, OPTION_WORDS, CARD_WORDS, PART_WORDS, REACH_WORDS = 110, 80, 60, 25, 30, 40, 30
#: The most words of a sentence in an easy text.
EASY_SENTENCE_WORDS = 12


def check_council(context: ProofContext) -> Iterator[Violation]:
    """Yield violations of the rules that a council keeps in addition to the laws; other roles pass.

    It is a line: a frame, then decisions each followed by its record, then a coda that ends it. A decision offers
    four options, open to everybody, each of which makes an attempt of its own; exactly one of them happened; the
    record answers all four, each in four parts with a reach. Three or four cited cards stand by a decision. Every
    scene has an easy and a wall text, and no text is longer than it may be. A council has no variables. No footnote
    of a decision is the record of what was decided, and the options that happened do not all stand at the same
    letter.
    """
    role, scenes = context.role, context.scenes
    if role.kind != "council":
        return
    attempts = {attempt.id: attempt for attempt in role.attempts}
    for variable in role.variables:
        yield _violation(
            "", ("variables",), f'a council decides by ballot alone; it has no variable such as "{variable.id}".'
        )
    letters: list[int] = []
    decision: Scene | None = None
    for scene in _line(role, scenes):
        yield from _texts(scene)
        if len(scene.choices) > 1:
            if scene.id == role.first_scene or decision is not None:
                yield _violation(
                    scene.id, (), "a council begins with a frame, and each decision is followed by its record."
                )
            yield from _decision(scene, scenes[scene.choices[0].to], attempts)
            yield from _tells_too_much(scene, attempts)
            letters += [number for number, spec in enumerate(scene.choices) if _is_recorded(spec, attempts)]
            decision = scene
        else:
            decision = None
    if not letters:
        yield _violation(
            "", ("first_scene",), "a council decides something: no decision was found on the way from its start."
        )
    elif len(letters) > 1 and len(set(letters)) == 1:
        yield _violation(
            "", ("first_scene",), "the option that happened stands at the same letter in every decision; mix them."
        )
    for attempt in role.attempts:
        yield from _answer(context.pack, attempt)


def _violation(scene: str, key: KeyPath, message: str) -> Violation:
    return Violation("council", scene, key, message)


def _line(role: Role, scenes: dict[str, Scene]) -> list[Scene]:
    """Return the scenes from the start along each first choice; L1 reports a circle among them."""
    found: list[Scene] = []
    scene: Scene | None = scenes[role.first_scene]
    while scene is not None and scene not in found:
        found.append(scene)
        scene = scenes[scene.choices[0].to] if scene.choices else None
    return found


def _is_recorded(spec: ChoiceSpec, attempts: dict[str, Attempt]) -> bool:
    return spec.attempt is not None and attempts[spec.attempt].happened


def _decision(scene: Scene, record: Scene, attempts: dict[str, Attempt]) -> Iterator[Violation]:
    """Yield violations of a decision and the scene of its record."""
    if len(scene.choices) != OPTION_COUNT:
        yield _violation(
            scene.id, ("choices",), f"a decision has {OPTION_COUNT} options; this one has {len(scene.choices)}."
        )
    for spec in scene.choices:
        key: KeyPath = ("choices", spec.id)
        if spec.attempt is None or spec.attempt not in record.answers_attempts:
            yield _violation(
                scene.id, key, f'"{record.id}" does not answer this option; every option is answered there.'
            )
        if spec.to != record.id:
            yield _violation(
                scene.id, (*key, "to"), f'every option leads to the one record of the decision, "{record.id}".'
            )
        if spec.if_ is not None:
            yield _violation(scene.id, (*key, "if"), "an option of a council is open to everybody and has no guard.")
        yield from _check_length(scene.id, (*key, "text"), spec.text, OPTION_WORDS)
    made = [spec.attempt for spec in scene.choices if spec.attempt]
    if len(set(made)) < len(made):
        yield _violation(scene.id, ("choices",), "two options make the same attempt; each has an answer of its own.")
    happened = sum(_is_recorded(spec, attempts) for spec in scene.choices)
    if happened != 1:
        yield _violation(
            scene.id, ("choices",), f"of the options of a decision exactly one happened; here {happened} did."
        )
    if not CARD_COUNTS[0] <= len(scene.cards) <= CARD_COUNTS[1]:
        message = f"a decision has {CARD_COUNTS[0]} or {CARD_COUNTS[1]} cards; this one has {len(scene.cards)}."
        yield _violation(scene.id, ("cards",), message)
    for number, card in enumerate(scene.cards):
        card_key: KeyPath = ("cards", number, "text")
        if not all(sentence.labels for paragraph in parse_prose(card.text) for sentence in paragraph):
            yield _violation(scene.id, card_key, f'the card "{card.id}" has a sentence without a footnote.')
        yield from _check_length(scene.id, card_key, card.text, CARD_WORDS)


def _tells_too_much(scene: Scene, attempts: dict[str, Attempt]) -> Iterator[Violation]:
    """Yield footnotes of a decision that give away its record, since they can be opened before the vote."""
    told = {
        label
        for spec in scene.choices
        if spec.attempt and attempts[spec.attempt].happened
        for label in attempts[spec.attempt].record_claims
    }
    for text in scene.list_texts():
        for label in told & set(find_labels(text.text)) if text.part != "result" else ():
            yield _violation(scene.id, text.key, f'the footnote "{label}" tells what was decided, before the vote.')


def _texts(scene: Scene) -> Iterator[Violation]:
    """Yield texts of a scene that are missing or too long."""
    yield from _check_length(scene.id, ("text",), scene.text, SCENE_WORDS)
    for name, text, most in (
        ("easy_text", scene.easy_text, EASY_WORDS),
        ("projector_text", scene.projector_text, WALL_WORDS),
    ):
        if text is None:
            yield _violation(scene.id, (), f'the scene of a council has a text "{name}".')
        else:
            yield from _check_length(scene.id, (name,), text, most)
    for paragraph in parse_prose(scene.easy_text or ""):
        for sentence in paragraph:
            if count_words(sentence.text) > EASY_SENTENCE_WORDS:
                message = f"an easy sentence has at most {EASY_SENTENCE_WORDS} words: “{sentence.text}”"
                yield _violation(scene.id, ("easy_text",), message)


def _answer(pack: Pack, attempt: Attempt) -> Iterator[Violation]:
    """Yield violations of the parts of an answer and its reach."""
    name = f"attempt:{attempt.id}"
    if attempt.reach is None:
        yield _violation(name, (), 'an answer of a council says how far the option reached: "reach".')
    yield from _check_length(name, ("reach",), attempt.reach or "", REACH_WORDS)
    for part in ("what_changed", "why_record_stood", "what_it_would_take"):
        yield from _check_length(name, (part,), getattr(attempt, part), PART_WORDS)
    told = " ".join(pack.record.claims_by_label[label].says for label in attempt.record_claims)
    yield from _check_length(name, ("record_claims",), told, PART_WORDS)


def _check_length(scene: str, key: KeyPath, text: str, max_words: int) -> Iterator[Violation]:
    count = count_words(text)
    if count > max_words:
        yield _violation(scene, key, f"this text has {count} words; it may have {max_words}.")
