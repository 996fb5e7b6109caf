"""The states of a role as one set for each scene, found without enumerating states."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any, Generic

from game.proof.carried_sets import CarriedSets
from game.proof.liveness import Thresholds, find_live_thresholds
from game.proof.scene_graph import Component, find_ancestors, find_components
from game.proof.set_algebra import SetAlgebra, StateSet
from game.proof.set_runs import carry_nothing, find_circle, find_shortest_way
from game.proof.set_steps import SetSteps
from game.proof.state_encoding import StateEncoding
from game.proof.state_space import CarriedBits, CarryOn, ReportProgress
from game.story.guards import Values
from game.story.machine import Choice, RoleMachine


@dataclass
class _RunState:
    scene_id: str
    values: Values


class StateSets(Generic[StateSet]):
    """The reachable states of a role as sets (`game.proof.state_space.StateSpace`).

    Args:
        machine: the role's machine.
        kind: makes the algebra from the number of positions of each variable.
        observed: a variable of which every value counts, even if no page distinguishes it.
        report_progress: is called with the progress.

    Raises:
        MemoryError: if the sets need more memory than allowed.
    """

    limit_exceeded = ""

    def __init__(
        self,
        machine: RoleMachine,
        kind: Callable[[Sequence[int]], SetAlgebra[StateSet]],
        observed: str | None = None,
        report_progress: ReportProgress | None = None,
    ) -> None:
        self.components: list[Component] = find_components(machine.role)
        self.thresholds: Mapping[str, Thresholds] = find_live_thresholds(machine.role, self.components, observed)
        self.encoding = StateEncoding(machine.role, self.thresholds)
        self.machine = machine
        self._steps = SetSteps(machine, self.encoding, kind)
        self._algebra = self._steps.algebra
        self.method = self._algebra.method
        self._reached: dict[str, Any] = {}
        self._sweep(report_progress)

    def _sweep(self, report_progress: ReportProgress | None) -> None:
        algebra = self._algebra
        ahead = {self.machine.role.first_scene: self._steps.state(self._steps.start)}
        for component in self.components:
            changed = True
            while changed:
                changed = False
                for scene in component:
                    states = ahead.get(scene, algebra.none)
                    for step in self._steps.steps[scene] if not algebra.is_empty(states) else ():
                        after = self._steps.after(self._steps.open(states, step), step)
                        known = ahead.get(step.to, algebra.none)
                        if not algebra.is_empty(algebra.subtract(after, known)):
                            ahead[step.to] = algebra.unite(known, after)
                            changed = changed or step.to in component
            for scene in component:
                if scene in ahead:
                    self._reached[scene] = algebra.store(ahead.pop(scene))
            if report_progress is not None:
                report_progress(f"{self.machine.role.id}: sets of states, at {component[0]}")

    def get(self, scene: str) -> StateSet:
        """Return the reachable states of a scene."""
        return self._algebra.load(self._reached[scene]) if scene in self._reached else self._algebra.none

    def is_reached(self, scene: str) -> bool:
        """See `StateSpace.is_reached`."""
        return scene in self._reached

    def is_complete(self, scene: str) -> bool:
        """See `StateSpace.is_complete`."""
        return True

    @cached_property
    def _counts(self) -> dict[str, int]:
        return {scene: self._algebra.count(self.get(scene)) for scene in self._reached}

    @cached_property
    def state_count(self) -> int:
        """See `StateSpace.state_count`."""
        return sum(self._counts.values())

    @cached_property
    def edge_count(self) -> int:
        """See `StateSpace.edge_count`."""
        return sum(
            self._algebra.count(self._steps.open(self.get(scene), step))
            for scene in self._reached
            for step in self._steps.steps[scene]
        )

    @property
    def blowup_hint(self) -> str:
        """See `StateSpace.blowup_hint`."""
        taken = self.list_values(max(self._counts, key=self._counts.__getitem__))
        return self.encoding.explain_blowup({name: len(values) for name, values in taken.items()})

    def test_guard(self, scene: str, guard: str) -> tuple[bool, bool]:
        """See `StateSpace.test_guard`."""
        states, holds = self.get(scene), self._steps.guard_set(scene, guard)
        some = not self._algebra.is_empty(self._algebra.intersect(states, holds))
        return some, self._algebra.is_empty(self._algebra.subtract(states, holds))

    def test_choice(self, choice: Choice) -> tuple[bool, bool]:
        """See `StateSpace.test_choice`."""
        if choice.source not in self._reached:
            return False, False
        return self.test_guard(choice.source, choice.spec.if_) if choice.spec.if_ else (True, True)

    def are_open_together(self, first: Choice, second: Choice) -> bool:
        """See `StateSpace.are_open_together`."""
        states = self.get(first.source)
        for choice in (first, second):
            states = self._steps.open(states, self._steps.get_step(choice))
        return not self._algebra.is_empty(states)

    def list_values(self, scene: str, choice: Choice | None = None) -> dict[str, set[int]]:
        """See `StateSpace.list_values`."""
        states = self.get(scene)
        if choice is not None:
            states = self._steps.open(states, self._steps.get_step(choice))
        return {
            name: {
                value + self.encoding.fields[variable][2]
                for position, value in enumerate(self._steps.values[scene][variable])
                if not self._algebra.is_empty(
                    self._algebra.intersect(states, self._algebra.at(variable, (position,)))
                )
            }
            for variable, name in enumerate(self._steps.names)
        }  # fmt: skip

    def carry(self, initial: int, carry_on: CarryOn, scenes: Collection[str] | None = None) -> CarriedBits:
        """See `StateSpace.carry`."""
        asked = find_ancestors(self.machine.role, scenes) if scenes is not None else set(self._reached)
        return CarriedSets(self._steps, self.components, self.get, asked & self._reached.keys(), initial, carry_on)

    def find_run(
        self,
        initial: int,
        carry_on: CarryOn,
        is_goal: Callable[[int], bool],
        scenes: Collection[str],
        guard: str | None,
    ) -> tuple[tuple[str, ...], str]:
        """See `StateSpace.find_run`."""

        def goal(scene: str, bits: int) -> StateSet | None:
            if scene not in scenes or not is_goal(bits):
                return None
            return self._steps.guard_set(scene, guard) if guard is not None else self._algebra.every

        way = find_shortest_way(self._steps, goal, find_ancestors(self.machine.role, scenes), initial, carry_on)
        return way.choices, way.scene

    def find_stuck_run(self, scene: str) -> tuple[str, ...] | None:
        """See `StateSpace.find_stuck_run`."""
        stuck = self.get(scene)
        for step in self._steps.steps[scene]:
            stuck = self._algebra.subtract(stuck, self._steps.open(stuck, step))
        if self._algebra.is_empty(stuck):
            return None
        near = find_ancestors(self.machine.role, {scene})
        return find_shortest_way(self._steps, lambda name, _: stuck if name == scene else None, near).choices

    def find_circle(self) -> tuple[str, tuple[str, ...]] | None:
        """See `StateSpace.find_circle`; with very many circles, it may not be the shortest."""
        return find_circle(self._steps, self.components, self.get)

    def find_run_before(self, choice: Choice) -> Callable[[], tuple[str, ...]] | None:
        """See `StateSpace.find_run_before`."""
        if not self.test_choice(choice)[0]:
            return None
        ask = partial(self.find_run, 0, carry_nothing, lambda _: True, {choice.source}, choice.spec.if_)
        return lambda: ask()[0]

    def is_confirmed(self, choice: Choice) -> bool:
        """See `StateSpace.is_confirmed`; one state is tried, since earlier choices have confirmed the path to it."""
        states = self._steps.open(self.get(choice.source), self._steps.get_step(choice))
        run = _RunState(choice.source, self._steps.decode(choice.source, self._algebra.pick(states)))
        if not self.machine.choose(run, choice.spec.id) or run.scene_id != choice.spec.to:
            return False
        return self._algebra.has(self.get(run.scene_id), self._steps.find_positions(run.scene_id, run.values))
