"""Tiny packs, written inline: only what a test is about is said, the rest is filled in."""

from __future__ import annotations

import json
from itertools import accumulate
from typing import Any

import yaml

from game.play.journal import Journal
from game.proof.context import ProofContext, Violation
from game.proof.explore import explore
from game.proof.laws import LAWS
from game.story.guards import Values
from game.story.machine import RoleMachine
from game.story.parse import parse_pack
from game.story.types import Pack

#: Three events, in order: a fire at the mill on day 2, an inquiry in the town on day 4, a verdict on day 6.
EVENTS = """
- {id: fire, title: A fire, at: 1930-05-02, places: [mill], claims: [
    {id: burnt, says: It burnt., cites: [{source: book, where: p. 1}], confidence: high}]}
- {id: inquiry, title: An inquiry, at: 1930-05-04, places: [town], claims: [
    {id: held, says: It was held., cites: [{source: book, where: p. 2}], confidence: high}],
   news: [{heard_at: 1930-05-05T12, channel: radio, says: It is held., known_today: [held], cites: [{source: book, where: p. 2}]}]}
- {id: verdict, title: A verdict, at: 1930-05-06, places: [town], claims: [
    {id: given, says: It was given., cites: [{source: book, where: p. 3}], confidence: high}]}
"""
RECORD = {
    "record/sources.yaml": "references: [{id: book, type: book, title: A, publisher: B, custom: {kind: press}}]",
    "record/places.yaml": "[{id: town, name: Town}, {id: mill, name: Mill, within: town}]",
    "record/people.yaml": "[]",
    "record/glossary.yaml": "[]",
}
STORY = {
    "format": 2, "id": "tiny", "version": 1, "title": "Tiny", "language": "en", "roles": ["r"],
    "channels": [{"id": "radio", "label": "Radio"}], "outcome_claims": ["verdict.given"],
    "hints": ["L10", "L11"], "content_note": "-", "credits": "-",
}  # fmt: skip
ROLE = {
    "id": "r", "kind": "role", "name": "R", "who": "You.", "content_note": "-", "news_from": ["radio"],
    "fates": [{"id": "free", "label": "Free", "claims": ["verdict.given"]}],
}  # fmt: skip
SCENE = {"title": "-", "at": "1930-05-01", "place": "town", "text": "Words."}
ATTEMPT = {
    "title": "-", "event": "inquiry", "record_claims": ["inquiry.held"], "what_changed": "It did.",
    "why_record_stood": "It stood.[^inquiry.held]", "what_it_would_take": "It would.[^inquiry.held]",
}  # fmt: skip


def files(
    scenes: str, variables: str = "[]", points: str = "[]", attempts: str = "[]", events: str = EVENTS
) -> dict[str, bytes]:
    """The files of a pack of one role, `r`, that begins in its first scene.

    Args:
        scenes: its scenes; of each only an id is needed, and `to: [a, b]` is short for choices `a` and `b` that lead
            there. A scene without choices is an ending that tells the outcome.
        variables, points, attempts: as in `role.yaml` and `attempts.yaml`.
        events: the record's events.
    """
    whole = [_scene(scene) for scene in yaml.safe_load(scenes)]
    role = {**ROLE, "first_scene": whole[0]["id"], "variables": yaml.safe_load(variables),
            "fixed_points": yaml.safe_load(points)}  # fmt: skip
    parts: dict[str, Any] = {
        "story.yaml": STORY,
        "r/role.yaml": role,
        "r/attempts.yaml": [{**ATTEMPT, **attempt} for attempt in yaml.safe_load(attempts)],
        "r/scenes.yaml": whole,
    }
    made = {name: json.dumps(part, default=str) for name, part in parts.items()}
    return {name: text.encode() for name, text in {**made, **RECORD, "record/events/all.yaml": events}.items()}


def _scene(scene: dict[str, Any]) -> dict[str, Any]:
    whole = {**SCENE, **scene}
    short = whole.pop("to", [])
    whole["choices"] = [{"id": to, "text": to, "to": to} for to in short] + [
        {"text": "-", **choice} for choice in whole.get("choices", [])
    ]
    if not whole["choices"]:
        del whole["choices"]
        whole = {"ending": {"fate": "free", "title": "The end"}, **whole}
        if "text" not in scene:
            whole["text"] = "So it was.[^verdict.given]"
    return whole


def pack(scenes: str, **parts: str) -> Pack:
    """The pack of `files`, which must have no fault; its choices may have the same letters in keys."""
    found, faults, _ = parse_pack(files(scenes, **parts))
    assert found is not None
    assert [fault for fault in faults if fault.rule != "letter"] == []
    return found


def machine(scenes: str, **parts: str) -> RoleMachine:
    """The machine of the role of such a pack."""
    return RoleMachine(pack(scenes, **parts).get_role("r"))


def list_values(run: Journal) -> list[Values]:
    """The values of the variables in each scene of a run."""
    return list(accumulate(run.taken, lambda values, choice: choice.apply(values), initial=run.machine.start_values))


def case(scenes: str, **parts: str) -> ProofContext:
    """The role of such a pack, explored."""
    tiny = pack(scenes, **parts)
    return ProofContext(tiny, explore(RoleMachine(tiny.get_role("r"))))


def breaches(law: str, scenes: str, **parts: str) -> list[Violation]:
    """What one law finds in such a pack."""
    return list(LAWS[law][1](case(scenes, **parts)))
