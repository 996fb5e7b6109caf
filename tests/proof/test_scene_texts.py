"""No text of a scene escapes the laws: a bad footnote is planted in every text that the type of a scene has."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import count
from typing import Any, get_args, get_type_hints

import msgspec
from msgspec.structs import replace

from game.proof.context import ProofContext
from game.proof.explore import explore
from game.proof.laws import LAWS
from game.story.machine import RoleMachine
from game.story.parse import parse_pack
from game.story.types import Scene
from tests.proof.tiny import SCENE, files, pack

#: The scene's own text, its three short versions, a passage, a result and a card: the fewest texts that it can have.
FEWEST_TEXTS = 7


def is_prose(hint: Any) -> bool:
    return "prose" in getattr(hint, "__metadata__", ()) or any(map(is_prose, get_args(hint)))


def find_struct(hint: Any) -> type[msgspec.Struct] | None:
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        return hint
    return next(filter(None, map(find_struct, get_args(hint))), None)


def fill(kind: type[msgspec.Struct], numbers: Iterator[int]) -> dict[str, Any]:
    """The fields of a struct that have texts, each text with a bad footnote of its own, and those that it must have."""
    hints = get_type_hints(kind, include_extras=True)
    values: dict[str, Any] = {}
    for field in msgspec.structs.fields(kind):
        hint = hints[field.name]
        inner = find_struct(hint)
        if is_prose(hint):
            values[field.name] = f"So it was.[^fire.planted-{next(numbers)}]"
        elif inner is not None and "[^" in str(whole := fill(inner, numbers)):
            values[field.name] = [inner(**whole)] if "list" in str(hint) else inner(**whole)
        elif field.required:
            values[field.name] = "x"
    return values


def test_a_bad_footnote_is_found_in_every_text_that_a_scene_can_have() -> None:
    numbers = count(1)
    scene = Scene(**fill(Scene, numbers))
    planted = {f"fire.planted-{number}" for number in range(1, next(numbers))}
    assert len(planted) >= FEWEST_TEXTS
    tiny = pack("[{id: a, to: [b]}, {id: b}]")
    context = ProofContext(tiny, explore(RoleMachine(tiny.get_role("r"))))
    context.role = replace(context.role, scenes=[scene])
    assert {re.findall('"(.*)"', breach.message)[0] for breach in LAWS["L6"][1](context)} == planted
    # And where a pack is read, before any law is asked.
    written = {**msgspec.to_builtins(scene), "at": SCENE["at"], "place": SCENE["place"]}
    _, faults, _ = parse_pack(files(f"[{{id: a, to: [x]}}, {json.dumps(written)}]"))
    told = [fault for fault in faults if fault.rule == "footnote"]
    assert {re.findall('"(fire.*?)"', fault.message)[0] for fault in told} == planted
    assert len({fault.key for fault in told}) == len(planted)
