"""The share of the visits to its scene that show a passage under `after`, over all runs.

It takes a pass over the states for every set of choices that passages join, so it is measured only on request.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Mapping

from game.proof.circles import Batch, sort_topologically
from game.proof.context import ProofContext
from game.proof.past_facts import FactGroup
from game.proof.run_counts import (
    EdgeShares,
    count_ahead,
    list_reachable_choices,
    spread_weights,
)
from game.proof.scene_graph import find_ancestors
from game.story.past_choices import parse_after


def list_passage_shares(
    context: ProofContext, places: Collection[tuple[str, int]] | None = None
) -> Mapping[str, float]:
    """Return, for every passage (`scene[1]`, counted from 1), the share of the visits to its scene that show it.

    What cannot be counted is left out, as in `RunCounts`.

    Args:
        context: the role.
        places: of the passages under `after` the only ones that are asked for, by scene and place from 0; None for all.
    """
    shares = dict(context.run_counts.passage_shares)
    asked = context.past_groups.keys() if places is None else context.past_groups.keys() & set(places)
    if not asked or not context.run_counts.runs:
        return shares
    batches, _ = sort_topologically(context.graph)
    _, edges = count_ahead(context.graph, batches)
    whole = spread_weights(context.graph, batches, edges)
    by_facts: dict[tuple[frozenset[str], ...], list[tuple[str, int]]] = {}
    for place, group in context.past_groups.items():
        if place in asked:
            by_facts.setdefault(group.facts, []).append(place)
    for together in by_facts.values():
        group = context.past_groups[together[0]]
        weights = _spread_combinations(context, group, {scene for scene, _ in together}, batches, edges, whole)
        for scene, index in together:
            if sum(whole.get(scene, ())):
                shares[f"{scene}[{index + 1}]"] = _measure_share(context, scene, index, weights, whole[scene])
    return shares


def _measure_share(
    context: ProofContext,
    scene: str,
    index: int,
    weights: Mapping[int, Mapping[str, array[float]]],
    whole: array[float],
) -> float:
    passage = context.scenes[scene].passages[index]
    group = context.past_groups[scene, index]
    read = group.mask(parse_after(passage.after or "").holds_for)
    guard = context.graph.guard_holds(scene, passage.if_ or "true")
    changed = [(read >> combination & 1, found[scene]) for combination, found in weights.items() if scene in found]
    # The remaining runs have taken none of the choices.
    total = 0.0
    for state, holds in enumerate(guard):
        if holds:
            total += sum(found[state] for reads, found in changed if reads)
            if read & 1:
                total += max(0.0, whole[state] - sum(found[state] for _, found in changed))
    return min(1.0, total / sum(whole))


def _spread_combinations(
    context: ProofContext,
    group: FactGroup,
    scenes: Iterable[str],
    batches: list[Batch],
    edges: EdgeShares,
    whole: Mapping[str, array[float]],
) -> dict[int, dict[str, array[float]]]:
    """Return, for every combination but the first, by scene, the share of all runs that reach each state with it."""
    graph = context.graph
    ahead = find_ancestors(context.role, scenes)
    weights: dict[int, dict[str, array[float]]] = {combination: {} for combination in range(1, group.size)}
    for scene, places in batches:
        if scene not in ahead:
            continue
        for choice, column, share in list_reachable_choices(graph, scene, edges[scene]):
            if choice.spec.to not in ahead:
                continue
            for combination in range(group.size):
                after = group.step(combination, choice.id)
                if not after or (combination and scene not in weights[combination]):
                    continue
                here = weights[combination][scene] if combination else whole[scene]
                others = [found[scene] for found in weights.values() if scene in found] if not combination else []
                if choice.spec.to not in weights[after]:
                    weights[after][choice.spec.to] = array("d", bytes(8 * len(graph.states[choice.spec.to])))
                there = weights[after][choice.spec.to]
                for index in places:
                    if (place := column[index]) >= 0:
                        there[place] += (here[index] - sum(other[index] for other in others)) * share[index]
    return weights
