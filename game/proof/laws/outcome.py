"""L5: every ending tells the outcome."""

from __future__ import annotations

from collections.abc import Iterator

from game.proof.case import Breach, Case, Key
from game.text.prose import find_labels


def outcome(case: Case) -> Iterator[Breach]:
    """L5: every ending's fate is one of the role's, with claims, and its text footnotes a claim of the outcome.

    So do its calm and its easy version, which stand in for the text.
    """
    outcomes = set(case.pack.story.outcome)
    fates = {fate.id: fate for fate in case.role.fates}
    for scene in case.role.scenes:
        if scene.ending is None:
            continue
        if scene.ending.fate not in fates or not fates[scene.ending.fate].claims:
            says = f'the fate "{scene.ending.fate}" is not documented by any claim.'
            yield Breach("L5", scene.id, ("ending", "fate"), says)
        texts: list[tuple[Key, str]] = [(("text",), scene.text)]
        texts += [((name,), text) for name in ("calm", "easy") if (text := getattr(scene, name)) is not None]
        for key, text in texts:
            if not outcomes & set(find_labels(text)):
                says = (
                    "the ending does not tell the outcome: footnote one of the claims that story.yaml lists "
                    'under "outcome".'
                )
                yield Breach("L5", scene.id, key, says)
