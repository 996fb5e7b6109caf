"""L11: every choice is remembered."""

from __future__ import annotations

from collections.abc import Iterator

from game.proof.context import ProofContext, Violation
from game.proof.memory.choice_pairs import ChoicePair, find_sole_memories, list_limited
from game.proof.memory.told_apart import ToldApart

#: Roles with more states are not checked.
MAX_STATES = 500_000


def check_remembered(context: ProofContext) -> Iterator[Violation]:
    """L11: a later scene has a passage that tells which of two choices of a page was taken.

    In every state in which both are open there is a scene, at least two pages later and reachable after both, with a
    passage that every run through it after the one reads, and no run after the other; for early choices there are two
    such scenes. Free are the last choice before an ending, at most one pair in ten whose ways share no later scene, and
    at most one in twenty marked as small talk. No scene is the only memory of more than six choices, no two of more
    than twelve. The role has at most 500,000 states. Councils are free.
    """
    space = context.space
    if context.role.kind == "council" or space.limit_exceeded:
        return
    if space.method or space.state_count > MAX_STATES:
        message = f"it has {space.state_count:,} states, and at most {MAX_STATES:,} are looked at; "
        yield Violation("L11", "", ("variables",), f"{message}{space.blowup_hint}.")
        return
    pairs = (context.told_apart or ToldApart(context)).pairs
    for pair in pairs:
        if pair.kind == "untold":
            yield _untold(pair)
    for kind, most, limited in list_limited(pairs):
        if len(limited) > most:
            named = ", ".join(f"{pair.scene}: {' and '.join(pair.choices)}" for pair in limited)
            message = f'pairs of choices that are "{kind}" may be {most}, and there are {len(limited)}: {named}.'
            yield Violation("L11", "", (), message)
    for scenes, choices in find_sole_memories(pairs):
        where = " and ".join(f'"{scene}"' for scene in scenes)
        message = (
            f"{where} alone remember{'s' if len(scenes) == 1 else ''} {len(choices)} choices: {', '.join(choices)}."
        )
        yield Violation("L11", scenes[0], (), message)


def _untold(pair: ChoicePair) -> Violation:
    first, second = pair.choices
    told = "no later scene tells" if not pair.fewest else f"only {pair.fewest} later scene tells"
    message = (
        f'{told} it from "{second}" for the run shown: let a passage under after: {pair.scene}.{first} stand in '
        f"{'two scenes' if pair.needed > 1 else 'a scene'}, at least two pages on, where both ways come."
    )
    return Violation("L11", pair.scene, ("choices", first), message, (*pair.run, f"{pair.scene}.{first}"))
