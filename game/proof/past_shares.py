"""The share of the visits to its scene that show a passage under `after`, over all runs.

Runs are counted with each combination of choices that a passage asks for, exactly: a number of bits for each of them,
side by side in one integer, so that a choice adds up all of them at once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

from game.proof.circles import Batch, sort_topologically
from game.proof.context import ProofContext
from game.proof.past_facts import FactGroup, GroupLayout
from game.proof.run_counts import count_ahead
from game.proof.scene_graph import find_ancestors
from game.story.past_choices import parse_after

#: The most bits that are followed in one pass over the states, so that a state takes a few kilobytes at most.
MAX_WIDTH = 1 << 15
#: A passage under `after`: its scene, and its place there from 0.
_Place = tuple[str, int]


def list_passage_shares(context: ProofContext, places: Collection[_Place] | None = None) -> Mapping[str, float]:
    """Return, for every passage (`scene[1]`, counted from 1), the share of the visits to its scene that show it.

    What cannot be counted is left out, as in `RunCounts`.

    Args:
        context: the role.
        places: of the passages under `after` the only ones that are asked for, by scene and place from 0; None for all.
    """
    counts = context.run_counts
    shares = dict(counts.passage_shares)
    asked = {
        place: group
        for place, group in context.past_groups.items()
        if (places is None or place in places) and context.space.is_reached(group.scene)
    }
    if not asked or not counts.runs:
        return shares
    batches, _ = sort_topologically(context.graph)
    ahead = count_ahead(context.graph, batches, {scene for scene, _ in asked}).ahead
    # A run passes the states of a scene at most as often as it has scenes.
    lane = (counts.runs * counts.longest).bit_length()
    for together in _divide(asked, MAX_WIDTH // lane):
        layout = GroupLayout(list(together.values()), shared=True, lane=lane)
        passed = _count_passed(context, together, layout, batches, ahead)
        for ((scene, index), group), offset in zip(together.items(), layout.offsets, strict=True):
            passage = context.scenes[scene].passages[index]
            read = group.mask(parse_after(passage.after or "").holds_for)
            shown = _add_lanes(passed[scene, passage.if_] >> offset, read, lane)
            shares[f"{scene}[{index + 1}]"] = shown / _add_lanes(
                passed[scene, None] >> offset, (1 << group.size) - 1, lane
            )
    return shares


def _divide(asked: Mapping[_Place, FactGroup], most: int) -> Iterator[dict[_Place, FactGroup]]:
    """Yield the passages in parts that join at most so many combinations, those with the same choices together."""
    by_facts: dict[tuple[frozenset[str], ...], dict[_Place, FactGroup]] = defaultdict(dict)
    for place, group in asked.items():
        by_facts[group.facts][place] = group
    part: dict[_Place, FactGroup] = {}
    room = most
    for facts, together in by_facts.items():
        if part and room < 1 << len(facts):
            yield part
            part, room = {}, most
        part |= together
        room -= 1 << len(facts)
    yield part


def _add_lanes(lanes: int, combinations: int, lane: int) -> int:
    """Return the sum of the lanes of some combinations, as bits."""
    full = (1 << lane) - 1
    return sum(lanes >> each * lane & full for each in range(combinations.bit_length()) if combinations >> each & 1)


def _count_passed(
    context: ProofContext,
    asked: Mapping[_Place, FactGroup],
    layout: GroupLayout,
    batches: list[Batch],
    ahead: Mapping[str, list[int]],
) -> dict[tuple[str, str | None], int]:
    """Return, by scene and guard, the runs that pass it where the guard holds, in a lane for each combination."""
    graph = context.graph
    begin, carry_on = layout.follow(context.role)
    near = find_ancestors(context.role, {scene for scene, _ in asked})
    guards: dict[str, dict[str | None, list[bool]]] = defaultdict(dict)
    for scene, index in asked:
        for guard in (None, context.scenes[scene].passages[index].if_):
            guards[scene][guard] = graph.guard_holds(scene, guard or "true")
    passed: dict[tuple[str, str | None], int] = defaultdict(int)
    counts = {scene: [0] * len(states) for scene, states in graph.states.items() if scene in near}
    counts[graph.start[0]][graph.start[1]] = begin
    for scene, places in batches:
        here = counts.get(scene, [])
        for guard, holds in guards.get(scene, {}).items():
            passed[scene, guard] += sum(here[place] * ahead[scene][place] for place in places if holds[place])
        for choice, column in graph.columns[scene] if here else ():
            if (there := counts.get(choice.spec.to)) is None:
                continue
            carry = carry_on(choice.id, choice.spec.to)
            for place in places:
                if (after := column[place]) >= 0:
                    there[after] += carry(here[place])
    return passed
