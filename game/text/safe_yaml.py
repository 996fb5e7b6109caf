"""Safe YAML: the subset that a story needs, read with the C loader, refusing what would be bent or would bite."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import yaml

from game.text.clean import clean
from game.text.faults import Fault, FaultError

LARGEST = 1 << 20
DEEPEST = 24

Step = str | int

_BENT = re.compile(
    r"[-+]?0[0-9_]+|[-+]?0[xXbBoO][0-9a-fA-F_]+|[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?"
    r"|[-+]?[0-9]+_[0-9_]*|\+[0-9]+|[-+]?(\.[0-9]+|[0-9]+\.)([eE][-+]?[0-9]+)?|[-+]?[0-9.]+[eE][-+]?[0-9]+"
    r"|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)|yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF|y|Y|n|N"
    r"|True|TRUE|False|FALSE|Null|NULL|~|=|<<"
)


class _Loader(yaml.CSafeLoader):
    """PyYAML's C loader without YAML 1.1's guesses: `no` is not False, `12:30` not 750, a date not a date."""

    yaml_implicit_resolvers = {}  # noqa: RUF012 - PyYAML's own attribute, emptied

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        mapping = super().construct_mapping(node, deep=deep)
        if len(mapping) != len(node.value):
            seen: set[object] = set()
            for key, _ in node.value:
                if key.value in seen:
                    raise _refusal(key, f'the key "{key.value}" stands here a second time; keep one of the two.')
                seen.add(key.value)
        return mapping


def _refusal(node: Any, says: str) -> yaml.MarkedYAMLError:
    return yaml.MarkedYAMLError(problem=says, problem_mark=node.start_mark)


def _text(loader: _Loader, node: yaml.ScalarNode) -> str:
    return clean(node.value)


def _bent(loader: _Loader, node: yaml.ScalarNode) -> object:
    word = str(node.value)
    if word.lower() in {"yes", "on", "y", "true"}:
        instead = f'write true, or "{word}" in quotes if you mean the word'
    elif word.lower() in {"no", "off", "n", "false"}:
        instead = f'write false, or "{word}" in quotes if you mean the word'
    else:
        instead = f'write "{word}" in quotes'
    raise _refusal(node, f"{word} means different things in different YAML versions; {instead}.")


def _resolve(tag: str, form: str, first: str) -> None:
    _Loader.add_implicit_resolver(tag, re.compile(rf"^(?:{form})$"), list(first))


_resolve("tag:yaml.org,2002:bool", "true|false", "tf")
_resolve("tag:yaml.org,2002:int", "-?(?:0|[1-9][0-9]*)", "-0123456789")
_resolve("tag:yaml.org,2002:float", r"-?(?:0|[1-9][0-9]*)\.[0-9]+", "-0123456789")
_resolve("tag:yaml.org,2002:null", "null", "n")
_Loader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile("^$"), [""])
_resolve("!bent", _BENT.pattern, "+-0123456789.yYnNoOtTfF~=<")
_Loader.add_constructor("!bent", _bent)
_Loader.add_constructor("tag:yaml.org,2002:str", _text)


def load(data: bytes, file: str) -> Any:
    """Read one YAML document into dicts, lists, cleaned strings, whole and decimal numbers, booleans and None.

    Args:
        data: the file's bytes.
        file: its name, for the fault.

    Raises:
        FaultError: with one fault that names the line, if the file is too large, not UTF-8, not YAML, nested too
            deeply, or uses tabs, tags, aliases, duplicate keys or a value that YAML 1.1 would bend.
    """
    if len(data) > LARGEST:
        raise _fault(file, 0, f"the file is larger than {LARGEST >> 20} MiB; split it.")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _fault(file, line, "the file is not UTF-8 text; save it as UTF-8.") from None
    try:
        _scan(data)
        return yaml.load(data, Loader=_Loader)  # noqa: S506 - a subclass of the C safe loader
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        says = str(error.problem or "this is not YAML").rstrip(".")
        if "cannot start any token" in says and b"\t" in data:
            says = "there is a tab here; YAML wants spaces"
        raise _fault(file, mark.line + 1 if mark else 0, f"{says}.") from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        says = str(error).split("\n")[0].rstrip(".")
        raise _fault(file, 0, f"the file cannot be read as YAML: {clean(says)}.") from None


def _fault(file: str, line: int, says: str) -> FaultError:
    return FaultError([Fault(file, line, "", says, "yaml")])


def _scan(data: bytes) -> None:
    """Refuse aliases, tags and deep nesting before anything is built: 100 000 brackets crash the C composer."""
    depth = 0
    documents = 0
    for event in yaml.parse(data, Loader=_Loader):
        match event:
            case yaml.AliasEvent():
                raise _refusal(event, f"the alias *{event.anchor} is not used here; write the value out")
            case yaml.ScalarEvent() | yaml.CollectionStartEvent():
                if event.anchor is not None or event.tag is not None:
                    raise _refusal(event, "anchors (&name) and tags (!name) are not used here; write the value out")
                if isinstance(event, yaml.CollectionStartEvent):
                    depth += 1
                if depth > DEEPEST:
                    raise _refusal(event, "this is nested too deeply")
            case yaml.CollectionEndEvent():
                depth -= 1
            case yaml.DocumentStartEvent():
                documents += 1
                if documents > 1:
                    raise _refusal(event, "a second document begins here; keep one document a file")


def nodes(data: bytes) -> yaml.Node | None:
    """The nodes of a YAML document, which know their lines; None if it is not YAML."""
    try:
        _scan(data)
        node: yaml.Node | None = yaml.compose(data, Loader=_Loader)
    except yaml.YAMLError:
        return None
    return node


def line_of(node: yaml.Node | None, path: Sequence[Step]) -> int:
    """The line, counted from 1, on which the value at a path of keys and positions begins; 0 without a document.

    Where the path leads nowhere, the line of its last part that exists. Called only once there is a fault, so that
    a sound pack never pays for it.
    """
    line = 1 if node is not None else 0
    for step in path:
        found: yaml.Node | None = None
        if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            found = node.value[step]
            line = node.value[step].start_mark.line + 1
        elif isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                if key.value == step:
                    line, found = key.start_mark.line + 1, value
                    break
        if found is None:
            break
        node = found
    return line
