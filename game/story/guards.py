"""Guards: a small expression language over a role's variables, parsed once and compiled to a function."""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from functools import lru_cache, reduce
from typing import TypeAlias, TypeVar

from game.text.diagnostics import did_you_mean

#: The values of a role's variables, in the order of `role.variables`; 1 or 0 for a yes or no.
Values = tuple[int, ...]
Guard = Callable[[Values], bool]
Result = TypeVar("Result")
#: A guard as data: a whole number, or a list of an operator and its operands.
GuardTree: TypeAlias = "int | list[str | GuardTree]"

_COMPARISONS = (ast.Eq, ast.NotEq, ast.Lt, ast.LtE, ast.Gt, ast.GtE)
_SIGNS: dict[type[ast.cmpop], str] = {
    ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=",
}  # fmt: skip
#: The most characters of a guard.
MAX_GUARD_LENGTH = 400


class GuardError(ValueError):
    """Raised for an expression that is not a guard; its text is a sentence for a diagnostic."""


@lru_cache(maxsize=4096)
def _parse(expression: str, variables: tuple[str, ...]) -> tuple[Guard, frozenset[str]]:
    if len(expression) > MAX_GUARD_LENGTH:
        raise GuardError(f"this guard is longer than {MAX_GUARD_LENGTH} characters; make it simpler.")
    try:
        tree = ast.parse(expression.strip(), mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise GuardError(
            f'"{expression}" is not a guard: write comparisons joined with and, or, not, as in "courage >= 2".'
        ) from None
    used: set[str] = set()
    body = _rewrite(tree.body, {name: index for index, name in enumerate(variables)}, used)
    function = ast.Expression(
        ast.Lambda(
            args=ast.arguments(posonlyargs=[], args=[ast.arg("state")], kwonlyargs=[], kw_defaults=[], defaults=[]),
            body=ast.Call(ast.Name("bool", ast.Load()), [body], []),
        )
    )
    code = compile(ast.fix_missing_locations(function), "<guard>", "eval")
    # The tree contains only the nodes that _rewrite allows, so evaluating it never runs code from a pack.
    guard: Guard = eval(code, {"__builtins__": {}, "bool": bool})  # noqa: S307 - see the line above
    return guard, frozenset(used)


def compile_guard(expression: str, variables: Sequence[str]) -> Guard:
    """Return a function from the variables' values to whether the guard holds.

    Args:
        expression: comparisons of variables with whole numbers, `true`/`false` or one another, and single variables,
            joined with `and`, `or`, `not` and parentheses; at most `MAX_GUARD_LENGTH` characters.
        variables: the names of the role's variables, in the order of the state's values.

    Raises:
        GuardError: if the expression is anything else.
    """
    return _parse(expression, tuple(variables))[0]


def find_variables(expression: str, variables: Sequence[str]) -> frozenset[str]:
    """Return the names of the variables that a guard reads.

    Raises:
        GuardError: as `compile_guard`.
    """
    return _parse(expression, tuple(variables))[1]


def fold_guard(
    expression: str,
    test: Callable[[str], Result],
    both: Callable[[Result, Result], Result],
    either: Callable[[Result, Result], Result],
    negate: Callable[[Result], Result],
) -> Result:
    """Work something out for a guard from its parts.

    Args:
        expression: the guard.
        test: gives it for a part that is a guard in which at most two variables stand.
        both: joins what was found for two parts that must both hold.
        either: joins it for two parts of which one must hold.
        negate: turns it round.
    """

    def visit(node: ast.expr) -> Result:
        match node:
            case ast.BoolOp(op=op, values=values):
                return reduce(both if isinstance(op, ast.And) else either, map(visit, values))
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return negate(visit(operand))
            case ast.Compare(left=left, ops=ops, comparators=rest):
                sides = zip([left, *rest], ops, rest, strict=False)
                return reduce(both, [test(ast.unparse(ast.Compare(one, [op], [other]))) for one, op, other in sides])
        return test(ast.unparse(node))

    return visit(ast.parse(expression.strip(), mode="eval").body)


def build_guard_tree(expression: str, variables: Sequence[str]) -> GuardTree:
    """Return a guard as data, for a program that has no Python.

    Args:
        expression: the guard.
        variables: the names of the role's variables, in the order of the values.

    Returns:
        A whole number, or a list: `["value", index]` is a variable's value; `["all", ...]`, `["any", ...]` and
        `["not", one]` join what follows; `==`, `!=`, `<`, `<=`, `>` and `>=` compare two.

    Raises:
        GuardError: as `compile_guard`.
    """
    _parse(expression, tuple(variables))

    def visit(node: ast.expr) -> GuardTree:
        match node:
            case ast.BoolOp(op=op, values=values):
                return ["all" if isinstance(op, ast.And) else "any", *map(visit, values)]
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return ["not", visit(operand)]
            case ast.Compare(left=left, ops=ops, comparators=rest):
                sides = [visit(side) for side in (left, *rest)]
                parts: list[GuardTree] = [
                    [_SIGNS[type(op)], one, other] for op, one, other in zip(ops, sides, sides[1:], strict=False)
                ]
                return parts[0] if len(parts) == 1 else ["all", *parts]
        number = _constant_value(node)
        return ["value", variables.index(ast.unparse(node))] if number is None else number

    return visit(ast.parse(expression.strip(), mode="eval").body)


def find_thresholds(expression: str, variables: Sequence[str]) -> dict[str, frozenset[int] | None]:
    """Return where a guard distinguishes values of a variable: a threshold `c` separates those below it from the rest.

    Returns:
        The thresholds of each variable that the guard reads; None for a variable that is compared with another one,
        since every value may matter then.

    Raises:
        GuardError: as `compile_guard`.
    """
    _parse(expression, tuple(variables))
    found: dict[str, frozenset[int] | None] = {}

    def cut(name: str, *places: int) -> None:
        known = found.get(name, frozenset())
        found[name] = None if known is None else known | frozenset(places)

    def visit(node: ast.expr) -> None:
        match node:
            case ast.BoolOp(values=values):
                for value in values:
                    visit(value)
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                visit(operand)
            case ast.Name(id=name) if name in variables:
                cut(name, 0, 1)
            case ast.Compare(left=left, ops=ops, comparators=rest):
                sides = [left, *rest]
                for first, operator, second in zip(sides, ops, rest, strict=False):
                    _add_thresholds(first, operator, second, variables, cut, found)

    visit(ast.parse(expression.strip(), mode="eval").body)
    return found


def _add_thresholds(
    first: ast.expr,
    operator: ast.cmpop,
    second: ast.expr,
    variables: Sequence[str],
    cut: Callable[..., None],
    found: dict[str, frozenset[int] | None],
) -> None:
    names = [side.id for side in (first, second) if isinstance(side, ast.Name) and side.id in variables]
    numbers = [number for side in (first, second) if (number := _constant_value(side)) is not None]
    if len(names) == 1 and len(numbers) == 1:
        number = numbers[0]
        below = isinstance(operator, ast.Lt | ast.GtE) == (_constant_value(first) is None)
        if isinstance(operator, ast.Eq | ast.NotEq):
            cut(names[0], number, number + 1)
        else:
            cut(names[0], number if below else number + 1)
        return
    for name in names:
        found[name] = None


def _constant_value(node: ast.expr) -> int | None:
    match node:
        case ast.Constant(value=bool() | int() as value):
            return int(value)
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() as value)):
            return -value
        case ast.Name(id="true" | "false" as word):
            return int(word == "true")
    return None


