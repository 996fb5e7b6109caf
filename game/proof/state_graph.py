"""The states of a role, one by one: columns of numbers for each scene."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import compress

from game.proof.circles import find_shortest_circle, sort_topologically
from game.proof.liveness import Thresholds
from game.proof.paths import CarriedFacts, Replays, ShortestRuns, carry_bits, find_shortest_run
from game.proof.scene_graph import Component
from game.proof.state_encoding import StateEncoding
from game.proof.state_space import CarryOn
from game.story.guards import Values as Values
from game.story.guards import compile_guard
from game.story.machine import Choice, RoleMachine

#: A state: its scene, and its index among the states of that scene.
StateId = tuple[str, int]
#: For every state of a scene, the index of the state after a choice, in the scene to which it leads; -1 if the choice
#: is closed.
Successors = Sequence[int]


@dataclass
class StateGraph:
    """The states of a role, one by one, and the choices between them: a `game.proof.state_space.StateSpace`.

    Attributes:
        machine: the role's machine.
        components: the components of the scenes, in the order of the sweep.
        start: the first state.
        encoding: the encoding of states as numbers.
        thresholds: for every scene, the thresholds of each variable that matter there or later.
        states: for every reached scene, its states as numbers.
        columns: for every reached scene, its choices, in order, each with the states to which it leads.
        limit_exceeded: a sentence on why not all states were explored; else empty. Then only some states are known of
            the `unexplored` scenes, and of these only the first are in the columns.
    """

    machine: RoleMachine
    components: list[Component]
    start: StateId
    encoding: StateEncoding
    thresholds: dict[str, Thresholds]
    states: dict[str, Sequence[int]] = field(default_factory=dict)
    columns: dict[str, list[tuple[Choice, Successors]]] = field(default_factory=dict)
    limit_exceeded: str = ""
    unexplored: set[str] = field(default_factory=set)
    method = ""

    def is_complete(self, scene: str) -> bool:
        """See `StateSpace.is_complete`."""
        return not self.limit_exceeded or (scene in self.states and scene not in self.unexplored)

    @cached_property
    def cyclic_scenes(self) -> set[str]:
        """All scenes of components inside which choices lead from one state to another."""
        found: set[str] = set()
        for component in self.components:
            if any(choice.spec.to in component for scene in component for choice, _ in self.columns.get(scene, ())):
                found.update(component)
        return found

    @cached_property
    def state_count(self) -> int:
        """See `StateSpace.state_count`."""
        return sum(map(len, self.states.values()))

    @cached_property
    def edge_count(self) -> int:
        """See `StateSpace.edge_count`."""
        return sum(len(column) - column.count(-1) for columns in self.columns.values() for _, column in columns)

    @property
    def blowup_hint(self) -> str:
        """See `StateSpace.blowup_hint`."""
        return self.encoding.explain_blowup(self.encoding.count_values(self.largest_scene))

    @property
    def largest_scene(self) -> Sequence[int]:
        """The states of the scene with the most states."""
        return max(self.states.values(), key=lambda states: len(states))

    def values(self, state: StateId) -> Values:
        """Return the values of a state, the lowest of those that mean the same there."""
        return self.encoding.decode(self.states[state[0]][state[1]])

    def state_ids(self) -> Iterator[StateId]:
        """Yield every state, scene after scene."""
        return ((scene, index) for scene, states in self.states.items() for index in range(len(states)))

    def successors(self, state: StateId) -> list[tuple[Choice, StateId]]:
        """Return the open choices of a state, each with the state after it."""
        scene, index = state
        return [
            (choice, (choice.spec.to, column[index]))
            for choice, column in self.columns[scene]
            if index < len(column) and column[index] >= 0
        ]

    def guard_holds(self, scene: str, expression: str) -> list[bool]:
        """Return, for every state of a scene, whether a guard holds in it for some values of forgotten variables."""
        bits = self.encoding.guard_mask(expression)
        guard = compile_guard(expression, self.encoding.names)
        known = {code & bits for code in self.states[scene]}
        holding = {code: self.encoding.may_hold(expression, guard, code) for code in known}
        return [holding[code & bits] for code in self.states[scene]]

    # The interface for the laws

    @cached_property
    def shortest_runs(self) -> ShortestRuns:
        """A shortest run to every state."""
        return ShortestRuns(self)

    @cached_property
    def cyclic_states(self) -> list[StateId]:
        """The states on a circle or after one."""
        return sort_topologically(self)[1] if self.cyclic_scenes else []

    @cached_property
    def _replays(self) -> Replays:
        return Replays(self)

    @cached_property
    def _columns_by_choice(self) -> dict[str, Successors]:
        return {choice.id: column for columns in self.columns.values() for choice, column in columns}

    def _get_column(self, choice: Choice) -> Successors:
        return self._columns_by_choice.get(choice.id, ())

    def is_reached(self, scene: str) -> bool:
        """See `StateSpace.is_reached`."""
        return scene in self.states

    def test_guard(self, scene: str, guard: str) -> tuple[bool, bool]:
        """See `StateSpace.test_guard`."""
        holds = self.guard_holds(scene, guard)
        return any(holds), all(holds)

    def test_choice(self, choice: Choice) -> tuple[bool, bool]:
        """See `StateSpace.test_choice`."""
        column = self._get_column(choice)
        return any(after >= 0 for after in column), len(column) > 0 and -1 not in column

    def are_open_together(self, first: Choice, second: Choice) -> bool:
        """See `StateSpace.are_open_together`."""
        pairs = zip(self._get_column(first), self._get_column(second), strict=True)
        return any(one >= 0 and other >= 0 for one, other in pairs)

    def list_values(self, scene: str, choice: Choice | None = None) -> dict[str, set[int]]:
        """See `StateSpace.list_values`."""
        codes: Iterable[int] = self.states.get(scene, ())
        if choice is not None:
            codes = compress(codes, (after >= 0 for after in self._get_column(choice)))
        values = zip(*map(self.encoding.decode, codes), strict=True)
        return dict(zip(self.encoding.names, map(set, values), strict=False))

    def carry(self, initial: int, carry_on: CarryOn, scenes: Collection[str] | None = None) -> CarriedFacts:
        """See `StateSpace.carry`."""
        return carry_bits(self, initial, carry_on, scenes)

    def find_run(
        self,
        initial: int,
        carry_on: CarryOn,
        is_goal: Callable[[int], bool],
        scenes: Collection[str],
        guard: str | None,
    ) -> tuple[tuple[str, ...], str]:
        """See `StateSpace.find_run`."""
        return find_shortest_run(self, initial, carry_on, is_goal, scenes, guard)

    def find_stuck_run(self, scene: str) -> tuple[str, ...] | None:
        """See `StateSpace.find_stuck_run`."""
        columns = [column for _, column in self.columns.get(scene, ())]
        if any(-1 not in column for column in columns):
            return None
        stuck = self.shortest_runs.nearest(scene, lambda index: all(column[index] < 0 for column in columns))
        return None if stuck is None else self.shortest_runs.run_to(stuck)

    def find_circle(self) -> tuple[str, tuple[str, ...]] | None:
        """See `StateSpace.find_circle`."""
        return find_shortest_circle(self, self.cyclic_states) if self.cyclic_states else None

    def find_run_before(self, choice: Choice) -> Callable[[], tuple[str, ...]] | None:
        """See `StateSpace.find_run_before`."""
        state = self._find_open_state(choice)
        return None if state is None else partial(self.shortest_runs.run_to, state)

    def is_confirmed(self, choice: Choice) -> bool:
        """See `StateSpace.is_confirmed`; the whole of a shortest run is replayed."""
        state = self._find_open_state(choice)
        after = (choice.spec.to, self._get_column(choice)[state[1]]) if state is not None else None
        return state is not None and after is not None and self._replays.confirms(state, choice, after)

    def _find_open_state(self, choice: Choice) -> StateId | None:
        column = self._get_column(choice)
        return self.shortest_runs.nearest(choice.source, lambda index: index < len(column) and column[index] >= 0)
