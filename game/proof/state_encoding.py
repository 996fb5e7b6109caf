"""States as integers: the values of a role's variables side by side, and each choice as a step between integers."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import product
from math import prod

from game.proof.liveness import Thresholds
from game.story.effects import value_range
from game.story.guards import Guard, find_variables
from game.story.guards import Values as Values
from game.story.machine import Choice
from game.story.types import Role

#: The most combinations of values of forgotten variables that are tried for one guard.
MAX_COMBINATIONS = 4096


class StateEncoding:
    """The encoding of a role's variables in one integer, each in bits of its own.

    Values that mean the same in a scene are encoded as the lowest of them; a variable that is dead there is zero.

    Args:
        role: the role.
        thresholds: for every scene, the live thresholds of each variable; without it nothing is merged.
        forgotten: variables that are left out and may have any value.

    Attributes:
        names: the variables, in the role's order.
        fields: the bits of each variable: the shift, the mask after it, and its lowest value.
        width: the number of bits in all.
        forgotten: as given.
    """

    def __init__(
        self, role: Role, thresholds: Mapping[str, Thresholds] | None = None, forgotten: Collection[str] = ()
    ) -> None:
        self.names = [variable.id for variable in role.variables]
        self.fields: list[tuple[int, int, int]] = []
        self.width = 0
        for variable in role.variables:
            low, high = value_range(variable)
            size = (high - low).bit_length()
            self.fields.append((self.width, (1 << size) - 1, low))
            self.width += size
        self._ranges = {variable.id: value_range(variable) for variable in role.variables}
        self._place = {name: index for index, name in enumerate(self.names)}
        self._cuts = thresholds
        self.forgotten = frozenset(forgotten)
        self._same: dict[str, dict[str, Sequence[int]]] = {}

    def representatives(self, scene: str) -> dict[str, Sequence[int]]:
        """Return, for the live variables of a scene, the values that represent themselves and those above, in order.

        Values are counted from the variable's lowest.
        """
        if scene not in self._same:
            if self._cuts is None:
                self._same[scene] = {name: range(high - low + 1) for name, (low, high) in self._ranges.items()}
            else:
                self._same[scene] = {
                    name: self._list_same(name, thresholds)
                    for name, thresholds in self._cuts[scene].items()
                    if name not in self.forgotten
                }
        return self._same[scene]

    def _list_same(self, name: str, thresholds: frozenset[int] | range) -> Sequence[int]:
        low, high = self._ranges[name]
        if isinstance(thresholds, range):
            return range(high - low + 1)
        return [0, *sorted(cut - low for cut in thresholds)]

    def encode(self, scene: str, values: Values) -> int:
        """Return the number for some values in a scene."""
        code = 0
        for name, same in self.representatives(scene).items():
            index = self._place[name]
            shift, _, low = self.fields[index]
            code |= same[bisect_right(same, values[index] - low) - 1] << shift
        return code

    def decode(self, code: int) -> Values:
        """Return the values that a number encodes, each the lowest of those that mean the same."""
        return tuple([(code >> shift & mask) + low for shift, mask, low in self.fields])

    def count_values(self, codes: Iterable[int]) -> dict[str, int]:
        """Return how many values each variable takes in some states, the most first, which multiplies the states."""
        codes = list(codes)
        taken = {
            name: len({code >> shift & mask for code in codes})
            for name, (shift, mask, _) in zip(self.names, self.fields, strict=True)
        }
        return dict(sorted(taken.items(), key=lambda pair: -pair[1]))

    def find_position(self, scene: str, name: str, value: int) -> int:
        """Return the index of a value among those that a scene distinguishes; 0 if the variable is dead there."""
        same = self.representatives(scene).get(name, (0,))
        return bisect_right(same, value - self.fields[self._place[name]][2]) - 1

    def explain_blowup(self, taken: Mapping[str, int]) -> str:
        """Return in words which variable multiplies states most.

        Args:
            taken: the number of values that each variable takes.
        """
        name = max(taken, key=taken.__getitem__, default="")
        return f'the variable "{name}" multiplies them most, by {taken.get(name, 1)}'

    def mask_of(self, names: Iterable[str]) -> int:
        """Return the bits of some variables."""
        return sum(mask << shift for shift, mask, _ in (self.fields[self._place[name]] for name in names))

    def guard_mask(self, expression: str) -> int:
        """Return the bits of the variables that a guard reads."""
        return self.mask_of(find_variables(expression, self.names) - self.forgotten)

    def may_hold(self, expression: str, guard: Guard, code: int) -> bool:
        """Return whether a guard holds in a state for some values of the forgotten variables that it reads.

        If there are too many of these values to try, it is assumed to.
        """
        unknown = sorted(find_variables(expression, self.names) & self.forgotten) if self.forgotten else []
        known = list(self.decode(code))
        ranges = [range(low, high + 1) for low, high in (self._ranges[name] for name in unknown)]
        if prod(map(len, ranges)) > MAX_COMBINATIONS:
            return True
        for values in product(*ranges):
            for name, value in zip(unknown, values, strict=True):
                known[self._place[name]] = value
            if guard(tuple(known)):
                return True
        return False


class Memo(dict[int, int]):
    """The results of a function of integers, each computed when it is first looked up."""

    def __init__(self, work: Callable[[int], int]) -> None:
        super().__init__()
        self._work = work

    def __missing__(self, code: int) -> int:
        self[code] = found = self._work(code)
        return found


class EncodedChoice:
    """A choice as a step between encoded states.

    The guard and effect of play are evaluated once for each combination of the values that they read, not once for each
    state: a guard reads no other variables, and an effect changes each variable separately.

    Attributes:
        choice: the choice.
        guard_mask: the bits that its guard reads; `is_open` says for them whether it is open.
        kept_mask: the bits that do not change.
        changed_mask: the bits that decide the others; `next_values` gives the others after the step.
    """

    def __init__(self, choice: Choice, encoding: StateEncoding) -> None:
        self.choice = choice
        spec = choice.spec
        self.guard_mask = encoding.guard_mask(spec.if_) if spec.if_ else 0
        self.is_open = Memo(lambda code: int(encoding.may_hold(spec.if_ or "true", choice.is_open, code)))
        same = encoding.representatives(choice.source)
        kept: list[str] = []
        changed: list[str] = []
        for name, there in encoding.representatives(spec.to).items():
            if name in spec.sets:
                continue
            if name in spec.adds or not (isinstance(there, range) or set(same[name]) <= set(there)):
                changed.append(name)
            else:
                kept.append(name)
        self.kept_mask = encoding.mask_of(kept)
        self.changed_mask = encoding.mask_of(changed)
        self.next_values = Memo(
            lambda code: encoding.encode(spec.to, choice.apply(encoding.decode(code))) & ~self.kept_mask
        )
