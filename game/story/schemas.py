"""JSON Schemas of the story format, made from the types that read it, so that the two never differ."""

from __future__ import annotations

import json
from typing import Any

import msgspec

from game.record.types import Document, Event, Person, Place, Source, Statement, Term
from game.story.lessons import Lesson
from game.story.maps import Map
from game.story.types import Attempt, RoleText, Scene, StoryText
from game.text.moments import FORM, Moment

_FILES: dict[str, Any] = {
    "story": StoryText,
    "map": Map,
    "role": RoleText,
    "lesson": Lesson,
    "attempts": list[Attempt],
    "scenes": list[Scene],
    "events": list[Event],
    "people": list[Person],
    "places": list[Place],
    "glossary": list[Term],
    "documents": list[Document],
    "article": list[Statement],
}


def schemas() -> dict[str, str]:
    """The JSON Schema of each kind of file of a pack, as text, by a file name for the schema: `scenes.json`."""
    found = {name: msgspec.json.schema(kind, schema_hook=_moment) for name, kind in _FILES.items()}
    sources = msgspec.json.schema(list[Source], schema_hook=_moment)
    definitions = sources.pop("$defs")
    found["sources"] = {
        "type": "object",
        "properties": {"references": sources},
        "required": ["references"],
        "$defs": definitions,
    }
    return {
        f"{name}.json": json.dumps({"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}, indent=2)
        for name, schema in found.items()
    }


def _moment(kind: type) -> dict[str, Any]:
    if kind is Moment:
        return {"type": "string", "pattern": FORM, "description": "1848-03, 1848-03-15 evening, 1848-03-15T19:50"}
    raise NotImplementedError(kind)
