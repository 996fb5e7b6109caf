"""Safe YAML: the subset that a story needs, read with the C loader; ambiguous or dangerous YAML is refused."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any

import yaml

from game.text.clean import clean, find_dropped
from game.text.diagnostics import Diagnostic, DiagnosticsError
from game.text.validation import MAX_FILE_BYTES
from game.text.yaml_errors import explain_yaml_error

#: The most lists and mappings inside one another.
MAX_DEPTH = 24

#: One step of a path into a document: a key, or a position in a list, counted from 0.
PathStep = str | int

#: What YAML versions read differently: octal, hexadecimal, base sixty, underscores, many words for yes and no.
_AMBIGUOUS = re.compile(
    r"[-+]?0[0-9_]+|[-+]?0[xXbBoO][0-9a-fA-F_]+|[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?"
    r"|[-+]?[0-9]+_[0-9_]*|\+[0-9]+|[-+]?(\.[0-9]+|[0-9]+\.)([eE][-+]?[0-9]+)?|[-+]?[0-9.]+[eE][-+]?[0-9]+"
    r"|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)|yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF|y|Y|n|N"
    r"|True|TRUE|False|FALSE|Null|NULL|~|=|<<"
)
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?")
#: A `#` with a space before it and none after it: more likely "number 4" than a comment.
_HASH_CUT = re.compile(r"[ \t]+#[^\s#]")
#: The line breaks that the parser counts.
_LINE_BREAK = re.compile(r"\r\n|[\r\n\x85\u2028\u2029]")
#: The most digits of a whole number; nothing counts that far.
_MOST_DIGITS = 20
_WORDS = {"true": True, "false": False, "null": None, "": None}
#: The first characters of values that are not text, or may be mistaken for something else.
_SUSPECT_STARTS = frozenset("+-0123456789.yYnNoOtTfF~=<") | {""}


def load_yaml(data: bytes, file: str, joined: list[int] | None = None) -> Any:
    """Read one YAML document into dicts, lists, cleaned strings, whole and decimal numbers, booleans and None.

    Args:
        data: the file's bytes.
        file: its name, for the diagnostic.
        joined: receives the line, counted from 1, of each text whose lines YAML joins.

    Raises:
        DiagnosticsError: with one diagnostic, if the file is too large, not UTF-8, not YAML, nested too deeply, more
            than one document, or uses tabs, tags, anchors, aliases, duplicate keys, lists or mappings as keys, or a
            value that YAML versions read differently.
    """
    if len(data) > MAX_FILE_BYTES:
        raise _error(file, 0, f"the file is larger than {MAX_FILE_BYTES >> 20} MiB; split it.")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _error(file, line, "the file is not UTF-8 text; save it as UTF-8.") from None
    try:
        # Few files contain such a #; the others need not be split into lines.
        lines = _LINE_BREAK.split(text.removeprefix("\ufeff")) if " #" in text or "\t#" in text else []
        return _construct(yaml.parse(data, Loader=yaml.CSafeLoader), lines, joined)
    except yaml.MarkedYAMLError as error:
        line, message = explain_yaml_error(error, data)
        raise _error(file, line, f"{message}.") from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        message = str(error).split("\n")[0].rstrip(".")
        raise _error(file, 0, f"the file cannot be read as YAML: {clean(message)}.") from None


def _error(file: str, line: int, message: str) -> DiagnosticsError:
    return DiagnosticsError([Diagnostic(file, line, "", message, "yaml")])


def _construct(events: Iterable[Any], lines: Sequence[str] = (), joined: list[int] | None = None) -> Any:
    """Return the value that the parser's events describe, in one pass and without PyYAML's guesses.

    On the way it refuses what packs may not use: aliases, anchors, tags, deep nesting, a second document. 100 000
    brackets would crash the composer in C.

    Args:
        events: what the parser reads.
        lines: the file's lines, if a `#` may cut off one of its texts.
        joined: as for `load_yaml`.
    """
    document: list[Any] = []
    inner: list[Any] | dict[Any, Any] = document
    outer: list[tuple[list[Any] | dict[Any, Any], Any]] = []
    # The key whose value comes next; a mapping without one waits for a key.
    key: Any = _NO_KEY
    documents = 0
    for event in events:
        kind = type(event)
        if kind is yaml.ScalarEvent:
            if event.anchor is not None or event.tag is not None:
                raise _refusal(event, _NO_TAGS)
            if lines and event.implicit[0] and _HASH_CUT.match(lines[event.end_mark.line], event.end_mark.column):
                raise _refusal(event, _NO_HASH_CUT)
            if joined is not None and _joins(event):
                joined.append(event.start_mark.line + 1)
            value: Any = _scalar(event)
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            if event.anchor is not None or event.tag is not None:
                raise _refusal(event, _NO_TAGS)
            if len(outer) == MAX_DEPTH:
                raise _refusal(event, "this is nested too deeply")
            if key is _NO_KEY and type(inner) is dict:
                raise _refusal(event, "a key is a word here, neither a list nor a mapping")
            outer.append((inner, key))
            inner, key = {} if kind is yaml.MappingStartEvent else [], _NO_KEY
            continue
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            value = inner
            inner, key = outer.pop()
        elif kind is yaml.AliasEvent:
            raise _refusal(event, f"the alias *{event.anchor} is not used here; write the value out")
        elif kind is yaml.DocumentStartEvent:
            documents += 1
            if documents > 1:
                raise _refusal(event, "a second document begins here; keep one document a file")
            continue
        else:
            continue
        if type(inner) is list:
            inner.append(value)
        elif key is _NO_KEY:
            if value in inner:
                raise _refusal(event, f'the key "{event.value}" stands here a second time; keep one of the two.')
            key = value
        else:
            inner[key], key = value, _NO_KEY
    return document[0] if document else None


_NO_KEY = object()
_NO_HASH_CUT = "YAML drops what follows #; put the text into double quotes, or a space behind # if it is a remark"
_NO_TAGS = "anchors (&name) and tags (!name) are not used here; write the value out"


def _scalar(event: Any) -> object:
    """Return a single value: a text, unless it is unquoted and a number, `true`, `false`, `null` or nothing."""
    word: str = event.value
    if not event.implicit[0] or word[:1] not in _SUSPECT_STARTS:
        return clean(word)
    if word in _WORDS:
        return _WORDS[word]
    if found := _NUMBER.fullmatch(word):
        if len(word) > _MOST_DIGITS and not found[1]:
            raise _refusal(event, "this number has too many digits; if it is a text, put it into double quotes")
        return float(word) if found[1] else int(word)
    if not _AMBIGUOUS.fullmatch(word):
        return clean(word)
    if word.lower() in {"yes", "on", "y", "true"}:
        instead = f'write true, or "{word}" in quotes if you mean the word'
    elif word.lower() in {"no", "off", "n", "false"}:
        instead = f'write false, or "{word}" in quotes if you mean the word'
    else:
        instead = f'write "{word}" in quotes'
    raise _refusal(event, f"{word} means different things in different YAML versions; {instead}.")


def _joins(scalar: Any) -> bool:
    """Return whether YAML joins the lines of a text: after `>`, in quotes, or unquoted."""
    style = scalar.style
    return bool(style == ">" or (style != "|" and scalar.start_mark.line != scalar.end_mark.line))


def has_joined_lines(node: yaml.Node | None, path: Sequence[PathStep]) -> bool:
    """Return whether YAML joins the lines of the text at a path; False if the path does not lead to a text."""
    nodes = [found for _, found in _follow(node, path)]
    return len(nodes) == len(path) and isinstance(nodes[-1], yaml.ScalarNode) and _joins(nodes[-1])


def find_dropped_signs(data: bytes) -> Iterator[tuple[int, str]]:
    """Yield each character that `load_yaml` takes out of the texts of a document, with its line, counted from 1."""
    text = data.decode("utf-8").removeprefix("\ufeff")
    # Hardly any file holds such a sign, or writes one with a backslash; only such a file is read a second time.
    if not find_dropped(text) and not any(map(_writes_dropped, _ESCAPE.finditer(text))):
        return
    for event in yaml.parse(data, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.ScalarEvent):
            for sign in find_dropped(event.value):
                below = event.value[: event.value.index(sign)].count("\n") + (event.style in {"|", ">"})
                yield (event.start_mark.line if event.start_mark else 0) + 1 + below, sign


#: How YAML writes a sign between double quotes that `clean` may take out.
_ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|[0abvfeN])")


def _writes_dropped(escape: re.Match[str]) -> bool:
    digits = next(filter(None, escape.groups()), "")
    return not digits or int(digits, 16) > sys.maxunicode or bool(find_dropped(chr(int(digits, 16))))


def _refusal(event: Any, message: str) -> yaml.MarkedYAMLError:
    return yaml.MarkedYAMLError(problem=message, problem_mark=event.start_mark)


def dump_yaml(value: Mapping[str, object]) -> bytes:
    """Return a mapping as YAML, in the order of its keys; `load_yaml` reads it back unchanged if it is clean."""
    # The C emitter: the one in Python would take longer to write a long run than its page takes to paint.
    text = yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1000)
    return text.encode("utf-8")


class _Dumper(yaml.CSafeDumper):
    """PyYAML's C dumper; it also quotes a few words that we refuse unquoted, such as `y` and `1e3`."""

    def represent_text(self, text: str) -> yaml.ScalarNode:
        return self.represent_scalar("tag:yaml.org,2002:str", text, style="'" if _AMBIGUOUS.fullmatch(text) else None)


