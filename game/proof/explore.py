"""Exploring the state space of a role: every reachable state, exactly once, scene after scene.

The scenes are swept in an order in which each stands after all that lead to it, so that when a scene is reached all of
its states are known. What a later page can no longer tell apart is one state (`game.proof.liveness`). Of a scene that
was swept only plain columns of numbers are kept, so that a story need not be divided to fit into memory.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable
from itertools import islice

from game.proof.liveness import find_live_thresholds
from game.proof.scene_graph import Component, find_components
from game.proof.state_encoding import EncodedChoice, StateEncoding
from game.proof.state_graph import StateGraph
from game.proof.state_space import ReportProgress
from game.story.machine import RoleMachine

#: Above this many states the rest of a role is reported as open instead of being explored without end: about a quarter
#: of a minute and 400 MB.
MAX_STATES = 2_000_000
#: Of every scene after that, this many states are still stepped: what is found there is true, what is not is open.
SAMPLE_STATES = 1_000


def explore(
    machine: RoleMachine,
    max_states: int = MAX_STATES,
    merge: bool = True,
    observed: str | None = None,
    forgotten: Collection[str] = (),
    report_progress: ReportProgress | None = None,
) -> StateGraph:
    """Walk every state that a run of the role can reach.

    Args:
        machine: the role's machine.
        max_states: with more states than this, most of the rest is left unexplored and the graph says so.
        merge: whether states that no later page can tell apart are one; without it, for tests.
        observed: a variable of which every value counts, also where no page tells it apart.
        forgotten: variables that are left out: a choice is open where it is for any of their values, so that the
            runs of the role are among those of the graph.
        report_progress: is told how far the sweep has come.
    """
    role = machine.role
    order = find_components(role)
    thresholds = find_live_thresholds(role, order, observed)
    encoding = StateEncoding(role, thresholds if merge else None, forgotten)
    graph = StateGraph(machine, order, (role.first_scene, 0), encoding, thresholds)
    found: dict[str, dict[int, int]] = {name: {} for component in order for name in component}
    found[role.first_scene][encoding.encode(role.first_scene, machine.start_values)] = 0
    total = 0
    for component in order:
        if any(found[name] for name in component):
            total += _sweep(component, graph, found, total, max_states)
            if report_progress is not None:
                report_progress(f"{role.id}: {total:,} states, at {component[0]}")
    return graph


def _sweep(
    component: Component, graph: StateGraph, found: dict[str, dict[int, int]], before: int, max_states: int
) -> int:
    """Step the states of a component of scenes, before which some are known already; returns how many there are."""
    steps = {
        name: [EncodedChoice(choice, graph.encoding) for choice in graph.machine.get_choices(name)]
        for name in component
    }
    columns = {name: [array("i") for _ in steps[name]] for name in component}
    done = dict.fromkeys(component, 0)
    while fresh := next(
        (name for name in component if done[name] < len(found[name]) and _has_budget(graph, done[name])), None
    ):
        codes = list(islice(found[fresh], done[fresh], None))
        if not graph.limit_exceeded and before + sum(done.values()) + len(codes) > max_states:
            blowup = graph.encoding.explain_blowup(graph.encoding.count_values(codes))
            graph.limit_exceeded = f"it has more than {max_states:,} states; {blowup}."
        if graph.limit_exceeded:
            codes = codes[: SAMPLE_STATES - done[fresh]]
        done[fresh] += len(codes)
        for step, column in zip(steps[fresh], columns[fresh], strict=True):
            _apply_choice(step, codes, found[step.choice.spec.to], column)
    for name in component:
        states = found.pop(name)
        if not states:
            continue
        graph.states[name] = array("Q", states) if graph.encoding.width <= 64 else list(states)
        pairs = zip(steps[name], columns[name], strict=True)
        graph.columns[name] = [(step.choice, column) for step, column in pairs]
        if graph.limit_exceeded:
            graph.unexplored.add(name)
    return sum(done.values())


def _has_budget(graph: StateGraph, done: int) -> bool:
    return not graph.limit_exceeded or done < SAMPLE_STATES


def _apply_choice(step: EncodedChoice, codes: Iterable[int], found: dict[int, int], column: array[int]) -> None:
    """Take a choice in some states: the place of each state after it goes into the column, new ones into `found`."""
    reads, opens = step.guard_mask, step.is_open
    keeps, changes, moves = step.kept_mask, step.changed_mask, step.next_values
    for code in codes:
        if opens[code & reads]:
            after = code & keeps | moves[code & changes]
            column.append(found.setdefault(after, len(found)))
        else:
            column.append(-1)
