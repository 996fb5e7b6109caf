"""Pairs of choices that are open on one page, and what law L11 asks of all of them together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Literal

#: How many scenes must tell an early choice apart, one within a third of the shortest run; others need one.
EARLY_SCENES, EARLY_PART = 2, 3
#: The most choices of which a single scene, or two scenes together, may be the only memory.
MOST_IN_ONE, MOST_IN_TWO = 6, 12
#: At most one pair in this many may be a parting, and at most one in this many small talk.
PAIRS_PER_PARTING, PAIRS_PER_SMALL_TALK = 10, 20

PairKind = Literal["told", "untold", "parting", "small talk", "last"]


@dataclass
class ChoicePair:
    """Two choices that are open on one page, and the scenes that later tell which of them was taken.

    Attributes:
        scene: the scene.
        choices: the ids of both in the scene.
        kind: `told` apart in every state; `untold` in some; a `parting` after which paths share no later scene in some
            state; `small talk`, marked as such; or the `last` choice before an ending, which no page could remember.
        scenes: the scenes that tell them apart in some state.
        needed: how many scenes must.
        run: for an untold pair, the choices of a shortest run to a state in which too few do; else empty.
        fewest: how many scenes tell them apart there.
    """

    scene: str
    choices: tuple[str, str]
    kind: PairKind = "told"
    scenes: set[str] = field(default_factory=set)
    needed: int = 1
    run: tuple[str, ...] = ()
    fewest: int = 0


def list_limited(pairs: Sequence[ChoicePair]) -> list[tuple[PairKind, int, list[ChoicePair]]]:
    """Return each limited kind of pairs, with its limit and its pairs, of all pairs of a role."""
    judged = sum(pair.kind != "last" for pair in pairs)
    limits: list[tuple[PairKind, int]] = [("parting", PAIRS_PER_PARTING), ("small talk", PAIRS_PER_SMALL_TALK)]
    return [(kind, judged // most, [pair for pair in pairs if pair.kind == kind]) for kind, most in limits]


def find_sole_memories(pairs: Sequence[ChoicePair]) -> Iterator[tuple[tuple[str, ...], list[str]]]:
    """Yield scenes, alone or two together, that are the only memory of too many choices, with these choices.

    The memory of a choice is all scenes that tell it apart from a sibling in some state.

    Args:
        pairs: all pairs of a role.
    """
    memory: dict[str, set[str]] = {}
    for pair in pairs:
        if pair.kind in ("told", "untold"):
            for choice in pair.choices:
                memory.setdefault(f"{pair.scene}.{choice}", set()).update(pair.scenes)
    only = {name: tuple(sorted(scenes)) for name, scenes in memory.items() if 0 < len(scenes) <= 2}
    scenes = sorted({scene for found in only.values() for scene in found})
    for together, most in ((1, MOST_IN_ONE), (2, MOST_IN_TWO)):
        for some in combinations(scenes, together):
            choices = [name for name, found in only.items() if set(found) <= set(some)]
            if len(choices) > most:
                yield some, choices
