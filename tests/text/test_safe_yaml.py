"""Safe YAML refuses what would be bent or would bite, with file and line."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from game.text.diagnostics import DiagnosticsError
from game.text.safe_yaml import MAX_DEPTH, compose_nodes, find_line, format_path, load_yaml
from game.text.validation import MAX_FILE_BYTES


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("a: 1\nb: no\n", 2, "write false"),
        ("a: yes\n", 1, "write true"),
        ("a: 12:30\n", 1, '"12:30" in quotes'),
        ("a: 017\n", 1, '"017" in quotes'),
        ("a: 1e3\n", 1, "in quotes"),
        ("a: ~\n", 1, "in quotes"),
        ("a: 1\nb: 2\na: 3\n", 3, "second time"),
        ("a: &x 1\n", 1, "anchors"),
        ("a: 1\nb: *x\n", 2, "alias"),
        ("a: !!python/object/apply:os.system [ls]\n", 1, "tags"),
        ("a: 1\n---\nb: 2\n", 2, "second document"),
        ("a: 1\n\tb: 2\n", 2, "tab"),
        ("a: [1, 2\nb: 3\n", 2, ""),
        ("? [1]\n: 2\n", 1, "key"),
        ("- id: a\n  text: Sit at table #4\n", 2, "double quotes"),
        ("- id: ě\r\n  text: Ů #4\r\n", 2, "double quotes"),
        ("- id: a\n  at: b\n place: c\n", 3, "spaces before it"),
        ("- id: a\n  at: b\n   place: c\n", 3, "right under the one above"),
        ("- a:\n    - id: b\n    -id: c\n", 3, "dash without a space"),
        ("- text: |\n    You sit.\n  You stand.\n  to: b\n", 3, "far enough to the right"),
        ("- text: Say: I sit\n", 1, "double quotes"),
        ('- text: "Sit" by the door\n', 1, "closing quotation mark"),
        ('- id: a\n  text: "Sit by\n  to: b\n- id: c\n', 2, "never closed"),
        ("- {a: 1, b: 2\n- {a: 3}\n", 2, "closing } is missing before this; the bracket opens on line 1"),
        ("- text: *Turn* up\n", 1, "begins with * or &"),
        ("- text: @home\n", 1, "begins with @"),
        ("- text: | up\n", 1, "begins with one of them"),
        ('- text: "C:\\p"\n', 1, "backslash is written twice"),
        ("- choices: - id: a\n", 1, "on a line of its own"),
        ("- text: |\n\tYou sit.\n", 2, "tab"),
    ],
)
def test_a_trap_is_refused_with_its_line(text: str, line: int, says: str) -> None:
    with pytest.raises(DiagnosticsError) as caught:
        load_yaml(text.encode(), "story.yaml")
    (fault,) = caught.value.diagnostics
    assert (fault.file, fault.line) == ("story.yaml", line)
    assert says in fault.message


@pytest.mark.parametrize(
    "data", [b"\xff\xfe", b"a: \x00", b"[" * 100_000, b"{a: " * 40, b"a: 1\n" + b"#" * MAX_FILE_BYTES]
)
def test_bytes_that_are_no_story_get_one_fault(data: bytes) -> None:
    with pytest.raises(DiagnosticsError) as caught:
        load_yaml(data, "x.yaml")
    assert len(caught.value.diagnostics) == 1


def test_a_billion_laughs_are_refused_before_anything_is_built() -> None:
    bomb = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n"
    with pytest.raises(DiagnosticsError, match="anchors"):
        load_yaml(bomb.encode(), "x.yaml")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: b # a remark\n", {"a": "b"}),
        ('a: "at #4"\n', {"a": "at #4"}),
        ("a: |\n  at #4\n", {"a": "at #4\n"}),
        ("\ufeffa: b\n# at #4\n", {"a": "b"}),
    ],
)
def test_a_remark_is_dropped_and_a_number_sign_in_a_text_is_kept(text: str, value: object) -> None:
    assert load_yaml(text.encode(), "x.yaml") == value


def test_dates_and_hours_stay_as_they_are_written() -> None:
    assert load_yaml(b"a: 1956-10-23\nb: 1956-10-23T19:50\nc: true\nd: -3\ne: 47.5\nf:\n", "x") == {
        "a": "1956-10-23",
        "b": "1956-10-23T19:50",
        "c": True,
        "d": -3,
        "e": 47.5,
        "f": None,
    }


def test_nesting_is_allowed_as_deep_as_a_story_needs_and_no_deeper() -> None:
    assert load_yaml(b"[" * MAX_DEPTH + b"]" * MAX_DEPTH, "x")
    with pytest.raises(DiagnosticsError):
        load_yaml(b"[" * (MAX_DEPTH + 1) + b"]" * (MAX_DEPTH + 1), "x")


def test_text_is_cleaned_on_the_way_in() -> None:
    assert load_yaml('a: "Gero\u030b \\u202Eevil \\e[2J"'.encode(), "x") == {"a": "Gerő evil [2J"}


def test_a_line_is_found_by_the_path_of_keys_and_positions() -> None:
    tree = compose_nodes(b"- id: one\n- id: two\n  choices:\n    - id: in\n    - id: out\n      to: z\n")
    assert find_line(tree, (1, "choices", 1, "to")) == 6
    assert find_line(tree, (1, "choices", 1, "nowhere")) == 5
    assert find_line(tree, (0,)) == 1


@pytest.mark.parametrize(
    ("path", "key"),
    [
        ((), ""),
        ((0,), "a"),
        ((0, "choices", 1, "to"), "a.choices.go.to"),
        ((0, "choices", 2, "to"), "a.choices[3].to"),
        ((0, "tells", 1), "a.tells[2]"),
        ((1, "text"), "[2].text"),
        ((7, "text"), "[8].text"),
    ],
)
def test_a_path_names_each_item_by_its_id_or_else_its_number(path: tuple[str | int, ...], key: str) -> None:
    tree = compose_nodes(b"- {id: a, tells: [b, c], choices: [{id: stay}, {id: go, to: b}, {to: b}]}\n- {text: Ah.}\n")
    assert format_path(tree, path) == key


_plain = st.recursive(
    st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_read_or_refused_and_never_crash(data: bytes) -> None:
    try:
        load_yaml(data, "x.yaml")
    except DiagnosticsError as error:
        assert str(error).startswith("x.yaml")


@given(_plain)
def test_what_another_program_dumps_is_read_or_refused(value: object) -> None:
    try:
        load_yaml(yaml.safe_dump(value).encode(), "x.yaml")
    except DiagnosticsError as error:
        assert error.diagnostics
