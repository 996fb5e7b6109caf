"""Verdicts: every choice of a role is alive, with a run that takes it, or dead, with the reason in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Literal

from game.proof.case import Case
from game.proof.explore import Node
from game.proof.reasons import reason
from game.story.guards import Values as Values
from game.story.machine import Choice


@dataclass
class Verdict:
    """What was proved of a choice.

    Attributes:
        choice: the choice, as `scene.choice`.
        kind: `alive`, `dead`, or `open` where the states that would decide it were left unexplored.
        says: of a choice that is not alive the reason, as a sentence.
        share: of a living choice the share of the passages through its scene in which it is open, from 0 to 1; None
            where runs cannot be counted.
        before: of a living choice, how to get the choices that lead to it.
    """

    choice: str
    kind: Literal["alive", "dead", "open"]
    says: str = ""
    share: float | None = None
    before: Callable[[], tuple[str, ...]] | None = None

    @cached_property
    def run(self) -> tuple[str, ...]:
        """The choices of a shortest run that takes it, itself the last; empty if no run is known to take it."""
        return (*self.before(), self.choice) if self.before is not None else ()

    @property
    def line(self) -> str:
        """The verdict as one line, for a file that is read in review: the share in whole percent."""
        if self.kind != "alive":
            return f"{self.choice} {self.kind}: {self.says}"
        if self.share is None or self.share == 1:
            return f"{self.choice} alive"
        percent = round(100 * self.share)
        return f"{self.choice} alive, open to {percent if percent else 'under 1'} %"


def review(case: Case, found: Sequence[Verdict]) -> list[str]:
    """What was proved of each scene, choice and guarded passage, one a line, for a file that is read in review.

    Args:
        case: the role, explored.
        found: the verdicts of its choices.
    """
    numbers = case.numbers
    of_scene: dict[str, list[str]] = {scene.id: [] for scene in case.role.scenes}
    for scene, share in numbers.scenes.items():
        of_scene[scene].append(f"{scene} reached by {100 * share:.1f} % of runs")
    for passage, share in numbers.stands.items():
        of_scene[passage.partition("[")[0]].append(f"{passage} stands for {100 * share:.1f} %")
    for verdict in found:
        of_scene[verdict.choice.partition(".")[0]].append(verdict.line)
    return [line for scene in of_scene.values() for line in scene]


def verdicts(case: Case) -> list[Verdict]:
    """The verdict of every choice of the role, in the order of the scenes.

    A choice counts as alive only after its run was replayed through the machine that players use.
    """
    replays = _Replays(case)
    return [
        _verdict(case, choice, replays)
        for scene in case.role.scenes
        for choice in case.graph.machine.get_choices(scene.id)
    ]


def _verdict(case: Case, choice: Choice, replays: _Replays) -> Verdict:
    graph, scene = case.graph, choice.source
    column = next((column for other, column in graph.columns.get(scene, ()) if other is choice), ())
    node = case.ways.nearest(scene, lambda place: place < len(column) and column[place] >= 0)
    if node is None and not graph.decided(scene):
        if case.look is not None and not _ever_open(case.look, choice):
            return Verdict(choice.id, "dead", reason(case.look, choice))
        return Verdict(choice.id, "open", "the states of its scene were not all explored.")
    if node is None:
        return Verdict(choice.id, "dead", reason(case, choice))
    before = partial(case.ways.to, node)
    if not replays.fits(node, choice, (choice.spec.to, column[node[1]])):
        return Verdict(choice.id, "open", "its run does not replay, which is a fault of the proof.", before=before)
    return Verdict(choice.id, "alive", share=case.numbers.open.get(choice.id), before=before)


def _ever_open(look: Case, choice: Choice) -> bool:
    columns = look.graph.columns.get(choice.source, ())
    return look.graph.outgrown != "" or any(
        after >= 0 for other, column in columns if other.id == choice.id for after in column
    )


@dataclass
class _RunState:
    scene_id: str
    values: Values


class _Replays:
    """Runs along the shortest ways; where several share their beginning, it is replayed once.

    Args:
        case: the role.
    """

    def __init__(self, case: Case) -> None:
        self.case = case
        self._values: dict[Node, Values | None] = {case.graph.start: case.graph.machine.start_values}

    def fits(self, node: Node, choice: Choice, after: Node) -> bool:
        """Whether the machine plays the shortest run to a state, and from there a choice into the state after it."""
        steps: list[tuple[Node, Choice, Node]] = [(node, choice, after)]
        while (begin := steps[-1][0]) not in self._values:
            before, taken = self.case.ways.last_step(begin)
            steps.append((before, taken, begin))
        values: Values | None = None
        for before, taken, then in reversed(steps):
            values = self._step(before[0], self._values[before], taken, then)
            if then not in self._values:
                self._values[then] = values
        return values is not None

    def _step(self, scene: str, values: Values | None, choice: Choice, after: Node) -> Values | None:
        graph = self.case.graph
        if values is None:
            return None
        walker = _RunState(scene, values)
        if not graph.machine.choose(walker, choice.spec.id) or walker.scene_id != after[0]:
            return None
        agrees = graph.packing.pack(after[0], walker.values) == graph.states[after[0]][after[1]]
        return walker.values if agrees else None