_Dumper.add_representer(str, _Dumper.represent_text)


def compose_nodes(data: bytes) -> yaml.Node | None:
    """Return the nodes of a YAML document, which know their lines; None if it is empty or `load_yaml` refuses it."""
    try:
        _construct(yaml.parse(data, Loader=yaml.CSafeLoader))
        node: yaml.Node | None = yaml.compose(data, Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, ValueError):
        return None
    return node


def find_line(node: yaml.Node | None, path: Sequence[PathStep]) -> int:
    """Return the line, counted from 1, where the value at a path of keys and positions begins; 0 without a document.

    If the path leads nowhere, return the line of its last part that exists. Only a faulty pack pays for this.
    """
    return [0 if node is None else 1, *(line for line, _ in _follow(node, path))][-1]


def format_path(node: yaml.Node | None, path: Sequence[PathStep]) -> str:
    """Return a path as a `Diagnostic.key`: each item of a list by its id, else by its number, counted from 1."""
    key = ""
    for step, found in zip_longest(path, (found for _, found in _follow(node, path))):
        if not isinstance(step, int):
            key += f".{step}"
            continue
        fields = found.value if isinstance(found, yaml.MappingNode) else []
        name = next((value.value for field, value in fields if field.value == "id"), None)
        key += f".{clean(name)}" if isinstance(name, str) else f"[{step + 1}]"
    return key.removeprefix(".")


def _follow(node: yaml.Node | None, path: Sequence[PathStep]) -> Iterator[tuple[int, yaml.Node]]:
    """Yield the line, counted from 1, and the node of each step of a path, as far as it exists."""
    for step in path:
        begin = found = None
        if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            begin = found = node.value[step]
        elif isinstance(node, yaml.MappingNode):
            begin, found = next(((key, value) for key, value in node.value if key.value == step), (None, None))
        if begin is None or found is None:
            return
        yield begin.start_mark.line + 1, found
        node = found