def _rewrite(node: ast.expr, indexes: dict[str, int], used: set[str]) -> ast.expr:
    match node:
        case ast.BoolOp(op=op, values=values):
            return ast.BoolOp(op, [_rewrite(value, indexes, used) for value in values])
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return ast.UnaryOp(ast.Not(), _rewrite(operand, indexes, used))
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int())):
            return node
        case ast.Compare(left=left, ops=ops, comparators=rest) if (
            all(isinstance(op, _COMPARISONS) for op in ops)
            # A side that is itself an expression would need its own values distinguished; no story has one.
            and all(isinstance(side, ast.Name) or _constant_value(side) is not None for side in (left, *rest))
        ):
            sides = [_rewrite(side, indexes, used) for side in (left, *rest)]
            return ast.Compare(sides[0], ops, sides[1:])
        case ast.Constant(value=bool() | int()):
            return node
        case ast.Name(id="true" | "false" as word):
            return ast.Constant(word == "true")
        case ast.Name(id=name) if name in indexes:
            used.add(name)
            return ast.Subscript(ast.Name("state", ast.Load()), ast.Constant(indexes[name]), ast.Load())
        case ast.Name(id=name):
            raise GuardError(f'there is no variable "{name}".{did_you_mean(name, indexes)}')
    raise GuardError(
        f'"{ast.unparse(node)}" is not allowed in a guard: only variables, whole numbers, true, false, '
        "comparisons of these, and, or, not."
    )
