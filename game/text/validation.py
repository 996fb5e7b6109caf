"""Validation: convert plain YAML values into typed structs, item by item, so that every fault of a file is reported."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Annotated, Any, TypeVar, get_args, get_type_hints

import msgspec

from game.text.diagnostics import Diagnostic, did_you_mean
from game.text.markup import find_prose_slips, find_slips
from game.text.moments import Moment, parse_moment
from game.text.renamed_keys import RENAMED_KEYS

# The YAML library is imported only to read YAML: a pack from the cache has none.
if TYPE_CHECKING:
    import yaml

    from game.text.safe_yaml import PathStep

Kind = TypeVar("Kind")

#: The most bytes that are read from a file; nobody writes a longer text.
MAX_FILE_BYTES = 1 << 20


#: For each pattern, as msgspec names it, what a text must be: a sentence without its full stop.
_PATTERN_SENTENCES: dict[str, str] = {}


def text_pattern(pattern: str, message: str) -> msgspec.Meta:
    """Return a type of text: its pattern, and a sentence without its full stop that tells an author what it wants.

    A `$` at the end matches only the end of the text; Python alone would allow a line break after it.
    """
    if pattern.endswith("$"):
        pattern = f"{pattern[:-1]}(?!\\n)$"
    _PATTERN_SENTENCES[repr(pattern)] = message
    # An editor shows the sentence in place of the pattern.
    return msgspec.Meta(pattern=pattern, description=message, extra_json_schema={"patternErrorMessage": message})


#: A text that is not empty, of any number of lines; readers see it as it is written.
Text = Annotated[str, text_pattern(r"\S", "a text that is not empty is expected here")]
#: A text of one line, for lists and headings.
Line = Annotated[str, text_pattern(r"^(?=.*\S)[^\n]*$", "one line of text is expected here, without | and not empty")]
#: Prose: one sentence a line, with footnotes and emphasis.
Prose = Annotated[str, text_pattern(r"\S", "a text that is not empty is expected here"), "prose"]


class StrictStruct(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """The base of every struct that is read from YAML: immutable, and an unknown key is an error."""


def decode_moment(kind: type, value: object) -> object:
    """Read a `Moment`, as msgspec's `dec_hook`.

    Raises:
        ValueError: with a sentence, if the value is no moment.
        NotImplementedError: if `kind` is another type.
    """
    if kind is Moment and isinstance(value, str):
        return parse_moment(value)
    if kind is Moment:
        raise ValueError(f'{value} is not a moment: put it in quotes, as in "1848".')
    raise NotImplementedError(kind)


def encode_moment(value: object) -> object:
    """Write a `Moment` as its text and a sequence such as `LazyList` as a list, as msgspec's `enc_hook`.

    Raises:
        NotImplementedError: if the value is neither.
    """
    if isinstance(value, Moment):
        return value.text
    if isinstance(value, Sequence):
        return list(value)
    raise NotImplementedError(type(value))


class SourceFile:
    """One YAML file while it is being read: it finds the line of every value and collects the diagnostics.

    Args:
        name: its name, for the diagnostics; for a file of a pack, relative to the pack.
        data: its bytes.
        diagnostics: the list to which diagnostics are added.
        invalid_ids: the ids of items that could not be read, shared by the files of a pack, so that a reference to
            one of them is not reported as a second fault.
        joins: whether YAML joins the lines of some text in the file.
    """

    def __init__(
        self,
        name: str,
        data: bytes,
        diagnostics: list[Diagnostic],
        invalid_ids: set[str] | None = None,
        joins: bool = False,
    ) -> None:
        self.name = name
        self.data = data
        self.diagnostics = diagnostics
        self.invalid_ids: set[str] = set() if invalid_ids is None else invalid_ids
        self.joins = joins

    def report(self, path: tuple[PathStep, ...], message: str, rule: str = "shape", needle: str = "") -> None:
        """Report a fault.

        Args:
            path: the keys and positions that lead to the value.
            message: one sentence.
            rule: the rule that it breaks, as `Diagnostic.rule`.
            needle: words of the value; the fault is on the first line that contains them.
        """
        from game.text.safe_yaml import find_line, format_path

        line = find_line(self._tree, path)
        if needle:
            below = self.data.decode("utf-8", "replace").split("\n")[max(line - 1, 0) :]
            line += next((number for number, text in enumerate(below) if needle in text), 0)
        self.diagnostics.append(Diagnostic(self.name, line, format_path(self._tree, path), message, rule))

    @cached_property
    def _tree(self) -> yaml.Node | None:
        from game.text.safe_yaml import compose_nodes

        return compose_nodes(self.data)

    def validate_list(self, value: object, kind: type[Kind], *path: PathStep) -> list[tuple[int, Kind]]:
        """Return the valid items of a list with their positions, counted from 0; report the others.

        Args:
            value: the value that should be a list.
            kind: the type of its items.
            path: its path in the file.
        """
        if not isinstance(value, list):
            self.report(path, "a list is expected here: items that begin with a dash.")
            return []
        found = ((position, self.validate(item, kind, *path, position)) for position, item in enumerate(value))
        return [(position, item) for position, item in found if item is not None]

    def validate(self, value: object, kind: type[Kind], *path: PathStep) -> Kind | None:
        """Return the value as the type `kind`; None if it is invalid, which is reported at its path."""
        name = value.get("id") if isinstance(value, dict) else None
        try:
            found = msgspec.convert(value, kind, dec_hook=decode_moment)
        except (msgspec.ValidationError, RecursionError) as error:
            inner, message = _explain_error(str(error), value, kind)
            if isinstance(name, str):
                self.invalid_ids.add(name)
            self.report((*path, *inner), message)
            return None
        for inner, text, told in list_texts(found):
            self._check_text((*path, *inner), text, told)
        return found

    def _check_text(self, path: tuple[PathStep, ...], text: str, told: bool) -> None:
        from game.text.safe_yaml import has_joined_lines

        if told and self.joins and has_joined_lines(self._tree, path):
            message = (
                "YAML makes one line of these: it does so behind >, in quotes and without any sign; write "
                f"{path[-1]}: | and each sentence on a line of its own below."
            )
            self.report(path, message, "sentence")
            return
        for slip in find_prose_slips(text) if told else find_slips(text):
            self.report(path, slip.message, slip.rule, slip.needle)


def list_texts(value: object) -> Iterator[tuple[tuple[PathStep, ...], str, bool]]:
    """Yield every text inside a struct, with the keys and positions that lead to it, and whether it is `Prose`."""
    if isinstance(value, msgspec.Struct):
        for name, key, told in _fields(type(value)):
            inner = getattr(value, name)
            if isinstance(inner, str):
                yield (key,), inner, told
            elif inner:
                yield from (((key, *path), text, deep) for path, text, deep in list_texts(inner))
    elif isinstance(value, list | tuple):
        for position, item in enumerate(value):
            if isinstance(item, str):
                yield (position,), item, False
            else:
                yield from (((position, *path), text, told) for path, text, told in list_texts(item))


@lru_cache(maxsize=256)
def _fields(kind: type[msgspec.Struct]) -> list[tuple[str, str, bool]]:
    """Return the fields of a struct: the name here, the name in YAML, and whether the field holds `Prose`."""
    hints = get_type_hints(kind, include_extras=True)
    named = zip(kind.__struct_fields__, kind.__struct_encode_fields__, strict=True)
    return [(name, key, _is_prose(hints[name])) for name, key in named]


def _is_prose(hint: Any) -> bool:
    return "prose" in getattr(hint, "__metadata__", ()) or any(map(_is_prose, get_args(hint)))


def _explain_error(message: str, value: object, kind: Any) -> tuple[tuple[PathStep, ...], str]:
    """Return msgspec's message as a path into the value and a sentence for the author."""
    message, _, where = message.partition(" - at `$")
    inner: list[PathStep] = []
    for part in re.findall(r"\.([\w-]+)|\[([0-9]+|\.\.\.)\]", where):
        if part[0]:
            inner.append(part[0])
        elif part[1].isdigit():
            inner.append(int(part[1]))
    if found := re.fullmatch(r"Object contains unknown field `(.*)`", message):
        inner.append(found[1])
        keys = _keys(kind, inner[:-1])
        if renamed := next((new for new in RENAMED_KEYS.get(found[1], ()) if new in keys), ""):
            return tuple(inner), f'"{found[1]}" is called "{renamed}" now.'
        message = f'"{found[1]}" is not a key here.' + did_you_mean(found[1], keys)
        if _value_at(value, inner) is None:
            message += " Inside { } a comma begins a new key: a text with a comma in it goes into double quotes."
        return tuple(inner), message
    if found := re.fullmatch(r"Object missing required field `(.*)`", message):
        return tuple(inner), f'the key "{found[1]}" is missing.'
    if message.startswith("Invalid enum value"):
        fitting = ", ".join(map(str, getattr(_kind_at(kind, inner), "__args__", ())))
        return tuple(inner), f'"{_value_at(value, inner)}" does not fit here; what does: {fitting}.'
    expected, _, pattern = message.partition(" matching regex ")
    if pattern in _PATTERN_SENTENCES:
        return tuple(inner), f"{_PATTERN_SENTENCES[pattern]}."
    if expected.startswith("Expected `str") and expected.endswith(("`int`", "`float`", "`bool`")):
        message += ": put it into double quotes"
    for technical, plain in _PLAIN_WORDS:
        message = re.sub(technical, plain, message)
    return tuple(inner), message.rstrip(".") + "."


