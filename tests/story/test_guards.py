"""Guards are comparisons, and nothing else is ever run."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.story.guards import GuardError, compile_guard, variables_of

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
    assert variables_of("courage >= 2 and not has_leaflets", NAMES) == {"courage", "has_leaflets"}


@given(st.text(max_size=60))
def test_no_text_breaks_the_parser(text: str) -> None:
    try:
        compile_guard(text, NAMES)((0, 0, 0))
    except GuardError as error:
        assert str(error)
