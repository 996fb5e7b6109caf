"""Shortest paths between sets of states: forwards layer by layer, and back from the goal by pre-images."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from game.proof.scene_graph import Component, find_ancestors
from game.proof.set_algebra import Positions, StateSet
from game.proof.set_steps import SetSteps
from game.proof.state_space import CarryOn

#: How many states are tried to find a circle that a run closes sooner than the first one found.
_CIRCLE_TRIES = 32
#: The wanted states of a scene for the bits that a run carries there, or None.
Goal = Callable[[str, int], "StateSet | None"]
#: The stored states that paths reach after a number of choices, by scene and bits.
_Layer = dict[tuple[str, int], Any]


@dataclass(frozen=True)
class Way:
    """A path from one state to another.

    Attributes:
        choices: the choices, as `scene.choice`.
        scene: the scene in which it ends.
        positions: the state in which it ends.
    """

    choices: tuple[str, ...]
    scene: str
    positions: Positions


def carry_nothing(choice_ref: str, to: str) -> Callable[[int], int]:
    """Return a function that leaves bits as they are, for a run that carries nothing (`CarryOn`)."""
    return int


def find_shortest_way(
    steps: SetSteps[StateSet],
    goal: Callable[[str, int], StateSet | None],
    scenes: Collection[str],
    initial: int = 0,
    carry_on: CarryOn = carry_nothing,
    begin: tuple[str, Positions] | None = None,
) -> Way:
    """Return a shortest path to a goal.

    Args:
        steps: the steps between sets.
        goal: the wanted states of a scene, by scene and bits; None for none.
        scenes: the scenes that a path may pass.
        initial: the bits at its start.
        carry_on: the bits after a step.
        begin: the state in which it starts, with its scene, to which it may return; without it, the first state.

    Raises:
        LookupError: if there is none.
    """
    algebra = steps.algebra
    scene, positions = begin or (steps.machine.role.first_scene, steps.start)
    layers: list[_Layer] = [{(scene, initial): algebra.store(steps.state(positions))}]
    seen: _Layer = {} if begin else dict(layers[0])
    while layers[-1]:
        for (scene, bits), stored in layers[-1].items() if len(layers) > 1 or not begin else ():
            wanted = goal(scene, bits)
            found = algebra.intersect(algebra.load(stored), wanted) if wanted is not None else algebra.none
            if not algebra.is_empty(found):
                positions = algebra.pick(found)
                return Way(_trace(steps, layers, carry_on, (scene, bits), positions), scene, positions)
        layers.append(_find_next_layer(steps, layers[-1], seen, scenes, carry_on))
    raise LookupError("no run comes there")


def _find_next_layer(
    steps: SetSteps[StateSet], layer: _Layer, seen: _Layer, scenes: Collection[str], carry_on: CarryOn
) -> _Layer:
    """Return the states that one more choice reaches for the first time, and add them to `seen`."""
    algebra = steps.algebra
    ahead: dict[tuple[str, int], StateSet] = {}
    for (scene, bits), stored in layer.items():
        states = algebra.load(stored)
        for step in steps.steps[scene]:
            if step.to in scenes:
                key = step.to, carry_on(step.choice.id, step.to)(bits)
                after = steps.after(steps.open(states, step), step)
                ahead[key] = algebra.unite(ahead.get(key, algebra.none), after)
    found: _Layer = {}
    for key, states in ahead.items():
        known = algebra.load(seen[key]) if key in seen else algebra.none
        fresh = algebra.subtract(states, known)
        if not algebra.is_empty(fresh):
            found[key] = algebra.store(fresh)
            seen[key] = algebra.store(algebra.unite(known, fresh))
    return found


def _trace(
    steps: SetSteps[StateSet],
    layers: Sequence[_Layer],
    carry_on: CarryOn,
    end: tuple[str, int],
    positions: Positions,
) -> tuple[str, ...]:
    """Go back from a state of the last layer to the first; return the choices in the order of a run."""
    algebra = steps.algebra
    run: list[str] = []
    for layer in reversed(layers[:-1]):
        scene, bits = end
        states = steps.state(positions)
        for step, key in (
            (step, key)
            for step in steps.incoming[scene]
            for key in layer
            if key[0] == step.choice.source and carry_on(step.choice.id, scene)(key[1]) == bits
        ):
            before = algebra.intersect(steps.before(states, step), algebra.load(layer[key]))
            if not algebra.is_empty(before):
                end, positions = key, algebra.pick(before)
                run.append(step.choice.id)
                break
    return tuple(run[::-1])


def find_circle(
    steps: SetSteps[StateSet], components: Iterable[Component], get_states: Callable[[str], StateSet]
) -> tuple[str, tuple[str, ...]] | None:
    """Return the same as `StateSpace.find_circle`; with very many circles, it may not be the shortest.

    Args:
        steps: the steps between sets.
        components: the components of the role's scenes.
        get_states: returns the reachable states of a scene.
    """
    algebra = steps.algebra
    best: tuple[str, tuple[str, ...]] | None = None
    for component in components:
        left = _find_recurrent(steps, component, get_states)
        near = find_ancestors(steps.machine.role, left)
        for _ in range(_CIRCLE_TRIES):
            if all(map(algebra.is_empty, left.values())):
                break
            way = find_shortest_way(steps, lambda scene, _, left=left: left.get(scene), near)  # type: ignore[misc]
            if best is not None and len(way.choices) >= len(best[1]):
                break
            round_ = _find_round(steps, way, component)
            if round_ and (best is None or len(way.choices) + len(round_) < len(best[1])):
                best = way.scene, (*way.choices, *round_)
            left[way.scene] = algebra.subtract(left[way.scene], steps.state(way.positions))
    return best


def _find_recurrent(
    steps: SetSteps[StateSet], component: Component, get_states: Callable[[str], StateSet]
) -> dict[str, StateSet]:
    """Return the states of a component that are on a circle or between circles."""
    algebra = steps.algebra
    inside = [step for scene in component for step in steps.steps[scene] if step.to in component]
    left = {scene: get_states(scene) for scene in component} if inside else {}
    size = -1
    while size != (size := sum(map(algebra.count, left.values()))):
        for forwards in (True, False):
            kept = dict.fromkeys(left, algebra.none)
            for step in inside:
                source = step.choice.source
                if forwards:
                    kept[step.to] = algebra.unite(kept[step.to], steps.after(steps.open(left[source], step), step))
                else:
                    kept[source] = algebra.unite(kept[source], steps.before(left[step.to], step))
            left = {scene: algebra.intersect(left[scene], kept[scene]) for scene in left}
    return left


def _find_round(steps: SetSteps[StateSet], way: Way, component: Component) -> tuple[str, ...]:
    """Return the choices of a shortest path from the end of a path back to it; empty if there is none."""
    here = steps.state(way.positions)
    try:
        return find_shortest_way(
            steps,
            lambda scene, _: here if scene == way.scene else None,
            component,
            begin=(way.scene, way.positions),
        ).choices
    except LookupError:
        return ()
