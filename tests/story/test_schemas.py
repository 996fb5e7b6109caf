"""The schemas of the story format, as an editor reads them."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from game.story.schemas import build_schemas


def parts(value: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object inside a schema, with the keys that lead to it."""
    if isinstance(value, dict):
        yield path, value
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from parts(inner, f"{path}/{key}")


@pytest.fixture(scope="module", name="read")
def read_schemas() -> dict[str, Any]:
    return {name: json.loads(text) for name, text in build_schemas().items()}


def test_every_key_says_what_it_is_for(read: dict[str, Any]) -> None:
    keys = {
        f"{path}/{key}": schema
        for path, part in parts(read)
        if part.get("type") == "object"
        for key, schema in part.get("properties", {}).items()
    }
    assert len(keys) > 200
    # A pattern's own description says what the text looks like, and not what the key is for.
    own = {path: schema.get("markdownDescription") for path, schema in keys.items()}
    assert [path for path, says in own.items() if not says] == []
    assert [path for path, schema in keys.items() if schema["description"] != own[path]] == []


def test_every_example_of_a_key_has_the_keys_of_its_kind(read: dict[str, Any]) -> None:
    seen = 0
    for name, schema in read.items():
        for _, part in parts(schema):
            for key, said in part.get("properties", {}).items() if part.get("type") == "object" else ():
                kinds = [
                    schema["$defs"][ref.rpartition("/")[2]] for _, each in parts(said) if (ref := each.get("$ref"))
                ]
                for example in re.findall(r"`([\[{][^`]*[\]}])`", said.get("description", "")):
                    found = [each for _, each in parts(yaml.safe_load(example)) if kinds]
                    known = {each for kind in kinds for each in kind["properties"]}
                    assert {each for mapping in found for each in mapping} <= known, (name, key, example)
                    seen += len(found)
    assert seen > 5


@pytest.mark.parametrize(
    ("file", "kind", "key", "says"),
    [
        ("scenes.json", "ChoiceSpec", "if", "guard"),
        ("scenes.json", "ChoiceSpec", "closed_because", "does not hold"),
        ("map.json", "Bridge", "from", "one end"),
        ("sources.json", "Source", "container-title", "appeared in"),
        ("map.json", "Bounds", "south", "latitude"),
        ("scenes.json", "Scene", "ending", "in place of `choices`"),
    ],
)
def test_a_key_is_explained_under_its_written_name(
    read: dict[str, Any], file: str, kind: str, key: str, says: str
) -> None:
    assert says in read[file]["$defs"][kind]["properties"][key]["description"]


def test_a_wrong_form_is_told_in_words(read: dict[str, Any]) -> None:
    forms = [(path, part) for path, part in parts(read) if isinstance(part.get("pattern"), str)]
    assert len(forms) > 50
    assert [path for path, part in forms if " " not in part.get("patternErrorMessage", "")] == []


def test_a_key_that_may_be_left_empty_still_may(read: dict[str, Any]) -> None:
    option = read["scenes.json"]["$defs"]["ChoiceSpec"]["properties"]
    assert option["if"]["type"] == ["string", "null"]
    assert option["attempt"]["type"] == ["string", "null"] and "pattern" in option["attempt"]
    assert {"type": "null"}.items() <= read["scenes.json"]["$defs"]["Scene"]["properties"]["ending"]["anyOf"][1].items()
