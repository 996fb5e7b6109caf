"""Verdicts: every choice of a role is alive, with a run that takes it, or dead, with the reason in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from game.proof.context import ProofContext
from game.proof.past_shares import list_passage_shares
from game.proof.reasons import explain_dead_choice
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

    def freeze(self, with_run: bool) -> Verdict:
        """Return the same without the states behind it, with its run if that is wanted."""
        frozen = replace(self, runs_before=None)
        if with_run:
            frozen.run = self.run
        return frozen

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
    """Return what was proved of each scene, choice and guarded passage, one a line, for a file that is read in review.

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
    """Return the verdict of every choice of the role, in the order of the scenes.

    A choice counts as alive only after the machine that players use has taken it too.
    """
    return [
        _judge(context, choice)
        for scene in context.role.scenes
        for choice in context.space.machine.get_choices(scene.id)
    ]


def _judge(context: ProofContext, choice: Choice) -> Verdict:
    space = context.space
    before = space.find_run_before(choice)
    if before is None and not space.is_complete(choice.source):
        if context.abstraction is not None and not _is_ever_open(context.abstraction, choice):
            return Verdict(choice.id, "dead", explain_dead_choice(context.abstraction, choice))
        return Verdict(choice.id, "open", "the states of its scene were not all explored.")
    if before is None:
        return Verdict(choice.id, "dead", explain_dead_choice(context, choice))
    if not space.is_confirmed(choice):
        return Verdict(choice.id, "open", "its run does not replay, which is a fault of the proof.", runs_before=before)
    return Verdict(choice.id, "alive", share=context.run_counts.open_shares.get(choice.id), runs_before=before)


def _is_ever_open(abstraction: ProofContext, choice: Choice) -> bool:
    return abstraction.space.limit_exceeded != "" or abstraction.space.test_choice(choice)[0]