#: Patterns of msgspec's wording, and what replaces them.
_PLAIN_WORDS = (
    (r" \| null\b", ""),
    (r"`int` >= (\S+)$", r"a whole number of \1 or more"),
    (r"`int` <= (\S+)$", r"a whole number of \1 or less"),
    (r"`float` >= (\S+)\.0$", r"a number of \1 or more"),
    (r"`float` <= (\S+)\.0$", r"a number of \1 or less"),
    (r"^Number out of range$", "this number is too large"),
    (r"`str` of length >= 1", "a text that is not empty"),
    (r"`array` of length >= (\d+)", r"a list of \1 or more"),
    (r"`, got `", ", found "),
    (r"^Expected ", "expected "),
    (r"`", ""),
    (r"\barray, found", "a list, as in [one, two], found"),
    (r"\barray\b", "a list"),
    (r"\bobject\b", "keys with their values"),
    (r"\bstr\b", "a text"),
    (r"\bint\b", "a whole number"),
    (r"\bfloat\b", "a number"),
    (r"\bbool\b", "a yes or no"),
    (r"\bnull\b", "nothing"),
)


def _value_at(value: Any, path: list[PathStep]) -> object:
    """Return what is at a path inside a value; `...` if the path leads nowhere."""
    for step in path:
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return ...
    return value


def _keys(kind: Any, path: list[PathStep]) -> list[str]:
    """Return the keys that a struct type has at a path, as far as its annotations tell."""
    return [name for struct in _structs(_kind_at(kind, path)) for name in struct.__struct_encode_fields__]


def _kind_at(kind: Any, path: list[PathStep]) -> Any:
    """Return the type at a path inside a struct type, as far as its annotations tell."""
    for step in path:
        structs = _structs(kind)
        if isinstance(step, str):
            kind = get_type_hints(structs[0]).get(step) if structs else None
    return kind


def _structs(kind: Any) -> list[type[msgspec.Struct]]:
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return [kind]
    return [struct for argument in getattr(kind, "__args__", ()) for struct in _structs(argument)]
