"""A pack of one role, written by Python around its scenes: the files as bytes, as a folder would hold them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

Item = dict[str, Any]
ROLE = "walker"
#: A file holds no more scenes than this, as no file of a pack may be longer than a mebibyte.
SCENES_IN_A_FILE = 200


def written(
    scenes: Sequence[Item],
    variables: Sequence[Item] = (),
    attempts: Sequence[Item] = (),
    fixed_points: Sequence[str] = (),
    events: Sequence[Item] = (),
) -> dict[str, bytes]:
    """A pack of the one role `walker`, whose first scene begins its runs.

    Args:
        scenes, variables, attempts, events: as in a pack's files. A scene may leave out its title, place and text,
            an ending its fate; without an hour it stands an hour after the scene before it.
        fixed_points: ids of events.
    """
    end = {"id": "end", "title": "The end", "at": "1999", "places": ["town"], "claims": [claim("known")]}
    fate = {"id": "gone", "label": "Gone", "claims": ["end.known"]}
    role = {
        "id": ROLE,
        "kind": "role",
        "name": "A walker",
        "who": "You walk.",
        "content_note": "Nothing is shown.",
        "first_scene": scenes[0]["id"],
        "news_from": ["radio"],
        "variables": list(variables),
        "fixed_points": list(fixed_points),
        "fates": [fate],
    }
    story = {
        "format": 2,
        "id": "written",
        "version": 1,
        "title": "Written by Python",
        "language": "en",
        "roles": [ROLE],
        "channels": [{"id": "radio", "label": "Radio"}],
        "outcome_claims": ["end.known"],
        "hints": ["L10", "L11"],
        "content_note": "Made for the tests.",
        "credits": "Made for the tests.",
    }
    source = {"id": "book", "type": "book", "title": "A book", "publisher": "A press", "custom": {"kind": "primary"}}
    whole = [_whole(scene, number) for number, scene in enumerate(scenes)]
    files: dict[str, object] = {
        "story.yaml": story,
        "record/sources.yaml": {"references": [source]},
        "record/people.yaml": [],
        "record/places.yaml": [{"id": "town", "name": "The town"}],
        "record/glossary.yaml": [],
        "record/events/all.yaml": [*events, end],
        f"{ROLE}/role.yaml": role,
        f"{ROLE}/attempts.yaml": list(attempts),
    }
    for first in range(0, len(whole), SCENES_IN_A_FILE):
        files[f"{ROLE}/scenes-{first:05}.yaml"] = whole[first : first + SCENES_IN_A_FILE]
    return {name: json.dumps(content, ensure_ascii=False, indent=0).encode() for name, content in files.items()}


def claim(name: str) -> Item:
    """A claim with this id."""
    return {"id": name, "says": "It was so.", "cites": [{"source": "book", "where": "p. 1"}], "confidence": "high"}


def hour(number: int) -> str:
    """The written form of an hour, counted from the first of the pack's time."""
    return (datetime(1900, 1, 1) + timedelta(hours=number)).strftime("%Y-%m-%dT%H:%M")


def _whole(scene: Item, number: int) -> Item:
    ending = "ending" in scene
    found = {
        "title": scene["id"],
        "at": hour(number),
        "place": "town",
        "text": "It is over.[^end.known]" if ending else "You stand here.",
        **scene,
    }
    for position, choice in enumerate(found.get("choices", [])):
        choice.setdefault("text", f"To {choice['to']}, {choice['id']}")
        choice.setdefault("letter_in_run_key", "0123456789ABCDEFGHJKMNPQRSTVWXYZ"[position])
    if ending:
        found["ending"] = {"fate": "gone", "title": "The end", **scene["ending"]}
    return found
