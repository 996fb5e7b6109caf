"""The bits that runs carry into sets of states."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from typing import Any, Generic

from game.proof.scene_graph import Component
from game.proof.set_algebra import StateSet
from game.proof.set_steps import SetSteps
from game.proof.state_space import CarryOn
from game.story.machine import Choice


class CarriedSets(Generic[StateSet]):
    """For every scene, sets of its states, each with the bits that some run carries into exactly these states.

    So it is a `game.proof.state_space.CarriedBits`. As most bits are carried into the same states, there are few sets.

    Args:
        steps: the steps between sets.
        components: the components of the role's scenes.
        get_states: gives the reachable states of a scene.
        scenes: the scenes that matter.
        initial: the bits that a run has when it has entered the first scene.
        carry_on: the bits after a step, from those before it.
    """

    def __init__(
        self,
        steps: SetSteps[StateSet],
        components: Iterable[Component],
        get_states: Callable[[str], StateSet],
        scenes: Collection[str],
        initial: int,
        carry_on: CarryOn,
    ) -> None:
        self._steps = steps
        self._get_states = get_states
        #: The sets of scenes that are still to be swept; the sets of other scenes are stored.
        self._ahead: dict[str, list[tuple[StateSet, int]]] = defaultdict(list)
        self._settled: dict[str, list[tuple[Any, int]]] = {}
        self._add(steps.machine.role.first_scene, steps.state(steps.start), initial)
        for component in components:
            inside = [scene for scene in component if scene in scenes]
            while any(self._sweep(scene, scenes, carry_on) & set(component) for scene in inside):
                pass
            for scene in inside:
                self._settled[scene] = [
                    (steps.algebra.store(states), bits) for states, bits in self._ahead.pop(scene, [])
                ]

    def _sweep(self, scene: str, scenes: Collection[str], carry_on: CarryOn) -> set[str]:
        """Carry the bits of a scene on; return the scenes that get new ones."""
        # All states are in the sets, since a choice may add a bit to a run that carries none.
        parts = [(self._get_states(scene), 0), *self._ahead[scene]]
        new: set[str] = set()
        for step in self._steps.steps[scene]:
            for states, bits in parts if step.to in scenes else ():
                after = carry_on(step.choice.id, step.to)(bits)
                if after and self._add(step.to, self._steps.after(self._steps.open(states, step), step), after):
                    new.add(step.to)
        return new

    def _add(self, scene: str, states: StateSet, bits: int) -> bool:
        """Add bits that runs carry into some states; return whether any are new."""
        algebra = self._steps.algebra
        if not bits or algebra.is_empty(states):
            return False
        is_new = False
        parts: list[tuple[StateSet, int]] = []
        for known, has in self._ahead[scene]:
            common, bits = has & bits, bits & ~has
            if common and not algebra.is_empty(algebra.subtract(states, known)):
                is_new = True
                parts += [(known, has & ~common), (algebra.unite(known, states), common)]
            else:
                parts.append((known, has))
        parts.append((states, bits))
        joined: list[tuple[StateSet, int]] = []
        for known, has in parts:
            place = next((place for place, (other, _) in enumerate(joined) if other == known), None)
            if place is not None:
                joined[place] = known, joined[place][1] | has
            elif has:
                joined.append((known, has))
        self._ahead[scene] = joined
        return is_new or bool(bits)

    def into(self, scene: str, guard: str | None = None) -> int:
        """See `CarriedBits.into`."""
        algebra = self._steps.algebra
        holds = algebra.every if guard is None or scene not in self._settled else self._steps.guard_set(scene, guard)
        return self._join(scene, lambda states: algebra.intersect(states, holds))

    def before_choice(self, choice: Choice) -> int | None:
        """See `CarriedBits.before_choice`."""
        step = self._steps.get_step(choice)
        if self._steps.algebra.is_empty(self._steps.open(self._get_states(choice.source), step)):
            return None
        return self._join(choice.source, lambda states: self._steps.open(states, step))

    def _join(self, scene: str, narrow: Callable[[StateSet], StateSet]) -> int:
        algebra = self._steps.algebra
        found = 0
        for stored, bits in self._settled.get(scene, ()):
            if bits & ~found and not algebra.is_empty(narrow(algebra.load(stored))):
                found |= bits
        return found
