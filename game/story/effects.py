"""The pure rules of a step: whether a choice is open in a state, and the state after it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from game.story.guards import Values
from game.story.role_file import Variable
from game.story.types import ChoiceSpec, Role

#: A function from the values before a choice to the values after it.
Effect = Callable[[Values], Values]


def start_values(role: Role) -> Values:
    """Return the values of a role's variables at the start of a run, in the order of `role.variables`."""
    return tuple(int(variable.start) for variable in role.variables)


def value_range(variable: Variable) -> tuple[int, int]:
    """Return the lowest and the highest value of a variable; 0 and 1 for a yes or no."""
    return (0, 1) if isinstance(variable.start, bool) else (variable.lowest, variable.highest)


def compile_effect(spec: ChoiceSpec, variables: Sequence[Variable]) -> Effect:
    """Return a function from the values before a choice to those after it: `sets`, then `adds`, kept in range.

    Args:
        spec: the choice as written; its variables exist and its values lie within their ranges.
        variables: the role's variables, in the order of the values.
    """
    position = {variable.id: index for index, variable in enumerate(variables)}
    put = [(position[name], int(value)) for name, value in spec.sets.items()]
    more = [(position[name], step, *value_range(variables[position[name]])) for name, step in spec.adds.items()]
    if not put and not more:
        return lambda state: state

    def effect(state: Values) -> Values:
        values = list(state)
        for index, value in put:
            values[index] = value
        for index, step, low, high in more:
            values[index] = min(high, max(low, values[index] + step))
        return tuple(values)

    return effect
