"""JSON Schemas of the story format, made from the types that read it, so that the two never differ.

An editor explains each key with the docstring of its struct.
"""

from __future__ import annotations

import inspect
import json
import re
from typing import Any

import msgspec

from game.record.sources import Source
from game.record.types import Document, Event, Person, Place, Statement, Term
from game.story.lessons import Lesson
from game.story.maps import Map
from game.story.role_file import RoleFile
from game.story.story_file import StoryFile
from game.story.types import Attempt, Scene
from game.text.moments import MOMENT_PATTERN, Moment

_FILES: dict[str, Any] = {
    "story": StoryFile,
    "map": Map,
    "role": RoleFile,
    "lesson": Lesson,
    "attempts": list[Attempt],
    "scenes": list[Scene],
    "events": list[Event],
    "people": list[Person],
    "places": list[Place],
    "glossary": list[Term],
    "documents": list[Document],
    "article": list[Statement],
    "sources": list[Source],
}


def build_schemas() -> dict[str, str]:
    """Return the JSON Schema of each kind of file of a pack, as text, by a file name for the schema: `scenes.json`."""
    found = {name: msgspec.json.schema(kind, schema_hook=_moment_schema) for name, kind in _FILES.items()}
    for schema in found.values():
        for definition in schema["$defs"].values():
            _describe(definition)
    sources = found["sources"]
    definitions = sources.pop("$defs")
    found["sources"] = {
        "type": "object",
        "properties": {"references": {**sources, **_describe_for_editor("the sources, an entry each.")}},
        "required": ["references"],
        "$defs": definitions,
    }
    return {
        f"{name}.json": json.dumps({"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}, indent=2)
        for name, schema in found.items()
    }


def _moment_schema(kind: type) -> dict[str, Any]:
    if kind is Moment:
        message = 'a moment is written like 1848-03, 1848-03-15, "1848-03-15 evening" or 1848-03-15T11:30'
        return {"type": "string", "pattern": MOMENT_PATTERN, "description": message, "patternErrorMessage": message}
    raise NotImplementedError(kind)


def _describe(definition: dict[str, Any]) -> None:
    """Describe a struct by the first paragraph of its docstring, and each key by its line under `Attributes:`.

    A key with another name in Python is found under both: `if` as `if_`, `container-title` as `container_title`.
    """
    title, whole = definition["title"], inspect.cleandoc(definition["description"])
    told = {
        name.rstrip("_"): re.sub(r"\s+", " ", text)
        for names, text in re.findall(r"^ {4}(\w+(?:, \w+)*): (.*(?:\n {8}.*)*)", whole, re.MULTILINE)
        for name in names.split(", ")
    }
    definition["title"] = re.sub(
        "(?<=[a-z])(?=[A-Z])", " ", title.removesuffix("File").removesuffix("Spec")
    ).capitalize()
    definition |= _describe_for_editor(whole.partition("\n\n")[0].replace("\n", " "))
    for key, schema in definition["properties"].items():
        _flatten(schema)
        if text := told.get(key.replace("-", "_")):
            told_of = [schema, *schema.get("anyOf", [])]
            items = schema.get("items")
            if isinstance(items, dict) and "$ref" not in items:
                told_of += [items, *items.get("anyOf", [])]
            for part in told_of:
                part |= _describe_for_editor(text)


def _flatten(schema: dict[str, Any]) -> None:
    """Merge alternatives of several types into one schema with these types, where both mean the same.

    An editor would show an alternative's description as the key's, and offer `null` as a value.
    """
    choices = schema.get("anyOf", [])
    if choices and all("type" in choice and "enum" not in choice for choice in choices):
        types = [choice["type"] for choice in schema.pop("anyOf")]
        for choice in choices:
            schema |= choice
        schema["type"] = types
    if "default" in schema and schema["default"] is None:
        del schema["default"]


def _describe_for_editor(message: str) -> dict[str, str]:
    """Return the text that an editor shows for a key, also for editors that render Markdown."""
    message = message[0].upper() + message[1:]
    return {"description": message, "markdownDescription": message}
