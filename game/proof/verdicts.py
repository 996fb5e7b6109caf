"""Verdicts: every choice of a role is alive, with a run that takes it, or dead, with the reason in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Literal

from game.proof.context import ProofContext
from game.proof.explore import StateId
from game.proof.past_shares import list_passage_shares
from game.proof.reasons import explain_dead_choice
from game.story.guards import Values as Values
from game.story.machine import Choice


@dataclass
class Verdict:
    """What was proved of a choice.

    Attributes:
        choice: the choice, as `scene.choice`.
        kind: `alive`, `dead`, or `open` where the states that would decide it were left unexplored.
        message: of a choice that is not alive the reason, as a sentence.
        share: of a living choice the share of the passages through its scene in which it is open, from 0 to 1; None
            where runs cannot be counted.
        runs_before: of a living choice, how to get the choices that lead to it.
    """

    choice: str
    kind: Literal["alive", "dead", "open"]
    message: str = ""
    share: float | None = None
    runs_before: Callable[[], tuple[str, ...]] | None = None

    @cached_property
    def run(self) -> tuple[str, ...]:
        """The choices of a shortest run that takes it, itself the last; empty if no run is known to take it."""
        return (*self.runs_before(), self.choice) if self.runs_before is not None else ()

    @property
    def line(self) -> str:
        """The verdict as one line, for a file that is read in review: the share in whole percent."""
        if self.kind != "alive":
            return f"{self.choice} {self.kind}: {self.message}"
        if self.share is None or self.share == 1:
            return f"{self.choice} alive"
        percent = round(100 * self.share)
        return f"{self.choice} alive, open to {percent if percent else 'under 1'} %"


def list_review_lines(context: ProofContext, found: Sequence[Verdict]) -> list[str]:
    """What was proved of each scene, choice and guarded passage, one a line, for a file that is read in review.

    Args:
        context: the role, explored.
        found: the verdicts of its choices.
    """
    numbers = context.run_counts
    of_scene: dict[str, list[str]] = {scene.id: [] for scene in context.role.scenes}
    for scene, share in numbers.scene_shares.items():
        of_scene[scene].append(f"{scene} reached by {100 * share:.1f} % of runs")
    for passage, share in list_passage_shares(context).items():
        of_scene[passage.partition("[")[0]].append(f"{passage} stands for {100 * share:.1f} %")
    for verdict in found:
        of_scene[verdict.choice.partition(".")[0]].append(verdict.line)
    return [line for scene in of_scene.values() for line in scene]


def judge_choices(context: ProofContext) -> list[Verdict]:
    """The verdict of every choice of the role, in the order of the scenes.

    A choice counts as alive only after its run was replayed through the machine that players use.
    """
    replays = _Replays(context)
    return [
        _verdict(context, choice, replays)
        for scene in context.role.scenes
        for choice in context.graph.machine.get_choices(scene.id)
    ]


def _verdict(context: ProofContext, choice: Choice, replays: _Replays) -> Verdict:
    graph, scene = context.graph, choice.source
    column = next((column for other, column in graph.columns.get(scene, ()) if other is choice), ())
    state = context.shortest_runs.nearest(scene, lambda index: index < len(column) and column[index] >= 0)
    if state is None and not graph.is_complete(scene):
        if context.abstraction is not None and not _ever_open(context.abstraction, choice):
            return Verdict(choice.id, "dead", explain_dead_choice(context.abstraction, choice))
        return Verdict(choice.id, "open", "the states of its scene were not all explored.")
    if state is None:
        return Verdict(choice.id, "dead", explain_dead_choice(context, choice))
    before = partial(context.shortest_runs.run_to, state)
    if not replays.confirms(state, choice, (choice.spec.to, column[state[1]])):
        return Verdict(choice.id, "open", "its run does not replay, which is a fault of the proof.", runs_before=before)
    return Verdict(choice.id, "alive", share=context.run_counts.open_shares.get(choice.id), runs_before=before)


def _ever_open(abstraction: ProofContext, choice: Choice) -> bool:
    columns = abstraction.graph.columns.get(choice.source, ())
    return abstraction.graph.limit_exceeded != "" or any(
        after >= 0 for other, column in columns if other.id == choice.id for after in column
    )


@dataclass
class _RunState:
    scene_id: str
    values: Values


class _Replays:
    """Runs along the shortest ways; where several share their beginning, it is replayed once.

    Args:
        context: the role.
    """

    def __init__(self, context: ProofContext) -> None:
        self.case = context
        self._values: dict[StateId, Values | None] = {context.graph.start: context.graph.machine.start_values}

    def confirms(self, state: StateId, choice: Choice, after: StateId) -> bool:
        """Whether the machine plays the shortest run to a state, and from there a choice into the state after it."""
        steps: list[tuple[StateId, Choice, StateId]] = [(state, choice, after)]
        while (begin := steps[-1][0]) not in self._values:
            before, taken = self.case.shortest_runs.last_step(begin)
            steps.append((before, taken, begin))
        values: Values | None = None
        for before, taken, then in reversed(steps):
            values = self._step(before[0], self._values[before], taken, then)
            if then not in self._values:
                self._values[then] = values
        return values is not None

    def _step(self, scene: str, values: Values | None, choice: Choice, after: StateId) -> Values | None:
        graph = self.case.graph
        if values is None:
            return None
        walker = _RunState(scene, values)
        if not graph.machine.choose(walker, choice.spec.id) or walker.scene_id != after[0]:
            return None
        agrees = graph.encoding.encode(after[0], walker.values) == graph.states[after[0]][after[1]]
        return walker.values if agrees else None
