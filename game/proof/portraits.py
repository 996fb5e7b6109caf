"""A hint for authors: documented sentences that show a real person's thoughts, gestures or words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from game.proof.context import KeyPath, ProofContext, Violation
from game.story.types import Scene, SceneText
from game.text.prose import ProseParagraph, parse_prose

_THINKS = (
    "believe|believes|believed|doubt|doubts|doubted|dream|dreams|dreamt|fear|fears|feared|feel|feels|felt|"
    "hate|hates|hated|hope|hopes|hoped|know|knows|knew|like|likes|liked|love|loves|loved|remember|remembers|remembered|"
    "think|thinks|thought|understand|understands|understood|want|wants|wanted|wonder|wonders|wondered"
)
_MOVES = (
    "bows|bowed|coughs|coughed|folds|folded|frowns|frowned|laughs|laughed|leans|leaned|looks|looked|nods|nodded|nodding|"
    "shrugs|shrugged|sighs|sighed|smiles|smiled|smiling|stares|stared|strokes|stroked|stroking|trembles|trembled|"
    "turns|turned|unfolds|unfolded|waves|waved|weeps|wept|weeping|whispers|whispered|wipes|wiped"
)
_SAYS = (
    "answers|answered|asks|asked|begs|begged|calls|called|implores|implored|insists|insisted|praises|praised|"
    "promises|promised|said|says|saying|shouts|shouted|tells|told|warns|warned"
)


def find_portrayals(context: ProofContext) -> Iterator[Violation]:
    """Yield a sentence with a footnote in which a person of the record thinks, feels, makes a gesture or is quoted.

    The claim behind the footnote has to document just that. A guess from words: a surname of the record, or a pronoun
    in a paragraph that has one, a few words before a verb of thinking, moving or saying; in a role that is named after
    a person of the record, *you* is that person. Words are looked for in scenes of the role's own voice only, since the
    record's voice, an ending and an attempt report what was said from their sources. It cannot see a person who is
    called by an office or a relation (*the cardinal*), nor a pronoun whose name stands in another paragraph, nor a
    gesture in words that are not listed.
    """
    people = [person.name for person in context.pack.record.people]
    names = {found[-1] for name in people if (found := re.findall(r"\w+", name)) and found[-1][0].isupper()}
    somebody = "|".join(map(re.escape, sorted(names)))
    if not somebody:
        return
    mine = context.role.name in people
    for place, key, text, spoken in _list_texts(context):
        verbs = f"{_THINKS}|{_MOVES}|{_SAYS}" if spoken else f"{_THINKS}|{_MOVES}"
        named = re.compile(rf"\b(?:{somebody})\b(?:'s \w+)?(?:[^\w.;:]+\w+){{0,4}}?[^\w.;:]+(?:{verbs})\b")
        pronoun = re.compile(rf"\b(?:he|she)\b(?:[^\w.;:]+\w+){{0,2}}?[^\w.;:]+(?:{verbs})\b", re.IGNORECASE)
        you = re.compile(rf"\byou\b(?:[^\w.;:]+\w+){{0,2}}?[^\w.;:]+(?:{_THINKS}|{_MOVES})\b", re.IGNORECASE)
        for paragraph in parse_prose(text):
            somebody_here = mine or _names_person(paragraph, names)
            for sentence in paragraph:
                message = sentence.text
                hit = (
                    named.search(message)
                    or (somebody_here and pronoun.search(message))
                    or (mine and you.search(message))
                )
                if sentence.labels and hit:
                    told = f'"{hit[0]}" stands under a footnote; does its claim say so? {message}'
                    yield Violation("portrayed", place, key, told, needle=message[:30])


def _names_person(paragraph: ProseParagraph, names: set[str]) -> bool:
    return any(word in names for sentence in paragraph for word in re.findall(r"\w+", sentence.text))


def _list_texts(context: ProofContext) -> Iterator[tuple[str, KeyPath, str, bool]]:
    """Yield each text of the role with its scene or attempt, its key, and whether the role narrates it."""
    for scene in context.role.scenes:
        spoken = scene.narrator == "role" and scene.ending is None
        for text in list_spoken_texts(scene):
            yield scene.id, text.key, text.text, spoken
    for attempt in context.role.attempts:
        for part in ("why_record_stood", "what_it_would_take"):
            yield f"attempt:{attempt.id}", (part,), getattr(attempt, part), False


def list_spoken_texts(scene: Scene) -> list[SceneText]:
    """Return the full texts of a scene, without cards, which state only facts."""
    return [text for text in scene.list_texts() if text.version == "full" and text.part != "card"]
