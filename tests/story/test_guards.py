"""Guards are comparisons, and nothing else is ever run."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from game.story.guards import GuardError, compile_guard, find_thresholds, find_variables

NAMES = ["courage", "has_leaflets", "seen"]


@pytest.mark.parametrize(
    ("guard", "state", "holds"),
    [
        ("courage >= 2", (2, 0, 0), True),
        ("courage >= 2 and not has_leaflets", (2, 1, 0), False),
        ("1 <= courage < 3", (3, 0, 0), False),
        ("has_leaflets == true or seen == 4", (0, 0, 4), True),
        ("(courage == 0 or seen != 1) and not (has_leaflets and seen)", (0, 1, 0), True),
        ("seen == -1", (0, 0, -1), True),
    ],
)
def test_a_guard_reads_the_state(guard: str, state: tuple[int, ...], holds: bool) -> None:
    assert compile_guard(guard, NAMES)(state) is holds


@pytest.mark.parametrize(
    "guard",
    [
        "__import__('os').system('true')",
        "courage.__class__",
        "courage + 1 > 2",
        "[courage]",
        "courage if seen else 1",
        "lambda: 1",
        "'a' == 'a'",
        "courage >=",
        "",
        "courage is 2",
        "courage in (1, 2)",
        "bool(courage)",
        "x" * 500,
        "(" * 150 + "courage" + ")" * 150,
        "curage >= 2",
        "state",
        # Nor is a comparison a side of another one: what it tells apart could not be told from its numbers.
        "(courage >= 2) == true",
        "(courage or seen) == 2",
    ],
)
def test_anything_else_is_refused_with_a_sentence(guard: str) -> None:
    try:
        compile_guard(guard, NAMES)
    except GuardError as error:
        assert str(error).endswith((".", "?"))
    else:
        assert guard.strip("()") == "courage"


def test_a_mistyped_variable_names_the_nearest() -> None:
    with pytest.raises(GuardError, match='Did you mean "courage"'):
        compile_guard("curage >= 2", NAMES)


def test_a_guard_tells_which_variables_it_reads() -> None:
    assert find_variables("courage >= 2 and not has_leaflets", NAMES) == {"courage", "has_leaflets"}


_SIDES = st.sampled_from([*NAMES, "true", "false", "-1", "0", "1", "2", "3"])
_COMPARISONS = st.builds(
    " ".join, st.tuples(_SIDES, st.sampled_from(["==", "!=", "<", "<=", ">", ">="]), _SIDES)
) | st.sampled_from(NAMES)
_JOINS = st.sampled_from(["and", "or"])
_GUARDS = st.recursive(
    _COMPARISONS,
    lambda inner: st.builds("not ({})".format, inner) | st.builds("({}) {} ({})".format, inner, _JOINS, inner),
    max_leaves=4,
)


@given(_GUARDS, st.lists(st.integers(-2, 4), min_size=3, max_size=3))
@example("true > courage", [0, 0, 0])
@example("false < courage", [0, 0, 0])
def test_a_guard_tells_no_two_values_apart_that_no_cut_parts(guard: str, state: list[int]) -> None:
    """The proof relies on this, since it merges two such values."""
    found = find_thresholds(guard, NAMES)
    for place, name in enumerate(NAMES):
        cuts = found.get(name, frozenset())
        for value in range(-2, 4):
            if cuts is not None and value + 1 not in cuts:
                lower, higher = ((*state[:place], other, *state[place + 1 :]) for other in (value, value + 1))
                assert compile_guard(guard, NAMES)(lower) is compile_guard(guard, NAMES)(higher)


@given(st.text(max_size=60))
def test_no_text_breaks_the_parser(text: str) -> None:
    try:
        compile_guard(text, NAMES)((0, 0, 0))
    except GuardError as error:
        assert str(error)
