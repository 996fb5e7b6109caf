"""The choices of a role as steps between sets of states."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic

from game.proof.set_algebra import Move, Positions, SetAlgebra, StateSet
from game.proof.state_encoding import StateEncoding
from game.story.guards import Values, compile_guard, find_variables, fold_guard
from game.story.machine import Choice, RoleMachine

#: The most positions of a variable; with more, sets are of no use.
MAX_POSITIONS = 1024


@dataclass(frozen=True)
class SetStep:
    """A choice as a step between sets.

    Attributes:
        choice: the choice.
        moves: the moves of each variable that it changes, by the variable's index in the role.
    """

    choice: Choice
    moves: Sequence[tuple[int, Move]]

    @property
    def to(self) -> str:
        """The scene that it leads to."""
        return self.choice.spec.to


class SetSteps(Generic[StateSet]):
    """The steps between sets of states of a role.

    Args:
        machine: the role's machine.
        encoding: the values that are distinguished in each scene.
        kind: makes the algebra from the number of positions of each variable.

    Attributes:
        machine: as given.
        algebra: the kind of sets.
        names: the variables, in the role's order.
        values: by scene, for each variable, the values of its positions, counted from its lowest.
        steps: the choices of each scene.
        incoming: the choices that lead to each scene.
        start: the first state.

    Raises:
        MemoryError: if the sets need more memory than allowed.
    """

    def __init__(
        self,
        machine: RoleMachine,
        encoding: StateEncoding,
        kind: Callable[[Sequence[int]], SetAlgebra[StateSet]],
    ) -> None:
        self.machine = machine
        self.encoding = encoding
        self.names = encoding.names
        self.values = {
            scene.id: [encoding.representatives(scene.id).get(name, (0,)) for name in self.names]
            for scene in machine.role.scenes
        }
        sizes = [max(map(len, values)) for values in zip(*self.values.values(), strict=True)]
        if max(sizes, default=0) > MAX_POSITIONS:
            raise MemoryError
        self.algebra = kind(sizes)
        self.guard_set = lru_cache(maxsize=self.algebra.kept_guards)(self._build_guard)
        self.steps = {
            scene: [self._compile_step(choice) for choice in machine.get_choices(scene)] for scene in self.values
        }
        self.incoming: dict[str, list[SetStep]] = defaultdict(list)
        for step in (step for steps in self.steps.values() for step in steps):
            self.incoming[step.to].append(step)
        self.start = self.find_positions(machine.role.first_scene, machine.start_values)

    def find_positions(self, scene: str, values: Values) -> Positions:
        """Return the position of each variable in a scene."""
        find = self.encoding.find_position
        return tuple(find(scene, name, value) for name, value in zip(self.names, values, strict=True))

    def decode(self, scene: str, positions: Positions) -> Values:
        """Return the values of a state, the lowest of those that mean the same in its scene."""
        lows = [low for _, _, low in self.encoding.fields]
        return tuple(
            values[position] + low for values, position, low in zip(self.values[scene], positions, lows, strict=True)
        )

    def state(self, positions: Positions) -> StateSet:
        """Return the set of one state."""
        found = self.algebra.every
        for variable, position in enumerate(positions):
            found = self.algebra.intersect(found, self.algebra.at(variable, (position,)))
        return found

    def _build_guard(self, scene: str, guard: str) -> StateSet:
        """Return the combinations in which a guard holds in a scene."""
        algebra = self.algebra
        lowest = self.decode(scene, (0,) * len(self.names))

        def hold(atom: str) -> StateSet:
            """Return where an atom, which has at most two variables, holds."""
            read = sorted(map(self.names.index, find_variables(atom, self.names)))
            holds = compile_guard(atom, self.names)
            found = algebra.none
            values = list(lowest)
            first, second = (*read, None, None)[:2]

            def place(variable: int | None) -> Iterator[int]:
                for position, value in enumerate(self.values[scene][variable]) if variable is not None else ((0, 0),):
                    if variable is not None:
                        values[variable] = value + self.encoding.fields[variable][2]
                    yield position

            for position in place(first):
                others = [other for other in place(second) if holds(tuple(values))]
                here = algebra.every if first is None else algebra.at(first, (position,))
                there = algebra.every if second is None else algebra.at(second, others)
                found = algebra.unite(found, algebra.intersect(here, there)) if others else found
            return found

        return fold_guard(
            guard, hold, algebra.intersect, algebra.unite, lambda states: algebra.subtract(algebra.every, states)
        )

    def _compile_step(self, choice: Choice) -> SetStep:
        moves: list[tuple[int, Move]] = []
        lowest = self.decode(choice.source, (0,) * len(self.names))
        for variable, (name, here) in enumerate(zip(self.names, self.values[choice.source], strict=True)):
            there = self.values[choice.spec.to][variable]
            if here == there and name not in choice.spec.sets and name not in choice.spec.adds:
                continue
            before: dict[int, list[int]] = {}
            for position, value in enumerate(here):
                values = list(lowest)
                values[variable] = value + self.encoding.fields[variable][2]
                after = choice.apply(tuple(values))[variable]
                before.setdefault(self.encoding.find_position(choice.spec.to, name, after), []).append(position)
            if any(position != after for after, positions in before.items() for position in positions):
                moves.append((variable, [(positions, (after,)) for after, positions in before.items()]))
        return SetStep(choice, moves)

    def open(self, states: StateSet, step: SetStep) -> StateSet:
        """Return those of some states of its scene in which a choice is open."""
        guard = step.choice.spec.if_
        if guard is None:
            return states
        return self.algebra.intersect(states, self.guard_set(step.choice.source, guard))

    def after(self, states: StateSet, step: SetStep) -> StateSet:
        """Return the states after a step, from states in which it is open."""
        for variable, moves in step.moves:
            states = self.algebra.move(states, variable, moves)
        return states

    def before(self, states: StateSet, step: SetStep) -> StateSet:
        """Return the combinations from which a step leads into some states."""
        for variable, moves in step.moves:
            states = self.algebra.move(states, variable, [(after, before) for before, after in moves])
        return self.open(states, step)

    def get_step(self, choice: Choice) -> SetStep:
        """Return a choice as a step."""
        return next(step for step in self.steps[choice.source] if step.choice.id == choice.id)
