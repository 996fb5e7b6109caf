"""Verdicts: every choice of a role is alive, with a run that takes it, or dead, with the reason in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from game.play.journal import replay
from game.proof.case import Case
from game.story.guards import variables_of
from game.story.machine import Choice
from game.story.types import Variable


@dataclass(frozen=True)
class Verdict:
    """What was proved of a choice.

    Attributes:
        choice: the choice, as `scene.choice`.
        kind: `alive`, `dead`, or `open` where the states that would decide it were left unexplored.
        run: of a living choice, the choices of a shortest run that takes it, itself the last; they were replayed.
        says: of any other the reason, as a sentence.
        share: of a living choice the share of the passages through its scene in which it is open, from 0 to 1; None
            where runs cannot be counted.
    """

    choice: str
    kind: Literal["alive", "dead", "open"]
    run: tuple[str, ...] = ()
    says: str = ""
    share: float | None = None

    @property
    def line(self) -> str:
        """The verdict as one line, for a file that is read in review: the share in whole percent."""
        if self.kind != "alive":
            return f"{self.choice} {self.kind}: {self.says}"
        if self.share is None or self.share == 1:
            return f"{self.choice} alive"
        percent = round(100 * self.share)
        return f"{self.choice} alive, open to {percent if percent else 'under 1'} %"


def verdicts(case: Case) -> list[Verdict]:
    """The verdict of every choice of the role, in the order of the scenes."""
    return [verdict(case, choice) for scene in case.role.scenes for choice in case.graph.machine.choices(scene.id)]


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


def verdict(case: Case, choice: Choice) -> Verdict:
    """The verdict of one choice.

    A choice counts as alive only after its run was replayed through the machine that players use.
    """
    graph, scene = case.graph, choice.source
    if scene in graph.unexplored or (scene not in graph.states and graph.outgrown):
        return Verdict(choice.id, "open", says="the states of its scene were not all explored.")
    if scene not in graph.states:
        return Verdict(choice.id, "dead", says=_unreached(case, scene))
    column = next(column for other, column in graph.columns[scene] if other is choice)
    node = case.ways.nearest(scene, lambda place: column[place] >= 0)
    if node is None:
        return Verdict(choice.id, "dead", says=_closed(case, choice))
    run = (*case.ways.to(node), choice.id)
    journal = replay(graph.machine, run)
    if journal.unfit:
        return Verdict(
            choice.id, "open", run, f"its run does not replay, which is a fault of the proof: {journal.unfit}"
        )
    return Verdict(choice.id, "alive", run, share=case.numbers.open.get(choice.id))


def _unreached(case: Case, scene: str) -> str:
    leading = [
        f"{other.id}.{option.id}" for other in case.role.scenes for option in other.choices if option.to == scene
    ]
    if not leading:
        return "no choice leads to its scene."
    return f"no run reaches its scene; what leads there is dead itself: {', '.join(leading)}."


def _closed(case: Case, choice: Choice) -> str:
    """Why a choice is open in no state of its scene."""
    guard = choice.option.if_ or ""
    names = case.graph.packing.names
    values = [case.graph.values((choice.source, place)) for place in range(len(case.graph.states[choice.source]))]
    parts: list[str] = []
    for place, variable in enumerate(case.role.variables):
        if variable.id in variables_of(guard, names):
            same = case.graph.packing.same(choice.source)[place]
            parts.append(_range(variable, {state[place] for state in values}, same))
    joined = f", and never so at once: {', '.join(parts)}" if len(parts) > 1 else f": {parts[0]}" if parts else ""
    return f'"{guard}" never holds here{joined}.'


def _range(variable: Variable, values: set[int], same: Sequence[int]) -> str:
    """The values that a variable takes in a scene, in words; `same` says which values stand for others there."""
    if isinstance(variable.start, bool):
        if len(values) == 2:
            return f"{variable.id} is true or false"
        return f"{variable.id} is always {'true' if 1 in values else 'false'}"
    low, stands_for = variable.min, max(values)
    high = max(low + place for place, lowest in enumerate(same) if low + lowest == stands_for)
    least = min(values)
    return f"{variable.id} is always {least}" if least == high else f"{variable.id} is {least} to {high}"
